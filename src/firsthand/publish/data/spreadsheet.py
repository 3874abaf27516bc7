"""The tables as one Excel workbook: a sheet a table, typed cells, links from a value to what backs it.

Texts are written as texts, so that none is run as a formula. What Excel cannot hold is cut or written
otherwise, and the first sheet says so. Limits: Microsoft, "Excel specifications and limits".
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from firsthand.publish.publication import Publication
from firsthand.publish.rows import Cell, Column, Table
from firsthand.publish.tables import SEPARATOR
from firsthand.publish.telling.wording import columns as columns_wide
from firsthand.publish.telling.wording import count

_CELL = 32_767  # characters in a cell
_ROWS = 1_048_576 - 1  # rows of a sheet below its header
_LINKS = 65_530  # links on a sheet
_LINK = 2_079  # characters in a link
_SHEET_NAME = 31
# Excel counts days from 1900 and takes that for a leap year: earlier dates would come out wrong.
_FIRST_DAY = date(1900, 3, 1)
_WIDE, _NARROW = 60, 9  # columns of text, in digits' widths
_CUT = " […]"


def workbook(publication: Publication, tables: Sequence[Table]) -> bytes:
    """Return the workbook; the same publication gives the same bytes."""
    import xlsxwriter  # imported here: only publishing needs it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    day = publication.day
    book.set_properties({"title": publication.title[:255], "created": datetime(day.year, day.month, day.day)})
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "title": book.add_format({"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "link": book.add_format(
            {"font_color": "#0B5394", "underline": 1, "text_wrap": True, "valign": "top"}
        ),
    }
    names = sheet_names([table.title for table in tables])
    about = book.add_worksheet(names.about)
    where = dict(_places(tables, names.tables))
    said: list[str] = []
    for table, name in zip(tables, names.tables, strict=True):
        sheet = book.add_worksheet(name)
        said += _Sheet(sheet, table, name, formats, where).write()
    _write_about(about, publication, tables, names.tables, said, formats)
    book.close()
    return out.getvalue()


class _Names:
    """The names of the sheets, none twice: that of the first sheet, and one a table."""

    def __init__(self, about: str, tables: list[str]) -> None:
        self.about, self.tables = about, tables


def sheet_names(titles: Iterable[str]) -> _Names:
    """Return names that Excel takes: at most 31 characters, none of []:*?/\\, none twice in any case."""
    used: set[str] = {"history"}  # Excel keeps this name for itself

    def named(title: str) -> str:
        word = re.sub(r"[\[\]:*?/\\\x00-\x1f]+", " ", title).strip().strip("'").strip() or "Sheet"
        wanted, number = word[:_SHEET_NAME].rstrip(" '"), 1
        while wanted.lower() in used:
            number += 1
            wanted = f"{word[: _SHEET_NAME - len(str(number)) - 1].rstrip()} {number}"
        used.add(wanted.lower())
        return wanted

    return _Names(named("Read me"), [named(title) for title in titles])


def _places(tables: Sequence[Table], names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each row's id with the address of its cell, as a link inside the workbook."""
    for table, name in zip(tables, names, strict=True):
        if table.has_ids:
            quoted = name.replace("'", "''")
            for i, row in enumerate(table.rows[:_ROWS]):
                yield str(row[0]), f"internal:'{quoted}'!A{i + 2}"


