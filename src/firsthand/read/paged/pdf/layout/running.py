"""What stands at the head or foot of page after page: the report's name, the page's number.

A line belongs to the page, not to the account, where pages around it carry the same at the same height, the
numbers in it aside.
"""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from firsthand.read.paged.pdf.layout.lines import Line

_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b")
_NUMBER_ALONE = re.compile(r"^(?:[^\W\d]+\.? ?)?\W*(\d{1,4})\W*(?:\D{1,12}\d{1,4}\W*)?$")
# Looked at from above and from below: so many lines, in so much of the page's height.
_LINES, _BAND = 6, 0.25
_SAME_HEIGHT = 5.0  # points: two pages' heads may stand a little apart
# Letters set along the side of the page: so many times higher than wide, and so near the edge.
_ALONG, _MARGIN = 3.0, 0.12
# So many pages around must carry it, too (fewer where there are fewer).
_ENOUGH = 2


class Edge(NamedTuple):
    """A line near the upper or lower edge of a page: which row it is, what it says without its numbers."""

    row: int
    key: str
    number: int | None
    top: float
    outermost: bool


Edges = dict[str, list[Edge]]
"""The edges of a page by what they say."""


def edges(rows: Sequence[tuple[Line, ...]], width: float, height: float) -> Edges:
    """Return the lines of a page that may belong to it and not to the account."""
    downwards = sorted(range(len(rows)), key=lambda row: rows[row][0].baseline)
    along = {at for at, row in enumerate(rows) if _is_along(row, width)}
    found: list[Edge] = []
    for row in {*downwards[:_LINES], *downwards[-_LINES:]}:
        top = rows[row][0].top
        if row in along:
            continue
        if _BAND * height < top < (1 - _BAND) * height:
            continue
        text = " ".join(part.text for part in rows[row]).strip()
        number = _NUMBER_ALONE.match(text)
        found.append(
            Edge(
                row,
                _NUMBERS.sub("#", " ".join(text.casefold().split())),
                int(number[1]) if number else None,
                top,
                row in (downwards[0], downwards[-1]),
            )
        )
    by_key: dict[str, list[Edge]] = {}
    for edge in (*found, *(Edge(at, "", None, rows[at][0].top, True) for at in sorted(along))):
        by_key.setdefault(edge.key, []).append(edge)
    return by_key


def _is_along(row: Sequence[Line], width: float) -> bool:
    """Tell whether a line runs up or down the margin: a stamp of the archive, a publisher's name."""
    line = row[0]
    if line.bottom - line.top <= _ALONG * (line.right - line.left):
        return False
    beside = line.right < _MARGIN * width or line.left > (1 - _MARGIN) * width
    return beside and len(line.text) > 3


def running(number: int, page: Edges, around: Sequence[tuple[int, Edges]]) -> frozenset[int]:
    """Return the rows of a page that belong to the page; `around` are those near it, by number."""
    enough = min(_ENOUGH, max(1, len(around)))
    found: set[int] = set()
    for edge in itertools.chain.from_iterable(page.values()):
        if not edge.key:
            found.add(edge.row)
            continue
        if edge.number is not None and edge.outermost and edge.number == number:
            found.add(edge.row)
            continue
        same = sum(
            any(_same(edge, number, other, at) for other in others.get(edge.key, ())) for at, others in around
        )
        if same >= enough and around:
            found.add(edge.row)
    return frozenset(found)


def _same(edge: Edge, number: int, other: Edge, at: int) -> bool:
    """Tell whether two pages carry the same; numbers that stand alone must count with the pages."""
    if abs(edge.top - other.top) > _SAME_HEIGHT:
        return False
    if edge.number is None or other.number is None:
        return True
    return edge.number - number == other.number - at or edge.number == other.number
