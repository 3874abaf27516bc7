"""A case that can only be read: why, and how it is opened all the same, with what a stopped run left."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

_LOG_AHEAD = 2  # byte 18 of a database with a write-ahead log
_BESIDE = ("-wal", "-journal")


def why_only_readable(path: Path) -> str:
    """Say why a file cannot be written to, as part of a sentence; "" if it can."""
    ids = os.access in os.supports_effective_ids
    if path.exists() and not os.access(path, os.W_OK, effective_ids=ids):
        return "the file may not be written to"
    if not os.access(path.absolute().parent, os.W_OK, effective_ids=ids):
        return f"its folder {path.absolute().parent} may not be written to"
    return ""


def open_read_only(path: Path, *, timeout: float) -> sqlite3.Connection:
    """Open a database for reading, where nothing can be made beside it; raises sqlite3.Error, OSError.

    One that others have open is read in place, as they read it. Else, where a run was stopped while writing
    to it, what that left is read with the rest, from a copy in memory: it is not to be passed over.
    """
    if not _size(beside(path, "-shm")):
        if any(_size(beside(path, ending)) for ending in _BESIDE):
            return _copied(path)
        if _has_log_ahead(path):  # and the log is folded in: the file holds all
            return _connect(path, "mode=ro&immutable=1", timeout)
        return _connect(path, "mode=ro", timeout)
    connection = _connect(path, "mode=ro", timeout)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:  # left over, and not ours to read
        connection.close()
        return _copied(path)
    return connection


def beside(path: Path, ending: str) -> Path:
    """Return the path of what SQLite keeps beside a file."""
    return path.with_name(f"{path.name}{ending}")


def _copied(path: Path) -> sqlite3.Connection:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "read.case"
        for ending in ("", *_BESIDE):
            with suppress(FileNotFoundError):
                shutil.copyfile(beside(path, ending), beside(copy, ending))
        connection = _memory()
        with closing(sqlite3.connect(copy)) as source:
            source.backup(connection)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def _connect(path: Path, how: str, timeout: float) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{how}",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
    )


def _has_log_ahead(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(20)[18:19] == bytes([_LOG_AHEAD])


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
