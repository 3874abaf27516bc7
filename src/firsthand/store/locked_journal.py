"""What was written to an encrypted case since it was last written out whole, a record a transaction.

An encrypted case is in memory while it is open, and written out whole when it is closed. So that a killed
run loses nothing that was kept, each transaction is first appended to a file beside it, CASE-journal, and
forced to the disk. The first record, encrypted as the case is, says to which bytes of the case the journal
belongs, and holds a secret made for this journal alone, with which the others are encrypted.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyrage  # type: ignore[import-untyped]

from firsthand.model.errors import CaseFullError, LockedCaseError
from firsthand.store.explaining import busy
from firsthand.store.locked_keys import Key

_LENGTH = struct.Struct(">Q")
Value = bytes | str | int | float | None
Statement = tuple[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Left:
    """What a run that was stopped left: its transactions, in order, and what it takes to go on writing.

    `size` counts the bytes of whole records. No `secret`: nothing is to be gone on with.
    """

    transactions: tuple[tuple[Statement, ...], ...] = ()
    secret: str = field(default="", repr=False)
    size: int = 0


def beside(path: Path) -> Path:
    """Return the path of a case's journal."""
    return path.with_name(f"{path.name}-journal")


def read_journal(path: Path, key: Key, base: str) -> Left:
    """Return what the journal of a case holds that the case does not.

    `base` is the SHA-256 of the case as it is. A last record that was cut off is left out: its transaction
    was never said to be kept. Raises LockedCaseError for a journal that is damaged or of another case.
    """
    place = beside(path)
    try:
        data = place.read_bytes()
    except FileNotFoundError:
        return Left()
    records = list(_split(data))
    if not records:
        return Left()
    try:
        head = json.loads(key.decrypt(records[0]))
        identity = pyrage.x25519.Identity.from_str(head["secret"])
        found = [_parsed(pyrage.decrypt(record, [identity])) for record in records[1:]]
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError, KeyError) as error:
        raise LockedCaseError(
            f"{place}: what was written to {path.name} last cannot be opened ({error}). Take both files from "
            f"a copy, or move this one away to go on from {path.name} without it."
        ) from error
    if any(number != count for count, (number, _, _) in enumerate(found, 1)):  # somebody moved them
        raise LockedCaseError(f"{place}: its records are not in order. Take both files from a copy.")
    if any(into == base for _, into, _ in found):
        return Left()
    if head["base"] != base:
        raise LockedCaseError(
            f"{place}: belongs to another state of {path.name}. Put back the file it belongs to, or move it "
            "away to go on without what it holds."
        )
    size = sum(_LENGTH.size + len(record) for record in records)
    return Left(tuple(statements for _, _, statements in found), head["secret"], size)


def is_taken(path: Path) -> bool:
    """Tell whether a process writes to a case now."""
    try:
        file = os.open(beside(path), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return False
    except OSError:
        return True
    finally:
        os.close(file)


class Journal:
    """The journal of a case that is being written; only one process has it at a time."""

    def __init__(self, path: Path) -> None:
        """Take hold of it; raises BusyCaseError where another process writes to the case, CaseFullError."""
        self._case = path
        self._path = beside(path)
        self._number = 0
        self._size = 0
        self._file = self._lock()

    def begin(self, key: Key, base: str, left: Left) -> None:
        """Begin it for the case with this SHA-256, or go on with what a stopped run left of it."""
        if left.secret:
            self._public = pyrage.x25519.Identity.from_str(left.secret).to_public()
            self._number, self._size = len(left.transactions), left.size
            return
        identity = pyrage.x25519.Identity.generate()
        self._public = identity.to_public()
        os.ftruncate(self._file, 0)
        self._append(key.encrypt(json.dumps({"base": base, "secret": str(identity)}).encode()))

    def keep(self, statements: Sequence[Statement]) -> None:
        """Append a transaction, and return when it is on the disk; raises CaseFullError."""
        self._keep(statements, "")

    def fold(self, into: str) -> None:
        """Say that all of it is in the case whose bytes have this SHA-256, which is put in place next."""
        self._keep((), into)

    def remove(self) -> None:
        """Remove the journal, once the case holds all of it."""
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()
        self.close()

    def close(self) -> None:
        """Let the journal go, as it is; safe to call twice."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _lock(self) -> int:
        while True:
            try:
                file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            except OSError as error:
                raise CaseFullError(
                    f"{self._path}: cannot be written ({error.strerror}). Check the folder and try again."
                ) from error
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(file).st_ino == self._path.stat().st_ino:
                    return file
            except BlockingIOError as error:
                os.close(file)
                raise busy(self._case) from error
            except FileNotFoundError:  # its last owner removed it just now
                pass
            os.close(file)

    def _keep(self, statements: Sequence[Statement], into: str) -> None:
        self._number += 1
        self._append(pyrage.encrypt(_written(self._number, into, statements), [self._public]))

    def _append(self, record: bytes) -> None:
        data = memoryview(_LENGTH.pack(len(record)) + record)
        size = self._size + len(data)
        try:
            os.ftruncate(self._file, self._size)  # what a stopped run left of its last record
            os.lseek(self._file, self._size, os.SEEK_SET)
            while data:
                data = data[os.write(self._file, data) :]
            os.fsync(self._file)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, self._size)
            raise CaseFullError(
                f"{self._case} cannot be written ({error.strerror}). Free some disk space; what was kept so "
                "far is safe, and the same command goes on from there."
            ) from error
        self._size = size


def digest(data: bytes) -> str:
    """Return the SHA-256 of a case's bytes."""
    return hashlib.sha256(data).hexdigest()


def _split(data: bytes) -> Iterator[bytes]:
    at = 0
    while at + _LENGTH.size <= len(data):
        (length,) = _LENGTH.unpack_from(data, at)
        at += _LENGTH.size
        if at + length > len(data):
            return
        yield data[at : at + length]
        at += length


def _written(number: int, into: str, statements: Sequence[Statement]) -> bytes:
    """Return a record: its head as JSON, in which bytes are lengths, then those bytes one after the other."""
    blobs: list[bytes] = []
    told = []
    for statement, values in statements:
        shown: list[object] = []
        for value in values:
            if isinstance(value, bytes | bytearray | memoryview):
                blobs.append(bytes(value))
                shown.append([len(blobs[-1])])
            else:
                shown.append(value)
        told.append([statement, shown])
    head = json.dumps([number, into, told]).encode("ascii")
    return b"".join((_LENGTH.pack(len(head)), head, *blobs))


def _parsed(record: bytes) -> tuple[int, str, tuple[Statement, ...]]:
    (length,) = _LENGTH.unpack_from(record)
    at = _LENGTH.size + length
    number, into, told = json.loads(record[_LENGTH.size : at])
    statements: list[Statement] = []
    for statement, shown in told:
        values: list[Value] = []
        for value in shown:
            if isinstance(value, list):
                values.append(record[at : at + value[0]])
                at += value[0]
            else:
                values.append(value)
        statements.append((statement, tuple(values)))
    return number, into, tuple(statements)
