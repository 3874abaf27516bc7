"""An encrypted case is a case, and its text is nowhere in plain."""

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthand.model import Decision, Findings
from firsthand.model.errors import (
    BusyCaseError,
    CaseError,
    CaseFullError,
    InputError,
    LockedCaseError,
    NotACaseError,
)
from firsthand.store import Store, open_store
from firsthand.store.locked_journal import beside
from firsthand.store.locked_keys import Key, new_key, read_key, using

SECRET = "the harbour master of Varn took the second envelope"
PLAIN = SECRET.encode()
DIGEST = "ab" * 32


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Key:
    return new_key(tmp_path_factory.mktemp("keys") / "key")


@pytest.fixture
def path(tmp_path: Path, key: Key) -> Iterator[Path]:
    with using(key):
        yield tmp_path / "harbour.case.age"


def hold(path: Path, *notes: str) -> Store:
    """Open a case, making it if there is none, and keep some notes in it."""
    store = open_store(path, create=True)
    for note in notes:
        store.keep_note(note, SECRET)
    return store


def _decide(store: Store, name: str) -> None:
    at = "2031-05-08T10:00:00+00:00"
    store.keep_decision(Decision(name, at, "Ina Roe", "judge-claim", "c1", "Told by both.", "true"))


def files_with(text: bytes, folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and text in file.read_bytes()]


def test_what_is_kept_is_there_again(path: Path) -> None:
    store = hold(path, "a")
    store.keep_original(DIGEST, PLAIN)
    store.keep_findings("key", Findings())
    store.close()
    assert path.read_bytes().startswith(b"age-encryption.org/v1\n")
    again = open_store(path)
    assert again.original(DIGEST) == PLAIN
    assert again.note("a") == SECRET
    assert again.findings() == Findings()
    assert [entry.deed for entry in again.entries()] == ["begun", "built", "kept"]
    again.close()


