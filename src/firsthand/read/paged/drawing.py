"""Drawing pages of an original in a process of its own: a file may be made so as to crash what draws it.

What is asked for goes with the original as a note, in JSON, and what is drawn comes back in the same way.
"""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from firsthand.model import Area, Document, Failure, ReadWord, Sheet
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import Limits, Original
from firsthand.read.beat import begin
from firsthand.read.guarded import Guard
from firsthand.read.opening import Opened
from firsthand.read.paged.locating import locate
from firsthand.read.paged.pdf.graphics import holds_pictures, words_of
from firsthand.read.paged.rendering import render

OPENING = "firsthand.read.paged.drawing:draw_pages"
_WIDTH = 900  # dots: small print can still be read
# For one page, which takes a tenth of one.
_LIMITS = Limits(seconds=30)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Pages of an original to be drawn: the number of each, and the passages on it as (id, start, end)."""

    document: Document
    data: bytes
    pages: tuple[tuple[int, tuple[tuple[str, int, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as drawn: a WebP picture, and the areas of each passage in points.

    `data` is empty where the page holds what must not be shown. `words` is all the text on it.
    """

    number: int
    data: bytes
    marks: tuple[tuple[str, tuple[Area, ...]], ...] = ()
    words: str = ""


def draw(
    wanted: Iterable[Wanted], *, closed: bool, opening: str = OPENING
) -> Iterator[tuple[Document, tuple[Drawn, ...]]]:
    """Yield of each original the pages that can be drawn.

    What crashes, hangs or swells the process that draws is left out. `closed`: pages that hold more than
    letters and rules are not drawn. `opening` names the function that does it.
    """
    asked = deque[Document]()

    def originals() -> Iterator[Original]:
        for one in wanted:
            asked.append(one.document)
            yield Original(one.document.name, one.data, notes=(_asking(one, closed=closed),))

    with Guard(1, _LIMITS, opening=opening) as guard:
        for _, outcomes in guard.open(originals()):
            drawn = tuple(_heard(one.original) for one in outcomes if isinstance(one, Opened))
            yield asked.popleft(), drawn


def _asking(wanted: Wanted, *, closed: bool) -> str:
    document = wanted.document
    numbers = {number for number, _ in wanted.pages}
    return json.dumps(
        {
            "format": document.format,
            "text": document.text,
            "sheets": [_told(sheet) for sheet in document.sheets if sheet.number in numbers],
            "pages": wanted.pages,
            "closed": closed,
        }
    )


def draw_pages(original: Original, *, limits: Limits) -> Iterator[Opened | Failure]:
    """Yield the pages that are asked for, each as an original of its own."""
    asked = json.loads(original.notes[0])
    sheets = tuple(map(_sheet, asked["sheets"]))
    document = Document(original.digest, original.name, asked["text"], format=asked["format"], sheets=sheets)
    begin(original.name)
    for number, passages in asked["pages"]:
        try:
            begin(str(number))
            pictured = holds_pictures(original.data, document, number)
            if pictured and asked["closed"]:
                yield Opened(Original(str(number), b"", notes=(json.dumps(["", []]),)), None)
                continue
            marks = [
                (passage, [_edges(area) for area in areas])
                for passage, start, end in passages
                if (areas := _areas(original.data, document, number, start, end))
            ]
            words = words_of(original.data, document, number) if asked["closed"] else ""
            picture = render(
                original.data, document, number, width=_WIDTH, packed="photo" if pictured else "webp"
            )
        except UnreadableDocumentError:
            continue  # its text was read once: a page that cannot be drawn is no reason to give up
        yield Opened(Original(str(number), picture, notes=(json.dumps([words, marks]),)), None)


def _areas(data: bytes, document: Document, number: int, start: int, end: int) -> tuple[Area, ...]:
    return tuple(area for area in locate(data, document, start, end) if area.sheet == number)


def _heard(original: Original) -> Drawn:
    words, marks = json.loads(original.notes[0])
    number = int(original.name)
    found = tuple((passage, tuple(Area(number, *edges) for edges in areas)) for passage, areas in marks)
    return Drawn(number, original.data, found, words)


def _told(sheet: Sheet) -> list[object]:
    words = [(word.start, word.end, _edges(word.area), word.confidence) for word in sheet.words]
    return [sheet.number, sheet.start, sheet.end, sheet.width, sheet.height, sheet.confidence, words]


def _sheet(told: Sequence[Any]) -> Sheet:
    number, start, end, width, height, confidence, words = told
    read = tuple(ReadWord(s, e, Area(number, *edges), sure) for s, e, edges, sure in words)
    return Sheet(number, start, end, width, height, confidence=confidence, words=read)


def _edges(area: Area) -> tuple[float, float, float, float]:
    return area.left, area.top, area.right, area.bottom
