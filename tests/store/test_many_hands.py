"""A case in many hands: threads of one process and other processes, some of which are killed."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from firsthand.model import Decision
from firsthand.model.errors import BusyCaseError, CaseError, NotACaseError
from firsthand.store import Store, open_store
from firsthand.store.checking import check_case
from firsthand.store.locked_keys import Key
from firsthand.store.locked_turning import lock_case

# Writes decisions from a number on, one after another, told when kept; then waits to be let go, or killed.
_REVIEWER = """
import sys
from pathlib import Path
from firsthand.model import Decision
from firsthand.store import open_store
name, first, last, stays = sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5] == "stays"
store = open_store(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
for number in range(first, last):
    at = f"2031-05-06T10:00:{number % 60:02}+00:00"
    store.keep_decision(Decision(f"{name}-{number}", at, name, "judge-claim", "c1", "Told by both.", "true"))
    print(number, flush=True)
if stays:
    sys.stdin.readline()
store.close()
"""


class Reviewer:
    """Another process that has the case open."""

    def __init__(self, case: Path, name: str, numbers: range, *, stays: bool = False) -> None:
        words = [name, str(numbers.start), str(numbers.stop), "stays" if stays else "goes"]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _REVIEWER, str(case), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._numbers = numbers
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "open\n"

    def begin(self) -> None:
        self._say()

    def work(self) -> None:
        """Let it write all, and return when it has."""
        self._say()
        assert self._process.stdout is not None
        for number in self._numbers:
            assert self._process.stdout.readline() == f"{number}\n"

    def go(self) -> None:
        """Let it close the case and end."""
        _, errors = self._process.communicate("\n", timeout=60)
        assert (self._process.returncode, errors) == (0, "")

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate(timeout=60)

    def _say(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "shared.case"
    store = open_store(path, create=True)
    store.keep_note("remark", "a note")
    _decide(store, "first")
    store.close()
    assert check_case(path).verdict == "whole"
    return path


@pytest.fixture
def desk(case: Path) -> Iterator[Store]:
    store = open_store(case)
    yield store
    store.close()


def _decide(store: Store, name: str) -> None:
    at = "2031-05-06T10:00:00+00:00"
    store.keep_decision(Decision(name, at, "Ina Roe", "judge-claim", "c1", "Told by both.", "true"))


def _is_whole(case: Path, *, decisions: int, remarks: int = 0) -> None:
    """See that the case is whole, sealed, that nothing lies beside it, and that no decision was lost."""
    check = check_case(case)
    assert (check.verdict, check.faults, check.decisions) == ("whole", (), decisions)
    assert len(check.remarks) == remarks, check.remarks
    assert [path.name for path in case.parent.iterdir()] == [case.name]


def test_two_processes_that_decide_at_once_lose_nothing(case: Path) -> None:
    one, other = Reviewer(case, "one", range(200)), Reviewer(case, "other", range(200))
    one.begin()
    other.begin()
    one.go()
    other.go()
    _is_whole(case, decisions=401)
    store = open_store(case)
    made = [decision.id for decision in store.decisions()]
    store.close()
    assert [name for name in made if name.startswith("one-")] == [f"one-{n}" for n in range(200)]
    assert [name for name in made if name.startswith("other-")] == [f"other-{n}" for n in range(200)]


@pytest.mark.parametrize("writes", [False, True])
def test_a_desk_sees_what_is_decided_elsewhere_and_seals_when_it_goes_last(
    case: Path, desk: Store, writes: bool
) -> None:
    before = desk.version()
    if writes:
        _decide(desk, "at the desk")
        assert desk.version() > before
        before = desk.version()
    colleague = Reviewer(case, "colleague", range(2))
    colleague.work()
    colleague.go()
    assert desk.version() == before + 2
    assert [entry.name for entry in desk.entries(after=before)] == ["colleague-0", "colleague-1"]
    assert len(desk.decisions()) == 3 + writes
    desk.close()
    _is_whole(case, decisions=3 + writes)


def test_a_desk_that_goes_first_leaves_sealing_to_the_other(case: Path, desk: Store) -> None:
    colleague = Reviewer(case, "colleague", range(2), stays=True)
    colleague.work()
    _decide(desk, "at the desk")
    desk.close()
    assert check_case(case).verdict == "whole but not sealed"
    colleague.go()
    _is_whole(case, decisions=4)


def test_a_colleague_who_is_killed_takes_nothing_along(case: Path, desk: Store) -> None:
    assert desk.version() > 0
    killed = Reviewer(case, "killed", range(3), stays=True)
    killed.work()
    killed.kill()
    assert len(desk.decisions()) == 4
    _decide(desk, "at the desk")
    desk.close()
    _is_whole(case, decisions=5)


def test_a_desk_that_is_killed_is_told_of_by_the_next_one_once(case: Path) -> None:
    killed = Reviewer(case, "killed", range(3), stays=True)
    killed.work()
    colleague = Reviewer(case, "colleague", range(1))
    killed.kill()
    colleague.work()
    colleague.go()
    _is_whole(case, decisions=5)  # somebody was there all the time
    Reviewer(case, "killed again", range(3)).kill()
    _is_whole(case, decisions=5)  # it had written nothing
    alone = Reviewer(case, "alone", range(3), stays=True)
    alone.work()
    alone.kill()
    assert check_case(case).verdict == "whole but not sealed"
    for number in range(2):
        late = Reviewer(case, f"late {number}", range(1))
        late.work()
        late.go()
    _is_whole(case, decisions=10, remarks=1)


def test_a_desk_that_opens_what_a_killed_one_left_says_so_once(case: Path) -> None:
    killed = Reviewer(case, "killed", range(3), stays=True)
    killed.work()
    killed.kill()
    desk = open_store(case)
    desk.look_ahead()
    for number in range(2):
        late = Reviewer(case, f"late {number}", range(1))
        late.work()
        late.go()
    desk.close()
    _is_whole(case, decisions=6, remarks=1)


def test_results_that_a_killed_build_left_are_bound_by_who_goes_last(case: Path, desk: Store) -> None:
    script = (
        "import os, sys; from pathlib import Path; from firsthand.store import ANSWER, open_store\n"
        "store = open_store(Path(sys.argv[1])); store.keep(ANSWER, 'k', 'an answer'); os.kill(os.getpid(), 9)"
    )
    assert desk.version() > 0
    subprocess.run([sys.executable, "-c", script, str(case)], check=False)
    desk.close()
    _is_whole(case, decisions=1)


def test_a_case_that_is_open_elsewhere_is_not_locked_away(case: Path) -> None:
    colleague = Reviewer(case, "colleague", range(1))
    with pytest.raises(BusyCaseError, match="another firsthand has it open"):
        lock_case(case, key=Key(passphrase="four words at random"))
    colleague.work()
    colleague.go()
    _is_whole(case, decisions=2)


def test_threads_share_a_store(case: Path, desk: Store) -> None:
    def work(thread: int) -> int:
        for number in range(10):
            _decide(desk, f"{thread}-{number}")
            assert desk.note("remark") == "a note"
        return len(desk.decisions())

    with ThreadPoolExecutor(8) as threads:
        assert max(threads.map(work, range(8))) == 81
    desk.close()
    _is_whole(case, decisions=81)


def test_a_write_within_a_transaction_waits_for_the_thread_that_has_it(desk: Store) -> None:
    with ThreadPoolExecutor(1) as threads:
        with desk.together():
            desk.keep_note("a", "1")
            other = threads.submit(desk.keep_note, "b", "2")
            assert not other.done()
            desk.keep_note("c", "3")
        other.result(timeout=10)
    assert [desk.note(name) for name in "abc"] == ["1", "2", "3"]


def test_a_case_that_others_write_for_long_is_told_to_be_busy(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firsthand.store.file._BUSY_SECONDS", 0.1)
    desk = open_store(case)
    _decide(desk, "before")
    holder = sqlite3.connect(case, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyCaseError, match=r"being written by another firsthand. Wait until it is done"):
        _decide(desk, "meanwhile")
    assert len(desk.decisions()) == 2  # reading goes on
    holder.close()
    _decide(desk, "after")
    assert [decision.id for decision in desk.decisions()] == ["first", "before", "after"]
    desk.close()


@pytest.mark.parametrize("how", ["deleted", "replaced", "moved"])
@pytest.mark.parametrize("written", [False, True])
def test_a_file_that_is_not_there_any_more_is_not_written_to(
    case: Path, desk: Store, how: str, written: bool
) -> None:
    if written:
        _decide(desk, "before")
    if how == "deleted":
        case.unlink()
    elif how == "moved":
        case.rename(case.with_name("moved.case"))
    else:
        fresh = case.with_name("fresh.case")
        fresh.write_bytes(case.read_bytes())
        fresh.replace(case)
    there = case.read_bytes() if case.exists() else None
    with pytest.raises(NotACaseError, match=r"moved, deleted or replaced. Nothing was written"):
        desk.version()
    with pytest.raises(NotACaseError, match="moved, deleted or replaced"):
        _decide(desk, "lost")
    assert "lost" not in [decision.id for decision in desk.decisions()]
    desk.close()
    assert (case.read_bytes() if case.exists() else None) == there


def test_a_file_replaced_in_the_middle_of_a_decision_keeps_nothing_of_it(case: Path, desk: Store) -> None:
    with pytest.raises(NotACaseError), desk.together():
        _decide(desk, "lost")
        case.rename(case.with_name("moved.case"))
    assert [decision.id for decision in desk.decisions()] == ["first"]


def test_a_disk_that_is_full_in_the_middle_of_a_decision_keeps_nothing_of_it(case: Path, desk: Store) -> None:
    _decide(desk, "before")
    file = desk._file.connection  # type: ignore[attr-defined]
    pages = file.execute("PRAGMA page_count").fetchone()[0]
    file.execute(f"PRAGMA max_page_count = {pages}")  # SQLite's own "disk full"
    before = list(desk.entries())
    with pytest.raises(CaseError, match="Free some disk space"):
        for number in range(200):
            _decide(desk, f"{number} {'x' * 500}")
    kept = [decision.id for decision in desk.decisions()]
    log = [entry.name for entry in desk.entries() if entry.deed == "decided"]
    assert kept == log
    assert len(before) <= len(list(desk.entries())) < 200
    file.execute("PRAGMA max_page_count = 1000000")
    _decide(desk, "after")
    desk.close()
    _is_whole(case, decisions=len(kept) + 1)


def test_a_store_that_was_closed_says_so(desk: Store) -> None:
    desk.close()
    with pytest.raises(CaseError, match=r"was closed. Open it again"):
        desk.decisions()
    with pytest.raises(CaseError, match=r"was closed. Open it again"):
        _decide(desk, "late")
