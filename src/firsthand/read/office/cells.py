"""From a passage in a table back to its cell: which sheet, which row, under which heading."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from firsthand.model import Document
from firsthand.read.office.texts.flow import CELL

EMPTY_ROWS = "({0} empty rows: {1} to {2})"
"""What stands for a long run of empty rows; the numbers are the sheet's."""

_EMPTY_ROWS = re.compile(r"\((\d+) empty rows: (\d+) to (\d+)\)")
_VALUE = re.compile(r"[-+−(]?[\d.,'’\s:/–-]*\d[\d.,'’\s:/–-]*[%)]?|TRUE|FALSE")
# Headings stand near the top, above what they head, and are short.
_ROWS_ABOVE = 30
_LONGEST_HEADING = 80
_SHARE_OF_WIDTH = 0.6


class CellPlace(NamedTuple):
    """Where a passage stands: "sheet Incidents, row 12, column Casualties".

    `sheet` is None in a CSV. `row` counts from 1, as the office program does (in a CSV: records, not lines).
    `column` is the heading of the column, or its letter where the table has no headings.
    """

    sheet: str | None
    row: int
    column: str


class _Cell(NamedTuple):
    row: int
    column: int  # from 0
    start: int
    end: int


def cell_at(document: Document, offset: int) -> CellPlace | None:
    """Return the cell that a character of a workbook or CSV stands in, None where it stands in none."""
    if document.format not in ("workbook", "csv"):
        return None
    ranges = [(sheet.label, sheet.start, sheet.end) for sheet in document.sheets]
    for label, start, end in ranges or [(None, 0, len(document.text))]:
        if start <= offset < end:
            cells = list(_cells(document, start, end))
            found = next((cell for cell in cells if cell.start <= offset < cell.end), None)
            return found and CellPlace(label, found.row, _column(document, cells, found))
    return None


def rows_of(document: Document) -> tuple[tuple[int, int], ...]:
    """Return where in the text of a workbook or CSV each row begins, and its number on its sheet."""
    if document.format not in ("workbook", "csv"):
        return ()
    ranges = [(sheet.start, sheet.end) for sheet in document.sheets] or [(0, len(document.text))]
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        row = 0
        for cell in _cells(document, start, end):
            if cell.row != row:
                row = cell.row
                found.append((cell.start, row))
    return tuple(found)


def is_empty_rows(text: str) -> bool:
    """Tell whether a line of a table is firsthand's own, that stands for empty rows."""
    return _EMPTY_ROWS.fullmatch(text) is not None


def header_row(rows: Sequence[tuple[int, Sequence[str]]]) -> int | None:
    """Return which of the rows (number, cells) holds the headings of the columns, as an index; or None.

    It is the first with a text in most columns, no figure, no word twice, and something below it.
    """
    filled = [
        (at, [(column, cell) for column, cell in enumerate(cells) if cell])
        for at, (_, cells) in enumerate(rows[:_ROWS_ABOVE])
    ]
    filled = [(at, cells) for at, cells in filled if cells]
    for number, (at, cells) in enumerate(filled[:-1]):
        widest = max(len(below) for _, below in filled[number + 1 :])
        texts = [cell for _, cell in cells]
        if (
            len(cells) >= 2
            and len(cells) >= _SHARE_OF_WIDTH * widest
            and len(set(texts)) == len(texts)
            and not any(_VALUE.fullmatch(text) or len(text) > _LONGEST_HEADING for text in texts)
        ):
            return at
        if len(cells) > 1 and any(_VALUE.fullmatch(text) for text in texts):
            return None  # the figures have begun
    return None


def letter(column: int) -> str:
    """Return what an office program calls a column, counted from 0: A, B, …, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _cells(document: Document, start: int, end: int) -> Iterator[_Cell]:
    """Yield the cells of a stretch of text: what parts them stands between their blocks, never within."""
    row, column, at = 1, 0, start
    for block in document.blocks:
        if block.start < start or block.end > end:
            continue
        gap = document.text[at : block.start]
        at = block.end
        lines = gap.count("\n")
        if lines:
            row, column = row + lines, 0
        column += gap[gap.rfind("\n") + 1 :].count(CELL)
        text = document.text[block.start : block.end]
        if block.kind == "furniture" and (empty := _EMPTY_ROWS.fullmatch(text)):
            row += int(empty[1]) - 1  # the line itself counts as one
            continue
        yield _Cell(row, column, block.start, block.end)


def _column(document: Document, cells: Sequence[_Cell], found: _Cell) -> str:
    rows: dict[int, list[str]] = {}
    for cell in cells:
        if cell.row not in rows and len(rows) > _ROWS_ABOVE:
            break
        line = rows.setdefault(cell.row, [])
        line += [""] * (cell.column - len(line))
        line.append(" ".join(document.text[cell.start : cell.end].split()))
    numbered = list(rows.items())
    head = header_row(numbered)
    if head is not None and found.row >= numbered[head][0]:
        headings = numbered[head][1]
        if found.column < len(headings) and headings[found.column]:
            return headings[found.column]
    return letter(found.column)
