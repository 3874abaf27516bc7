"""On which page of its original a passage stands, in words."""

from bisect import bisect_right

from firsthand.model import Document, Sheet
from firsthand.publish.telling.wording import clean


def sheets_of(document: Document, start: int, end: int) -> tuple[Sheet, ...]:
    """Return the pages of a document on which [start, end) stands; none where its original has no pages."""
    sheets = document.sheets
    first = max(0, bisect_right(sheets, start, key=lambda sheet: sheet.start) - 1)
    last = bisect_right(sheets, max(start, end - 1), key=lambda sheet: sheet.start)
    return tuple(sheet for sheet in sheets[first:last] if sheet.end > start or sheet is sheets[last - 1])


def whereabouts(document: Document, start: int, end: int) -> str:
    """Return where a passage stands: "page 3", "pages 3 and 4", "sheet Incidents"; empty if nowhere."""
    sheets = sheets_of(document, start, end)
    if not sheets:
        return ""
    if document.format == "workbook":
        return f"sheet {clean(sheets[0].label or str(sheets[0].number))}"
    names = [clean(sheet.label or str(sheet.number)) for sheet in sheets]
    if len(names) == 1:
        return f"page {names[0]}"
    return f"pages {names[0]} {'and' if len(names) == 2 else 'to'} {names[-1]}"


def doubtful_words(document: Document, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the words of [start, end) that were read from a picture and may be misread, as stretches."""
    return tuple(
        (word.start, word.end)
        for sheet in sheets_of(document, start, end)
        for word in sheet.words
        if word.doubtful and start <= word.start and word.end <= end
    )
