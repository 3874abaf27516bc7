"""Where a case is kept: one SQLite file by default, or a schema in PostgreSQL.

`Store` is what the rest of firsthand asks of a place that keeps a case; `open_store` opens one.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from firsthand.custody import Keeper
from firsthand.model import Decision, Findings
from firsthand.store.case_store import SCHEMA_VERSION, CaseStore
from firsthand.store.database import Database
from firsthand.store.file import CaseFile
from firsthand.store.kinds import ANSWER, EXTRACTION, OPENING, READING, UNIT, Kind
from firsthand.store.locked import LockedFile, is_locked
from firsthand.store.locked_keys import Key
from firsthand.store.manifest import Manifest, Unit
from firsthand.store.places import Address, Place, place_of

__all__ = [
    "ANSWER", "EXTRACTION", "OPENING", "READING", "SCHEMA_VERSION", "UNIT", "Address", "CaseStore",
    "Database", "Kind", "Manifest", "Place", "Store", "Unit", "open_database", "open_store", "place_of",
]  # fmt: skip

_T = TypeVar("_T")


class Store(Keeper, Protocol):
    """Keeps originals, the results of each step by key, and the latest findings."""

    @property
    def place(self) -> Place | None:
        """Where the case is: a file, or an address of PostgreSQL; None for a case in memory."""

    @property
    def path(self) -> Path | None:
        """The file the case is in, or None for a case in memory or in PostgreSQL."""

    @property
    def read_only(self) -> str:
        """Why nothing can be written to the case, as part of a sentence; "" where it can."""

    @property
    def key(self) -> Key | None:
        """What opens the case; None where it is not encrypted."""

    @property
    def by(self) -> str:
        """Who works with the case, as the custody log names them."""

    def wait_at_most(self, seconds: float) -> None:
        """Wait no longer than this for others who write to the file, before it is said to be busy."""

    def rest(self) -> None:
        """Let other processes write, where only one can: an encrypted case is written out."""

    def version(self) -> int:
        """Return a number that grows whenever anybody writes, in this process or another: the last entry's.

        Raises NotACaseError where the file was moved, deleted or replaced since it was opened.
        """

    def look_ahead(self) -> None:
        """See to it that the first write is a quick one; for who has the case open for long.

        Raises BrokenCustodyError where the file was changed, so that nothing can be written to it.
        """

    def finish(self) -> None:
        """See to it that what a stopped run left is bound and sealed when the case is closed."""

    def keep_original(self, digest: str, data: bytes) -> None:
        """Keep a document's bytes under their SHA-256; keeping them twice is no error."""

    def originals(self) -> frozenset[str]:
        """Return the SHA-256 under which each original is kept."""

    def has_original(self, digest: str) -> bool:
        """Tell whether a document's bytes are kept under this SHA-256."""

    def keep(self, kind: Kind[_T], key: str, value: _T) -> None:
        """Keep a result under the key of its inputs."""

    def keep_all(self, kind: Kind[_T], results: Iterable[tuple[str, _T]]) -> None:
        """Keep results under the keys of their inputs: all of them, or none."""

    def kept(self, kind: Kind[_T], key: str) -> _T | None:
        """Return the result kept under this key, if any; a damaged one is none."""

    def kept_all(self, kind: Kind[_T], keys: Iterable[str]) -> Iterator[tuple[str, _T]]:
        """Yield the results kept under these keys, each with its key, in order, but for those missing."""

    def has(self, keys: Iterable[str]) -> frozenset[str]:
        """Return those of the keys under which a result is kept."""

    def keep_findings(self, key: str, findings: Findings, units: Sequence[Unit] = ()) -> None:
        """Replace the case's findings in one step: readers see the old or the new, never half.

        They are those of the units, kept before as results, and what is given, which belongs to none.
        """

    def manifest(self) -> Manifest | None:
        """Return what the latest findings are made of, if the case was ever built."""

    def unit_findings(self, manifest: Manifest) -> Iterator[Findings]:
        """Yield what was derived in each unit; raises CaseError where it is not what was built."""

    def findings(self) -> Findings | None:
        """Return the latest findings, if the case was ever built."""

    def findings_key(self) -> str | None:
        """Return the key under which the latest findings were kept."""

    def keep_decision(self, decision: Decision) -> None:
        """Append a reviewer's decision; none is ever changed or dropped."""

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions in the order they were made."""

    def forget_unused(self, keys: Container[str]) -> None:
        """Drop results of earlier code or settings; originals are never dropped, nor answers."""

    def forget(self, keys: Iterable[str]) -> None:
        """Drop the results kept under these keys."""

    def close(self) -> None:
        """Close the case; safe to call twice."""


def open_store(place: str | Place | None, *, create: bool = False) -> Store:
    """Open a case: a file, encrypted or not, an address of PostgreSQL, or a case in memory where it is None.

    Raises NotACaseError (no such case, or not one), NewerCaseError, CaseFullError, LockedCaseError, and
    CaseError for a server that does not answer.
    """
    return CaseStore(open_database(place, create=create))


def open_database(place: str | Place | None, *, create: bool = False) -> Database:
    """Open the database that a case is in; raises as `open_store` does."""
    place = place if place is None else place_of(place)
    if isinstance(place, Address):
        from firsthand.store.postgres.database import PostgresDatabase  # loads the driver

        return PostgresDatabase(place, create=create)
    if place is not None and is_locked(place):
        return LockedFile(place, create=create)
    return CaseFile(place, create=create)
