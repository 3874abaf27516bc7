"""The documents that hold words: in their text, or in what they are called."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.desk.folding import fold
from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import DocumentRow
from firsthand.publish.telling.differences import Run
from firsthand.web.views.finding.marked_words import marked_words, snippet

_SEARCHES = 60  # of which the answer is kept
_LONGEST = 20_000_000  # letters of folded texts that are kept: some 40 MB


@dataclass(frozen=True, slots=True)
class Found:
    """A document that holds the words, and the words as they stand there first."""

    row: DocumentRow
    runs: tuple[Run, ...]
    at: int


class Texts:
    """The documents as a search sees them. A text never changes, so each is folded once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._folded: dict[str, str] = {}
        self._letters = 0
        self._lock = threading.Lock()
        self._rows: Sequence[DocumentRow] = ()
        self._found: OrderedDict[tuple[tuple[str, ...], int], tuple[tuple[Found, ...], int]] = OrderedDict()

    def holding(self, desk: OpenDesk, words: tuple[str, ...], *, most: int) -> tuple[tuple[Found, ...], int]:
        """Return the first documents that hold all the words, and how many hold them."""
        rows = desk.every_document()
        with self._lock:
            if rows is not self._rows:
                self._rows = rows
                self._found.clear()
            elif (words, most) in self._found:
                self._found.move_to_end((words, most))
                return self._found[words, most]
        found = self._search(desk, rows, words, most)
        with self._lock:
            if rows is self._rows:
                self._found[words, most] = found
                while len(self._found) > _SEARCHES:
                    self._found.popitem(last=False)
        return found

    def _search(
        self, desk: OpenDesk, rows: Sequence[DocumentRow], words: Sequence[str], most: int
    ) -> tuple[tuple[Found, ...], int]:
        known, first, others = self._folded, words[0], words[1:]
        fitting = [
            row
            for row in rows
            if first in (known.get(row.id) or self._fold(desk, row))
            and all(word in (known.get(row.id) or self._fold(desk, row)) for word in others)
        ]
        return tuple(_found(desk, row, words) for row in fitting[:most]), len(fitting)

    def _fold(self, desk: OpenDesk, row: DocumentRow) -> str:
        """Return the text of a document, and after it what it is called, without case and accents."""
        text = desk.index(row.story).document[row.id].text
        found = f"{fold(text)}\n{fold(f'{row.title} {row.name} {row.called}')}"
        with self._lock:
            if self._letters + len(found) <= _LONGEST and row.id not in self._folded:
                self._folded[row.id] = found
                self._letters += len(found)
        return found


def documents_holding(
    desk: OpenDesk, texts: Texts, words: Sequence[str], *, most: int
) -> tuple[tuple[Found, ...], int]:
    """Return the first documents that hold all the words, and how many hold them."""
    if not words:
        return (), 0
    with desk.one_moment():
        return texts.holding(desk, tuple(words), most=most)


def _found(desk: OpenDesk, row: DocumentRow, words: Sequence[str]) -> Found:
    text = desk.index(row.story).document[row.id].text
    shown = snippet(text, words)
    at = max(0, text.find(shown.strip("…")[:40])) if shown else 0
    return Found(row, marked_words(shown, words), at)
