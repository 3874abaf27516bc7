"""What a reader's process says to the one that started it, and how it is written on a pipe.

A message is a head (its kind, the lengths of two bodies), what it says, and bytes that go with it. A reader
may have been taken over by the file it reads: what it says is unpacked as data of known classes only.
"""

import io
import pickle
import struct
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, BinaryIO, Literal

from firsthand.model import Block, Document, Failure, Sheet
from firsthand.model.document import Area, ReadWord
from firsthand.read.opening import Original

Kind = Literal["ready", "beat", "begun", "known", "found", "fault", "done", "read"]
_KINDS: tuple[Kind, ...] = ("ready", "beat", "begun", "known", "found", "fault", "done", "read")
_HEAD = struct.Struct(">BQQ")
_KNOWN = {
    (known.__module__, known.__qualname__): known
    for known in (Area, Block, Document, Failure, ReadWord, Sheet, date, datetime, timedelta, timezone)
} | {("datetime", "UTC"): UTC}


class BrokenWireError(Exception):
    """The other side has gone, or says what cannot be understood."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said: its kind, what it says, and the bytes that go with it."""

    kind: Kind
    says: Any = None
    data: bytes = b""


def send(pipe: BinaryIO, message: Message) -> None:
    """Write a message; raises OSError where the other side has gone."""
    says = pickle.dumps(message.says, protocol=5)
    _write(pipe, _HEAD.pack(_KINDS.index(message.kind), len(says), len(message.data)) + says)
    if message.data:
        _write(pipe, message.data)


def receive(pipe: BinaryIO, *, trusted: bool = False) -> Message:
    """Read a message; where the other side is not `trusted`, no class but those of the model is made.

    Raises BrokenWireError.
    """
    number, says, data = _HEAD.unpack(_read(pipe, _HEAD.size))
    if number >= len(_KINDS):
        raise BrokenWireError
    told = _read(pipe, says)
    body = _read(pipe, data) if data else b""
    try:
        meant = pickle.loads(told) if trusted else _Known(io.BytesIO(told)).load()
    except Exception as error:
        raise BrokenWireError from error
    return Message(_KINDS[number], meant, body)


def said_of(original: Original) -> dict[str, Any]:
    """Return all that is known of an original but its bytes, which go apart."""
    return {
        one.name: getattr(original, one.name) for one in fields(original) if one.init and one.name != "data"
    }


def unbuffered(descriptor: int) -> BinaryIO:
    """Return a pipe to read from that takes no more off it than is asked for, and copies nothing twice."""
    return io.BufferedReader(io.FileIO(descriptor, "rb"), buffer_size=1)


class _Known(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _KNOWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is none of what a reader may say") from None


def _write(pipe: BinaryIO, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[pipe.write(view) :]


def _read(pipe: BinaryIO, size: int) -> bytes:
    try:
        data = pipe.read(size)
    except (OSError, MemoryError) as error:
        raise BrokenWireError from error
    if len(data) < size:
        raise BrokenWireError
    return data
