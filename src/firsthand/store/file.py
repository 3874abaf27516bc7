"""The SQLite file of a case: opened, written in transactions, sealed when it is closed.

Reading changes nothing of the file. The first write takes the seal off (`custody.seal`) and turns on
write-ahead logging; closing folds that log back and seals anew, so that nothing lies beside a case at rest. A
killed run leaves a valid file without a seal. A file whose seal does not fit is not written to, lest a change
be sealed in.
"""

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from firsthand.custody.seal import MARK, OPEN, digest_of_file, find_seal, read_seal, write_seal
from firsthand.model.errors import (
    BrokenCustodyError,
    CaseFullError,
    FirsthandError,
    NewerCaseError,
    NotACaseError,
)
from firsthand.store.explaining import busy, explained, only_readable, replaced
from firsthand.store.held import Held, hold, is_same, let_go
from firsthand.store.locked_keys import Key
from firsthand.store.read_only import beside, open_read_only, why_only_readable
from firsthand.store.schema import APPLICATION_ID, SCHEMA, SCHEMA_VERSION

_BUSY_SECONDS = 10.0
_SEAL_SECONDS = 2.0  # for those to go who have said that they do
_PAUSE_SECONDS = 0.02
_RESULTS = "SELECT key, step, payload FROM results WHERE key >= ? AND key < ? ORDER BY key"
_UNSEAL = f"INSERT OR REPLACE INTO seal VALUES (1, '{MARK}{OPEN}')"


