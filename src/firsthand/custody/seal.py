"""The seal of a case file: one digest over every byte of it, the unused ones too.

A table `seal` of the database holds one row, a mark of fixed length and 64 hexadecimal digits: the BLAKE3 of
the whole file, taken with these digits as zeros, as the signature of a PDF leaves out its own bytes. Zeros
instead of a digest say that the file is open: somebody writes to it, or was stopped while writing. The digits
are written in place, when the database is at rest. Every command that writes takes the digest twice, and
BLAKE3 takes a third of the time of SHA-256 (docs/decisions/0015-custody.md), which earlier versions used.

The seal proves nothing against one who computes it again; it finds what happens to a file by accident or by a
hand that does not know of it. What holds against the rest is a digest that was given away: see `chain`.
"""

import hashlib
import itertools
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from blake3 import blake3

MARK = "firsthand seal, BLAKE-3 of this file with these 64 digits as zeros: "
EARLIER_MARK = "firsthand seal, SHA-256 of this file with these 64 digits as zeros: "
DIGITS = 64
OPEN = "0" * DIGITS
_HEADER = b"SQLite format 3\x00"
_LEAF = 0x0D
_CHUNK = 1 << 22
_MARKS = (MARK.encode(), EARLIER_MARK.encode())


def is_database(file: int) -> bool:
    """Tell whether a file starts as a SQLite database does."""
    return os.pread(file, len(_HEADER), 0) == _HEADER


def find_seal(file: int, root: int) -> int | None:
    """Return where in the file the digits of the seal stand; None where the table holds no seal.

    `root` is the number of the page that holds the table, from 1, as `sqlite_master` says. The page is a leaf
    of a B-tree with a single row, whose text ends the cell (https://sqlite.org/fileformat2.html).
    """
    size = int.from_bytes(os.pread(file, 2, 16), "big")
    size = 65536 if size == 1 else size
    if root < 2 or size < 512:
        return None
    page = os.pread(file, size, (root - 1) * size)
    if len(page) < size or page[0] != _LEAF or int.from_bytes(page[3:5], "big") != 1:
        return None
    at = int.from_bytes(page[8:10], "big")
    try:
        length, at = _number(page, at)
        _, at = _number(page, at)
    except IndexError:
        return None
    digits = at + length - DIGITS
    if at + length > size or page[max(digits - len(MARK), 0) : max(digits, 0)] not in _MARKS:
        return None
    return (root - 1) * size + digits


def read_seal(file: int, at: int) -> str:
    """Return the digits of the seal that stand at this place."""
    return os.pread(file, DIGITS, at).decode("ascii", "replace")


def write_seal(file: int, at: int, digest: str) -> None:
    """Write the digits of the seal in place, and see to it that they reach the disk."""
    os.pwrite(file, digest.encode("ascii"), at)
    os.fsync(file)


def digest_of_file(file: int, at: int) -> str:
    """Return the digest of all bytes of a file, with the digits at this place as zeros.

    It is the one that the mark before the digits names: BLAKE3, or SHA-256 in a file of an earlier version.
    """
    before = max(at - len(MARK), 0)
    earlier = os.pread(file, at - before, before) == EARLIER_MARK.encode()
    found = hashlib.sha256() if earlier else blake3(max_threads=blake3.AUTO)
    position = 0
    for chunk in _chunks(file):
        start, stop = max(at - position, 0), min(at + DIGITS - position, len(chunk))
        if start < stop:
            chunk[start:stop] = b"0" * (stop - start)
        found.update(chunk)
        position += len(chunk)
    return found.hexdigest()


def _chunks(file: int) -> Iterator[memoryview]:
    """Yield the bytes of a file in order; the next are read while those that were yielded are worked on."""
    rooms = itertools.cycle([bytearray(_CHUNK), bytearray(_CHUNK)])
    position = 0
    with ThreadPoolExecutor(1) as reader:
        room = next(rooms)
        read = reader.submit(os.preadv, file, [room], position)
        while size := read.result():
            position += size
            full, room = room, next(rooms)
            read = reader.submit(os.preadv, file, [room], position)
            yield memoryview(full)[:size]


def _number(page: bytes, at: int) -> tuple[int, int]:
    """Return a number of variable length and where it ends: 7 bits a byte, a full ninth byte."""
    value = 0
    for step in range(9):
        byte = page[at + step]
        if step == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    raise AssertionError("nine bytes end every number")
