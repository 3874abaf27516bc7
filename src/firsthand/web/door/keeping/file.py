"""The file of accounts beside a case: a database of its own, for its owner's eyes.

A case is given away and published; who may open it at a desk, and with what password, is no part of it.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from firsthand.model.errors import AccountError
from firsthand.store.places import Place
from firsthand.store.read_only import open_read_only, why_only_readable

SUFFIX = ".accounts"
_APPLICATION_ID = 0x66686163  # "fhac"
_VERSION = 1
_BUSY_SECONDS = 5.0
_SCHEMA = """
CREATE TABLE accounts (
  key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL DEFAULT '',
  disabled INTEGER NOT NULL DEFAULT 0, made REAL NOT NULL, seen REAL NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE invitations (
  digest TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE, expires REAL NOT NULL
) STRICT;
CREATE TABLE sessions (
  digest TEXT PRIMARY KEY, account TEXT REFERENCES accounts ON DELETE CASCADE, name TEXT NOT NULL,
  role TEXT NOT NULL, began REAL NOT NULL, seen REAL NOT NULL, address TEXT NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE tokens (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, digest TEXT NOT NULL UNIQUE,
  made REAL NOT NULL, expires REAL NOT NULL, used REAL NOT NULL DEFAULT 0, ended INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE attempts (key TEXT PRIMARY KEY, failures INTEGER NOT NULL, last REAL NOT NULL) STRICT;
CREATE TABLE audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
  subject TEXT NOT NULL, address TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT,
  'the audit log is only added to'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT,
  'the audit log is only added to'); END;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""


def accounts_path(case: Place) -> Path:
    """Return where the accounts of a case are kept: beside its file, or in the current folder."""
    return case.with_name(case.name + SUFFIX)


class AccountsFile:
    """The database of accounts, in a file that only its owner may read, or in memory when `path` is None.

    With `hold`, one on a read-only disk is read all the same, and what is written to it is held in memory
    until it is closed: then `held` is true.
    """

    def __init__(self, path: Path | None, *, create: bool = True, hold: bool = False) -> None:
        self.path = path
        self._lock = threading.RLock()
        if path is not None:
            _prepare(path, create=create)
        self.held = hold and path is not None and bool(why_only_readable(path))
        try:
            self._connection = sqlite3.connect(
                str(path) if path and not self.held else ":memory:",
                timeout=_BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
            if path is not None and self.held:
                with closing(open_read_only(path, timeout=_BUSY_SECONDS)) as there:
                    there.backup(self._connection)
        except (sqlite3.Error, OSError) as error:
            raise AccountError(f"{path}: the file of accounts cannot be opened ({error}).") from error
        try:
            self._open()
        except BaseException:
            self._connection.close()
            raise

    def _open(self) -> None:
        try:
            self._connection.execute("PRAGMA trusted_schema = OFF")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.execute("PRAGMA secure_delete = ON")
            (application,) = self._connection.execute("PRAGMA application_id").fetchone()
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            (tables,) = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables == 0 and application == 0:
                self._connection.executescript(
                    f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA application_id = {_APPLICATION_ID}; "
                    f"PRAGMA user_version = {_VERSION}; COMMIT;"
                )
            elif application != _APPLICATION_ID:
                raise AccountError(f"{self.path} is no file of accounts. Move it away, or name another case.")
            elif version > _VERSION:
                raise AccountError(f"{self.path} was written by a newer firsthand. Update firsthand.")
        except sqlite3.Error as error:
            raise AccountError(f"{self.path}: the file of accounts cannot be used ({error}).") from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written within, or nothing of it; nobody else writes meanwhile."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            self._execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._execute("COMMIT")

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        with self._lock:
            return self._execute(query, *values).fetchall()

    def row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row that a query finds."""
        return next(iter(self.rows(query, *values)), None)

    def write(self, statement: str, *values: object) -> int:
        """Do a statement and return how many rows it changed."""
        with self._lock:
            return self._execute(statement, *values).rowcount

    def _execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._connection.execute(statement, values)
        except sqlite3.OperationalError as error:
            raise AccountError(
                f"{self.path}: the file of accounts cannot be written ({error}). See that its disk has room "
                "and that nobody else keeps it open."
            ) from error

    def setting(self, name: str) -> str:
        """Return what was kept under a name, "" for nothing."""
        row = self.row("SELECT value FROM settings WHERE name = ?", name)
        return str(row[0]) if row else ""

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self.write("INSERT OR REPLACE INTO settings VALUES (?, ?)", name, value)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()


def _prepare(path: Path, *, create: bool) -> None:
    """Make the file so that nobody but its owner can read it, before anything is in it."""
    if not path.exists():
        if not create:
            raise AccountError(
                f"{path}: there are no accounts yet. Make one: firsthand accounts CASE add NAME"
            )
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except OSError as error:
            raise AccountError(
                f"{path}: accounts cannot be kept there ({error.strerror or error}). They lie beside the "
                "case, so its folder must be one you can write to."
            ) from error
    elif os.name == "posix" and path.stat().st_mode & 0o077:
        raise AccountError(
            f"{path} can be read by others on this machine. Make it yours alone: chmod 600 {path}"
        )
