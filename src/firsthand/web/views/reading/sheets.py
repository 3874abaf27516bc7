"""The pages of an original as they look, and where on them statements stand."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import Area, Document, Sheet, Statement
from firsthand.publish.report.views import mark_of
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.whereabouts import sheet_told
from firsthand.publish.telling.wording import clean, cut

PICTURED = ("pdf", "image")  # formats whose pages are drawn


@dataclass(frozen=True, slots=True)
class Spot:
    """A rectangle on a page, in points, on which a part of a statement stands."""

    statement: str
    colour: str
    text: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SheetView:
    """A page of an original: `width` and `height` in points; `begins` is its first code point.

    `spots` are None where it was not looked up yet where statements stand on it.
    """

    number: int
    told: str
    begins: int
    width: float
    height: float
    spots: tuple[Spot, ...] | None


def pictured(document: Document) -> bool:
    """Tell whether pages of a document can be shown as they look."""
    return document.format in PICTURED and any(sheet.width > 0 for sheet in document.sheets)


def sheets_shown(document: Document, start: int, end: int) -> tuple[Sheet, ...]:
    """Return the pages on which [start, end) of a document stands, those without text among them."""
    sheets = document.sheets
    first = max(0, bisect_right(sheets, start, key=lambda sheet: sheet.start) - 1)
    last = bisect_left(sheets, max(end, start + 1), key=lambda sheet: sheet.start)
    return tuple(sheet for sheet in sheets[first:last] if sheet.width > 0)


def sheet_view(
    index: Index,
    document: Document,
    sheet: Sheet,
    marks: Mapping[str, Sequence[Area]] | None,
) -> SheetView:
    """Return a page for a template. `marks` are the areas of statements by their ids, in points."""
    spots = None if marks is None else spots_of(index, sheet, marks)
    return SheetView(sheet.number, sheet_told(document, sheet), sheet.start, sheet.width, sheet.height, spots)


def spots_of(index: Index, sheet: Sheet, marks: Mapping[str, Sequence[Area]]) -> tuple[Spot, ...]:
    """Return the rectangles on a page, the wider passages first, so that those within can be reached."""
    found: list[tuple[int, Spot]] = []
    for statement_id, areas in marks.items():
        one = index.statement.get(statement_id)
        if one is None:
            continue
        colour = mark_of(index, index.origin_of(one)).colour
        for area in areas:
            if area.sheet == sheet.number and area.right > area.left and area.bottom > area.top:
                spot = Spot(
                    one.id,
                    colour,
                    cut(clean(one.text), 120),
                    round(area.left, 1),
                    round(area.top, 1),
                    round(area.right - area.left, 1),
                    round(area.bottom - area.top, 1),
                )
                found.append((one.end - one.start, spot))
    return tuple(spot for _, spot in sorted(found, key=lambda each: -each[0]))


def on_sheet(statements: Sequence[Statement], sheet: Sheet) -> tuple[Statement, ...]:
    """Return the statements that stand on a page, or on a part of it."""
    return tuple(one for one in statements if one.start < sheet.end and sheet.start < one.end)
