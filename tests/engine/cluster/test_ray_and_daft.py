"""Ray and Daft, begun on this machine, do what the local engine does."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import work_done

from firsthand.engine.cluster import ClusterEngine
from firsthand.engine.running import WorkerDied
from firsthand.model.errors import EngineError

# Daft leaves a file of its own open where a process of its died.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

Begin = Callable[..., ClusterEngine]


def alike(_: object) -> str:
    return "one kind"


def light(_: object) -> int:
    return 1


def test_work_is_done_elsewhere_and_each_failure_costs_only_itself(begin: Begin, tmp_path: Path) -> None:
    with begin() as engine:
        outcomes = dict(engine.map(work_done.doubled_unless_dead, range(8, 20), weight=light, kind=alike))
        assert isinstance(outcomes.pop(13), WorkerDied)
        assert outcomes == {item: 2 * item for item in range(8, 20) if item != 13}
        outcomes = dict(engine.map(work_done.doubled, range(8, 20), weight=light, kind=alike))
        error = outcomes.pop(13)
        assert isinstance(error, ValueError)
        assert str(error) == "thirteen"
        assert outcomes == {item: 2 * item for item in range(8, 20) if item != 13}
        processes = dict(engine.map(work_done.own_process, range(6), weight=light, kind=alike))
        assert os.getpid() not in processes.values()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_machines_with_other_code_are_refused(begin: Begin) -> None:
    with (
        pytest.raises(EngineError, match="another firsthand"),
        begin(version=work_done.other_version) as engine,
    ):
        list(engine.map(work_done.doubled, range(3), weight=light, kind=alike))
