"""Parts as tasks of a Ray cluster."""

import importlib
import os
import secrets
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from firsthand.engine.cluster.part import Part, refused, run_part
from firsthand.engine.worker import ONE_THREAD
from firsthand.model.errors import EngineError

# Ray's store of objects holds nothing of ours: parts lie in the work folder. This is the least it takes.
_STORE_BYTES = 80_000_000
# How often Ray runs a part again, on another machine or in a new process, before its items are run alone.
_RETRIES = 3
# Parts that a process of Ray's runs before a new one takes its place: see `pool._LIFE`.
_LIFE = 100
_ANSWERS_IN_S = 10.0
# Ray tells its makers nothing.
_SILENT = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_USAGE_STATS_REPORT_URL": "http://127.0.0.1:9/"}


class RayRunner:
    """Runs parts on a Ray cluster; a part whose machine is lost is run on another."""

    def __init__(self, address: str | None, processes: int) -> None:
        """Connect to the cluster at an address, or begin one on this machine where it is None.

        Raises EngineError.
        """
        os.environ.update(_SILENT)
        try:
            self._ray: Any = importlib.import_module("ray")
        except ImportError as error:
            raise EngineError(
                "Ray is not installed here. Install it with: pip install 'firsthand[cluster]'"
            ) from error
        self._own: str | None = None
        self._running: dict[Any, Part] = {}
        if address is None:
            self._begin(processes)
        else:
            self._connect(address)
        self._task = self._ray.remote(max_retries=_RETRIES, max_calls=_LIFE, scheduling_strategy="SPREAD")(
            run_part
        )
        self._slots = self._count_slots()

    def has_room(self) -> bool:
        """Tell whether the cluster has less than two parts for each of its processors."""
        return len(self._running) < 2 * self._slots

    def start(self, part: Part) -> None:
        """Have a part run by whichever machine is free."""
        self._running[self._task.remote(part)] = part

    def wait(self) -> list[tuple[Part, bool]]:
        """Wait until some part is done, or has ended its process more often than it is tried."""
        errors = self._ray.exceptions
        ready, _ = self._ray.wait(list(self._running), num_returns=1)
        done: list[tuple[Part, bool]] = []
        for reference in ready:
            part = self._running.pop(reference)
            try:
                self._ray.get(reference)
                done.append((part, True))
            except errors.RayTaskError as error:
                raise EngineError(refused(getattr(error, "cause", None) or error)) from error
            except (errors.WorkerCrashedError, errors.NodeDiedError, errors.OutOfMemoryError):
                done.append((part, False))
            except (errors.RayError, ConnectionError) as error:
                raise EngineError(
                    f"The cluster cannot go on ({type(error).__name__}). Run the same again when it can: it "
                    "goes on from what is done."
                ) from error
        self._slots = self._count_slots()  # machines come and go
        return done

    def close(self) -> None:
        """Leave the cluster, or end it where it was begun here."""
        self._running.clear()
        self._ray.shutdown()
        if self._own is not None:
            shutil.rmtree(self._own, ignore_errors=True)

    def _begin(self, processes: int) -> None:
        self._own = tempfile.mkdtemp(prefix="firsthand-")
        path = os.pathsep.join(one for one in sys.path if one)  # what is found here is found there
        try:
            with _environment(ONE_THREAD | {"PYTHONPATH": path}), alone():
                self._ray.init(
                    address="local",
                    num_cpus=processes,
                    include_dashboard=False,
                    object_store_memory=_STORE_BYTES,
                    log_to_driver=False,
                    logging_level="ERROR",
                    _temp_dir=self._own,
                )
        except Exception as error:
            self.close()
            raise EngineError(f"Ray cannot be begun on this machine: {error}") from error

    def _connect(self, address: str) -> None:
        host, _, port = address.removeprefix("ray://").rpartition(":")
        try:
            # Ray itself waits for minutes for what is not there.
            socket.create_connection((host.strip("[]"), int(port)), _ANSWERS_IN_S).close()
            self._ray.init(address=address, log_to_driver=False, logging_level="ERROR")
        except ImportError as error:
            raise EngineError(
                f"Ray cannot speak to {address} with what is installed here ({error}). Install it with: "
                "pip install 'firsthand[cluster]'"
            ) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise EngineError(
                f"There is no Ray cluster at {address}, or it does not let this machine in ({error}). Look "
                "whether it runs (ray status), and name it by --engine ray://HOST:10001."
            ) from error

    def _count_slots(self) -> int:
        return max(int(self._ray.cluster_resources().get("CPU", 1)), 1)


@contextmanager
def alone() -> Iterator[None]:
    """Have a cluster that is begun meanwhile keep to this machine, and not look around.

    Its processes listen on the loopback alone, to whoever knows a word that is made up here. Ray begins a
    process for its dashboard even where none is wanted; with reports of use switched off all that it does
    is to ask the network which cloud this machine is in (169.254.169.254). It is left out.
    """
    os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"  # so does Ray where a cluster is of one machine
    os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    os.environ.setdefault("RAY_worker_niceness", "0")  # Ray would have its workers wait for all others
    constants: Any = importlib.import_module("ray._private.ray_constants")
    node: Any = importlib.import_module("ray._private.node").Node
    begun, wide = node.start_api_server, constants.ENABLE_RAY_CLUSTER
    node.start_api_server, constants.ENABLE_RAY_CLUSTER = (lambda self, **_: None), False
    try:
        yield
    finally:
        node.start_api_server, constants.ENABLE_RAY_CLUSTER = begun, wide


@contextmanager
def _environment(added: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in added}
    os.environ.update(added)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
