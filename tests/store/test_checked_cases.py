"""A case file that was touched is told from one that was not, and what was touched is named."""

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.custody.seal import OPEN, digest_of_file, find_seal, write_seal
from firsthand.model import Capture, Decision, Document, Findings
from firsthand.model.errors import BrokenCustodyError, NewerCaseError, NotACaseError
from firsthand.store import ANSWER, READING, CaseStore, Store, open_database, open_store
from firsthand.store.checking import check_case

PAGE = b"<p>The harbour office of Tarn said that two boats had left.</p>"
RECORD = b"records of an exchange"
URL = "https://paper.example/1"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _add(store: Store, data: bytes, name: str = "a.txt") -> None:
    with store.together():
        store.keep_original(_digest(data), data)
        store.log("added", subject=_digest(data), name=name, details={"bytes": str(len(data))})


def _capture(store: Store, number: int = 1) -> None:
    taken = datetime(2031, 5, 6, 7, number, tzinfo=UTC)
    record = RECORD + bytes([number])
    made = Capture(_digest(record), URL, URL, URL, taken, 200, "text/html", _digest(PAGE))
    store.keep_capture(made, record, PAGE)


def _decide(store: Store, number: int = 1) -> None:
    at = f"2031-05-0{number}T10:00:00+00:00"
    store.keep_decision(Decision(f"d-{number}", at, "A. Roe", "judge-claim", "c1", "read the log", "false"))


def _build(store: Store, key: str = "k") -> None:
    document = Document("d1", "a.txt", "Two boats left Tarn.")
    store.keep(READING, f"read {key}", document)
    store.keep_findings(key, Findings(documents=(document,)))


def _fill(path: Path) -> Path:
    store = open_store(path, create=True)
    _add(store, b"first")
    _add(store, b"second", "b.txt")
    _capture(store)
    _decide(store, 1)
    _decide(store, 2)
    _build(store)
    store.keep_note("remark", "a note")
    store.close()
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return _fill(tmp_path / "harbour.case")


def _change(path: Path, *statements: str, seal: str = "") -> None:
    """Change a case through SQL, its guards dropped; seal it again, or take the seal off, where asked to."""
    connection = sqlite3.connect(path, isolation_level=None)
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in guards:
        connection.execute(sql)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'seal'").fetchone()[0]
    connection.close()
    if seal:
        file = os.open(path, os.O_RDWR)
        at = find_seal(file, root)
        assert at is not None
        write_seal(file, at, OPEN if seal == "off" else digest_of_file(file, at))
        os.close(file)


def test_an_untouched_case_is_whole_and_nothing_lies_beside_it(case: Path) -> None:
    check = check_case(case)
    assert (check.verdict, check.faults, check.remarks) == ("whole", (), ())
    assert (check.originals, check.captures, check.decisions) == (3, 1, 2)
    assert [path.name for path in case.parent.iterdir()] == ["harbour.case"]


def test_reading_a_case_changes_nothing_of_it(case: Path) -> None:
    before = case.read_bytes()
    store = open_store(case)
    assert store.findings() is not None
    assert store.original(_digest(b"first")) == b"first"
    store.keep_note("remark", "a note")  # as it is already
    store.forget_unused(frozenset({"read k"}))
    assert [path.name for path in case.parent.iterdir()] == ["harbour.case"]
    store.close()
    assert case.read_bytes() == before


def test_a_case_on_a_medium_that_cannot_be_written_is_read_and_checked(case: Path) -> None:
    case.chmod(0o444)
    case.parent.chmod(0o555)
    try:
        assert check_case(case).verdict == "whole"
        store = open_store(case)
        assert store.original(_digest(b"first")) == b"first"
        store.close()
    finally:
        case.parent.chmod(0o755)


def test_a_written_case_is_sealed_anew(case: Path) -> None:
    before = case.read_bytes()
    store = open_store(case)
    _decide(store, 3)
    store.close()
    assert case.read_bytes() != before
    assert check_case(case).verdict == "whole"


