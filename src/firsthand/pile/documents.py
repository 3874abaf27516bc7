"""The documents of a pile: listed by name, and loaded from the case when they are asked for."""

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from firsthand.model import Document
from firsthand.model.errors import CaseError
from firsthand.store import READING, Store

_AT_ONCE = 200  # documents loaded in one query


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of a pile, without its text.

    `key` is that under which what was read is kept, `content` the digest of that; `language` the one it is
    read in; `readable` whether statements are taken from that; `size` is in characters. `notes` are those
    that the pile adds to what reading noted.
    """

    id: str
    name: str
    key: str
    content: str
    language: str | None
    readable: bool
    size: int
    url: str | None = None
    taken: datetime | None = None
    within: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The digest of all of the document that a reader sees."""
        told = (self.id, self.content, self.name, self.url, self.taken, self.within, self.notes)
        return hashlib.sha256(repr(told).encode()).hexdigest()


class Documents:
    """The documents of a pile, each once; in memory are only those that were asked for."""

    def __init__(self, store: Store, listed: Iterable[Listed]) -> None:
        self._store = store
        self.listed: Sequence[Listed] = tuple(sorted(listed, key=lambda one: (one.name, one.id)))
        self._by_id = {one.id: one for one in self.listed}

    def __len__(self) -> int:
        return len(self.listed)

    def __getitem__(self, document: str) -> Listed:
        return self._by_id[document]

    def load(self, listed: Iterable[Listed] | None = None) -> Iterator[Document]:
        """Yield documents with their text, in the order they are asked for; all of them by default.

        Raises CaseError where what the case keeps of one is damaged.
        """
        waiting = iter(self.listed if listed is None else listed)
        while some := tuple(itertools.islice(waiting, _AT_ONCE)):
            kept = dict(self._store.kept_all(READING, [one.key for one in some]))
            for one in some:
                if one.key not in kept:
                    self._store.forget([one.key])
                    raise CaseError(
                        f"{one.name}: what was read of it cannot be read back, and was dropped. The original "
                        "is kept: run firsthand build again."
                    )
                read = kept[one.key]
                yield replace(
                    read,
                    name=one.name,
                    language=one.language,
                    url=one.url,
                    taken=one.taken,
                    within=one.within,
                    notes=(*read.notes, *one.notes),
                )
