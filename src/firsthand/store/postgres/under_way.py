"""How far the build of a case in PostgreSQL is, where others see it: in a row of the case, and by a lock.

A build holds the lock on a connection of its own for as long as it runs, and writes the row about once a
second; so a row without the lock was left by a build that was killed. Where the connection breaks, it is made
again; a build that finds another in its place then stops.
"""

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from firsthand.model.errors import BusyCaseError, FirsthandError
from firsthand.store.postgres.address import Address
from firsthand.store.postgres.database import PostgresDatabase, signed
from firsthand.store.postgres.link import DatabaseError, Link, LostError
from firsthand.store.postgres.opening import BUILDING

Progress = Callable[[str, int, int], None]

_EVERY_SECONDS = 1.0
_ROW = "step, done, total, began, process, host, by"
_TELL = f"""
INSERT INTO under_way ("only", {_ROW}) VALUES (1, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT ("only") DO UPDATE SET step = excluded.step, done = excluded.done, total = excluded.total,
  began = excluded.began, process = excluded.process, host = excluded.host, by = excluded.by
"""


@dataclass(frozen=True, slots=True)
class Row:
    """What a build tells of itself: see `store.under_way.UnderWay`; and who began it, and where."""

    step: str
    done: int
    total: int
    began: str
    process: int
    host: str
    by: str


@dataclass(slots=True)
class _Telling:
    database: PostgresDatabase
    row: Row
    link: Link | None = None
    last: float = field(default_factory=time.monotonic)

    def take(self) -> None:
        """Be the one build of the case; raises BusyCaseError where there is another."""
        if self.link is not None:
            self.link.close()
        self.link = self.database.second_link()
        lock = (BUILDING, signed(self.database.schema))
        if not self.link.run(f"SELECT pg_try_advisory_lock({lock[0]}, {lock[1]})")[0][0]:
            told = read_row(self.database)
            self.link.close()
            raise another(self.database.place, told)

    def write(self) -> None:
        assert self.link is not None
        self.link.run(_TELL, tuple(getattr(self.row, name) for name in _ROW.split(", ")))

    def tell(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if step == self.row.step and now - self.last < _EVERY_SECONDS:
            return
        self.row = Row(step, done, total, self.row.began, self.row.process, self.row.host, self.row.by)
        self.last = now
        try:
            self.write()
        except (LostError, DatabaseError):
            self.take()
            self.write()

    def end(self) -> None:
        if self.link is None or self.link.broken:
            return
        with suppress(LostError, DatabaseError):  # the next build writes over it
            self.link.run("DELETE FROM under_way")
        self.link.close()


@contextmanager
def telling(case: Address, progress: Progress, *, by: str) -> Iterator[Progress]:
    """Tell within how far the build of a case is, beside telling it to `progress`; raises BusyCaseError."""
    database = PostgresDatabase(case, create=False)
    try:
        if database.read_only:  # the build says so itself, if it has to write
            yield progress
            return
        began = datetime.now(UTC).isoformat(timespec="seconds")
        own = _Telling(database, Row("", 0, 0, began, os.getpid(), socket.gethostname(), by))
        own.take()
        try:
            own.write()

            def tell(step: str, done: int, total: int) -> None:
                progress(step, done, total)
                own.tell(step, done, total)

            yield tell
        finally:
            own.end()
    finally:
        database.close()


def read_row(database: PostgresDatabase) -> Row | None:
    """Return what the build of a case that runs, or that was killed, last told of itself."""
    rows = database.rows(f"SELECT {_ROW} FROM under_way")
    return Row(*rows[0]) if rows else None


def how_far(case: Address) -> tuple[Row, bool] | None:
    """Return how far the build of a case is, and whether it was stopped; None where none was begun."""
    try:
        database = PostgresDatabase(case, create=False)
    except FirsthandError:
        return None
    try:
        row = read_row(database)
        return (row, not database.builds()) if row else None
    finally:
        database.close()


def another(place: Address, told: Row | None) -> BusyCaseError:
    """Return the error for a case that is being built."""
    who = f" since {told.began}, by {told.by} on {told.host} (process {told.process})" if told else ""
    return BusyCaseError(
        f"{place} is being built by another firsthand{who}. Wait until it is done; nothing of this was kept."
    )
