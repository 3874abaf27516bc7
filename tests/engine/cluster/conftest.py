"""Engines that begin Ray or Daft on this machine; where they are not installed the tests are skipped."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest
import work_done

from firsthand.engine.cluster import ClusterEngine
from firsthand.engine.cluster.parts import Runner


def _ray() -> Runner:
    from firsthand.engine.cluster.on_ray import RayRunner

    return RayRunner(None, 2)


def _daft() -> Runner:
    from firsthand.engine.cluster.on_daft import DaftRunner

    return DaftRunner(2)


RUNNERS: dict[str, Callable[[], Runner]] = {"ray": _ray, "daft": _daft}


class _Kept:
    """A runner that outlives the engines of several tests: beginning Ray takes ten seconds."""

    def __init__(self, runner: Runner) -> None:
        self.has_room, self.start, self.wait = runner.has_room, runner.start, runner.wait

    def close(self) -> None:
        """It is closed when the tests are over."""


@pytest.fixture(scope="module", params=sorted(RUNNERS))
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    """Return what runs parts, on each kind of cluster."""
    if find_spec(request.param) is None:
        pytest.skip(f"needs {request.param} (pip install 'firsthand[cluster]')")
    begun = RUNNERS[request.param]()
    yield _Kept(begun)
    begun.close()


@pytest.fixture
def begin(runner: Runner, tmp_path: Path) -> Callable[..., ClusterEngine]:
    """Return what begins an engine over each kind of cluster."""
    return partial(
        ClusterEngine,
        lambda: runner,
        work=str(tmp_path / "work"),
        version=work_done.version,
        worth=0,
        batch=3,
    )
