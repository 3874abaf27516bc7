"""How a table lies in its file: a head in JSON, then its arrays, which are read where they lie.

A file holds numbers and texts and nothing that runs. It is 16 bytes that say what it is, the CRC-32 of all
behind it and the length of its head (4 bytes each, little end first), the head, and the arrays, each at a
multiple of 64 bytes.
"""

import json
import mmap
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

Table = Mapping[str, Any]
"""What is kept: arrays of numbers, and anything that JSON can say, by name."""

_KIND = b"firsthand table\n"
_HEAD = len(_KIND) + 8
_STEP = 64
_NUMBERS = "biuf"


class NotATableError(ValueError):
    """The file is none, or damaged."""


def write_table(table: Table, stream: BinaryIO) -> None:
    """Write a table; arrays of other things than numbers raise TypeError, as does what JSON cannot say."""
    parts = list(_parts(table))
    check, length = 0, len(parts[0])
    for part in parts:
        check = zlib.crc32(part, check)
    check = zlib.crc32(length.to_bytes(4, "little"), check)
    stream.write(_KIND + check.to_bytes(4, "little") + length.to_bytes(4, "little"))
    for part in parts:
        stream.write(part)


def read_table(path: Path) -> dict[str, Any]:
    """Return the table in a file; its arrays are the file's own pages, which processes share.

    Raises NotATableError where it is none or damaged, OSError where it cannot be read.
    """
    with path.open("rb") as stream:
        if not stream.seek(0, 2):
            raise NotATableError(path)
        kept = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    view = memoryview(kept)
    check, length = (int.from_bytes(view[at : at + 4], "little") for at in (len(_KIND), len(_KIND) + 4))
    if view[: len(_KIND)] != _KIND or check != zlib.crc32(view[_HEAD - 4 : _HEAD], zlib.crc32(view[_HEAD:])):
        raise NotATableError(path)
    head = json.loads(bytes(view[_HEAD : _HEAD + length]))
    found: dict[str, Any] = head["rest"]
    for name, (kind, shape, order, at) in head["arrays"].items():
        count = int(np.prod(shape, dtype=np.int64))
        array = np.frombuffer(kept, np.dtype(kind), count, _HEAD + length + at)
        found[name] = array.reshape(shape, order=order)
    return found


def _parts(table: Table) -> Iterator[bytes | memoryview]:
    """Yield the head, then the arrays with what fills the room between them."""
    arrays: dict[str, tuple[str, tuple[int, ...], str, int]] = {}
    lying: list[bytes | memoryview] = []
    rest = {name: value for name, value in table.items() if not isinstance(value, np.ndarray)}
    at = 0
    for name, value in table.items():
        if not isinstance(value, np.ndarray):
            continue
        if value.dtype.kind not in _NUMBERS:
            raise TypeError(f"{name}: an array of {value.dtype} is not kept")
        room = -at % _STEP
        order = "F" if value.flags.f_contiguous and not value.flags.c_contiguous else "C"
        arrays[name] = (value.dtype.str, value.shape, order, at + room)
        lying += [b"\0" * room, _bytes_of(value, order)]
        at += room + value.nbytes
    head = json.dumps({"rest": rest, "arrays": arrays}, ensure_ascii=False, separators=(",", ":")).encode()
    # So that the arrays, which are counted from behind the head, lie where they should.
    yield head + b" " * (-(_HEAD + len(head)) % _STEP)
    yield from lying


def _bytes_of(array: npt.NDArray[Any], order: str) -> memoryview:
    flat = np.ascontiguousarray(array.T if order == "F" else array).reshape(-1)
    return flat.view(np.uint8).data
