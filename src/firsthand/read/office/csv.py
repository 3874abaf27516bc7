"""A CSV or TSV to a page: its records as lines, whatever parts and quotes its cells."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import islice

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.beat import beat
from firsthand.read.encoding import NotTextError, decode
from firsthand.read.limits import Limits
from firsthand.read.office.tables.rows import Row, Table, page_of_tables
from firsthand.read.page import Page

_DELIMITERS = "\t;,|"
_SAMPLE_CHARACTERS = 60_000
_SAMPLE_RECORDS = 200
# What a separator loses by which quotation marks stand where no cell ends: one within a quoted cell is none.
_MISFIT = 0.3
# "sep=;" on the first line is for Excel, which shows it to nobody.
_SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n", re.I)
_NAMED_ROWS = 5
_RECORDS_A_BEAT = 100_000
_MOST_LINES = 1_000  # of one cell: more are rows that an unclosed quotation mark swallowed


def read(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read a CSV or TSV; raises UnreadableDocumentError."""
    try:
        text, note = decode(data)
    except NotTextError as error:
        raise UnreadableDocumentError(
            f"{name}: not a table in text ({error}). Open it in an office program and save it as XLSX."
        ) from error
    notes = [note] if note else []
    given = _SEPARATOR.match(text)
    text = (text[given.end() :] if given else text).removeprefix("\ufeff")
    was = csv.field_size_limit(max(limits.characters, _SAMPLE_CHARACTERS))
    try:
        delimiter = given[1] if given else _delimiter(text)
        quoted = _is_closed(text, delimiter)
        if not quoted:
            notes.append("a quotation mark is opened and never closed: all are read as part of the text")
        broken: list[int] = []
        page = page_of_tables(
            [Table(None, _rows(text, delimiter, quoted, broken))], limits=limits, notes=notes, paged=False
        )
    except csv.Error as error:
        raise UnreadableDocumentError(
            f"{name}: not a table ({error}). Open it in an office program and save it as CSV again, or "
            "rename it to .txt to read it as a text."
        ) from error
    finally:
        csv.field_size_limit(was)
    return replace(page, notes=(*page.notes, *_said(broken)))


def _records(text: str, delimiter: str, *, quoted: bool, strict: bool = False) -> Iterator[list[str]]:
    if not quoted:
        return csv.reader(_lines(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(_lines(text), delimiter=delimiter, strict=strict)


def _lines(text: str) -> Iterator[str]:
    """Return lines with their ends: only the ones that a CSV knows."""
    return StringIO(text, newline="")


def _delimiter(text: str) -> str:
    """Return what parts the cells: what gives the most records of one width, and of more cells than one."""
    sample = text[:_SAMPLE_CHARACTERS]
    if len(sample) < len(text):
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, chosen = 0.0, ","
    for delimiter in _DELIMITERS:
        records = islice(_records(sample, delimiter, quoted=True), _SAMPLE_RECORDS)
        widths = Counter(len(record) for record in records if record)
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            continue
        width, count = max(wide.items(), key=lambda one: (one[1], one[0]))
        score = count / sum(widths.values()) + min(width, 50) / 1000
        if not _fits(sample, delimiter):
            score -= _MISFIT
        if score > best:
            best, chosen = score, delimiter
    return chosen


def _fits(text: str, delimiter: str) -> bool:
    """Tell whether a cell ends wherever its quotation mark is closed; a mark within may be that of a unit."""
    try:
        for _ in islice(_records(text, delimiter, quoted=True, strict=True), _SAMPLE_RECORDS):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)  # the sample was cut within a cell
    return True


def _is_closed(text: str, delimiter: str) -> bool:
    """Tell whether every quotation mark that opens a cell is closed again."""
    try:
        for number, _ in enumerate(_records(text, delimiter, quoted=True, strict=True)):
            if number % _RECORDS_A_BEAT == 0:
                beat()
    except csv.Error as error:
        if "unexpected end" in str(error):
            return False
        try:
            return all(
                cell.count("\n") < _MOST_LINES
                for record in _records(text, delimiter, quoted=True)
                for cell in record
            )
        except csv.Error:  # a cell longer than any
            return False
    return True


def _rows(text: str, delimiter: str, quoted: bool, broken: list[int]) -> Iterator[Row]:
    """Yield the records; the numbers of those that are wider or narrower than the first go to `broken`."""
    width = 0
    for number, record in enumerate(_records(text, delimiter, quoted=quoted), 1):
        cells = [cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in record]
        if not any(cells):
            continue
        if width and len(cells) != width:
            broken.append(number)
        elif len(cells) > 1:
            width = width or len(cells)  # a line alone above the table is no record of it
        yield number, cells


def _said(broken: list[int]) -> list[str]:
    if not broken:
        return []
    rows = ", ".join(map(str, broken[:_NAMED_ROWS])) + (", …" if len(broken) > _NAMED_ROWS else "")
    count = f"{len(broken)} row{'s have' if len(broken) > 1 else ' has'}"
    return [f"{count} more or fewer cells than the first (row {rows}): their columns may be off"]
