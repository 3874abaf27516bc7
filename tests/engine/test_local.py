"""The local engine gives every item an outcome, whatever happens to the others."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from firsthand.engine import LocalEngine
from firsthand.engine import pool as pools
from firsthand.engine.running import WorkerDied

HEAVY = 300_000  # heavier than what is worth a process


@pytest.fixture(scope="module")
def two() -> Iterator[LocalEngine]:
    with LocalEngine(2) as engine:
        yield engine


def alike(_: object) -> str:
    return "one kind"


def weighing(weight: int) -> Callable[[object], int]:
    return lambda _: weight


def doubled(batch: Sequence[int]) -> Sequence[int]:
    if 13 in batch:
        raise ValueError("thirteen")
    return [2 * item for item in batch]


def doubled_unless_dead(batch: Sequence[int]) -> Sequence[int]:
    if 13 in batch:
        os._exit(9)
    return [2 * item for item in batch]


def dead_once(batch: Sequence[str]) -> Sequence[str]:
    for item in batch:
        mark = Path(item)
        if not mark.exists():
            mark.touch()
            os._exit(9)
    return [Path(item).name for item in batch]


def own_process(batch: Sequence[int]) -> Sequence[int]:
    return [os.getpid() for _ in batch]


def own_parent(batch: Sequence[int]) -> Sequence[int]:
    time.sleep(0.02)
    return [os.getppid() for _ in batch]


LOADED: set[str] = set()


def loaded_before(batch: Sequence[str]) -> Sequence[bool]:
    before = batch[0][0] in LOADED
    LOADED.add(batch[0][0])
    time.sleep(0.02)
    return [before for _ in batch]


def what_cannot_be_sent(batch: Sequence[int]) -> Sequence[object]:
    return [threading.Lock() if item == 13 else item for item in batch]


def with_its_batch(batch: Sequence[str]) -> Sequence[list[str]]:
    return [list(batch) for _ in batch]


def mapped(engine: LocalEngine, function: Callable[..., Sequence[object]], items: Sequence[object]) -> dict:  # type: ignore[type-arg]
    return dict(engine.map(function, items, weight=weighing(HEAVY), kind=alike))


@pytest.mark.parametrize("processes", [1, 2])
def test_every_item_has_its_outcome(processes: int) -> None:
    with LocalEngine(processes) as engine:
        assert mapped(engine, doubled, range(12)) == {item: 2 * item for item in range(12)}


@pytest.mark.parametrize("processes", [1, 2])
def test_one_bad_item_does_not_harm_its_batch(processes: int) -> None:
    with LocalEngine(processes) as engine:
        outcomes = dict(engine.map(doubled, range(12, 18), weight=weighing(40_000), kind=alike))
    assert isinstance(outcomes.pop(13), ValueError)
    assert outcomes == {12: 24, 14: 28, 15: 30, 16: 32, 17: 34}


def test_an_item_that_kills_its_process_is_found_and_the_rest_is_done(two: LocalEngine) -> None:
    outcomes = dict(two.map(doubled_unless_dead, range(3, 40), weight=weighing(10_000), kind=alike))
    assert isinstance(outcomes.pop(13), WorkerDied)
    assert outcomes == {item: 2 * item for item in range(3, 40) if item != 13}


def test_an_item_whose_process_was_ended_by_others_is_done_after_all(
    tmp_path: Path, two: LocalEngine
) -> None:
    items = [str(tmp_path / f"item{number}") for number in range(4)]
    assert mapped(two, dead_once, items) == {item: Path(item).name for item in items}


def test_nothing_to_do_is_done(two: LocalEngine) -> None:
    assert mapped(two, doubled, []) == {}


def test_little_work_is_done_in_this_process(two: LocalEngine) -> None:
    outcomes = dict(two.map(own_process, range(5), weight=weighing(100), kind=alike))
    assert set(outcomes.values()) == {os.getpid()}


def test_the_workers_live_as_long_as_the_engine_and_share_what_was_loaded() -> None:
    with LocalEngine(2) as engine:
        first = set(mapped(engine, own_process, range(50)).values())
        # The second time less is worth a process, since they are there.
        second = set(dict(engine.map(own_process, range(50), weight=weighing(2_000), kind=alike)).values())
        assert second <= first
        assert os.getpid() not in first
        assert 1 <= len(first) <= 2
        [parent] = set(mapped(engine, own_parent, range(8)).values())
        assert parent != os.getpid()
        assert len(list(Path(f"/proc/{parent}/task").iterdir())) == 1
    assert not Path(f"/proc/{parent}").exists()
    for worker in first:
        assert not Path(f"/proc/{worker}").exists()


def test_what_a_kind_needs_is_loaded_once_for_all_workers_but_not_for_a_rare_kind() -> None:
    def letter(item: str) -> str:
        return item[0]

    items = [f"{kind}{number}" for kind in "ab" for number in range(40)] + ["c1"]
    with LocalEngine(2) as engine:
        outcomes = dict(engine.map(loaded_before, items, weight=weighing(10_000), kind=letter))
    # Workers that were there before may meet the second kind before they are replaced.
    assert all(outcomes[item] for item in items if letter(item) == "a")
    assert sum(outcomes[item] is True for item in items if letter(item) == "b") >= 24
    assert outcomes["c1"] is False
    assert not LOADED


def test_a_worker_that_has_worked_long_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "_LIFE", 3)
    monkeypatch.setattr(pools._Worker, "__init__", lambda self, connection: _begin(self, connection))
    with LocalEngine(2) as engine:
        assert len(set(mapped(engine, own_process, range(24)).values())) >= 8


def _begin(worker: pools._Worker, connection: object) -> None:
    from collections import deque

    worker.connection, worker.tasks, worker.left = connection, deque(), pools._LIFE  # type: ignore[assignment]


def test_items_are_taken_as_they_are_needed_and_results_given_as_they_come(two: LocalEngine) -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    outcomes = two.map(
        doubled_unless_dead, (n for n in endless() if n != 13), weight=weighing(40_000), kind=alike
    )
    for _ in range(100):
        next(outcomes)
    assert taken < 120
    outcomes.close()  # type: ignore[attr-defined]
    assert mapped(two, doubled, [1, 2, 3]) == {1: 2, 2: 4, 3: 6}


def test_one_map_may_run_within_another(two: LocalEngine) -> None:
    inner: dict[object, object] = {}
    for item, outcome in two.map(own_process, range(10), weight=weighing(HEAVY), kind=alike):
        assert isinstance(outcome, int)
        inner |= mapped(two, doubled, range(100 * (item + 1), 100 * (item + 1) + 5))
    assert inner == {100 * n + m: 2 * (100 * n + m) for n in range(1, 11) for m in range(5)}


def test_a_result_that_cannot_be_sent_costs_only_itself(two: LocalEngine) -> None:
    outcomes = dict(two.map(what_cannot_be_sent, range(11, 16), weight=weighing(HEAVY // 5), kind=alike))
    assert isinstance(outcomes.pop(13), Exception)
    assert outcomes == {11: 11, 12: 12, 14: 14, 15: 15}


def test_large_batches_and_large_results_pass_each_other(two: LocalEngine) -> None:
    items = [str(number) * 400_000 for number in range(10)]
    assert mapped(two, with_its_batch, items) == {item: [item] for item in items}


def test_a_process_is_handed_items_of_one_kind_at_a_time(two: LocalEngine) -> None:
    items = ["a1", "b1", "a2", "c1", "a3", "b2", "d1", "d2"]
    outcomes = dict(two.map(with_its_batch, items, weight=weighing(30_000), kind=lambda item: item[0]))
    assert sorted(outcomes) == sorted(items)
    for item, batch in outcomes.items():
        assert isinstance(batch, list)
        assert item in batch
        assert {other[0] for other in batch} == {item[0]}
    # The kind with the most to do is cut where it is heavy, a rare one is not.
    assert outcomes["b1"] == ["b1", "b2"]


_ENDS_ALONE = """
import os, sys
from firsthand.engine import LocalEngine
sys.path.insert(0, {tests!r})
from test_local import alike, own_parent, weighing, HEAVY
engine = LocalEngine(2)
for item, parent in engine.map(own_parent, range(100), weight=weighing(HEAVY), kind=alike):
    print(parent, flush=True)
    {then}
"""


@pytest.mark.parametrize("then", ["os.kill(os.getpid(), 9)", "break"])
def test_no_process_is_left_where_the_one_who_started_it_is_gone(then: str) -> None:
    code = _ENDS_ALONE.format(tests=str(Path(__file__).parent), then=then)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    server = int(done.stdout.split()[0])
    for _ in range(200):
        if not Path(f"/proc/{server}").exists():
            break
        time.sleep(0.05)
    assert not Path(f"/proc/{server}").exists()
    assert not done.stderr
