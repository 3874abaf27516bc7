"""What is asked of a place that keeps originals, captures and the custody log."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from firsthand.model import NOTHING, Capture, Deed, Entry


class Keeper(Protocol):
    """Keeps what collecting takes, with its custody log; `store.Store` is one that keeps a whole case."""

    def original(self, digest: str) -> bytes | None:
        """Return the bytes kept under this SHA-256, if any."""

    def together(self) -> AbstractContextManager[None]:
        """Keep all that is kept within, or nothing of it: one transaction."""

    def log(
        self,
        deed: Deed,
        *,
        subject: str = NOTHING,
        name: str = "",
        details: Mapping[str, str] | None = None,
    ) -> Entry:
        """Append to the custody log; none of its entries is ever changed or dropped."""

    def entries(self, *, after: int = 0) -> Iterator[Entry]:
        """Yield the custody log from its first entry, or those after one, by its number."""

    def keep_capture(self, capture: Capture, record: bytes, payload: bytes | None = None) -> None:
        """Keep an exchange with a server, its WARC records, the decoded body, and log it, all in one step."""

    def captures(self) -> Iterator[Capture]:
        """Yield the exchanges with servers in the order they were kept."""

    def record(self, capture: str) -> bytes | None:
        """Return the WARC records of the capture with this id."""

    def keep_note(self, name: str, text: str) -> None:
        """Keep a text that belongs to the case as a whole (its codebook, its pseudonyms) under a name."""

    def note(self, name: str) -> str | None:
        """Return the text kept under this name, if any."""
