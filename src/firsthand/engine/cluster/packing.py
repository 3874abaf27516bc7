"""Items and what came of them, as bytes that others can be sent and that are safe to read back.

A work folder may lie where others can write. So what is read from it is made only of plain values, of
firsthand's own dataclasses, of arrays of numbers and of exceptions: nothing in it can call anything else.
"""

import dataclasses
import enum
import hashlib
import io
import pickle
from typing import Any

_PLAIN = {
    ("builtins", name) for name in ("set", "frozenset", "bytearray", "complex", "slice", "range", "object")
} | {
    ("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"), ("datetime", "timedelta"),
    ("datetime", "timezone"), ("decimal", "Decimal"), ("fractions", "Fraction"),
    ("collections", "Counter"), ("collections", "OrderedDict"), ("collections", "deque"),
    ("numpy", "ndarray"), ("numpy", "dtype"), ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "scalar"), ("numpy._core.numeric", "_frombuffer"),
}  # fmt: skip


def pack(value: object) -> bytes:
    """Return a value as bytes."""
    return pickle.dumps(value, 5)


def unpack(packed: bytes) -> Any:
    """Return the value. Raises UnpicklingError for bytes that name anything that could be called."""
    return _Reader(io.BytesIO(packed)).load()


def digest(value: object) -> bytes:
    """Return what stands for a value: equal values have equal digests, in this run and in any other."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, 5)
    pickler.fast = True  # no references to what was written before: they tell of identity, not of value
    pickler.dump(value)
    return hashlib.sha256(written.getbuffer()).digest()


def pack_outcome(outcome: object) -> tuple[str, bytes]:
    """Return an outcome as (the kind of error it is, "" for none; bytes)."""
    error = isinstance(outcome, BaseException)
    try:
        packed = pack(outcome)
        if error:
            unpack(packed)
    except Exception as reason:
        if error:
            return type(outcome).__name__, pack(str(outcome))
        return type(reason).__name__, pack(str(reason))
    return (type(outcome).__name__ if error else ""), packed


def unpack_outcome(raised: str, packed: bytes) -> Any:
    """Return the outcome. An error that is of no kind known here is one of the same name and words."""
    outcome = unpack(packed)
    if raised and not isinstance(outcome, BaseException):
        return type(raised, (RuntimeError,), {})(outcome)
    return outcome


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if "." not in name and (module == "builtins" or module.startswith("firsthand.")):
            found = super().find_class(module, name)
            if isinstance(found, type) and (
                issubclass(found, BaseException)
                or (
                    module != "builtins" and (dataclasses.is_dataclass(found) or issubclass(found, enum.Enum))
                )
            ):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} does not belong into a work folder")
