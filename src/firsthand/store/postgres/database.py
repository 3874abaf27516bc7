"""A case's schema in a PostgreSQL database: read and written by many processes at once.

Every write is one transaction under a lock that all who write to the case take, for as long as that one
transaction; who reads waits for nobody. Where the connection breaks, or the server is started again, it is
made again for as long as one waits, and a write that was under way is made again whole: so it is kept once,
or not at all.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any, TypeVar

from firsthand.model.errors import CaseError
from firsthand.store.explaining import only_readable
from firsthand.store.locked_keys import Key
from firsthand.store.postgres.address import Address
from firsthand.store.postgres.explaining import explained, interrupted, unreachable
from firsthand.store.postgres.link import DatabaseError, Link, LostError
from firsthand.store.postgres.opening import (
    BUILDING,
    WRITING,
    is_there,
    look_at,
    make,
    make_tables,
    require_known,
    settings,
)
from firsthand.store.postgres.schema import script
from firsthand.store.postgres.written import Written, in_parts, many_at_once
from firsthand.store.schema import SCHEMA_VERSION

_BUSY_SECONDS = 10.0
_LOST_SECONDS = 30.0  # a server that is started again is back by then
_PAUSE_SECONDS = 0.2
_PART = 16 << 20  # bytes of an original in one row: a server takes no value of a gigabyte
_DIGESTS = (
    "SELECT key, step, encode(sha256(payload), 'hex') FROM results WHERE key >= ? AND key < ? ORDER BY key"
)
# Rows that were given their numbers are counted on from.
_NUMBERS = """
SELECT setval(pg_get_serial_sequence('decisions', 'number'), max(number)) FROM decisions HAVING count(*) > 0;
SELECT setval(pg_get_serial_sequence('captures', 'number'), max(number)) FROM captures HAVING count(*) > 0;
"""
_T = TypeVar("_T")


class PostgresDatabase:
    """A case's tables in PostgreSQL; for many threads, one at a time.

    It is to a schema what `store.file.CaseFile` is to a file; there is no seal.
    """

    _link: Link | None

    def __init__(self, address: Address, *, create: bool) -> None:
        self._set(address)
        try:
            with self._explained():
                self._link = self._open(patiently=False)
                self._prepare(create=create)
        except BaseException:
            self._drop()
            raise

    def _set(self, address: Address) -> None:
        self.place = address
        self.lock = RLock()
        self.closed = self.writing = self.made = self.found_open = self.accepts = False
        self.read_only = ""
        self.version = 0
        self.schema = 0  # PostgreSQL's number of it
        self._busy_seconds, self._lost_seconds = _BUSY_SECONDS, _LOST_SECONDS
        self._written: Written | None = None  # of the transaction under way
        self._failed = False
        self._making = False
        self._link = None

    @classmethod
    @contextmanager
    def making(cls, address: Address) -> Iterator["PostgresDatabase"]:
        """Make a case of what is written within: all of it, or no case."""
        database = cls.__new__(cls)
        database._set(address)
        try:
            with database._explained():
                database._link = database._open(patiently=False)
                if not make_tables(database._link, address):
                    raise CaseError(f"{address}: somebody else made it meanwhile. Name another place.")
            database._written, database._making, database.version = Written(), True, SCHEMA_VERSION
            yield database
            with database._explained():
                database._link.script(_NUMBERS)
                database._link.script("COMMIT")
        finally:
            database.close()

    @staticmethod
    def exists(address: Address) -> bool:
        """Tell whether there is anything at an address but an empty schema; raises CaseError."""
        database = PostgresDatabase.__new__(PostgresDatabase)
        database._set(address)
        try:
            with database._explained():
                database._link = database._open(patiently=False)
                return is_there(database._link, address)
        finally:
            database.close()

    # What a case is asked

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is under way."""
        return self._written is not None

    @property
    def key(self) -> Key | None:
        """Return None: what is in PostgreSQL is not encrypted by firsthand."""
        return None

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds; nothing where an older case has no such table yet."""
        with self.lock, self._explained():
            if self.version < SCHEMA_VERSION and "FROM buckets" in query and not self.in_transaction:
                return []
            try:
                return list(self._again(lambda link: link.run(query, values)))
            except DatabaseError:
                self._failed = True
                raise

    def long_bytes(self, table: str, key: str, name: str) -> bytes | None:
        """Return the bytes kept in parts under a name, None where there are none."""
        first = self.rows(
            f"SELECT bytes, (SELECT max(part) FROM {table} WHERE {key} = ?) FROM {table} "
            f"WHERE {key} = ? AND part = 0",
            name,
            name,
        )
        if not first:
            return None
        found = [bytes(first[0][0])]
        for part in range(1, int(first[0][1]) + 1):
            found += [
                bytes(more)
                for (more,) in self.rows(
                    f"SELECT bytes FROM {table} WHERE {key} = ? AND part = ?", name, part
                )
            ]
        return found[0] if len(found) == 1 else b"".join(found)

    def keep_long_bytes(self, table: str, key: str, name: str, data: bytes) -> None:
        """Keep bytes in parts under a name, unless there are some."""
        for part, start in enumerate(range(0, max(len(data), 1), _PART)):
            self.write(
                f"INSERT INTO {table} VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                name,
                part,
                data[start : start + _PART],
            )

    def payload_digests(self, first: str, last: str) -> Iterator[tuple[str, str, str]]:
        """Yield key, step and SHA-256 of the bytes of each result from a key on, before another, in order.

        The server makes the digests; `firsthand verify` makes them here.
        """
        yield from self.rows(_DIGESTS, first, last)

    def write(self, statement: str, *values: object) -> None:
        """Do a statement, within a transaction that the caller opened."""
        with self._explained():
            self._note(statement, values)
            self._do(lambda link: link.run(statement, values))

    def write_all(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Do a statement that ends in its values for each row, no two of which may have one key."""
        for some in in_parts(rows):
            if len(some) == 1:
                self.write(statement, *some[0])
                continue
            many, values = many_at_once(statement, some)
            with self._explained():
                self._note(many, values)
                self._do(lambda link, many=many, values=values: link.once(many, values))

    @contextmanager
    def transaction(self) -> Iterator[bool]:
        """Keep all that is written within, or nothing of it; tell whether this one is the outermost.

        Others who write wait, who read do not. Raises ReadOnlyCaseError, BusyCaseError where that takes
        longer than `wait_at_most` says, and CaseError where the server is gone for longer.
        """
        with self.lock:
            if self.in_transaction:
                yield False
                return
            with self._explained():
                if self.closed:
                    raise _closed(self.place)
                if self.read_only:
                    raise only_readable(self.place, self.read_only)
                self._begin()
            try:
                yield True
            except BaseException:
                self._undo()
                raise
            with self._explained():
                try:
                    self._commit()
                except BaseException:
                    self._undo()
                    raise

    def require_there(self) -> None:
        """Do nothing: whether the schema is still there, the next query tells."""

    def wait_at_most(self, seconds: float) -> None:
        """Wait no longer than this for others who write, or for a server that is gone."""
        with self.lock, self._explained():
            self._busy_seconds = self._lost_seconds = seconds
            self._again(lambda link: link.script(f"SET lock_timeout = {_milliseconds(seconds)}"))

    def look_ahead(self) -> None:
        """Do nothing: the first write is as quick as any."""

    def finish(self) -> None:
        """Do nothing: there is no seal."""

    def rest(self) -> None:
        """Do nothing: others can write at any time."""

    def is_last(self) -> bool:
        """Return false: nothing is sealed, so nobody has to."""
        return False

    def close(self, *, seal: bool = True) -> None:
        """Close the connection; safe to call twice."""
        with self.lock:
            self.closed = True
            self._drop()

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let all that is read within be of one moment, whatever others write meanwhile."""
        with self.lock:
            with self._explained():
                self._again(lambda link: link.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            self._written = Written()
            try:
                yield
            finally:
                self._undo()

    def builds(self) -> bool:
        """Tell whether a build of the case is under way: somebody holds its lock."""
        found = self.rows(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 "
            "AND classid::bigint = ? AND objid::bigint = ? "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            BUILDING,
            self.schema,
        )
        return bool(found[0][0])

    def second_link(self) -> Link:
        """Return a connection of its own to the same case; raises CaseError."""
        with self._explained():
            return self._open()

    # Opening

    def _open(self, *, patiently: bool = True) -> Link:
        """Return a new connection; one that cannot be made is tried again for as long as one waits."""
        until = time.monotonic() + (self._lost_seconds if patiently else 0.0)
        begun = settings(self.place, patience_ms=_milliseconds(self._busy_seconds))
        while True:
            try:
                return Link(self.place, settings=begun)
            except LostError:
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE_SECONDS)

    def _prepare(self, *, create: bool) -> None:
        assert self._link is not None
        if create and not is_there(self._link, self.place):
            make(self._link, self.place)
            self.made = True
        opened = look_at(self._link, self.place)
        self.schema, self.version, self.read_only = opened.schema, opened.version, opened.read_only

    # Writing

    def _begin(self) -> None:
        def begin(link: Link) -> int:
            try:
                link.script(f"BEGIN; SELECT pg_advisory_xact_lock({WRITING}, {signed(self.schema)})")
                version, head = link.run(
                    "SELECT version, (SELECT coalesce(max(number), 0) FROM custody) FROM about"
                )[0]
                self.version = int(version)
                require_known(self.place, self.version)
                if self.version < SCHEMA_VERSION:
                    link.script(script(SCHEMA_VERSION, before=self.version))
                    self.version = SCHEMA_VERSION
            except BaseException:
                if not link.broken:
                    link.script("ROLLBACK")
                raise
            return int(head)

        head = self._again(begin)
        self._written, self._failed, self.writing = Written(head), False, True

    def _do(self, work: Any) -> None:
        """Do what was noted last; where the connection breaks, all of the transaction again."""
        assert self._link is not None and self._written is not None
        if self._failed:
            raise CaseError(
                f"{self.place}: a write of this transaction failed before. Nothing of it was kept."
            )
        try:
            work(self._link)
        except LostError as error:
            self._replay(error)
        except BaseException:
            self._failed = True
            raise

    def _note(self, statement: str, values: tuple[object, ...]) -> None:
        assert self._written is not None
        self._written.add(statement, values)

    def _commit(self) -> None:
        assert self._link is not None
        if self._failed:
            raise CaseError(f"{self.place}: a write of this transaction failed. Nothing of it was kept.")
        while True:
            try:
                self._link.script("COMMIT")
                break
            except LostError as error:  # it may be kept, and it may not
                if self._replay(error, asks=True):
                    break
        self._written = None

    def _replay(self, lost: LostError, *, asks: bool = False) -> bool:
        """Begin anew what the transaction wrote so far.

        With `asks` it is looked whether all of it was kept, and true returned if so. The lock of whoever had
        the broken connection is let go only when it is known whether that was kept.
        """
        if self._making:
            self._failed = True
            raise lost
        written = self._written or Written()
        until = time.monotonic() + self._lost_seconds
        while True:
            try:
                self._drop()
                self._written = None
                self._link = self._open()
                self._begin()
                assert self._written is not None
                if entry := written.last_entry:
                    if asks and self._is_kept(*entry):
                        self._link.script("ROLLBACK")
                        self._written = None
                        return True
                    if self._written.head != written.head:
                        raise interrupted(self.place)
                if written.is_long:
                    raise unreachable(self.place, lost)
                for statement, values in written.statements:
                    self._note(statement, values)
                    self._link.once(statement, values)
                return False
            except LostError:
                self._written = written
                if time.monotonic() > until:
                    raise
            except BaseException:
                self._written = written
                self._failed = True
                raise

    def _is_kept(self, number: int, payload: bytes) -> bool:
        """Tell whether an entry is in the log."""
        assert self._link is not None
        found = self._link.run("SELECT payload FROM custody WHERE number = ?", (number,))
        return bool(found) and bytes(found[0][0]) == payload

    def _undo(self) -> None:
        self._written = None
        if self._link is None or self._link.broken:
            return
        try:
            self._link.script("ROLLBACK")
        except (LostError, DatabaseError):
            self._drop()

    def _again(self, work: Any) -> Any:
        """Do what changes nothing; where the connection breaks, once more on a new one."""
        if self.closed:
            raise _closed(self.place)
        until = time.monotonic() + self._lost_seconds
        while True:
            if not self.in_transaction and (self._link is None or self._link.broken):
                self._drop()
                self._link = self._open()
            try:
                return work(self._link)
            except LostError as error:
                if time.monotonic() > until:
                    raise
                if self.in_transaction:
                    self._replay(error)

    def _drop(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (LostError, DatabaseError) as error:
            raise explained(self.place, error) from error


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))


def signed(number: int) -> int:
    """Return a number of 32 bits as PostgreSQL's integer."""
    return number - (1 << 32) if number >= 1 << 31 else number


def _closed(place: Address) -> CaseError:
    return CaseError(f"{place} was closed. Open it again.")
