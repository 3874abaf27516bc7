"""Words inside quotation marks."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.model import Document
from firsthand.read.markup import continuations

_OPEN = frozenset("“„«")
_CLOSE = frozenset("”»")
_STRAIGHT = '"'
# A double mark, or two single ones in its place.
_ANY_MARK = re.compile(r"[“”„«»\"]|(?<!')''(?!')|``|’’|‘‘")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])")
_SPOKEN = frozenset({"title", "heading", "paragraph", "dateline"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two quotation marks: [start, end), marks left out.

    `paragraph` counts the paragraphs of the document; `runs_on` says that the mark was never
    closed because the next paragraph goes on with the same quotation.
    """

    start: int
    end: int
    paragraph: int
    runs_on: bool = False


def paragraphs(document: Document) -> tuple[tuple[int, int], ...]:
    """Return the spoken stretches of a document: its blocks, or what blank lines set apart."""
    if document.blocks:
        return tuple((block.start, block.end) for block in document.blocks if block.kind in _SPOKEN)
    found, at = [], 0
    for part in document.text.split("\n\n"):
        if part.strip():
            found.append((at, at + len(part)))
        at += len(part) + 2
    return tuple(found)


def between(quotations: Sequence[Quotation], start: int, end: int) -> Sequence[Quotation]:
    """Return the quotations, of all in the order of the text, that touch [start, end)."""
    first = bisect.bisect_right(quotations, start, key=lambda quote: quote.end)
    last = bisect.bisect_left(quotations, end, key=lambda quote: quote.start)
    return quotations[first:last]


def holding(quotations: Sequence[Quotation], offset: int) -> Quotation | None:
    """Return the quotation that an offset lies in, or None."""
    return next(iter(between(quotations, offset, offset + 1)), None)


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Find what stands in double quotation marks, paragraph by paragraph.

    Straight marks open and close in turn, helped by the white space around them. A mark that is
    never closed runs on where the next paragraph opens with one, or where page matter broke the
    sentence; else to its paragraph's end, if it opened there or behind a colon or comma.
    """
    text = document.text
    spans = paragraphs(document)
    found: list[Quotation] = []
    going_on = continuations(document)
    opened: int | None = None
    for number, (start, end) in enumerate(spans):
        opened = start if opened is not None and start in going_on else None
        for mark in _ANY_MARK.finditer(text, start, end):
            at, width = mark.start(), mark.end() - mark.start()
            if _opens(text, at, width, start, end, opened is not None):
                if opened is None:
                    opened = at + width
            elif opened is not None:
                found.append(Quotation(opened, at, number))
                opened = None
            elif found and found[-1].paragraph == number and not text[at + width : end].strip():
                # the second opening mark was forgotten: it belongs behind the sentence of the first quotation
                missing = _SENTENCE_END.search(text, found[-1].end + 1, at)
                if missing is not None:
                    found.append(Quotation(missing.end(), at, number))
        if opened is not None:
            follows = number + 1 < len(spans) and text[spans[number + 1][0]] in _OPEN | {_STRAIGHT}
            before = text[start : opened - 1].strip()
            broken = number + 1 < len(spans) and spans[number + 1][0] in going_on
            if broken:
                found.append(Quotation(opened, end, number, runs_on=True))
            elif follows or not before or before[-1] in ":,":
                found.append(Quotation(opened, end, number, runs_on=follows))
    return tuple(quote for quote in found if text[quote.start : quote.end].strip())


def _opens(text: str, at: int, width: int, start: int, end: int, inside: bool) -> bool:
    mark = text[at]
    if mark in _OPEN:
        return True
    if mark in _CLOSE:
        return False
    before = text[at - 1] if at > start else " "
    after = text[at + width] if at + width < end else " "
    left, right = before.isspace() or before in "([—–-:", after.isspace() or after in ".,;:!?)]—–"
    if left and not right:
        return True
    if right and not left:
        return False
    return not inside
