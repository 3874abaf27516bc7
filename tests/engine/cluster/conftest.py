"""Engines that begin Ray or Daft on this machine; where they are not installed the tests are skipped."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest
import work_done
from pyarrow import fs

from firsthand.engine.cluster import ClusterEngine, work_folder
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


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a store of objects that speaks as S3 does, on this machine alone."""
    server = pytest.importorskip("moto.server", reason="needs a local S3 (pip install 'moto[server]')")
    threaded = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    threaded.start()
    host, port = threaded.get_host_and_port()
    for name, value in {
        "AWS_ACCESS_KEY_ID": "invented", "AWS_SECRET_ACCESS_KEY": "invented", "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    work_folder._store.cache_clear()
    fs.S3FileSystem(
        access_key="invented", secret_key="invented", region="us-east-1",
        endpoint_override=f"http://{host}:{port}", allow_bucket_creation=True,
    ).create_dir("parts")  # fmt: skip
    yield "s3://parts/of/a-case"
    threaded.stop()
    work_folder._store.cache_clear()
