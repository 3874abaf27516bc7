"""Builds in a process of their own: begun at a desk, seen from it, stopped with it."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthand.building import build_from
from firsthand.desk.building import Builds
from firsthand.desk.shapes import Building
from firsthand.model import Decision
from firsthand.model.errors import CaseError, ReadOnlyCaseError
from firsthand.read import Original
from firsthand.store import Store, open_store
from firsthand.store.checking import check_case
from firsthand.store.locked_keys import Key, using
from firsthand.store.locked_turning import lock_case

ONE = "TARN, 6 May 2031. The harbour of Tarn was closed on Monday, said Ina Roe, the harbour master."
OTHER = "The harbour of Tarn stayed open on Monday, Ada Lund told the Daily Lantern on 7 May 2031."
SECONDS = 90


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("built") / "tarn.case"
    build_from([Original("a.txt", ONE.encode()), Original("b.txt", OTHER.encode())], case=path).close()
    return path.read_bytes()


@pytest.fixture
def case(built: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "tarn.case"
    path.write_bytes(built)
    return path


@pytest.fixture
def store(case: Path) -> Iterator[Store]:
    store = open_store(case)
    yield store
    store.close()


@pytest.fixture
def builds(store: Store) -> Iterator[Builds]:
    builds = Builds(store)
    yield builds
    builds.close()


def _decide(store: Store, name: str) -> None:
    at = "2031-05-08T10:00:00+00:00"
    store.keep_decision(Decision(name, at, "Ina Roe", "judge-claim", "c1", "Told by both.", "true"))


def _ended(builds: Builds) -> Building:
    until = time.monotonic() + SECONDS
    while (now := builds.building()).running:
        assert time.monotonic() < until, now
        time.sleep(0.05)
    return now


def test_a_build_begun_at_a_desk_ends_and_decisions_made_meanwhile_stay(
    case: Path, store: Store, builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIRSTHAND_BY", "somebody else")
    assert builds.building() == Building(running=False)
    store.keep_findings("", store.findings())  # type: ignore[arg-type]  # as a change of the case would
    _decide(store, "before")
    version = store.version()
    assert builds.start().running
    assert builds.start().running  # one at a time
    _decide(store, "meanwhile")
    found = _ended(builds)
    assert (found.failed, found.told) == (False, "Built from 2 documents.")
    assert found.began
    since = [(entry.deed, entry.by) for entry in store.entries(after=version)]
    assert ("built", store.by) in since
    assert [decision.id for decision in store.decisions()] == ["before", "meanwhile"]
    store.close()
    check = check_case(case)
    assert (check.verdict, check.remarks, check.decisions) == ("whole", (), 2)
    assert [path.name for path in case.parent.iterdir()] == [case.name]


def test_an_encrypted_case_is_built_without_being_asked_for_what_opens_it(case: Path) -> None:
    key = Key(passphrase="four words at random")
    path = lock_case(case, key=key)
    with using(key):
        store = open_store(path)
    builds = Builds(store)
    _decide(store, "before")  # from now on no other process could write
    builds.start()
    found = _ended(builds)
    assert (found.failed, found.told) == (False, "Built from 2 documents.")
    store.version()  # takes in what was built
    _decide(store, "after")
    store.close()
    with using(key):
        again = open_store(path)
        assert [decision.id for decision in again.decisions()] == ["before", "after"]
        again.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_build_ends_with_its_desk(case: Path, store: Store, builds: Builds) -> None:
    builds.start()
    process = builds._process
    assert process is not None
    builds.close()
    assert process.returncode is not None
    assert not builds.building().running
    store.close()
    assert check_case(case).verdict == "whole"


def test_a_build_that_is_killed_is_told(case: Path, store: Store, builds: Builds) -> None:
    builds.start()
    process = builds._process
    assert process is not None
    process.send_signal(signal.SIGKILL)
    found = _ended(builds)
    assert found.failed
    assert "stopped (SIGKILL)" in found.told
    assert "goes on from there" in found.told


def test_the_build_of_another_process_is_seen_and_none_begun_beside_it(case: Path, builds: Builds) -> None:
    script = (
        "import sys; from pathlib import Path; from firsthand.store.under_way import telling\n"
        "with telling(Path(sys.argv[1]), lambda *_: None) as tell:\n"
        "    tell('weigh', 3, 14); print('told', flush=True); sys.stdin.readline()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(case)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    other.stdout.readline()
    seen = builds.building()
    assert (seen.running, seen.step, seen.done, seen.total) == (True, "weigh", 3, 14)
    assert seen.told == "by another firsthand"
    assert builds.start() == seen
    other.kill()
    other.communicate()
    seen = builds.building()
    assert (seen.running, seen.failed) == (False, True)
    assert "stopped at weigh, 3 of 14" in seen.told


def test_a_case_that_no_other_process_can_build_says_so(
    case: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = open_store(None, create=True)
    with pytest.raises(CaseError, match=r"in memory.*firsthand build FOLDER --case FILE"):
        Builds(memory).start()
    memory.close()
    monkeypatch.setattr("firsthand.store.case_store.CaseStore.read_only", "the file may not be written to")
    with pytest.raises(ReadOnlyCaseError, match="the file may not be written to"):
        Builds(store).start()
    assert [path.name for path in case.parent.iterdir()] == [case.name]
