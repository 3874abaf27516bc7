"""Copies a case from one place to another: a file, an encrypted file, PostgreSQL, any to any.

All is copied as it is kept: originals, captures, results, findings, notes, decisions, and the custody log
with its numbers and digests, to which nothing is added. So the copy is as whole as the case was, and what is
exported of either is the same. A copy that is stopped leaves nothing that could be taken for a case: a file
is written beside its place and put there when it is whole, and a schema comes to be in one transaction.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from firsthand.model.errors import CaseError, CaseFullError, NotACaseError
from firsthand.store import open_database
from firsthand.store.database import Database
from firsthand.store.places import Address, Place
from firsthand.store.schema import SCHEMA_VERSION

Progress = Callable[[str, int, int], None]

_NEW = "-copying"
_AT_ONCE = 200
_BYTES_AT_ONCE = 8 << 20
# Tables whose rows are copied as they are, each with its key and its columns, in the order they are copied.
_TABLES = (
    ("notes", "name", ("name", "text")),
    ("findings", "key", ("key", "payload")),
    ("decisions", "number", ("number", "id", "payload")),
    ("captures", "number", ("number", "id", "payload")),
    ("custody", "number", ("number", "payload")),
    ("head", "number", ("number", "digest")),
)
_ONLY = ("findings", "head")
_LONG = (("originals", "digest"), ("records", "id"))


def copy_case(source: Place, target: Place, *, progress: Progress | None = None) -> int:
    """Copy a case and return the number of its last entry; where the copy is there already, do nothing.

    `progress` is told what is copied, how much of it is, and how much there is. Raises NotACaseError,
    CaseError where another case is at the target, and what opening and writing raise.
    """
    tell = progress or (lambda what, done, total: None)
    if source == target:
        raise CaseError(f"{source} is to be copied to itself. Name another place.")
    origin = open_database(source)
    try:
        with origin.one_moment():
            head = _head(origin)
            if (there := _there(target)) is not None:
                if there == head and head is not None:
                    return head[0]
                raise CaseError(
                    f"{target}: holds another case, or a later or earlier state of this one. Nothing was "
                    "written. Name another place, or remove what is there yourself."
                )
            if head is None:
                raise NotACaseError(
                    f"{source}: has no log yet, so it is not known what belongs to it. Build it first: "
                    f"firsthand build --case {source}"
                )
            if isinstance(target, Address):
                _into_postgres(origin, target, tell)
            else:
                _into_file(origin, target, tell)
            return head[0]
    finally:
        origin.close(seal=False)


def _into_postgres(origin: Database, target: Address, tell: Progress) -> None:
    from firsthand.store.postgres.database import PostgresDatabase

    with PostgresDatabase.making(target) as database:
        _copy(origin, database, tell)


def _into_file(origin: Database, target: Path, tell: Progress) -> None:
    made = target.with_name(f"{target.stem}{_NEW}{target.suffix}")
    _remove(made)  # of a copy that was stopped
    try:
        database = open_database(made, create=True)
        try:
            with database.transaction():
                _copy(origin, database, tell)
        except BaseException:
            database.close(seal=False)
            raise
        database.close()
        if target.exists():
            raise CaseError(f"{target}: somebody else made it meanwhile. Name another place.")
        made.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise CaseFullError(
            f"{target} cannot be written ({error.strerror}). Free some disk space, or name another place."
        ) from error
    finally:
        _remove(made)


def _copy(origin: Database, database: Database, tell: Progress) -> None:
    """Copy all rows, within a transaction of the target."""
    for table, key in _LONG:
        names = [str(name) for (name,) in origin.rows(f"SELECT DISTINCT {key} FROM {table} ORDER BY {key}")]
        for done, name in enumerate(names):
            tell(table, done, len(names))
            data = origin.long_bytes(table, key, name)
            if data is None:
                raise CaseError(
                    f"{origin.place}: the bytes of {name} cannot be read: firsthand verify says more."
                )
            database.keep_long_bytes(table, key, name, data)
        tell(table, len(names), len(names))
    for table, key, columns in _TABLES:
        _rows(origin, database, table, key, columns, tell)
    _rows(origin, database, "results", "key", ("key", "step", "payload"), tell)
    if origin.version >= SCHEMA_VERSION:
        for row in origin.rows("SELECT name, digest FROM buckets ORDER BY name"):
            database.write("INSERT INTO buckets (name, digest) VALUES (?, ?)", *row)
    else:
        database.write("INSERT INTO buckets SELECT DISTINCT substr(key, 1, 3), '' FROM results")


def _rows(
    origin: Database, database: Database, table: str, key: str, columns: tuple[str, ...], tell: Progress
) -> None:
    told = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    write = f"INSERT INTO {table} ({told}) VALUES ({marks})"
    if table in _ONLY:
        write = f'INSERT INTO {table} ("only", {told}) VALUES (1, {marks})'
    total = int((origin.rows(f"SELECT count(*) FROM {table}") or [(0,)])[0][0])
    done = 0
    for some in _parts(origin, table, key, columns):
        tell(table, done, total)
        if table in _ONLY:
            database.write(write, *some[0])
        else:
            database.write_all(write, some)
        done += len(some)
    tell(table, done, total)


def _parts(
    origin: Database, table: str, key: str, columns: tuple[str, ...]
) -> Iterator[list[tuple[object, ...]]]:
    """Yield the rows of a table in the order of its key, few at a time where they are long."""
    told, at, limit = ", ".join(columns), columns.index(key), _AT_ONCE
    some = origin.rows(f"SELECT {told} FROM {table} ORDER BY {key} LIMIT ?", limit)
    while some:
        yield some
        size = sum(len(value) for row in some for value in row if isinstance(value, bytes | str))
        limit = max(1, min(_AT_ONCE, _BYTES_AT_ONCE * len(some) // max(size, 1)))
        last = some[-1][at]
        some = origin.rows(f"SELECT {told} FROM {table} WHERE {key} > ? ORDER BY {key} LIMIT ?", last, limit)


def _there(target: Place) -> tuple[int, str] | tuple[()] | None:
    """Return the last entry of the case that is at a place, () for one without a log, None for nothing."""
    if isinstance(target, Path):
        if not target.exists():
            return None
    elif not _exists(target):
        return None
    database = open_database(target)
    try:
        return _head(database) or ()
    finally:
        database.close(seal=False)


def _exists(target: Address) -> bool:
    from firsthand.store.postgres.database import PostgresDatabase

    return PostgresDatabase.exists(target)


def _head(database: Database) -> tuple[int, str] | None:
    rows = database.rows("SELECT number, digest FROM head")
    return (int(rows[0][0]), str(rows[0][1])) if rows else None


def _remove(made: Path) -> None:
    for path in (made, *(made.with_name(f"{made.name}{ending}") for ending in ("-journal", "-wal", "-shm"))):
        with suppress(FileNotFoundError):
            path.unlink()


def _sync(folder: Path) -> None:
    with suppress(OSError):  # some file systems refuse it
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
