"""What a case's store asks of the database beneath it: a file's, or a schema's in PostgreSQL.

Statements are written so that both do them: `?` stands for a value, and what is there already is told by
ON CONFLICT. What the two have not in common is asked by a method.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from threading import RLock
from typing import Any, Protocol

from firsthand.store.locked_keys import Key
from firsthand.store.places import Place


class Database(Protocol):
    """The tables of a case; for many threads, one at a time.

    `writing` is true after the first write, `found_open` where that found a file that a stopped run had left,
    `accepts` lets a file be written to although its seal does not fit. `version` is that of its tables.
    """

    lock: RLock
    writing: bool
    closed: bool
    found_open: bool
    accepts: bool
    read_only: str
    version: int

    @property
    def place(self) -> Place | None:
        """Where it is; None in memory."""

    @property
    def key(self) -> Key | None:
        """What opens it; None where it is not encrypted."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is under way."""

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds; nothing where an older case has no such table yet."""

    def write(self, statement: str, *values: object) -> None:
        """Do a statement, within a transaction that the caller opened."""

    def write_all(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Do an INSERT for each row, no two of which may have one key."""

    def transaction(self) -> AbstractContextManager[bool]:
        """Keep all that is written within, or nothing of it; tell whether this one is the outermost."""

    def one_moment(self) -> AbstractContextManager[None]:
        """Let all that is read within be of one moment, whatever others write meanwhile."""

    def keep_long_bytes(self, table: str, key: str, name: str, data: bytes) -> None:
        """Keep bytes of any length under a name in a table with that key, unless there are some."""

    def long_bytes(self, table: str, key: str, name: str) -> bytes | None:
        """Return bytes kept so, if any."""

    def payload_digests(self, first: str, last: str) -> Iterable[tuple[str, str, str]]:
        """Yield key, step and SHA-256 of the bytes of each result from a key on, before another, in order."""

    def require_there(self) -> None:
        """Raise NotACaseError where it was moved, deleted or replaced since it was opened."""

    def wait_at_most(self, seconds: float) -> None:
        """Wait no longer than this for others who write."""

    def look_ahead(self) -> None:
        """See to it that the first write is a quick one."""

    def finish(self) -> None:
        """Go on from what a stopped run left, so that it is sealed when it is closed."""

    def rest(self) -> None:
        """Let others write, where only one can."""

    def is_last(self) -> bool:
        """Tell whether nobody else has it open, and it is to be sealed."""

    def close(self, *, seal: bool = True) -> None:
        """Close it, sealed where it is to be; safe to call twice."""
