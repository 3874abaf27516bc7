"""The SQLite file of a case: opened, written in transactions, sealed when it is closed.

Reading changes nothing of the file. The first write takes the seal off (`custody.seal`) and turns on
write-ahead logging; closing folds that log back and seals anew, so that nothing lies beside a case at rest. A
killed run leaves a valid file without a seal. A file whose seal does not fit is not written to, lest a change
be sealed in.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from firsthand.custody.seal import MARK, OPEN, digest_of_file, find_seal, read_seal, write_seal
from firsthand.model.errors import (
    BrokenCustodyError,
    CaseError,
    CaseFullError,
    FirsthandError,
    NewerCaseError,
    NotACaseError,
)
from firsthand.store.held import Held, hold, let_go
from firsthand.store.schema import APPLICATION_ID, SCHEMA, SCHEMA_VERSION

_BUSY_SECONDS = 5.0
_UNSEAL = f"INSERT OR REPLACE INTO seal VALUES (1, '{MARK}{OPEN}')"


class CaseFile:
    """A case's database, in a file or in memory when `path` is None.

    `writing` is true after the first write, `made` where the file was made just now, `found_open` where its
    first write found it without a seal. `accepts` lets a file be written to although its seal does not fit.
    """

    def __init__(self, path: Path | None, *, create: bool) -> None:
        self.path = path
        self.writing = False
        self.closed = False
        self.made = False
        self.found_open = False
        self.accepts = False
        self._held: Held | None = None
        if path is not None and not create and not path.is_file():
            raise NotACaseError(f"{path}: no such case. Make it with: firsthand build FOLDER --case {path}")
        if path is not None and path.is_dir():
            raise NotACaseError(f"{path} is a folder, not a case. To read it: firsthand build {path}")
        try:
            self.connection = sqlite3.connect(
                str(path) if path else ":memory:", timeout=_BUSY_SECONDS, isolation_level=None
            )
        except sqlite3.Error as error:
            raise CaseFullError(
                f"{path}: the case file cannot be opened ({error}). Check that its folder exists and can be "
                "written, or name another file with --case."
            ) from error
        try:
            with self.explained():
                self._prepare()
        except BaseException:
            self.connection.close()
            raise
        if path is not None:
            self._held = hold(path)
            self._held.seal_due |= self.made

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
        with self.explained():
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

    @contextmanager
    def transaction(self) -> Iterator[bool]:
        """Keep all that is written within, or nothing of it; tell whether this one is the outermost."""
        if self.connection.in_transaction:
            yield False
            return
        with self.explained():
            self._begin_writing()
            self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield True
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        with self.explained():
            try:
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def close(self, *, seal: bool = True) -> None:
        """Close the file, sealed if anything was written, nobody else has it open, and `seal` allows it."""
        if self.closed:
            return
        self.closed = True
        try:
            if self._held is not None and not seal:
                self._held.seal_due = False
            if self._held is not None and self._held.seal_due and self._held.users == 1:
                self._seal(self._held)
        except (sqlite3.Error, OSError, UnicodeDecodeError):
            pass  # the file is valid and not sealed, and firsthand verify says so
        finally:
            self.connection.close()
            if self._held is not None:
                let_go(self._held)

    def _begin_writing(self) -> None:
        """Take the seal off before the first write, once it was seen to fit; bring an old case up to date."""
        if self.writing:
            return
        if self._held is None:
            self.connection.executescript(f"BEGIN; {SCHEMA} COMMIT;")
            self.writing = True
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            self._require_seal(self._held)
            if self.version < SCHEMA_VERSION or self.accepts:
                self.connection.execute("ROLLBACK")
                self.connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} {_UNSEAL}; COMMIT;")
            else:
                self.connection.execute(_UNSEAL)
                self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self._held.seal_due = True
        # Either way nobody else can take the file for one at rest, and seal it, before this store is closed.
        if self.connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
            self.connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        # What is reported as kept is on the disk, though the power fails: about a millisecond a transaction.
        self.connection.execute("PRAGMA synchronous = FULL")
        self.version, self.writing = SCHEMA_VERSION, True

    def _require_seal(self, held: Held) -> None:
        """Raise BrokenCustodyError where the file is sealed, and not what was sealed."""
        if self.version < SCHEMA_VERSION or self.made or self.accepts:
            return
        at = self.seal_place(held.file())
        sealed = read_seal(held.file(), at) if at is not None else None
        if sealed == OPEN:
            self.found_open = not held.seal_due
            return
        beside = _holds(Path(f"{held.path}-wal"))
        if at is None or beside or sealed != digest_of_file(held.file(), at):
            raise BrokenCustodyError(
                f"{self.path} was changed since firsthand closed it: its seal does not fit. Nothing was "
                f"written. What was changed: firsthand verify {self.path}. To go on from it all the same, "
                f"which the log will say: firsthand verify {self.path} --accept REASON"
            )

    def seal_place(self, file: int) -> int | None:
        """Return where in the file the digits of the seal stand, None where it has none."""
        row = self.connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'seal'").fetchone()
        return find_seal(file, int(row[0])) if row else None

    def _seal(self, held: Held) -> None:
        """Fold the write-ahead log back and seal the file, while nobody else can write to it."""
        self.connection.execute("PRAGMA busy_timeout = 200")
        if self.connection.execute("PRAGMA journal_mode = DELETE").fetchone() != ("delete",):
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


def explained(path: Path | None, error: sqlite3.DatabaseError) -> FirsthandError:
    """Return the error that says what to do about one of SQLite's."""
    words = str(error)
    if "not a database" in words or "malformed" in words or "encrypted" in words:
        return NotACaseError(
            f"{path} is not a firsthand case, or is damaged ({words}). Name another file, or build it anew."
        )
    if "locked" in words:
        return CaseError(f"{path} is being written by another firsthand. Wait for it, or name another file.")
    return CaseFullError(
        f"{path} cannot be written ({words}). Free some disk space or name another file with "
        "--case; what was kept so far is safe, and the same command goes on from there."
    )


def _holds(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
