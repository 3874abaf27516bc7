"""A cluster of two machines, one of them killed while a case is built: it is finished, and it is the same.

    .venv/bin/python benchmarks/lost_node.py [--times 10] [--documents 60] [--seed 1] [--keep]

A Ray cluster of two machines, both of them this one, of one processor each. Each time a pile of generated
stories is built on it, and the second machine, with all its processes, is killed after a random number of the
parts that there are; then it is started again for the next time. Bar: each time the build comes to its end,
and its export is that of the local engine, byte for byte. Needs `pip install firsthand[cluster]`.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from firsthand.building import build_from
from firsthand.deriving.working import code_version
from firsthand.engine import LocalEngine
from firsthand.engine.cluster import ClusterEngine
from firsthand.engine.cluster.on_ray import RayRunner, alone
from firsthand.engine.cluster.part import Part
from firsthand.publish.export import export_json
from firsthand.read import Original
from retold import generate
from shared import keep

EACH = {"num_cpus": 1, "object_store_memory": 80_000_000, "include_dashboard": False}
# Parts so small that there are many, so that a machine may be lost anywhere.
BATCH = 5_000


class _Watched(RayRunner):
    """Ray, with a machine that is killed after so many parts, and a moment after that.

    It stays from one time to the next, so that the first machine need not load everything anew.
    """

    def arm(self, kill: Callable[[], None], after: int, moment: float) -> None:
        """Have a machine killed in the build that follows."""
        self.kill, self.after, self.moment = kill, after, moment
        self.started = 0
        self.killed: threading.Timer | None = None
        self.under_way = 0

    def start(self, part: Part) -> None:
        """Have a part run, and perhaps the machine killed."""
        super().start(part)
        self.started += 1
        if self.killed is None and self.started >= self.after:
            self.killed = threading.Timer(self.moment, self._kill)
            self.killed.start()

    def _kill(self) -> None:
        self.under_way = len(self._running)
        self.kill()

    def close(self) -> None:
        """Wait until the machine is killed."""
        if self.killed is not None:
            self.killed.join()


def main() -> None:
    """Print what came of each time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="append the result to RESULTS.md")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    stories = generate(seed=7, documents=arguments.documents)
    pile = [Original(told.name, told.data) for story in stories for told in story.documents]
    with LocalEngine(2) as here, build_from(pile, processes=2, engine=here) as case:
        wanted = export_json(case.findings)
    folder = tempfile.mkdtemp(prefix="ray-")
    os.environ["RAY_TMPDIR"] = folder
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    lines = [
        "| time | machine killed | parts then under way | parts | seconds | export |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    same = 0
    parts = 2 * sum(len(one.data) for one in pile) // BATCH
    with _cluster() as cluster:
        runner = _Watched(cluster.address, 2)
        for number in range(arguments.times):
            runner.arm(
                partial(cluster.remove_node, cluster.add_node(**EACH), allow_graceful=False),
                chance.randint(1, max(parts // 2, 1)),
                chance.random(),
            )
            cluster.wait_for_nodes()
            began = time.perf_counter()
            engine = ClusterEngine(lambda: runner, work=None, version=code_version, worth=0, batch=BATCH)
            with engine, build_from(pile, processes=1, engine=engine) as case:
                export = export_json(case.findings)
            took = time.perf_counter() - began
            same += export == wanted and runner.killed is not None
            parts = runner.started
            told = f"{runner.moment:.1f} s after part {runner.after} began" if runner.killed else "NOT killed"
            result = "same" if export == wanted else "OTHER"
            lines.append(f"| {number + 1} | {told} | {runner.under_way} | {parts} | {took:.0f} | {result} |")
            print(lines[-1], flush=True)
        RayRunner.close(runner)
    shutil.rmtree(folder, ignore_errors=True)
    table = "\n".join(lines)
    print(f"\n{table}\n\nsame result {same} of {arguments.times}")
    if arguments.keep:
        command = f"benchmarks/lost_node.py --times {arguments.times} --documents {arguments.documents}"
        keep(
            "A machine lost while a case is built",
            command,
            f"generated, seed 7, {len(pile)} documents",
            table,
        )
    raise SystemExit(same != arguments.times)


@contextmanager
def _cluster() -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    with alone():
        cluster = Cluster(initialize_head=True, head_node_args=EACH)
        try:
            yield cluster
        finally:
            cluster.shutdown()


if __name__ == "__main__":
    main()
