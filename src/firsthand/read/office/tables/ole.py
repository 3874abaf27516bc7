"""An old workbook (XLS) is looked through before it is opened: what it claims has to fit into what it is.

The library that reads it takes its counts on trust and asks for as much memory as they say.
"""

import struct
from io import BytesIO

import olefile  # type: ignore[import-untyped]

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.beat import beat
from firsthand.read.limits import Limits
from firsthand.read.mail.compound import compound
from firsthand.read.office.tables.ooxml import MOST_AREA

# Sizes of sectors, as powers of two; how many there are of each table (MS-CFB, 2.2).
_SHIFTS, _FATS, _MINI_FATS, _DIFATS = 30, 44, 64, 72
_SECTOR_BYTES = 512
_RECORD = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
_BEGIN, _STRINGS, _EXTENT = (0x0009, 0x0209, 0x0409, 0x0809), 0x00FC, (0x0000, 0x0200)
# Records that put something in a cell: numbers, texts, formulas, several at once (MS-XLS, 2.3).
_CELLS = frozenset(
    (
        0x0003,
        0x0004,
        0x0005,
        0x0006,
        0x0203,
        0x0204,
        0x0205,
        0x0206,
        0x0406,
        0x027E,
        0x007E,
        0x00BD,
        0x00D6,
        0x00FD,
    )
)
# What the library raises for a file that is no compound file after all.
_BROKEN = (
    OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, OverflowError,
    RecursionError, MemoryError,
)  # fmt: skip
_SMALLEST_STRING = 3  # bytes
_RECORDS_A_BEAT = 100_000


def looked_through(data: bytes, *, name: str, limits: Limits) -> bytes:
    """Return an old workbook with nothing but its sheets, in a compound file written anew.

    The library follows a chain of sectors that leads back into itself without an end.
    Raises UnreadableDocumentError for one that claims more than it holds.
    """
    if len(data) < _SECTOR_BYTES:
        raise _damaged(name, "it is cut off")
    counts = [struct.unpack_from("<I", data, at)[0] for at in (_FATS, _MINI_FATS, _DIFATS)]
    most = len(data) // _SECTOR_BYTES + 1
    if struct.unpack_from("<HH", data, _SHIFTS) not in ((9, 6), (12, 6)) or max(counts) > most:
        raise _damaged(name, "its directory is no directory")
    try:
        with olefile.OleFileIO(BytesIO(data)) as whole:
            path = next((one for one in ("Workbook", "Book") if whole.exists(one)), None)
            if path and whole.get_size(path) > len(data):
                raise _damaged(name, "its sheets are said to be longer than the file")
            stream = whole.openstream(path).read() if path else b""
    except _BROKEN as error:
        raise _damaged(name, str(error) or type(error).__name__) from error
    if not stream or path is None:
        raise _damaged(name, "there is no sheet in it")
    _check(stream, name, limits)
    return compound({path: stream})


def _check(stream: bytes, name: str, limits: Limits) -> None:
    at = count = lowest = widest = 0
    area = 0
    while at + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        count += 1
        if count % _RECORDS_A_BEAT == 0:
            beat()
        if kind in _CELLS and length >= _PLACE.size and at + length <= len(stream):
            row, column = _PLACE.unpack_from(stream, at)
            lowest, widest = max(lowest, row + 1), max(widest, column + 1)
        elif (
            kind == _STRINGS
            and at + 8 <= len(stream)
            and struct.unpack_from("<I", stream, at + 4)[0] * _SMALLEST_STRING > len(stream)
        ):
            raise _damaged(name, "it claims more texts than it has room for")
        elif kind in _EXTENT and at + length <= len(stream) and _claimed(stream, at, length) > MOST_AREA:
            raise _damaged(name, "it claims more cells than a sheet can have")
        elif kind in _BEGIN:
            area, lowest, widest = area + lowest * widest, 0, 0
        at += length
    if area + lowest * widest > MOST_AREA:
        raise UnreadableDocumentError(
            f"{name}: its cells lie too far apart to be read. Open it in an office program, delete the cells "
            "far out, and save it as XLSX."
        )


def _claimed(stream: bytes, at: int, length: int) -> int:
    """Return how many cells a sheet's record of its extent (MS-XLS, 2.4.90) speaks of."""
    form = struct.Struct("<IIHH" if length >= 14 else "<HHHH")
    if length < form.size:
        return 0
    top, bottom, left, right = form.unpack_from(stream, at)
    # Turned around, the library counts from the top of all numbers down.
    return MOST_AREA + 1 if bottom < top or right < left else (bottom - top + 1) * (right - left + 1)


def _damaged(name: str, why: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        f"{name}: the workbook is cut off or damaged ({why}). Open it in an office program, let it be "
        "repaired, and save it again as XLSX."
    )