class _Sheet:
    """One table on its sheet, and what of it had to be written otherwise."""

    def __init__(
        self, sheet: Any, table: Table, name: str, formats: dict[str, Any], where: dict[str, str]
    ) -> None:
        self.sheet, self.table, self.name, self.formats, self.where = sheet, table, name, formats, where
        self.links = self.cut = self.unlinked = self.early = 0

    def write(self) -> list[str]:
        """Write header and rows; return in sentences what Excel could not hold."""
        for i, column in enumerate(self.table.columns):
            self.sheet.write_string(0, i, column.name[:_CELL], self.formats["head"])
            self.sheet.write_comment(0, i, column.about, {"author": "firsthand", "x_scale": 2})
            self.sheet.set_column(i, i, self._width(i, column))
        for at, row in enumerate(self.table.rows[:_ROWS], start=1):
            for i, (cell, column) in enumerate(zip(row, self.table.columns, strict=True)):
                self._cell(at, i, cell, column)
        self.sheet.freeze_panes(1, 1)
        self.sheet.autofilter(0, 0, max(len(self.table.rows[:_ROWS]), 1), len(self.table.columns) - 1)
        return list(self._said())

    def _cell(self, row: int, at: int, cell: Cell, column: Column) -> None:
        if cell is None or cell == () or cell == "":
            return
        if isinstance(cell, bool):
            self.sheet.write_boolean(row, at, cell, self.formats["text"])
        elif isinstance(cell, int | float):
            self.sheet.write_number(row, at, cell, self.formats["text"])
        elif isinstance(cell, date):
            if cell < _FIRST_DAY:
                self.early += 1
                self.sheet.write_string(row, at, cell.isoformat(), self.formats["text"])
            else:
                self.sheet.write_datetime(
                    row, at, datetime(cell.year, cell.month, cell.day), self.formats["date"]
                )
        else:
            text = SEPARATOR.join(cell) if isinstance(cell, tuple) else cell
            self._text(row, at, self._fitting(text), self._link_of(cell, column))

    def _text(self, row: int, at: int, text: str, link: str) -> None:
        if link and self.links < _LINKS:
            self.links += 1
            self.sheet.write_url(row, at, link, self.formats["link"], text)
            return
        self.unlinked += bool(link)
        self.sheet.write_string(row, at, text, self.formats["text"])

    def _link_of(self, cell: str | tuple[str, ...], column: Column) -> str:
        """Return where a cell leads: a web address, or the row of what it names; a list to its first."""
        if column.kind == "address":
            link = str(cell)
            fits = re.match(r"https?://[^\s\"<>]+$", link) and len(link) <= _LINK
            return link if fits else ""
        if not column.refers:
            return ""
        return self.where.get(cell if isinstance(cell, str) else cell[0], "")

    def _fitting(self, text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        # Excel counts UTF-16 units, of which characters beyond the first 65,536 take two.
        if len(text) * 2 <= _CELL or len(text.encode("utf-16-le")) // 2 <= _CELL:
            return text
        self.cut += 1
        room = (_CELL - len(_CUT)) * 2
        return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT

    def _width(self, at: int, column: Column) -> int:
        if column.kind == "date":
            return 12
        shown = [str(row[at]) for row in self.table.rows[:500] if isinstance(row[at], str)]
        lists = [SEPARATOR.join(row[at]) for row in self.table.rows[:500] if isinstance(row[at], tuple)]  # type: ignore[arg-type]
        longest = max((columns_wide(text[:200]) for text in (*shown, *lists)), default=0)
        return max(_NARROW, min(_WIDE, longest + 2), min(len(column.name) + 4, 24))

    def _said(self) -> Iterator[str]:
        if self.cut:
            yield f"{self.name}: {count(self.cut, 'text')} longer than a cell, cut and marked “[…]”."
        if self.unlinked:
            yield f"{self.name}: {count(self.unlinked, 'link')} left out: a sheet holds {_LINKS}."
        if self.early:
            yield f"{self.name}: {count(self.early, 'date')} before March 1900, written as texts."
        if len(self.table.rows) > _ROWS:
            yield f"{self.name}: {len(self.table.rows) - _ROWS} rows left out: a sheet holds {_ROWS + 1}."


def _write_about(
    sheet: Any,
    publication: Publication,
    tables: Sequence[Table],
    names: Sequence[str],
    said: Sequence[str],
    formats: dict[str, Any],
) -> None:
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 80)
    text = formats["text"]
    sheet.merge_range(0, 0, 0, 2, "", formats["title"])
    sheet.write_string(0, 0, publication.title[:_CELL], formats["title"])
    sheet.set_row(0, 20 * (1 + columns_wide(publication.title) // 80))
    sheet.write_string(1, 0, f"As of {publication.day.isoformat()}", text)
    for i, head in enumerate(("Sheet", "Rows", "What it holds")):
        sheet.write_string(3, i, head, formats["head"])
    row = 4
    for table, name in zip(tables, names, strict=True):
        quoted = name.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{quoted}'!A1", formats["link"], name)
        sheet.write_number(row, 1, len(table.rows), text)
        sheet.write_string(row, 2, table.about[:_CELL], text)
        row += 1
    row += 1
    for sentence in (
        "Notes on the header cells say what each column means. Lists are joined with “ | ”.",
        "Private persons bear pseudonyms. The documents themselves are not published.",
        *(said or ("Nothing had to be cut to fit Excel's limits.",)),
    ):
        sheet.merge_range(row, 0, row, 2, "", text)
        sheet.write_string(row, 0, sentence, text)
        row += 1
