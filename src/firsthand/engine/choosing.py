"""Where work is run, as a user names it."""

import os
import re
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from firsthand.engine.local import LocalEngine
from firsthand.model.errors import EngineError

if TYPE_CHECKING:
    from firsthand.engine.cluster import ClusterEngine


def engine_from(
    text: str = "local",
    processes: int | None = None,
    *,
    work: str | None = None,
    version: Callable[[], str],
) -> "LocalEngine | ClusterEngine":
    """Return the engine of this name, to be closed by whoever asked for it.

    `local` is this machine's processes; `ray` and `daft` begin Ray or Daft on this machine; `ray://HOST:PORT`
    speaks to a Ray cluster as its client, `ray:HOST:PORT` as one of its machines. `work` is the work folder
    of a cluster, `s3://bucket/prefix` or a folder that all its machines see; on one machine it may be None.
    `version` is a top-level function whose result stands for the code.

    Raises EngineError for a name that is none, and where what it names is not there.
    """
    if text == "local":
        return LocalEngine(processes)
    from firsthand.engine.cluster import ClusterEngine  # loads what it takes to write Parquet
    from firsthand.engine.cluster.on_daft import DaftRunner
    from firsthand.engine.cluster.on_ray import RayRunner

    processes = processes or os.cpu_count() or 1
    if text in {"ray", "daft"}:
        runner = partial(RayRunner, None, processes) if text == "ray" else partial(DaftRunner, processes)
        _require(text)
        return ClusterEngine(runner, work=work, version=version)
    match = re.fullmatch(r"ray:(//)?([\w.\-\[\]:]+:\d+)", text)
    if match is None:
        raise EngineError(
            f"{text} is no engine. Name local, ray, daft, or the address of a Ray cluster: ray://HOST:10001"
        )
    if work is None:
        raise EngineError(
            "A cluster needs a work folder that all its machines see. Name one: --work FOLDER, or "
            "--work s3://bucket/prefix"
        )
    _require("ray")
    address = text if match[1] else match[2]
    return ClusterEngine(partial(RayRunner, address, processes), work=work, version=version)


def _require(package: str) -> None:
    if find_spec(package) is None:
        raise EngineError(
            f"{package.capitalize()} is not installed here. Install it with: pip install 'firsthand[cluster]'"
        )
