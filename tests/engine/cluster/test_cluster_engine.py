"""A cluster's engine does what the local one does, and what is done stays done."""

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from work_done import doubled, noted, version

from firsthand.engine.choosing import engine_from
from firsthand.engine.cluster import ClusterEngine
from firsthand.engine.cluster.part import Part, run_part
from firsthand.engine.cluster.work_folder import WorkFolder
from firsthand.engine.running import WorkerDied
from firsthand.model.errors import EngineError


def alike(_: object) -> str:
    return "one kind"


def light(_: object) -> int:
    return 1


class Here:
    """Runs parts in this process; those of the numbers in `lost` are lost with their machine."""

    def __init__(self, lost: Callable[[Part], bool] = lambda part: False) -> None:
        self.waiting: deque[Part] = deque()
        self.lost = lost
        self.ran: list[Part] = []
        self.closed = False

    def has_room(self) -> bool:
        return len(self.waiting) < 3

    def start(self, part: Part) -> None:
        self.waiting.append(part)

    def wait(self) -> list[tuple[Part, bool]]:
        part = self.waiting.pop()  # the last first: order is nobody's business
        if self.lost(part):
            return [(part, False)]
        self.ran.append(part)
        run_part(part)
        return [(part, True)]

    def close(self) -> None:
        self.closed = True


def engine_on(runner: Here, work: Path | str, batch: int = 3) -> ClusterEngine:
    return ClusterEngine(lambda: runner, work=str(work), version=version, worth=0, batch=batch)


def files_in(work: Path) -> list[Path]:
    return [path for path in work.rglob("*") if path.is_file()]


def test_every_item_has_its_outcome_and_nothing_is_left(tmp_path: Path) -> None:
    runner = Here()
    with engine_on(runner, tmp_path) as engine:
        outcomes = dict(engine.map(doubled, range(20), weight=light, kind=alike))
    error = outcomes.pop(13)
    assert isinstance(error, ValueError)
    assert str(error) == "thirteen"
    assert outcomes == {item: 2 * item for item in range(20) if item != 13}
    assert runner.closed
    assert not files_in(tmp_path)


def test_equal_items_each_have_their_outcome(tmp_path: Path) -> None:
    with engine_on(Here(), tmp_path) as engine:
        assert sorted(engine.map(doubled, [1, 1, 2, 1, 2], weight=light, kind=alike)) == [
            (1, 2), (1, 2), (1, 2), (2, 4), (2, 4),
        ]  # fmt: skip


def test_a_lost_machine_costs_what_it_had_and_a_deadly_item_itself(tmp_path: Path) -> None:
    seen: list[int] = []

    def lost(part: Part) -> bool:
        seen.append(len(seen))
        return len(seen) == 1  # the first part only: its items are run again

    with engine_on(Here(lost), tmp_path) as engine:
        outcomes = dict(engine.map(doubled, range(9), weight=light, kind=alike))
    assert outcomes == {item: 2 * item for item in range(9)}
    with engine_on(Here(lambda part: True), tmp_path) as engine:
        outcomes = dict(engine.map(doubled, range(4), weight=light, kind=alike))
    assert all(isinstance(outcome, WorkerDied) for outcome in outcomes.values())
    assert len(outcomes) == 4


def test_a_run_that_was_stopped_goes_on_from_what_is_done(tmp_path: Path) -> None:
    told = tmp_path / "told"
    work = tmp_path / "work"
    items = [(str(told), number) for number in range(30)]
    with pytest.raises(KeyboardInterrupt), engine_on(Here(), work) as engine:
        outcomes = engine.map(noted, items, weight=light, kind=alike)
        for _ in range(12):
            next(outcomes)
        raise KeyboardInterrupt
    first = told.read_text().splitlines()
    assert len(first) >= 12
    # Now other batches are made of the same items, and some are no longer asked for.
    with engine_on(Here(), work, batch=5) as engine:
        outcomes = dict(engine.map(noted, items[2:], weight=light, kind=alike))
    assert outcomes == {item: 2 * item[1] for item in items[2:]}
    lines = told.read_text().splitlines()
    assert sorted(map(int, lines)) == sorted(set(range(30)) & set(map(int, lines)))  # nothing twice
    assert not files_in(work)


def test_a_run_goes_on_from_a_store_of_objects(tmp_path: Path, store: str) -> None:
    told = tmp_path / "told"
    items = [(str(told), number) for number in range(12)]
    with pytest.raises(KeyboardInterrupt), engine_on(Here(), store) as engine:
        next(engine.map(noted, items, weight=light, kind=alike))
        raise KeyboardInterrupt
    with engine_on(Here(), store, batch=5) as engine:
        outcomes = dict(engine.map(noted, items, weight=light, kind=alike))
    assert outcomes == {item: 2 * item[1] for item in items}
    assert len(told.read_text().splitlines()) == 12
    [job] = {part.name.partition("/")[0] for part in engine_parts(Here(), store)}
    assert WorkFolder(store).names(job) == []


def engine_parts(runner: Here, work: str) -> list[Part]:
    with engine_on(runner, work) as engine:
        list(engine.map(noted, [("/dev/null", 1)], weight=light, kind=alike))
    return runner.ran


def test_results_of_other_code_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told, work = tmp_path / "told", tmp_path / "work"
    items = [(str(told), number) for number in range(3)]
    for code in ("one", "two"):
        monkeypatch.setenv("TEST_VERSION", code)
        with pytest.raises(KeyboardInterrupt), engine_on(Here(), work) as engine:
            assert len(dict(engine.map(noted, items, weight=light, kind=alike))) == 3
            raise KeyboardInterrupt
    assert len(told.read_text().splitlines()) == 6


def test_items_are_taken_as_there_is_room(tmp_path: Path) -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield -taken

    with engine_on(Here(), tmp_path) as engine:
        outcomes = engine.map(doubled, endless(), weight=light, kind=alike)
        for _ in range(30):
            next(outcomes)
        assert taken < 60
    assert not files_in(tmp_path)


def test_little_work_is_done_here_without_a_cluster(tmp_path: Path) -> None:
    def none() -> Here:
        raise AssertionError("a cluster was begun")

    with ClusterEngine(none, work=str(tmp_path), version=version) as engine:
        assert dict(engine.map(doubled, range(5), weight=light, kind=alike)) == {n: 2 * n for n in range(5)}


def test_a_function_that_cannot_be_found_elsewhere_is_refused(tmp_path: Path) -> None:
    with engine_on(Here(), tmp_path) as engine, pytest.raises(ValueError, match="cannot be run elsewhere"):
        list(engine.map(lambda batch: batch, [1], weight=light, kind=alike))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("spark", "spark is no engine. Name local, ray, daft"),
        ("ray://", "is no engine"),
        ("ray://head", "is no engine"),
        ("ray://head:10001", "needs a work folder that all its machines see"),
    ],
)
def test_an_engine_that_is_none_is_told(name: str, says: str) -> None:
    with pytest.raises(EngineError, match=says):
        engine_from(name, version=version)


@pytest.mark.parametrize("name", ["ray", "daft", "ray://head:10001"])
def test_what_is_not_installed_is_told(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firsthand.engine.choosing.find_spec", lambda package: None)
    with pytest.raises(
        EngineError, match=r"is not installed here. Install it with: pip install 'firsthand\[cluster\]'"
    ):
        engine_from(name, work=str(tmp_path), version=version)


def test_the_local_engine_is_the_one_by_default() -> None:
    with engine_from(processes=1, version=version) as engine:
        assert dict(engine.map(doubled, [1], weight=light, kind=alike)) == {1: 2}
