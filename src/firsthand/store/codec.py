"""The model as compact bytes and back."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from pydantic import TypeAdapter

from firsthand.model import Capture, Decision, Entry, Findings
from firsthand.model.errors import CaseError
from firsthand.store.places import Place

# Level 1 keeps a build's share of time spent packing under a percent; higher levels save little.
_LEVEL = 1
_SMALL = 1 << 24
_AS_IT_IS = b"\0"  # begins no compressed data
_T = TypeVar("_T")

FINDINGS: TypeAdapter[Findings] = TypeAdapter(Findings)
DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)
ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
CAPTURE: TypeAdapter[Capture] = TypeAdapter(Capture)


def pack(adapter: TypeAdapter[Any], value: object) -> bytes:
    """Turn a model object into compressed JSON; bytes are kept as they are, behind a mark."""
    return _AS_IT_IS + value if isinstance(value, bytes) else zlib.compress(adapter.dump_json(value), _LEVEL)


def unpack(adapter: TypeAdapter[_T], data: bytes) -> _T:
    """Turn what `pack` made back into what it was; raises ValueError and zlib.error."""
    if data.startswith(_AS_IT_IS):
        return adapter.validate_python(data[len(_AS_IT_IS) :], strict=True)
    return adapter.validate_json(zlib.decompress(data))


def unpack_small(adapter: TypeAdapter[_T], data: bytes) -> _T:
    """Turn compressed JSON of at most 16 MB back; raises ValueError for more, as a bomb holds."""
    return adapter.validate_json(_plain(data))


def read_back(place: Place | None, adapter: TypeAdapter[_T], data: bytes) -> _T:
    """Turn what a case keeps back into the model object it was; raises CaseError where it is damaged."""
    with reading_back(place):
        return unpack(adapter, data)


@contextmanager
def reading_back(place: Place | None) -> Iterator[None]:
    """Say of what cannot be turned back into the object it was that the case is damaged."""
    try:
        yield
    except (ValueError, zlib.error) as error:
        raise unreadable(place) from error


def unreadable(place: Place | None) -> CaseError:
    """Return what to say of a case that is damaged."""
    return CaseError(
        f"{place}: what it keeps cannot be read back. What was changed in it: firsthand verify {place}. "
        "Else run firsthand build again: the originals are kept."
    )


def digest_of_value(adapter: TypeAdapter[Any], value: object) -> str:
    """Return the SHA-256 of a model object as JSON, written as `custody.chain` does."""
    return _digest(adapter.dump_python(value, mode="json"))


def digest_of_kept(data: bytes) -> str:
    """Return the SHA-256 of compressed JSON as it was kept, by whatever version, written the same way."""
    return _digest(json.loads(_plain(data)))


def _plain(data: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    plain = unpacking.decompress(data, _SMALL)
    if not unpacking.eof or unpacking.unused_data:
        raise ValueError("it is longer than what it is to hold")
    return plain


def _digest(plain: Any) -> str:
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
