"""A part of the work: a batch written as a Parquet file, run anywhere, its outcomes written as another."""

import importlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from firsthand.engine.cluster.packing import pack, pack_outcome, unpack, unpack_outcome
from firsthand.engine.cluster.work_folder import WorkFolder
from firsthand.engine.running import run_batch
from firsthand.model.errors import EngineError

_INPUT = pa.schema(
    [("key", pa.binary()), ("kind", pa.string()), ("weight", pa.int64()), ("payload", pa.binary())]
)
_OUTPUT = pa.schema([("key", pa.binary()), ("raised", pa.string()), ("payload", pa.binary())])


class OtherCode(RuntimeError):
    """A machine of the cluster has another firsthand than the one that sent the work."""


@dataclass(frozen=True, slots=True)
class Part:
    """Where a batch and its outcomes lie, and what is to be done: all a machine needs to be told.

    `function` and `version` are names of functions, as `module:name`; what `version` returns must be
    `wanted` where the part is run, else its results would not be those of the sender's code.
    """

    folder: str
    name: str
    function: str
    version: str
    wanted: str

    @property
    def input(self) -> str:
        """The name of the table of its items."""
        return f"{self.name}.in.parquet"

    @property
    def output(self) -> str:
        """The name of the table of what came of them."""
        return f"{self.name}.out.parquet"


def write_input(
    part: Part, keys: Sequence[bytes], kinds: Sequence[str], weights: Sequence[int], items: Sequence[object]
) -> None:
    """Write the items of a part into its work folder."""
    table = pa.table([keys, kinds, weights, list(map(pack, items))], schema=_INPUT)
    WorkFolder(part.folder).write(part.input, table)


def run_part(part: Part) -> str:
    """Run a part where it has not been run, and return its name; its outcomes are in the work folder."""
    folder = WorkFolder(part.folder)
    if folder.has(part.output):
        return part.name
    found = named(part.version)()
    if found != part.wanted:
        raise OtherCode
    table = folder.read(part.input, ["key", "payload"])
    items = [unpack(packed) for packed in table["payload"].to_pylist()]
    outcomes = list(map(pack_outcome, run_batch(named(part.function), items)))
    raised, packed = [one for one, _ in outcomes], [one for _, one in outcomes]
    folder.write(part.output, pa.table([table["key"], raised, packed], schema=_OUTPUT))
    return part.name


def read_output(folder: str, name: str) -> dict[bytes, Any]:
    """Return what came of each item of an output, by key."""
    table = WorkFolder(folder).read(name)
    rows = zip(*(table[column].to_pylist() for column in ("key", "raised", "payload")), strict=True)
    return {key: unpack_outcome(raised, packed) for key, raised, packed in rows}


def keys_of(folder: str, name: str) -> list[bytes]:
    """Return the keys of the items of an output."""
    return list(WorkFolder(folder).read(name, ["key"])["key"].to_pylist())


def name_of(function: Callable[..., Any]) -> str:
    """Return the name by which a function is found elsewhere."""
    name = f"{function.__module__}:{function.__qualname__}"
    if "." in function.__qualname__ or "<" in name or function.__module__ == "__main__":
        raise ValueError(f"{name} cannot be run elsewhere: it is no top-level function of a module")
    return name


def named(name: str) -> Callable[..., Any]:
    """Return the function of this name."""
    module, _, function = name.partition(":")
    found = getattr(sys.modules.get(module) or importlib.import_module(module), function)
    assert callable(found)
    return found  # type: ignore[no-any-return]


def refused(cause: BaseException) -> str:
    """Return what a user is told of a machine on which no part can be run."""
    if isinstance(cause, OtherCode):
        return (
            "A machine of the cluster has another firsthand, or another Python, than this one. Install the "
            "same there: results would differ."
        )
    if isinstance(cause, EngineError):
        return str(cause)
    return (
        f"A machine of the cluster cannot do its work ({type(cause).__name__}: {cause}). See whether "
        "firsthand is installed there and whether it sees the work folder."
    )
