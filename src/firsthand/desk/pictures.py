"""Pages of originals as they look, drawn in a process of their own and kept for a while."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable

from firsthand.model import Area, Document, Statement
from firsthand.model.errors import GoneError
from firsthand.publish.telling.whereabouts import sheets_of
from firsthand.read.paged.drawing import Drawn, Wanted, draw

_KEPT = 128  # pages; one has some 100 kB
_FORMATS = ("pdf", "image")
Passages = tuple[tuple[str, int, int], ...]


class PagePictures:
    """Draws pages of originals, one at a time, and keeps the last ones."""

    def __init__(self, original: Callable[[str], bytes | None]) -> None:
        self._original = original
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int, Passages], Drawn] = OrderedDict()

    def page(self, document: Document, number: int, statements: Iterable[Statement]) -> Drawn:
        """Return a page as drawn, with the areas of the statements on it: marks are named "start-end"."""
        sheet = next((sheet for sheet in document.sheets if sheet.number == number), None)
        if sheet is None or document.format not in _FORMATS:
            raise GoneError(f"This document has no page {number} that can be drawn.")
        here = (s for s in statements if s.start < sheet.end and s.end > sheet.start)
        return self._drawn(document, number, tuple((_name(s.start, s.end), s.start, s.end) for s in here))

    def areas(
        self, document: Document, start: int, end: int, statements: Iterable[Statement]
    ) -> tuple[Area, ...]:
        """Return where on its pages a passage stands; nothing where its original has none."""
        if document.format not in _FORMATS:
            return ()
        found: list[Area] = []
        told = tuple(statements)
        wanted = _name(start, end)
        for sheet in sheets_of(document, start, end):
            marks = dict(self.page(document, sheet.number, told).marks)
            if wanted not in marks:
                marks = dict(self._drawn(document, sheet.number, ((wanted, start, end),)).marks)
            found += marks.get(wanted, ())
        return tuple(found)

    def _drawn(self, document: Document, number: int, passages: Passages) -> Drawn:
        key = (document.id, number, passages)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            drawn = self._draw(document, number, passages)
            self._kept[key] = drawn
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return drawn

    def _draw(self, document: Document, number: int, passages: Passages) -> Drawn:
        data = self._original(document.id)
        if data is not None:
            for _, pages in draw([Wanted(document, data, ((number, passages),))], closed=False):
                for drawn in pages:
                    return drawn
        return Drawn(number, b"")


def _name(start: int, end: int) -> str:
    return f"{start}-{end}"
