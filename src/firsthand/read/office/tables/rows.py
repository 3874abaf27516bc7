"""Rows of cells to a page: a line a row, a block a cell, so that a passage leads back to its cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from firsthand.model import Block, BlockKind, Sheet
from firsthand.read.beat import beat
from firsthand.read.bylines import find_date, is_dateline_date
from firsthand.read.language import tongue
from firsthand.read.limits import Limits
from firsthand.read.mastheads import read_imprint
from firsthand.read.office.cells import EMPTY_ROWS, header_row
from firsthand.read.office.texts.flow import CELL, holds_sentence
from firsthand.read.page import Page
from firsthand.read.page_words import PageWords, page_words, plain

_ROWS_A_BEAT = 2_000
_SHOWN_EMPTY = 20  # empty rows in a run that are shown as empty lines; more become one line that says so
_BETWEEN_SHEETS = "\n\n"
_ROWS_LOOKED_AT = 40

Row = tuple[int, list[str]]
"""A row's number, from 1, and its cells as a reader sees them; rows without any are left out."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook, or a CSV; rows in order, and what had to be said of it."""

    label: str | None
    rows: Iterable[Row]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Written:
    """The text under way and where its cells stand."""

    parts: list[str] = field(default_factory=list)
    at: int = 0
    cells: list[tuple[int, int]] = field(default_factory=list)
    said: set[int] = field(default_factory=set)  # where a line stands that is ours and no cell's
    sheets: list[Sheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text)

    def cell(self, text: str) -> None:
        self.cells.append((self.at, self.at + len(text)))
        self.put(text)


def page_of_tables(
    tables: Iterable[Table], *, limits: Limits, notes: Iterable[str] = (), paged: bool
) -> Page:
    """Return the page that tables make; `paged` where each is a sheet with a name.

    What the limits cut (cells in all, characters in all) is said in the page's notes.
    """
    written = _Written(notes=list(notes))
    above: list[tuple[int, int]] = []
    for number, table in enumerate(tables, 1):
        beat()
        written.notes += table.notes
        if written.at:
            written.put(_BETWEEN_SHEETS)
        start, first = written.at, len(written.cells)
        rows = _Peeked(table.rows)
        head = header_row(rows.first)
        full = _write(rows, written, limits, table.label)
        if head is not None and not above:
            above = _alone(rows.first[:head], written.cells[first:])
        if paged:
            written.sheets.append(Sheet(number, start, written.at, label=table.label))
        if full:
            break
    text = "".join(written.parts)
    language = tongue(text)
    words = page_words(language)
    said = _told(text, above, words)
    blocks: list[Block] = []
    for start, end in written.cells:
        line = text[start:end]
        kind: BlockKind = "paragraph" if holds_sentence(line, words) else "cell"
        if start in written.said:
            kind = "furniture"
        blocks.append(Block(start, end, said.kinds.get(start, kind)))
    return Page(
        text,
        tuple(blocks),
        title=said.title,
        publisher=said.publisher,
        published=said.published,
        notes=tuple(written.notes),
        sheets=tuple(written.sheets),
    )


@dataclass(slots=True)
class _Above:
    """What the lines above a table's headings say."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    kinds: dict[int, BlockKind] = field(default_factory=dict)  # by where a line starts


class _Peeked:
    """Rows of which the first have been looked at."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rest = iter(rows)
        self.first: list[Row] = [row for row, _ in zip(self._rest, range(_ROWS_LOOKED_AT), strict=False)]

    def __iter__(self) -> Iterator[Row]:
        yield from self.first
        yield from self._rest


def _write(rows: Iterable[Row], written: _Written, limits: Limits, label: str | None) -> bool:
    """Write the rows of a sheet; tells whether a limit was reached."""
    last = 0
    for count, (number, cells) in enumerate(rows):
        if count % _ROWS_A_BEAT == 0:
            beat()
        if not any(cells):
            continue
        empty = number - last - 1
        length = sum(map(len, cells)) + len(CELL) * len(cells) + min(empty, _SHOWN_EMPTY) + 80
        for limit, much in (("cells", len(written.cells) + len(cells)), ("characters", written.at + length)):
            if much > getattr(limits, limit):
                sheet = f"sheet {label}: " if label else ""
                written.notes.append(
                    f"{sheet}read up to row {last}, the rest was not (limit {limit}="
                    f"{getattr(limits, limit):,}); raise it with --limit {limit}=NUMBER"
                )
                return True
        if last:
            written.put("\n")
        if empty > _SHOWN_EMPTY:
            written.said.add(written.at)
            written.cell(EMPTY_ROWS.format(empty, last + 1, number - 1))
            written.put("\n")
        else:
            written.put("\n" * empty)
        while cells and not cells[-1]:
            cells.pop()
        for column, cell in enumerate(cells):
            if column:
                written.put(CELL)
            if cell:
                written.cell(cell)
        last = number
    return False


def _alone(rows: list[Row], cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the cells of the lines above a table's headings, where each stands alone on its row."""
    counts = [sum(1 for cell in line if cell) for _, line in rows]
    return cells[: len(rows)] if all(count == 1 for count in counts) else []


def _told(text: str, above: list[tuple[int, int]], words: PageWords) -> _Above:
    """Tell the lines above the headings apart: a date, a publisher, the title, another heading."""
    told = _Above()
    for start, end in above:
        line = text[start:end]
        imprint = read_imprint(line, words)
        if imprint:
            told.publisher = told.publisher or imprint.publisher
            told.published = told.published or imprint.published
            told.kinds[start] = "byline" if imprint.published else "furniture"
        elif is_dateline_date(line, words):
            told.published = told.published or find_date(line, words)
            told.kinds[start] = "byline"
        elif told.title is None:
            told.title, told.kinds[start] = plain(line), "title"
        elif not holds_sentence(line, words):
            told.kinds[start] = "heading"
    return told
