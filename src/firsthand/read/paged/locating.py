"""Where a passage stands on the pages of its original: the rectangles to mark.

Of a PDF that holds text, the place is looked up in the original, when it is asked for; of a page read from a
picture, every word has kept its own.
"""

from collections.abc import Iterator, Sequence

import pypdfium2

from firsthand.model import Area, Document, ReadWord, Sheet
from firsthand.read.paged.pdf.layout.frame import frame_of
from firsthand.read.paged.pdf.layout.lines import letters_of
from firsthand.read.paged.pdf.opening import opened, page_of
from firsthand.read.paged.pdf.placing import boxes, placed

_MOST_LETTERS = 1_000_000  # of one page are looked at
# Two words stand on one line if they share so much of the lower one's height.
_SAME_LINE = 0.5


def locate(data: bytes, document: Document, start: int, end: int) -> tuple[Area, ...]:
    """Return where the passage [start, end) of a document stands, one rectangle a line, in reading order.

    `data` is the original. Empty where the original has no pages, or the passage stands on none.
    Raises UnreadableDocumentError where the original cannot be opened.
    """
    touched = [sheet for sheet in document.sheets if sheet.start < end and start < sheet.end]
    seen = [sheet for sheet in touched if sheet.confidence is not None]
    lying = [sheet for sheet in touched if sheet.confidence is None and sheet.width > 0]
    areas = [area for sheet in seen for area in _of_words(sheet, start, end)]
    if lying and document.format == "pdf":
        with opened(data, name=document.name) as pdf:
            for sheet in lying:
                areas += _of_letters(pdf, document, sheet, start, end)
    return tuple(sorted(areas, key=lambda area: area.sheet))


def _of_letters(
    pdf: pypdfium2.PdfDocument, document: Document, sheet: Sheet, start: int, end: int
) -> Iterator[Area]:
    """Yield the rectangles of the part of a passage that stands on one page with text."""
    try:
        with page_of(pdf, sheet.number) as page:
            frame = frame_of(page)
            with letters_of(page, most=_MOST_LETTERS) as letters:
                found = list(placed(letters, document.text[sheet.start : sheet.end]))
                found.sort(key=lambda line: line.at[0] if line.at else (0, 0))
                for line in found:
                    box = boxes(letters, line, start - sheet.start, end - sheet.start, frame)
                    if box:
                        yield Area(sheet.number, *(round(edge, 2) for edge in box))
    except pypdfium2.PdfiumError:
        return


def _of_words(sheet: Sheet, start: int, end: int) -> Iterator[Area]:
    """Yield the rectangles of the part of a passage that stands on a page read from a picture."""
    words = [word for word in sheet.words if word.start < end and start < word.end]
    line: list[ReadWord] = []
    for word in words:
        if line and not _on_one_line(line[-1].area, word.area):
            yield _around(line)
            line = []
        line.append(word)
    if line:
        yield _around(line)


def _on_one_line(last: Area, area: Area) -> bool:
    shared = min(last.bottom, area.bottom) - max(last.top, area.top)
    return area.left >= last.left and shared > _SAME_LINE * min(
        last.bottom - last.top, area.bottom - area.top
    )


def _around(words: Sequence[ReadWord]) -> Area:
    areas = [word.area for word in words]
    return Area(
        areas[0].sheet,
        min(area.left for area in areas),
        min(area.top for area in areas),
        max(area.right for area in areas),
        max(area.bottom for area in areas),
    )
