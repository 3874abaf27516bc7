"""In which order the lines of a page are read: columns one after the other, tables row by row.

Most PDFs draw a page in the order it is read in, so that order stands unless the page itself speaks against
it: two columns drawn line by line, or something drawn later that stands above. Where it does, what stands
above is read first, and the left before the right, unless something spans both in between (Breuel, "High
performance document layout analysis", 2003).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from firsthand.read.paged.pdf.layout.lines import Line, around
from firsthand.read.script import IDEOGRAPH

# Text set in columns fills them and has some words a line; what a table's cell holds is shorter.
_COLUMN_LETTERS, _COLUMN_IDEOGRAPHS = 18, 8
_COLUMN_ROWS = 3
_FILLED = 0.6
_SPLIT_SHARE = 0.6
_TABLE_ROWS = 2
_CELL_PITCH = 1.45  # in sizes of the letters: the lines of one cell are no further apart
# What stands before a gap and only opens what comes after it: a bullet, a number, "[12]", "(a)".
_LABEL = re.compile(
    r"[-.–—•·▪●○■□◦‣∙*§⁰¹²³⁴-⁹\uf0b7\uf0a7]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\[\S{1,9}\]"
)
# More stretches than this are a form or a drawing: their order is left as it was drawn.
_MOST_STRETCHES = 80
# In sizes of the letters: how far below its forerunner a line of the same stretch may stand.
_NEAR = 3.0


class Row(NamedTuple):
    """A row of a table: the lines of each cell, the cells from left to right."""

    cells: tuple[tuple[Line, ...], ...]
    left: float
    top: float
    right: float
    bottom: float
    size: float


def in_order(rows: Sequence[tuple[Line, ...]]) -> list[Line | Row]:
    """Return the lines and the table rows of a page in the order they are read in."""
    rows = [(_whole(row),) if len(row) == 2 and _LABEL.fullmatch(row[0].text) else row for row in rows]
    if all(len(row) == 1 for row in rows):
        found: list[Line | Row] = [row[0] for row in rows]
    else:
        found = list(_parted(rows))
    return _above_first(found)


def _parted(rows: Sequence[tuple[Line, ...]]) -> Iterator[Line | Row]:
    """Yield columns one after the other, tables as rows, and single lines with a gap as one line."""
    at = 0
    while at < len(rows):
        if len(rows[at]) == 1:
            yield rows[at][0]
            at += 1
            continue
        end = _end_of_region(rows, at)
        region = rows[at:end]
        gutter = _gutter(region)
        if gutter is not None:
            yield from _columns(region, gutter)
        elif sum(len(row) > 1 for row in region) >= _TABLE_ROWS or len(rows[at]) > 2:
            end = _end_of_table(rows, end)
            yield from _table(rows[at:end])
        elif _is_apart(rows[at]):
            yield _row((part,) for part in rows[at])
        else:
            yield _whole(rows[at])
        at = end


def _table(rows: Sequence[tuple[Line, ...]]) -> Iterator[Row]:
    """Yield the rows of a table; a line that only goes on in cells of the row above belongs to it."""
    cells: list[list[Line]] = []
    for row in rows:
        parts = sorted(row, key=lambda part: part.left)
        above = [_cell_above(part, cells) for part in parts]
        if all(found is not None for found in above) and len(parts) < len(cells):
            for part, found in zip(parts, above, strict=True):
                if found is not None:
                    found.append(part)
        else:
            if cells:
                yield _row(map(tuple, cells))
            cells = [[part] for part in parts]
    yield _row(map(tuple, cells))


def _row(cells: Iterable[tuple[Line, ...]]) -> Row:
    found = tuple(cells)
    lines = [line for cell in found for line in cell]
    return Row(
        found,
        min(line.left for line in lines),
        min(line.top for line in lines),
        max(line.right for line in lines),
        max(line.bottom for line in lines),
        lines[0].size,
    )


def _cell_above(part: Line, cells: Sequence[list[Line]]) -> list[Line] | None:
    """Return the cell of the row above that a line goes on in."""
    for cell in cells[1:]:  # a line in the first column begins a row
        last = cell[-1]
        near = 0 < part.baseline - last.baseline < _CELL_PITCH * last.size
        if near and part.left < last.right and part.right > last.left:
            return cell
    return None


def _end_of_table(rows: Sequence[tuple[Line, ...]], end: int) -> int:
    """Return where a table ends whose last row may go on in lines of single cells."""
    first = min(part.left for part in rows[end - 1])
    while end < len(rows) and len(rows[end]) == 1:
        line = rows[end][0]
        if line.left <= first + 1 or not _cell_above(line, [[], *([part] for part in rows[end - 1])]):
            break
        end += 1
    return end


def _end_of_region(rows: Sequence[tuple[Line, ...]], at: int) -> int:
    """Return where a run of rows with gaps ends; one without may stand between, where it leaves a column."""
    end = at + 1
    whole = 0
    for now in range(at + 1, len(rows)):
        last, row = rows[now - 1][0], rows[now][0]
        if not 0 < row.baseline - last.baseline < _NEAR * max(last.size, row.size):
            break
        if len(rows[now]) > 1:
            end, whole = now + 1, 0
        else:
            whole += 1
            if whole > 3:
                break
    return end


def _gutter(region: Sequence[tuple[Line, ...]]) -> float | None:
    """Return where the white between two columns of text runs down a region, None where it is a table."""
    split = [row for row in region if len(row) > 1]
    if len(split) < _COLUMN_ROWS or len(split) < _SPLIT_SHARE * len(region):
        return None
    middles = sorted((before.right + after.left) / 2 for row in split for before, after in pairwise(row))
    gutter = middles[len(middles) // 2]
    sides: tuple[list[Line], list[Line]] = ([], [])
    for row in region:
        for part in row:
            if part.left < gutter - 1 and part.right > gutter + 1:
                return None
            sides[part.left >= gutter - 1].append(part)
    return gutter if all(_is_prose(side) for side in sides) else None


def _is_prose(side: Sequence[Line]) -> bool:
    """Tell whether the parts on one side of a gutter are lines of a text."""
    if len(side) < _COLUMN_ROWS:
        return False
    letters = sum(len(part.text) for part in side) / len(side)
    chinese = sum(bool(IDEOGRAPH.search(part.text)) for part in side) > len(side) / 2
    width = max(part.right for part in side) - min(part.left for part in side)
    filled = sum(part.right - part.left for part in side) / len(side)
    return letters >= (_COLUMN_IDEOGRAPHS if chinese else _COLUMN_LETTERS) and filled >= _FILLED * width


def _columns(region: Sequence[tuple[Line, ...]], gutter: float) -> Iterator[Line | Row]:
    """Yield what is left of a gutter, then what is right of it, each parted further where it has gaps."""
    left = [tuple(part for part in row if part.left < gutter - 1) for row in region]
    right = [tuple(part for part in row if part.left >= gutter - 1) for row in region]
    for side in (left, right):
        yield from _parted([row for row in side if row])


def _is_apart(row: Sequence[Line]) -> bool:
    """Tell whether the two parts of a single line have nothing to do with each other."""
    return row[1].left - row[0].right > 6 * row[0].size


def _whole(row: Sequence[Line]) -> Line:
    """Return a line whose gap means nothing: a justified line, a number and its title."""
    first, last = row[0], row[-1]
    text = ""
    at = first.first
    for part in row:
        text += " " * (part.first - at) + part.text
        at = part.first + len(part.text)
    return first._replace(
        text=text,
        top=min(part.top for part in row),
        right=last.right,
        bottom=max(part.bottom for part in row),
    )


class _Stretch(NamedTuple):
    """Lines that follow each other downwards, drawn one after the other, and the box around them."""

    lines: list[Line | Row]
    left: float
    top: float
    right: float
    bottom: float


def _above_first(found: list[Line | Row]) -> list[Line | Row]:
    """Put what stands above first, where the order drawn cannot be the one it is read in."""
    stretches = _stretches(found) if found else []
    if len(stretches) < 2 or len(stretches) > _MOST_STRETCHES or not _disordered(stretches):
        return found
    count = len(stretches)
    before: list[set[int]] = [
        {one for one in range(count) if one != two and _precedes(one, two, stretches)} for two in range(count)
    ]
    left = list(range(count))
    ordered: list[Line | Row] = []
    while left:
        # Where two stretches are each before the other, the one drawn first goes first.
        chosen = next((one for one in left if not before[one].intersection(left)), left[0])
        left.remove(chosen)
        ordered += stretches[chosen].lines
    return ordered


def _stretches(found: Sequence[Line | Row]) -> list[_Stretch]:
    begins = [0]
    for at, (last, line) in enumerate(pairwise(found), start=1):
        if not (
            last.top - 0.5 * line.size < line.top < last.bottom + _NEAR * line.size
            and line.left < last.right
            and line.right > last.left
        ):
            begins.append(at)
    ends = [*begins[1:], len(found)]
    return [
        _Stretch(lines, *around([(line.left, line.top, line.right, line.bottom) for line in lines]))
        for lines in ([*found[begin:end]] for begin, end in zip(begins, ends, strict=True))
    ]


def _disordered(stretches: Sequence[_Stretch]) -> bool:
    """Tell whether something drawn later stands above something drawn before."""
    return any(_over(later, earlier) for at, later in enumerate(stretches) for earlier in stretches[:at])


def _over(one: _Stretch, two: _Stretch) -> bool:
    """Tell whether one stretch stands above another, and over or under the same part of the page."""
    shared = min(one.right, two.right) - max(one.left, two.left)
    return shared > 0.1 * min(one.right - one.left, two.right - two.left) and (
        one.top + one.bottom < two.top + two.bottom and one.bottom < two.top + 0.3 * (two.bottom - two.top)
    )


def _precedes(one: int, two: int, stretches: Sequence[_Stretch]) -> bool:
    first, second = stretches[one], stretches[two]
    if _over(first, second):
        return True
    if first.right > second.left + 1:
        return False
    top, bottom = min(first.top, second.top), max(first.bottom, second.bottom)
    return not any(
        other.left < first.right
        and other.right > second.left
        and other.bottom > top
        and other.top < bottom
        and at not in (one, two)
        for at, other in enumerate(stretches)
    )
