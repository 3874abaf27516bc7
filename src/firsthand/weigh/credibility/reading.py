"""A table of claims as people keep it: a CSV file with a row a claim, or a column an attribute."""

import csv
import io
from collections.abc import Iterator, Sequence

from firsthand.model.errors import InputError
from firsthand.weigh.credibility.table import Row

_SOURCE = ("source", "src", "who", "origin")
_OBJECT = ("object", "item", "question", "about")
_ATTRIBUTE = ("attribute", "property", "field")
_VALUE = ("value", "answer", "says")
_SEPARATORS = "\t;,"


def read_table(text: str, *, name: str) -> tuple[Row, ...]:
    """Return the claims of a CSV text whose first line names its columns.

    Either a row a claim, with the columns source, object, value and, if there are several questions about an
    object, attribute; or a row for what one source says of one object: source, object, and a column for each
    attribute. Commas, semicolons or tabs part the columns. Empty cells say nothing.

    Raises InputError, naming the file, the line and what to do, where a row has too few cells or no source.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines:
        raise InputError(f"{name} is empty. It needs a first line with the columns: source, object, value.")
    separator = max(_SEPARATORS, key=lines[0].count)
    read = csv.reader(io.StringIO("\n".join(lines)), delimiter=separator)
    header = [cell.strip().casefold() for cell in next(read)]
    value = _column(header, _VALUE)
    source, thing = _column(header, _SOURCE), _column(header, _OBJECT)
    if value is None:
        source, thing = 0 if source is None else source, 1 if thing is None else thing
        attributes = [at for at in range(len(header)) if at not in (source, thing)]
        if not attributes:
            raise InputError(
                f"{name}: its first line names {len(header)} columns ({', '.join(header)}). It needs source, "
                "object and value, or source, object and a column for each attribute."
            )
        return tuple(_wide(read, header, source, thing, attributes, name=name))
    if source is None or thing is None:
        missing = "source" if source is None else "object"
        raise InputError(f"{name}: no column is called “{missing}”. Its columns are {', '.join(header)}.")
    return tuple(_long(read, source, thing, _column(header, _ATTRIBUTE), value, name=name))


def _column(header: Sequence[str], names: Sequence[str]) -> int | None:
    return next((header.index(one) for one in names if one in header), None)


def _long(
    read: Iterator[list[str]], source: int, thing: int, attribute: int | None, value: int, *, name: str
) -> Iterator[Row]:
    for cells in _cells(read, max(source, thing, attribute or 0, value), source, name=name):
        asked = "value" if attribute is None else cells[attribute].strip()
        yield Row(cells[source].strip(), cells[thing].strip(), asked, cells[value].strip() or None)


def _wide(
    read: Iterator[list[str]],
    header: Sequence[str],
    source: int,
    thing: int,
    attributes: Sequence[int],
    *,
    name: str,
) -> Iterator[Row]:
    for cells in _cells(read, max(source, thing), source, name=name):
        for at in attributes:
            told = cells[at].strip() if at < len(cells) else ""
            yield Row(cells[source].strip(), cells[thing].strip(), header[at], told or None)


def _cells(read: Iterator[list[str]], last: int, source: int, *, name: str) -> Iterator[list[str]]:
    for number, cells in enumerate(read, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) <= last:
            raise InputError(
                f"{name}, line {number}: {len(cells)} cells, {last + 1} are needed. Fill or delete it."
            )
        if not cells[source].strip():
            raise InputError(
                f"{name}, line {number}: it does not say who says so. Name a source or delete the row."
            )
        yield cells
