"""Words inside quotation marks, in the marks of every tradition."""

import bisect
import functools
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.attribution.cues.quotations import paragraphs
from firsthand.extract.packs import load
from firsthand.extract.surface.attribution.lines import together
from firsthand.model import Document

_AFTER = frozenset(".,;:!?)]}—–-…\n\t ")
_BEFORE = frozenset("([{—–-:\n\t ")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks: [start, end), the marks left out, [outer_start, outer_end) with them.

    `inner` marks a quotation within another; `open` one whose closing mark is missing.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    inner: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Marks:
    closers: dict[str, frozenset[str]]
    straight: frozenset[str]
    dashes: frozenset[str]
    longest: int
    all: frozenset[str]
    leads: frozenset[str]


@functools.cache
def _marks(language: str) -> _Marks:
    pack = load("quotations", language)
    closers: dict[str, set[str]] = {}
    for pair in [*pack["pairs"], *pack["single_pairs"]]:
        closers.setdefault(pair[0], set()).add(pair[1])
    straight = frozenset(mark[0] for mark in pack["straight"] if len(mark) == 1)
    every = set(closers) | {c for ways in closers.values() for c in ways} | straight
    return _Marks(
        {opening: frozenset(ways) for opening, ways in closers.items()},
        straight,
        frozenset(pack["dialogue_dashes"]),
        int(pack["longest"]),
        frozenset(every),
        frozenset(load("cues", language)["contents"]["that"]),
    )


def find_quotations(document: Document, language: str) -> tuple[Quotation, ...]:
    """Find what stands in quotation marks, paragraph by paragraph, in the order of the text.

    A mark that may open or close ("“" closes in „…“ and opens in “…”) is read by what is open and by
    the white space beside it. A quotation that is never closed runs to the end of its paragraph where
    it opened the paragraph, or followed a colon or "que"; elsewhere the mark is passed over.
    """
    known = _marks(language)
    found: list[Quotation] = []
    lines = together(document.text, paragraphs(document), straight=known.straight, closers=known.closers)
    for start, end in lines:
        found += _within(document.text, start, end, known)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _within(text: str, start: int, end: int, known: _Marks) -> list[Quotation]:
    found: list[Quotation] = []
    opened: list[tuple[int, frozenset[str]]] = []
    for at in range(start, end):
        mark = text[at]
        if mark not in known.all or _apostrophe(text, at):
            continue
        while opened and at - opened[0][0] > known.longest:
            opened.clear()
        closed = next((n for n in range(len(opened) - 1, -1, -1) if mark in opened[n][1]), None)
        if closed is not None and (mark not in known.closers or not _only_opens(text, at, start, end)):
            begin = opened[closed][0]
            found.append(Quotation(begin + 1, at, begin, at + 1, inner=closed > 0))
            del opened[closed:]
        elif mark in known.closers and len(opened) < 3:
            if not _only_closes(text, at, start, end):
                opened.append((at, known.closers[mark]))
        elif mark in known.straight and len(opened) < 3 and not _only_closes(text, at, start, end):
            opened.append((at, frozenset({mark})))
    if opened:
        begin = opened[0][0]
        before = text[start:begin].strip()
        led = not before or before[-1] == ":" or before.split()[-1].lower() in known.leads
        if led and end - begin <= known.longest:
            found.append(Quotation(begin + 1, end, begin, end, open=True))
    return [q for q in found if text[q.start : q.end].strip()]


def _apostrophe(text: str, at: int) -> bool:
    return text[at] in "'’‘‚" and 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _only_opens(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return before in _BEFORE and after not in _AFTER


def _only_closes(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return before not in _BEFORE and after in _AFTER


def between(quotations: Sequence[Quotation], start: int, end: int) -> list[Quotation]:
    """Return the quotations that begin in [start, end)."""
    first = bisect.bisect_left(quotations, start, key=lambda q: q.outer_start)
    last = bisect.bisect_left(quotations, end, key=lambda q: q.outer_start)
    return list(quotations[first:last])
