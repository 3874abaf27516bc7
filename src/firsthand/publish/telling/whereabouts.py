"""On which page of its original, or in which row of a table, a passage stands, in words."""

from bisect import bisect_right
from collections import Counter
from functools import lru_cache

from firsthand.model import Document, Sheet
from firsthand.publish.telling.wording import clean
from firsthand.read.office.cells import rows_of


def sheets_of(document: Document, start: int, end: int) -> tuple[Sheet, ...]:
    """Return the pages of a document on which [start, end) stands; none where its original has no pages.

    A page without text among them is none of them. What stands between two pages is on the earlier.
    """
    sheets = document.sheets
    first = max(0, bisect_right(sheets, start, key=lambda sheet: sheet.start) - 1)
    last = bisect_right(sheets, max(start, end - 1), key=lambda sheet: sheet.start)
    touched = sheets[first:last]
    return tuple(sheet for sheet in touched if sheet.end > max(start, sheet.start)) or touched[:1]


def whereabouts(document: Document, start: int, end: int) -> str:
    """Return where a passage stands: "page 3", "pages 3 and 4", "sheet Incidents, row 12"; or empty."""
    sheets = sheets_of(document, start, end)
    if document.format in ("workbook", "csv"):
        sheet = f"sheet {clean(sheets[0].label or str(sheets[0].number))}" if sheets else ""
        return ", ".join(part for part in (sheet, _rows_told(document, start, end)) if part)
    if not sheets or (document.format == "image" and len(document.sheets) == 1):
        return ""  # a photo of a letter has no page 1
    called = _called(_Same(document))
    names = [called[sheet.number] for sheet in sheets]
    if len(names) == 1:
        return f"page {names[0]}"
    return f"pages {names[0]} {'and' if len(names) == 2 else 'to'} {names[-1]}"


def sheet_told(document: Document, sheet: Sheet) -> str:
    """Return what one page is called, whatever stands on it: "page 3", "sheet Incidents"."""
    if document.format == "workbook":
        return f"sheet {clean(sheet.label or str(sheet.number))}"
    return f"page {_called(_Same(document))[sheet.number]}"


def doubtful_words(document: Document, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the words of [start, end) that were read from a picture and may be misread, as stretches."""
    return tuple(
        (word.start, word.end)
        for sheet in sheets_of(document, start, end)
        for word in sheet.words
        if word.doubtful and start <= word.start and word.end <= end
    )


class _Same:
    """A document that is the same as no other but itself: what is found out about it is found out once."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.document is other.document


@lru_cache(maxsize=64)
def _called(same: _Same) -> dict[int, str]:
    """Return what each page is called, by its number.

    A page that bears another page's number (the first after a preface: "1") is told by its place as well,
    as viewers do: "1 (5 of 20)".
    """
    sheets = same.document.sheets
    labels = {sheet.number: clean(sheet.label or str(sheet.number)) or str(sheet.number) for sheet in sheets}
    borne = Counter(labels.values())
    return {
        number: label
        if borne[label] == 1 and (label == str(number) or not label.isdecimal())
        else f"{label} ({number} of {len(sheets)})"
        for number, label in labels.items()
    }


@lru_cache(maxsize=64)
def _rows(same: _Same) -> tuple[tuple[int, int], ...]:
    return rows_of(same.document)


def _rows_told(document: Document, start: int, end: int) -> str:
    """Return the rows of a table in which a passage stands: "row 12", "rows 12 to 14"."""
    rows = _rows(_Same(document))
    first = bisect_right(rows, start, key=lambda row: row[0]) - 1
    last = bisect_right(rows, max(start, end - 1), key=lambda row: row[0]) - 1
    if first < 0:
        return ""
    one, other = rows[first][1], rows[last][1]
    return f"row {one}" if other <= one else f"rows {one} to {other}"