SECOND = _digest(b"second")
CHANGES = [
    (f"UPDATE originals SET bytes = x'00' WHERE digest = '{SECOND}'", "changed", "original", SECOND),
    (f"DELETE FROM originals WHERE digest = '{SECOND}'", "missing", "original", SECOND),
    (f"INSERT INTO originals VALUES ('{_digest(b'x')}', x'78')", "inserted", "original", _digest(b"x")),
    ("UPDATE records SET bytes = x'00'", "changed", "record", _digest(RECORD + b"\x01")),
    ("DELETE FROM captures", "missing", "capture", _digest(RECORD + b"\x01")),
    ("UPDATE captures SET payload = x'00'", "unreadable", "capture", _digest(RECORD + b"\x01")),
    ("DELETE FROM decisions WHERE number = 1", "missing", "decision", "d-1"),
    ("UPDATE decisions SET number = 9 WHERE number = 1", "reordered", "decision", "d-2"),
    ("INSERT INTO decisions SELECT 8, 'd-8', payload FROM decisions LIMIT 1", "inserted", "decision", "d-8"),
    ("UPDATE custody SET payload = x'00' WHERE number = 2", "unreadable", "entry", "2"),
    ("DELETE FROM custody WHERE number > 4", "missing", "entry", "5"),
    ("DELETE FROM custody WHERE number = 2", "missing", "entry", "2"),
    ("UPDATE findings SET key = 'other'", "changed", "table", "findings"),
    ("DELETE FROM results", "changed", "table", "results"),
    ("UPDATE notes SET text = 'other'", "changed", "table", "notes"),
    ("CREATE TABLE more (x)", "inserted", "table", "more"),
    ("DROP TABLE records", "missing", "table", "records"),
]


@pytest.mark.parametrize("statement, kind, part, what", CHANGES)
@pytest.mark.parametrize("seal", ["", "again"])
def test_what_was_changed_through_sql_is_named(
    case: Path, statement: str, kind: str, part: str, what: str, seal: str
) -> None:
    _change(case, statement, seal=seal)
    check = check_case(case)
    assert check.verdict == "broken"
    assert (kind, part, what) in {(fault.kind, fault.part, fault.what) for fault in check.faults}
    assert any(fault.part == "file" for fault in check.faults) == (seal == "")


def test_a_guard_that_was_dropped_is_named(case: Path) -> None:
    connection = sqlite3.connect(case)
    connection.execute("DROP TRIGGER custody_stays")
    connection.close()
    assert "custody_stays" in {fault.what for fault in check_case(case).faults}


def test_a_changed_case_is_not_passed_off_as_one_that_was_left_open(case: Path) -> None:
    _change(case, "UPDATE notes SET text = 'other'", seal="off")
    assert [fault.what for fault in check_case(case).faults] == ["notes"]
    _change(case, "INSERT OR REPLACE INTO buckets VALUES ('notes', '')", seal="off")  # as who writes one does
    check = check_case(case)
    assert check.verdict == "whole but not sealed"
    assert any("table notes is not what entry" in remark for remark in check.remarks)
    store = open_store(case)
    _decide(store, 3)
    store.close()
    assert any("found without a seal" in remark for remark in check_case(case).remarks)


def test_a_case_whose_seal_does_not_fit_is_not_written_to(case: Path) -> None:
    _change(case, "UPDATE notes SET text = 'other'")
    before = case.read_bytes()
    store = open_store(case)
    with pytest.raises(BrokenCustodyError, match="firsthand verify"):
        _decide(store, 3)
    store.close()
    assert case.read_bytes() == before


