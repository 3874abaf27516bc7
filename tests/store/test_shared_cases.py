"""What holds wherever a case is kept, a file or PostgreSQL: several hands at once, some of them killed."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from firsthand.model import Decision
from firsthand.model.errors import BusyCaseError, CaseError, NotACaseError
from firsthand.store import OPENING, Place, Store, open_database, open_store
from firsthand.store.checking import check_place
from firsthand.store.under_way import how_far, telling

# Writes decisions or results, each told when kept; then waits to be let go, or killed.
_OTHER = """
import sys
from firsthand.model import Decision
from firsthand.store import OPENING, open_store
name, count = sys.argv[2], int(sys.argv[3])
store = open_store(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
for number in range(count):
    if name == "builder":
        with store.together():
            store.keep_all(OPENING, [(f"{number:03x}{n}", name) for n in range(20)])
    else:
        at = f"2031-05-06T10:00:{number % 60:02}+00:00"
        decision = Decision(f"{name}-{number}", at, name, "judge-claim", "c1", "Told by both.", "true")
        store.keep_decision(decision)
    print(number, flush=True)
sys.stdin.readline()
store.close()
"""
_BUILD = """
import sys
from firsthand.store import place_of
from firsthand.store.under_way import telling
with telling(place_of(sys.argv[1]), lambda *_: None, by="ina.roe") as tell:
    tell("extract", 3, 14)
    print("told", flush=True)
    sys.stdin.readline()
"""


class _Other:
    """Another process that has the case open."""

    def __init__(self, place: Place, name: str, count: int) -> None:
        self._process = _begun(_OTHER, str(place), name, str(count))
        self._count = count
        self._hears("open")

    def begin(self) -> None:
        self._says()

    def work(self) -> None:
        """Let it write all, and return when it has."""
        self._says()
        for number in range(self._count):
            self._hears(str(number))

    def go(self) -> None:
        """Let it write the rest, close the case and end."""
        _, errors = self._process.communicate("\n", timeout=60)
        assert (self._process.returncode, errors) == (0, "")

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate(timeout=60)

    def _says(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def _hears(self, words: str) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == f"{words}\n"


def _begun(script: str, *words: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", script, *words], stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


@pytest.fixture(params=["file", "postgres"])
def place(request: pytest.FixtureRequest, new_place: Callable[[str], Place]) -> Place:
    found = new_place(request.param)
    store = open_store(found, create=True)
    store.keep_note("remark", "a note")
    store.keep_all(OPENING, [("0a1", "one"), ("0b2", "two")])
    data = b"what was said"
    store.keep_original(digest := hashlib.sha256(data).hexdigest(), data)
    store.log("added", subject=digest, name="a.txt")
    _decide(store, "first")
    store.close()
    assert check_place(found).verdict == "whole"
    return found


def _decide(store: Store, name: str) -> None:
    at = "2031-05-06T10:00:00+00:00"
    store.keep_decision(Decision(name, at, "Ina Roe", "judge-claim", "c1", "Told by both.", "true"))


def test_reviewers_and_a_build_at_once_lose_nothing(place: Place) -> None:
    hands = [_Other(place, "one", 40), _Other(place, "other", 40), _Other(place, "builder", 40)]
    for hand in hands:
        hand.begin()
    for hand in hands:
        hand.go()
    check = check_place(place)
    assert (check.verdict, check.faults, check.decisions) == ("whole", (), 81)
    store = open_store(place)
    made = [decision.id for decision in store.decisions()]
    assert [name for name in made if name.startswith("one-")] == [f"one-{n}" for n in range(40)]
    assert [entry.name for entry in store.entries() if entry.deed == "decided"] == made
    assert len(store.has(f"{number:03x}{n}" for number in range(40) for n in range(20))) == 800
    store.close()


def test_a_desk_sees_what_is_decided_elsewhere(place: Place) -> None:
    desk = open_store(place)
    before = desk.version()
    colleague = _Other(place, "colleague", 2)
    colleague.work()
    assert desk.version() == before + 2
    assert [entry.name for entry in desk.entries(after=before)] == ["colleague-0", "colleague-1"]
    assert len(desk.decisions()) == 3
    colleague.go()
    desk.close()
    assert check_place(place).verdict == "whole"


def test_who_is_killed_takes_nothing_along(place: Place) -> None:
    killed = _Other(place, "killed", 3)
    killed.work()
    killed.kill()
    desk = open_store(place)
    assert len(desk.decisions()) == 4
    _decide(desk, "after")
    desk.close()
    check = check_place(place)
    assert (check.verdict, check.decisions) == ("whole", 5)


def test_results_of_a_killed_build_are_bound_by_the_next_one(place: Place) -> None:
    killed = _Other(place, "builder", 3)
    killed.work()
    killed.kill()
    check = check_place(place)
    assert (check.verdict, check.faults) == ("whole but not sealed", ())
    store = open_store(place)
    store.keep(OPENING, "fff", "next")
    store.close()
    assert check_place(place).verdict == "whole"


def test_a_build_that_finds_nothing_to_do_binds_what_a_killed_one_left(place: Place) -> None:
    killed = _Other(place, "builder", 3)
    killed.work()
    killed.kill()
    store = open_store(place)
    store.finish()
    store.close()
    check = check_place(place)
    assert (check.verdict, check.faults) == ("whole", ())


def test_threads_share_a_store(place: Place) -> None:
    store = open_store(place)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: _decide(store, f"d-{number}"), range(20)))
        assert all(threads.map(lambda _: store.original(next(iter(store.originals()))), range(20)))
    assert len(store.decisions()) == 21
    store.close()


def test_what_fails_in_the_middle_is_not_kept(place: Place) -> None:
    store = open_store(place)
    before = list(store.entries())
    with pytest.raises(ZeroDivisionError), store.together():
        _decide(store, "lost")
        store.keep(OPENING, "0a1", "lost")
        raise ZeroDivisionError
    assert (list(store.entries()), store.kept(OPENING, "0a1")) == (before, "one")
    _decide(store, "kept")
    store.close()
    assert check_place(place).verdict == "whole"


def test_a_case_that_others_write_for_long_is_told_to_be_busy(place: Place) -> None:
    desk, other = open_store(place), open_store(place)
    desk.wait_at_most(0.1)
    with other.together():
        other.keep_note("remark", "long")
        with pytest.raises(BusyCaseError, match=r"being written by another firsthand\. Wait until"):
            _decide(desk, "meanwhile")
        assert len(desk.decisions()) == 1  # reading goes on
    _decide(desk, "after")
    assert [decision.id for decision in desk.decisions()] == ["first", "after"]
    desk.close()
    other.close()


def test_one_build_at_a_time_and_others_see_how_far_it_is(place: Place) -> None:
    build = _begun(_BUILD, str(place))
    assert build.stdout is not None
    assert build.stdout.readline() == "told\n"
    found = how_far(place)
    assert found is not None
    assert (found.step, found.done, found.total, found.stopped) == ("extract", 3, 14, False)
    assert found.process == build.pid
    desk = open_store(place)
    desk.wait_at_most(0.5)
    _decide(desk, "while it is built")
    desk.close()
    with (
        pytest.raises(BusyCaseError, match=f"being built by another firsthand since .*process {build.pid}"),
        telling(place, lambda *_: None),
    ):
        pass
    build.kill()
    build.communicate()
    for _ in range(100):
        if (found := how_far(place)) is not None and found.stopped:
            break
    assert found is not None
    assert found.stopped
    with telling(place, lambda *_: None) as tell:
        tell("read", 1, 2)
        assert (now := how_far(place)) is not None
        assert (now.step, now.stopped) == ("read", False)
    assert how_far(place) is None


def test_a_store_that_was_closed_says_so(place: Place) -> None:
    store = open_store(place)
    store.close()
    with pytest.raises(CaseError, match=r"was closed\. Open it again"):
        store.decisions()
    with pytest.raises(CaseError, match=r"was closed\. Open it again"):
        _decide(store, "late")


@pytest.mark.parametrize(
    "words, part, what",
    [
        ("UPDATE results SET payload = 'x' WHERE key = '0a1'", "table", "results"),
        ("DELETE FROM results WHERE key = '0a1'", "table", "results"),
        ("UPDATE notes SET text = 'another'", "table", "notes"),
        ("UPDATE buckets SET digest = 'x' WHERE name = '0a1'", "table", "buckets"),
        ("UPDATE originals SET bytes = 'x'", "original", None),
        ("DELETE FROM originals", "original", None),
        ("UPDATE head SET number = 2", "entry", None),
        ("DROP TRIGGER decisions_stand ON decisions", "table", None),
        ("CREATE TABLE other (a text)", "table", "other"),
    ],
)
def test_what_was_changed_is_found(place: Place, words: str, part: str, what: str | None) -> None:
    if not str(place).startswith("postgres"):
        words = words.replace("'x'", "CAST('x' AS BLOB)").replace("stand ON decisions", "stand")
    database = open_database(place)
    with database.transaction():
        database.write(words)
    database.close(seal=False)
    check = check_place(place)
    found = [fault for fault in check.faults if fault.part == part and what in (None, fault.what)]
    assert found, check


def test_no_such_case_is_told_with_the_command_that_makes_it(new_place: Callable[[str], Place]) -> None:
    for kind in ("file", "postgres"):
        with pytest.raises(NotACaseError, match="firsthand build FOLDER --case"):
            open_store(new_place(kind))
