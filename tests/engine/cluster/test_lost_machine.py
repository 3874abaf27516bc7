"""A machine of a Ray cluster that is lost costs only what it had under way."""

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import work_done

from firsthand.engine.cluster import ClusterEngine
from firsthand.model.errors import EngineError

pytest.importorskip("ray", reason="needs ray (pip install 'firsthand[cluster]')")


@pytest.fixture
def two_machines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Begin a Ray cluster of two machines, both of them this one, each with one processor."""
    from ray.cluster_utils import Cluster

    from firsthand.engine.cluster.on_ray import alone

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), *sys.path]))
    folder = tempfile.mkdtemp(prefix="ray-")
    monkeypatch.setenv("RAY_TMPDIR", folder)
    each = {"num_cpus": 1, "object_store_memory": 80_000_000, "include_dashboard": False}
    with alone():
        cluster = Cluster(initialize_head=True, head_node_args=each)
        cluster.add_node(**each)
        cluster.wait_for_nodes()
        yield cluster
        cluster.shutdown()
    shutil.rmtree(folder, ignore_errors=True)


def test_what_a_lost_machine_had_is_done_by_another(two_machines: Any, tmp_path: Path) -> None:
    from firsthand.engine.cluster.on_ray import RayRunner

    told = tmp_path / "told"
    items = [(str(told), number) for number in range(60)]
    engine = ClusterEngine(
        lambda: RayRunner(two_machines.address, 2),
        work=str(tmp_path / "work"),
        version=work_done.version,
        worth=0,
        batch=6,
    )
    outcomes = {}
    with engine:
        for item, outcome in engine.map(work_done.noted, items, weight=lambda _: 1, kind=lambda _: ""):
            outcomes[item] = outcome
            if len(outcomes) == 6:
                [lost] = two_machines.worker_nodes
                two_machines.remove_node(lost, allow_graceful=False)
    assert outcomes == {item: 2 * item[1] for item in items}
    # Nothing that was done is done again: what was under way on the lost one, at most two parts, may be.
    assert len(told.read_text().splitlines()) <= 60 + 12


def test_a_cluster_that_is_not_there_is_told_at_once() -> None:
    from firsthand.engine.cluster.on_ray import RayRunner

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for address in (f"127.0.0.1:{port}", f"ray://127.0.0.1:{port}"):
        with pytest.raises(EngineError, match="There is no Ray cluster at"):
            RayRunner(address, 1)
