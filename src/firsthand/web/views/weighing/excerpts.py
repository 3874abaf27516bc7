"""A sentence as it stands in its original: the paragraph around it, and its place on the page."""

from bisect import bisect_right
from dataclasses import dataclass

from firsthand.desk.open_desk import OpenDesk
from firsthand.model import Document, Statement
from firsthand.model.errors import FirsthandError
from firsthand.publish.telling.whereabouts import sheets_of, whereabouts
from firsthand.web.views.reading.paragraphs import blocks_of
from firsthand.web.views.reading.sheets import pictured

_ROUND = 700  # code points at most on either side of a passage
_MARGIN = 60.0  # points around a passage on its page
_WIDTH, _HEIGHT = 640, 900  # px a piece of a page takes at most


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page's picture with the passage marked: `box` and `marks` in points of the page."""

    address: str
    told: str  # "page 3"
    page: tuple[float, float]  # width and height of the whole page
    box: tuple[float, float, float, float]  # left, top, width, height
    marks: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage with the paragraph around it; `cut_before` and `cut_after` tell whether more stands there."""

    before: str
    passage: str
    after: str
    cut_before: bool
    cut_after: bool
    where: str
    language: str
    start: int
    end: int


def excerpt_of(document: Document, start: int, end: int) -> Excerpt:
    """Return a passage with the paragraph it stands in, or with its neighbours where that is only a line."""
    first, last = _around(document, start, end)
    begun, until = max(first, start - _ROUND), min(last, end + _ROUND)
    text = document.text
    return Excerpt(
        before=text[begun:start].lstrip() if begun < start else "",
        passage=text[start:end],
        after=text[end:until].rstrip(),
        cut_before=begun > first,
        cut_after=until < last,
        where=whereabouts(document, start, end),
        language=document.language or "en",
        start=start,
        end=end,
    )


def piece_of(desk: OpenDesk, document: Document, statement: Statement) -> Piece | None:
    """Return the piece of the original's page where a statement stands; None where there are no pages."""
    if not pictured(document):
        return None
    try:
        areas = desk.areas(document.id, statement.start, statement.end)
    except FirsthandError:  # the text stands beside it; what went wrong is told on the document's page
        return None
    sheets = {sheet.number: sheet for sheet in sheets_of(document, statement.start, statement.end)}
    number = next((area.sheet for area in areas if area.sheet in sheets), next(iter(sheets), 0))
    sheet = sheets.get(number)
    if sheet is None or sheet.width <= 0:
        return None
    here = [area for area in areas if area.sheet == number]
    top = max(0.0, min((area.top for area in here), default=0.0) - _MARGIN)
    bottom = min(sheet.height, max((area.bottom for area in here), default=sheet.height) + _MARGIN)
    return Piece(
        address=f"/documents/{document.id}/pages/{number}",
        told=whereabouts(document, statement.start, statement.end) or "the page",
        page=(round(sheet.width, 1), round(sheet.height, 1)),
        box=(0.0, round(top, 1), round(sheet.width, 1), round(bottom - top, 1)),
        marks=tuple(
            (
                round(area.left, 1),
                round(area.top, 1),
                round(area.right - area.left, 1),
                round(area.bottom - area.top, 1),
            )
            for area in here
        ),
    )


def _around(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return where the blocks begin and end in which a passage stands, the neighbours with them if short."""
    blocks = blocks_of(document)
    if not blocks:
        return 0, len(document.text)
    at = max(0, bisect_right(blocks, start, key=lambda block: block.start) - 1)
    last = max(at, bisect_right(blocks, max(start, end - 1), key=lambda block: block.start) - 1)
    first, until = min(blocks[at].start, start), max(blocks[last].end, end)
    if until - first < end - start + 160:  # a line alone says little
        first = min(first, blocks[max(0, at - 1)].start)
        until = max(until, blocks[min(len(blocks) - 1, last + 1)].end)
    return first, until