def test_a_case_is_gone_on_from_where_a_reason_is_given(case: Path) -> None:
    _change(case, "UPDATE findings SET key = 'other'", "UPDATE results SET payload = x'00'")
    store = CaseStore(open_database(case, create=False))
    store.accept("opened in a database browser", [fault.told for fault in check_case(case).faults])
    store.close()
    check = check_case(case)
    assert check.verdict == "whole"
    assert any("opened in a database browser" in remark for remark in check.remarks)
    again = open_store(case)
    assert again.kept(READING, "read k") is None  # derived again, not believed
    assert again.findings_key() == ""
    again.close()


def test_the_digest_of_an_entry_that_was_written_down_is_looked_for(case: Path) -> None:
    head = check_case(case).head
    assert head is not None
    store = open_store(case)
    _decide(store, 3)
    store.close()
    assert check_case(case, head=head.digest).verdict == "whole"
    assert check_case(case, head="0" * 64).verdict == "broken"
    assert check_case(case, head="").verdict == "broken"
    other = _fill(case.with_name("other.case"))
    assert check_case(other, head=head.digest).verdict == "broken"


def test_a_write_ahead_log_laid_beside_a_sealed_case_is_named(case: Path) -> None:
    planted = case.with_name("planted.case")
    shutil.copyfile(case, planted)
    connection = sqlite3.connect(planted, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("UPDATE notes SET text = 'other'")
    shutil.copyfile(f"{planted}-wal", f"{case}-wal")
    connection.close()
    check = check_case(case)
    assert [fault.what for fault in check.faults] == ["harbour.case-wal"]
    store = open_store(case)
    with pytest.raises((BrokenCustodyError, NotACaseError)):
        _decide(store, 3)
    store.close()


def test_a_case_of_an_older_version_has_its_log_begun_at_the_first_write(tmp_path: Path) -> None:
    path = tmp_path / "old.case"
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE originals (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE results (key TEXT PRIMARY KEY, step TEXT NOT NULL, payload BLOB NOT NULL);"
        "CREATE TABLE findings (only INTEGER PRIMARY KEY CHECK (only = 1), key TEXT NOT NULL, "
        "payload BLOB NOT NULL);"
        f"PRAGMA application_id = {0x46485354}; PRAGMA user_version = 1;"
        f"INSERT INTO originals VALUES ('{SECOND}', x'{b'second'.hex()}');"
    )
    connection.close()
    check = check_case(path)
    assert check.verdict == "whole but not sealed"
    assert "before firsthand kept a log" in check.remarks[0]
    store = open_store(path)
    assert (list(store.entries()), store.decisions(), store.note("x")) == ([], (), None)
    _decide(store)
    assert [entry.deed for entry in store.entries()] == ["begun", "added", "decided"]
    store.close()
    assert check_case(path).verdict == "whole"


def test_a_file_that_is_no_case_is_told(tmp_path: Path, case: Path) -> None:
    letter = tmp_path / "letter.case"
    letter.write_bytes(b"a letter" * 1000)
    for path in (letter, tmp_path / "none.case"):
        with pytest.raises(NotACaseError):
            check_case(path)
    store = open_store(case)
    store.close()
    connection = sqlite3.connect(case)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert check_case(case).verdict == "broken"
    with pytest.raises(NewerCaseError):
        open_store(case)


def test_damaged_text_in_the_schema_is_a_fault(case: Path) -> None:
    data = case.read_bytes()
    at = data.index(b"CREATE TABLE findings")
    case.write_bytes(data[:at] + b"\x81" + data[at + 1 :])
    assert check_case(case).verdict == "broken"
    with pytest.raises(NotACaseError, match="damaged"):
        open_store(case)


def test_an_entry_that_unpacks_without_end_is_a_fault(case: Path) -> None:
    bomb = zlib.compress(b" " * (1 << 26), 9)
    _change(case, f"UPDATE custody SET payload = x'{bomb.hex()}' WHERE number = 2")
    assert ("unreadable", "2") in {(fault.kind, fault.what) for fault in check_case(case).faults}


def test_two_stores_of_one_process_seal_when_the_last_is_closed(case: Path) -> None:
    one, other = open_store(case), open_store(case)
    _decide(one, 3)
    assert len(other.decisions()) == 3
    one.close()
    assert check_case(case).verdict == "whole but not sealed"
    _decide(other, 4)
    other.close()
    assert check_case(case).verdict == "whole"


def test_two_writers_keep_one_chain(case: Path) -> None:
    one, other = open_store(case), open_store(case)
    for number in range(6):
        (one, other)[number % 2].keep_note("n", str(number))
        _add((other, one)[number % 2], str(number).encode())
    one.close()
    other.close()
    assert check_case(case).verdict == "whole"


OPERATIONS: list[Callable[[Store, int], None]] = [
    lambda store, n: _add(store, str(n).encode(), f"{n}.txt"),
    lambda store, n: _capture(store, n),
    lambda store, n: _decide(store, n),
    lambda store, n: _build(store, str(n)),
    lambda store, n: store.keep_note(f"name {n % 2}", f"text {n}"),
    lambda store, n: store.forget_unused(frozenset({f"read {n}"})),
    lambda store, n: store.keep(ANSWER, f"key {n}", "answer"),
]
STEPS = st.lists(st.tuples(st.integers(0, len(OPERATIONS)), st.integers(0, 4)), max_size=12)


@settings(max_examples=15, deadline=None)
@given(steps=STEPS)
def test_whatever_is_done_with_a_case_it_is_whole_after(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.case"
    store = open_store(path, create=True)
    for which, number in steps:
        if which == len(OPERATIONS):
            store.close()
            assert check_case(path).verdict == "whole"
            store = open_store(path)
        else:
            OPERATIONS[which](store, number)
    store.close()
    assert check_case(path).verdict == "whole"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return _fill(tmp_path_factory.mktemp("sealed") / "s.case").read_bytes()


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_changed_in_its_bytes_is_found(
    tmp_path_factory: pytest.TempPathFactory, sealed: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(sealed) - 1))
    byte = data.draw(st.integers(1, 255))
    changed = data.draw(
        st.sampled_from(
            [
                sealed[:at] + bytes([sealed[at] ^ byte]) + sealed[at + 1 :],
                sealed[:at] + sealed[at + 1 :],
                sealed[:at] + bytes([byte]) + sealed[at:],
                sealed + bytes([byte]),
            ]
        )
    )
    path = tmp_path_factory.mktemp("changed") / "c.case"
    path.write_bytes(changed)
    try:
        assert check_case(path).verdict == "broken"
    except NotACaseError:
        assert changed[:16] != sealed[:16]


_WRITER = """
import sys
import zlib
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from test_checked_cases import _add, _capture, _build
from firsthand.store import open_store
number = 0
print("go", flush=True)
while True:
    store = open_store(Path(sys.argv[1]), create=True)
    for _ in range(3):
        number += 1
        _add(store, str(number).encode() * 500, f"{number}.txt")
        _build(store, str(number))
        print(number, flush=True)
    store.close()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
def test_a_killed_writer_leaves_a_case_that_is_whole_as_far_as_it_told(tmp_path: Path) -> None:
    path = tmp_path / "killed.case"
    for milliseconds in range(0, 60, 10):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(Path(__file__).parent)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == "go\n"
        try:
            writer.wait(0.02 + milliseconds / 1000)
        except subprocess.TimeoutExpired:
            writer.kill()
        told = writer.stdout.read().split()
        writer.wait()
        writer.stdout.close()
        try:
            assert check_case(path).verdict in ("whole", "whole but not sealed")
        except NotACaseError:
            assert not told  # stopped before the case was begun
        for number in told:
            store = open_store(path)
            assert store.original(_digest(number.encode() * 500)) is not None
            store.close()
    store = open_store(path, create=True)
    store.keep_note("after", "all that")
    store.close()
    assert check_case(path).verdict == "whole"
