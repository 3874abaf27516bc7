"""A sentence as it stands in the text of its original: with the paragraph around it."""

from bisect import bisect_right
from dataclasses import dataclass

from firsthand.model import Document
from firsthand.publish.telling.whereabouts import whereabouts
from firsthand.web.views.reading.paragraphs import blocks_of

_ROUND = 700  # code points at most on either side of a passage


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
