"""Where a case is kept: one SQLite file by default.

`Store` is what the rest of firsthand asks of a place that keeps a case; `open_store` opens one.
"""

from pathlib import Path
from typing import Protocol

from firsthand.custody import Keeper
from firsthand.model import Decision, Document, Extraction, Findings
from firsthand.store.locked import LockedFile, is_locked
from firsthand.store.locked_keys import Key
from firsthand.store.sqlite import SCHEMA_VERSION, SqliteStore

__all__ = ["SCHEMA_VERSION", "Store", "open_store"]


class Store(Keeper, Protocol):
    """Keeps originals, the results of each step by key, and the latest findings."""

    @property
    def path(self) -> Path | None:
        """The file the case is in, or None for a case in memory."""

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

    def keep_original(self, digest: str, data: bytes) -> None:
        """Keep a document's bytes under their SHA-256; keeping them twice is no error."""

    def originals(self) -> frozenset[str]:
        """Return the SHA-256 under which each original is kept."""

    def keep_opening(self, key: str, opening: str) -> None:
        """Keep what was found in an original under the key of its inputs."""

    def opening(self, key: str) -> str | None:
        """Return what was found in an original under this key, if it was opened."""

    def keep_document(self, key: str, document: Document) -> None:
        """Keep the text read from an original under the key of its inputs."""

    def document(self, key: str) -> Document | None:
        """Return the document read under this key, if it was."""

    def keep_extraction(self, key: str, extraction: Extraction) -> None:
        """Keep what was extracted from a document under the key of its inputs."""

    def extraction(self, key: str) -> Extraction | None:
        """Return what was extracted under this key, if it was."""

    def keep_answer(self, key: str, answer: str) -> None:
        """Keep what a language model answered under the key of what it was asked."""

    def answer(self, key: str) -> str | None:
        """Return what was answered under this key, if it was."""

    def keep_findings(self, key: str, findings: Findings) -> None:
        """Replace the case's findings in one step: readers see the old or the new, never half."""

    def findings(self) -> Findings | None:
        """Return the latest findings, if the case was ever built."""

    def findings_key(self) -> str | None:
        """Return the key under which the latest findings were kept."""

    def keep_decision(self, decision: Decision) -> None:
        """Append a reviewer's decision; none is ever changed or dropped."""

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions in the order they were made."""

    def forget_unused(self, keys: frozenset[str]) -> None:
        """Drop results of earlier code or settings; originals are never dropped."""

    def close(self) -> None:
        """Close the case; safe to call twice."""


def open_store(path: Path | None, *, create: bool = False) -> Store:
    """Open a case file, encrypted or not, or a case in memory when `path` is None.

    Raises NotACaseError (no such file, or not a case), NewerCaseError, CaseFullError and LockedCaseError.
    """
    if path is not None and is_locked(path):
        return SqliteStore(path, create=create, file=LockedFile(path, create=create))
    return SqliteStore(path, create=create)