def test_it_is_what_a_plain_case_is(path: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.case"
    for one in (path, plain):
        store = hold(one, "a")
        store.keep_original(DIGEST, PLAIN)
        store.close()
    kept = [open_store(one) for one in (path, plain)]
    told = [
        [(entry.number, entry.deed, entry.subject, entry.details) for entry in one.entries()] for one in kept
    ]
    assert told[0] == told[1]
    for one in kept:
        one.close()


def test_no_text_of_it_is_on_the_disk(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    store = hold(path)
    store.keep_original(DIGEST, PLAIN)
    store.keep_note("a", SECRET)
    assert sorted(file.name for file in tmp_path.rglob("*.*")) == [path.name, beside(path).name]
    assert files_with(PLAIN, tmp_path) == []
    store.close()
    assert files_with(PLAIN, tmp_path) == []
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path]


def test_reading_changes_nothing(path: Path) -> None:
    hold(path, "a").close()
    before = path.read_bytes()
    store = open_store(path)
    assert store.note("a") == SECRET
    store.close()
    assert path.read_bytes() == before


def test_no_key_and_the_wrong_key_open_nothing(path: Path, tmp_path: Path) -> None:
    hold(path, "a").close()
    with (
        using(),
        pytest.raises(LockedCaseError, match=r"encrypted with a key file\. Give"),
    ):
        open_store(path)
    wrong = new_key(tmp_path / "wrong")
    with using(wrong), pytest.raises(LockedCaseError, match="does not open with this key"):
        open_store(path)


def test_a_damaged_file_opens_nothing(path: Path) -> None:
    hold(path, "a").close()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(LockedCaseError, match="damaged: take a copy that is whole"):
        open_store(path)
    path.write_bytes(data[:100])
    with pytest.raises(LockedCaseError):
        open_store(path)


def test_a_passphrase_is_asked_for_once(path: Path) -> None:
    asked: list[bool] = []

    def ask(case: Path, new: bool) -> str:
        asked.append(new)
        return "seven grey herons at low tide"

    with using(ask=ask):
        hold(path, "a").close()
        store = open_store(path)
        assert store.note("a") == SECRET
        store.close()
    assert asked == [True]
    with using(Key(passphrase="seven grey herons")), pytest.raises(LockedCaseError, match="this passphrase"):
        open_store(path)


def test_a_short_new_passphrase_is_refused(path: Path) -> None:
    with using(ask=lambda case, new: "herons"), pytest.raises(InputError, match="too short"):
        open_store(path, create=True)
    assert not path.exists()


def test_the_environment_may_hold_what_opens_it(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIRSTHAND_KEY", str(tmp_path / "own"))
    new_key(tmp_path / "own")
    with using():
        hold(path, "a").close()
        store = open_store(path)
        assert store.note("a") == SECRET
        store.close()


def test_a_second_writer_is_refused_before_it_has_done_anything(path: Path) -> None:
    hold(path).close()
    first, second = open_store(path), open_store(path)
    first.keep_note("a", "first")
    with pytest.raises(CaseError, match="being written by another firsthand"):
        second.keep_note("b", "second")
    first.close()
    with pytest.raises(LockedCaseError, match="changed by another firsthand since it was opened"):
        second.keep_note("b", "second")
    second.close()
    again = open_store(path)
    assert (again.note("a"), again.note("b")) == ("first", None)
    again.close()


def test_what_others_wrote_is_taken_in_and_others_can_write_when_this_one_rests(path: Path) -> None:
    hold(path, "a").close()
    desk = open_store(path)
    before = desk.version()
    other = open_store(path)
    _decide(other, "elsewhere")
    assert desk.version() == before, "it is not written out yet"
    other.close()
    assert desk.version() > before
    assert [decision.id for decision in desk.decisions()] == ["elsewhere"]
    _decide(desk, "at the desk")
    third = open_store(path)
    with pytest.raises(BusyCaseError, match="being written by another firsthand"):
        _decide(third, "too early")
    third.close()
    desk.rest()
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    third = open_store(path)
    _decide(third, "third")
    third.close()
    desk.version()
    _decide(desk, "last")
    desk.close()
    again = open_store(path)
    found = [decision.id for decision in again.decisions()]
    again.close()
    assert found == ["elsewhere", "at the desk", "third", "last"]


def test_a_file_that_was_deleted_is_told(path: Path) -> None:
    hold(path, "a").close()
    desk = open_store(path)
    path.unlink()
    with pytest.raises(NotACaseError, match="moved, deleted or replaced"):
        desk.version()
    desk.close()


def test_a_file_changed_while_it_is_written_to_is_not_written_over(path: Path) -> None:
    hold(path, "a").close()
    old = path.read_bytes()
    store = open_store(path)
    store.keep_note("b", SECRET)
    path.unlink()
    path.write_bytes(old + b"changed")
    with pytest.raises(LockedCaseError, match="is not written over"):
        store.close()
    assert path.read_bytes() == old + b"changed"
    path.write_bytes(old)
    again = open_store(path)
    assert again.note("b") == SECRET, "the journal still holds it"
    again.close()


def test_the_journal_of_another_state_is_not_dropped(path: Path) -> None:
    hold(path, "a").close()
    first = path.read_bytes()
    hold(path, "b").close()
    store = hold(path, "c")
    left = beside(path).read_bytes()
    store.close()
    path.write_bytes(first)
    beside(path).write_bytes(left)
    with pytest.raises(LockedCaseError, match="belongs to another state"):
        open_store(path)


def test_a_damaged_journal_is_told(path: Path) -> None:
    store = hold(path, "a")
    left = bytearray(beside(path).read_bytes())
    left[-20] ^= 1
    store.close()
    hold(path).close()
    data = path.read_bytes()
    path.write_bytes(data)
    beside(path).write_bytes(left)
    with pytest.raises(LockedCaseError, match="cannot be opened"):
        open_store(path)


def test_decisions_stand_in_an_encrypted_case_too(path: Path) -> None:

    store = hold(path)
    decision = Decision("1", "2026-01-01T00:00:00+00:00", "A", "judge-claim", "claim", "a reason")
    store.keep_decision(decision)
    store.close()
    again = open_store(path)
    assert again.decisions() == (decision,)
    again.close()


def test_a_plain_file_called_age_is_no_encrypted_case(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")
    with pytest.raises(NotACaseError):
        open_store(path)


def test_a_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    made = new_key(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert read_key(tmp_path / "key") == made
    assert "AGE-SECRET" not in repr(made)
    with pytest.raises(InputError, match="Name another"):
        new_key(tmp_path / "key")
    (tmp_path / "none").write_text("no key")
    with pytest.raises(InputError, match="holds no age secret key"):
        read_key(tmp_path / "none")


_WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from firsthand.store import open_store
    from firsthand.store.locked_keys import read_key, using

    keys = using(read_key(Path(sys.argv[2])))
    keys.__enter__()
    store = open_store(Path(sys.argv[1]), create=True)
    first = int(store.note("last") or 0) + 1
    for number in range(first, 100_000):
        with store.together():
            store.keep_note("last", str(number))
            store.keep_note(f"note {number}", "x" * 3000)
        print(number, flush=True)
        if number % 40 == 0:
            store.close()
            store = open_store(Path(sys.argv[1]))
    """
)


def test_a_killed_run_loses_nothing_that_it_said_was_kept(tmp_path: Path) -> None:
    path, own = tmp_path / "killed.case.age", tmp_path / "key"
    key = new_key(own)
    said = 0
    for lines in (1, 7, 38, 40, 41, 60):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(own)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        for _ in range(lines):
            writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
        rest = writer.stdout.read().split()
        writer.stdout.close()
        writer.wait()
        with using(key):
            store = open_store(path)
            last = int(store.note("last") or 0)
            assert all(store.note(f"note {number}") for number in range(1, last + 1))
            store.close()
        said = max([said, *map(int, rest)])
        assert last >= said


def test_a_full_disk_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = hold(path, "a")

    def full(file: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(CaseFullError, match="No space left"):
            store.keep_note("b", SECRET)
        assert store.note("b") is None
        with pytest.raises(CaseFullError, match="No space left"):
            store.close()
    again = open_store(path)
    assert (again.note("a"), again.note("b")) == (SECRET, None)
    again.close()
    assert path.with_name(f"{path.name}-new").exists() is False