class CaseFile:
    """A case's database, in a file or in memory when `path` is None; for many threads, one at a time.

    `writing` is true after the first write, `made` where the file was made just now, `found_open` where its
    first write found it without a seal. `accepts` lets a file be written to although its seal does not fit.
    `read_only` says why nothing can be written, "" where it can.
    """

    def __init__(self, path: Path | None, *, create: bool) -> None:
        self.path = path
        self.lock = RLock()
        self.writing = False
        self.closed = False
        self.made = False
        self.found_open = False
        self.accepts = False
        self.read_only = ""
        self._patience_seconds = _BUSY_SECONDS
        self._held: Held | None = None
        self._fits: tuple[int, int] | None = None  # the file's state when its seal was seen to fit
        self._open_before = False
        self._last = False
        if path is not None and not create and not path.is_file():
            raise NotACaseError(f"{path}: no such case. Make it with: firsthand build FOLDER --case {path}")
        if path is not None and path.is_dir():
            raise NotACaseError(f"{path} is a folder, not a case. To read it: firsthand build {path}")
        # Who comes says so before SQLite opens the file, else whoever goes could not seal it.
        alone = self._come(path) if path is not None and path.is_file() else True
        try:
            self.connection = self._connect(path)
        except (sqlite3.Error, OSError) as error:
            self._go()
            raise CaseFullError(
                f"{path}: the case file cannot be opened ({error}). Check that its folder exists and can be "
                "written, or name another file with --case."
            ) from error
        try:
            with self.explained():
                self._prepare()
                if path is not None and self._held is None:
                    alone = self._come(path)
                self._settle(alone)
        except BaseException:
            self.connection.close()
            self._go()
            raise

    def _connect(self, path: Path | None) -> sqlite3.Connection:
        if path is not None and path.is_file() and (why := why_only_readable(path)):
            self.read_only = why
            return open_read_only(path, timeout=_BUSY_SECONDS)
        return sqlite3.connect(
            str(path) if path else ":memory:",
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )

    def _come(self, path: Path) -> bool | None:
        """Hold the file, and tell whether no other process has it open."""
        self._held = hold(path)
        return False if self._held.watched else self._held.come()

    def _settle(self, alone: bool | None) -> None:
        """Be one of those who have the file open without a gap since it was sealed, if that is so."""
        if self._held is None or self._held.watched:
            return
        whole = alone is False or (alone and self._sealed(self._held) not in (None, OPEN))
        if self.made or self._held.seal_due or whole:
            self._held.stay()
        else:
            self._held.leave()
        self._held.seal_due |= self.made

    def _go(self) -> None:
        if self._held is not None:
            let_go(self._held)

    def _prepare(self) -> None:
        """Make the tables of a new case; look at an old one without changing it."""
        self.connection.execute("PRAGMA trusted_schema = OFF")
        application = self._number("PRAGMA application_id")
        self.version = self._number("PRAGMA user_version")
        if self._number("SELECT count(*) FROM sqlite_master") == 0 and application == 0:
            if self.path is not None and self.path.stat().st_size > 0:
                raise NotACaseError(
                    f"{self.path} is a database, but not a firsthand case. Name another file."
                )
            self.connection.executescript(f"BEGIN; {SCHEMA} COMMIT;")
            self.version, self.made = SCHEMA_VERSION, True
        elif application != APPLICATION_ID:
            raise NotACaseError(f"{self.path} is a database, but not a firsthand case. Name another file.")
        elif self.version > SCHEMA_VERSION:
            raise NewerCaseError(
                f"{self.path} was written by a newer firsthand (case version {self.version}; this one knows "
                f"{SCHEMA_VERSION}). Update firsthand, or build a new case from the documents."
            )

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds; nothing where an older case has no such table yet."""
        with self.lock, self.explained():
            try:
                return self.connection.execute(query, values).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" in str(error) and not self.writing:
                    return []
                raise

    def write(self, statement: str, *values: object) -> None:
        """Do a statement, within a transaction that the caller opened."""
        with self.explained():
            self.connection.execute(statement, values)

    def write_all(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Do an INSERT for each row."""
        for row in rows:
            self.write(statement, *row)

    def keep_long_bytes(self, table: str, key: str, name: str, data: bytes) -> None:
        """Keep bytes under a name in a table, unless there are some."""
        self.write(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", name, data)

    def long_bytes(self, table: str, key: str, name: str) -> bytes | None:
        """Return the bytes kept under a name in a table whose key is that column, if any."""
        rows = self.rows(f"SELECT bytes FROM {table} WHERE {key} = ?", name)
        return bytes(rows[0][0]) if rows else None

    def payload_digests(self, first: str, last: str) -> Iterator[tuple[str, str, str]]:
        """Yield key, step and SHA-256 of the bytes of each result from a key on, before another, in order."""
        for key, step, payload in self.rows(_RESULTS, first, last):
            yield key, step, hashlib.sha256(payload).hexdigest()

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let all that is read within be of one moment, whatever others write meanwhile."""
        with self.lock, self.explained():
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self._undo()

    @contextmanager
    def transaction(self) -> Iterator[bool]:
        """Keep all that is written within, or nothing of it; tell whether this one is the outermost.

        Other threads wait, and other processes. Raises ReadOnlyCaseError, BusyCaseError where that takes
        longer than ten seconds, and NotACaseError where the file is not there any more.
        """
        with self.lock:
            if not self.closed and self.connection.in_transaction:
                yield False
                return
            with self.explained():
                self.require_there()
                if self.read_only:
                    raise only_readable(self.path, self.read_only)
                self._begin_writing()
                self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield True
            except BaseException:
                self._undo()
                raise
            with self.explained():
                try:
                    self.require_there()
                    self.connection.execute("COMMIT")
                except BaseException:
                    self._undo()
                    raise

    def _undo(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    @property
    def place(self) -> Path | None:
        """Where the file is; None in memory."""
        return self.path

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is under way."""
        return not self.closed and self.connection.in_transaction

    def require_there(self) -> None:
        """Raise NotACaseError where the file was moved, deleted or replaced since it was opened."""
        if self._held is not None and not self.closed and not is_same(self._held):
            raise replaced(self.path)

    @property
    def key(self) -> Key | None:
        """What opens the case; None where it is not encrypted."""
        return None

    def wait_at_most(self, seconds: float) -> None:
        """Wait no longer than this for others who write to the file, before it is said to be busy."""
        with self.lock, self.explained():
            self._patience_seconds = seconds
            self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def rest(self) -> None:
        """Let others write, where only one can."""

    def is_last(self) -> bool:
        """Tell whether nobody else has the file open and it is to be sealed; nobody comes before `close`."""
        held = self._held
        if held is None or held.users > 1 or self.read_only or not (held.watched or held.seal_due):
            return False
        with self.lock, self.explained():
            self._last = self._last or (held.is_last() and self._sealed(held) == OPEN)
        return self._last

    def look_ahead(self) -> None:
        """See to it that the first write is a quick one: hash the file now, or go on from a stopped run."""
        with self.lock, self.explained():
            held = self._held
            if held is None or self.read_only or self.writing or self.version < SCHEMA_VERSION:
                return
            if self._sealed(held) == OPEN:
                if not held.watched:
                    self._begin_writing()
                return
            state = _state(held.file())
            self._require_seal(held)
            self._fits = state if state == _state(held.file()) else None

    def finish(self) -> None:
        """Go on from what a stopped run left, so that the file is sealed when it is closed."""
        with self.lock, self.explained():
            held = self._held
            if held is None or self.read_only or self.writing or held.watched:
                return
            if self.version == SCHEMA_VERSION and self._sealed(held) == OPEN:
                self._begin_writing()

    def close(self, *, seal: bool = True) -> None:
        """Close the file, sealed if it is open, nobody else has it open, and `seal` allows it."""
        with self.lock:
            if self.closed:
                return
            try:
                if seal and self.is_last() and self._held is not None:
                    self._seal(self._held)
            except (sqlite3.Error, OSError, UnicodeDecodeError, FirsthandError):
                pass  # the file is valid and not sealed, and firsthand verify says so
            finally:
                self.closed = True
                self.connection.close()
                self._go()

    def _begin_writing(self) -> None:
        """Take the seal off before the first write, once it was seen to fit; bring an old case up to date."""
        if self.writing:
            return
        held = self._held
        if held is None:
            self.connection.executescript(f"BEGIN; {SCHEMA} COMMIT;")
            self.writing = True
            return
        watched = held.watched or self._last
        alone = False if watched else held.come()
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            self._require_seal(held)
            # A file without a seal, and nobody there: a run was stopped.
            self.found_open = self._open_before and alone is not False and not held.seal_due
            if self.version < SCHEMA_VERSION or self.accepts:
                self.connection.execute("ROLLBACK")
                self.connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} {_UNSEAL}; COMMIT;")
            else:
                self.connection.execute(_UNSEAL)
                self.connection.execute("COMMIT")
        except BaseException:
            self._undo()
            if not watched:
                held.leave()
            raise
        held.seal_due = True
        if not watched:
            held.stay()
        # Either way nobody else can take the file for one at rest, and seal it, before this store is closed.
        if not self._switch_to("wal", patience_seconds=self._patience_seconds):
            self.connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        # What is reported as kept is on the disk, though the power fails: about a millisecond a transaction.
        self.connection.execute("PRAGMA synchronous = FULL")
        self.version, self.writing = SCHEMA_VERSION, True

    def _switch_to(self, mode: str, *, patience_seconds: float) -> bool:
        """Switch how SQLite keeps its log; false where it cannot here. Raises BusyCaseError."""
        until = time.monotonic() + patience_seconds
        while True:
            try:
                found = self.connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
                return bool(found == (mode,))
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                if time.monotonic() > until:
                    raise busy(self.path) from error
                time.sleep(_PAUSE_SECONDS)

    def _require_seal(self, held: Held) -> None:
        """Raise BrokenCustodyError where the file is sealed, and not what was sealed."""
        self._open_before = False
        if self.version < SCHEMA_VERSION or self.made or self.accepts:
            return
        at = self.seal_place(held.file())
        sealed = read_seal(held.file(), at) if at is not None else None
        if sealed == OPEN:
            self._open_before = True
            return
        if self._fits is not None and self._fits == _state(held.file()):
            return
        if at is None or _holds(beside(held.path, "-wal")) or sealed != digest_of_file(held.file(), at):
            raise BrokenCustodyError(
                f"{self.path} was changed since firsthand closed it: its seal does not fit. Nothing was "
                f"written. What was changed: firsthand verify {self.path}. To go on from it all the same, "
                f"which the log will say: firsthand verify {self.path} --accept REASON"
            )

    def seal_place(self, file: int) -> int | None:
        """Return where in the file the digits of the seal stand, None where it has none."""
        row = self.connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'seal'").fetchone()
        return find_seal(file, int(row[0])) if row else None

    def _sealed(self, held: Held) -> str | None:
        """Return the digits of the seal as they stand in the file, None where it has none."""
        at = self.seal_place(held.file())
        return None if at is None else read_seal(held.file(), at)

    def _seal(self, held: Held) -> None:
        """Fold the write-ahead log back and seal the file, while nobody else can write to it."""
        self.connection.execute("PRAGMA busy_timeout = 200")
        if not self._switch_to("delete", patience_seconds=_SEAL_SECONDS):
            return
        self.connection.execute("BEGIN EXCLUSIVE")
        file = held.file()
        at = self.seal_place(file)
        if at is not None and read_seal(file, at) == OPEN:
            write_seal(file, at, digest_of_file(file, at))
            held.seal_due = False
        self.connection.execute("ROLLBACK")

    def _number(self, query: str) -> int:
        return int(self.connection.execute(query).fetchone()[0])

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn SQLite's words into ones that say what to do."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise explained(self.path, error) from error
        except UnicodeDecodeError as error:  # a message of SQLite's that holds damaged text
            raise explained(self.path, sqlite3.DatabaseError("malformed")) from error


def _holds(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _state(file: int) -> tuple[int, int]:
    """Return what tells one state of an open file from another."""
    found = os.fstat(file)
    return found.st_size, found.st_mtime_ns
