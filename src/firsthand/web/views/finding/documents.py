"""The documents that hold words: in their text, or in what they are called."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.desk.folding import fold
from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import DocumentRow
from firsthand.publish.telling.differences import Run
from firsthand.web.views.finding.marked_words import marked_words, snippet

_LONGEST = 20_000_000  # letters of folded texts that are kept: some 40 MB


@dataclass(frozen=True, slots=True)
class Found:
    """A document that holds the words, and the words as they stand there first."""

    row: DocumentRow
    runs: tuple[Run, ...]
    at: int


class Texts:
    """The texts of documents as a search sees them. A text never changes, so each is folded once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._folded: dict[str, str] = {}
        self._letters = 0
        self._lock = threading.Lock()

    def folded(self, document: str, text: str, named: str) -> str:
        """Return the text of a document, and after it what it is called, without case and accents."""
        found = self._folded.get(document)
        if found is None:
            found = f"{fold(text)}\n{fold(named)}"
            with self._lock:
                if self._letters + len(found) <= _LONGEST and document not in self._folded:
                    self._folded[document] = found
                    self._letters += len(found)
        return found


def documents_holding(
    desk: OpenDesk, texts: Texts, words: Sequence[str], *, most: int
) -> tuple[tuple[Found, ...], int]:
    """Return the first documents that hold all the words, and how many hold them."""
    if not words:
        return (), 0
    found: list[Found] = []
    total = 0
    with desk.one_moment():
        for row in _rows(desk):
            document = desk.index(row.story).document[row.id]
            text = texts.folded(row.id, document.text, f"{row.title} {row.name} {row.called}")
            if not all(word in text for word in words):
                continue
            total += 1
            if len(found) < most:
                shown = snippet(document.text, words)
                at = max(0, document.text.find(shown.strip("…")[:40])) if shown else 0
                found.append(Found(row, marked_words(shown, words), at))
    return tuple(found), total


def _rows(desk: OpenDesk) -> Iterator[DocumentRow]:
    after = ""
    while True:
        part = desk.documents(after=after, limit=500)
        yield from part.items
        after = part.after
        if not after:
            return
