"""The sheets of an OpenDocument workbook (ODS): what its cells show is stored beside their values."""

import re
from collections.abc import Iterator

from firsthand.read.office.package import Element, Package, attribute, child, local, locked, named
from firsthand.read.office.tables.rows import Row, Table

_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_COLUMNS = 16_384


def tables_of(package: Package) -> tuple[list[Table], list[str]]:
    """Return the sheets of a workbook and notes on them; raises UnreadableDocumentError."""
    if any(True for _ in named(package.tree("META-INF/manifest.xml"), "encryption-data")):
        raise locked(package.name)
    content = package.tree("content.xml")
    invisible = {
        attribute(style, "name")
        for style in named(content, "style")
        if attribute(child(style, "table-properties"), "display") == "false"
    }
    tables: list[Table] = []
    notes: list[str] = []
    comments = 0
    body = child(content, "body", "spreadsheet")
    for table in body if body is not None else ():
        if local(table) == "table":
            label = attribute(table, "name") or f"Sheet {len(tables) + 1}"
            if attribute(table, "style-name") in invisible:
                notes.append(f"sheet {label} is hidden in the workbook: read all the same")
            comments += sum(1 for _ in named(table, "annotation"))
            tables.append(Table(label, _rows(table)))
    if comments:
        notes.append(f"{comments} comment{'s' if comments > 1 else ''} on cells: not read")
    return tables, notes


def _rows(table: Element) -> Iterator[Row]:
    number = 0
    for row in _lines(table):
        times = _repeated(row, "number-rows-repeated")
        cells = _cells(row)
        if any(cells):
            for count in range(times):
                yield number + count + 1, list(cells)
        number += times


def _lines(parent: Element) -> Iterator[Element]:
    for one in parent:
        if local(one) == "table-row":
            yield one
        elif local(one) in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _lines(one)


def _cells(row: Element) -> list[str]:
    cells: list[str] = []
    for one in row:
        if local(one) not in ("table-cell", "covered-table-cell"):
            continue
        text = "" if local(one) == "covered-table-cell" else _text(one)
        times = min(_repeated(one, "number-columns-repeated"), _MOST_COLUMNS - len(cells))
        cells += [text] * times
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _repeated(element: Element, name: str) -> int:
    times = attribute(element, name) or "1"
    return max(1, int(times)) if times.isdecimal() and len(times) < 9 else 1


def _text(cell: Element) -> str:
    """Return what a cell shows; its stored value where it shows nothing."""
    lines = ["".join(_shown(paragraph)).strip() for paragraph in cell if local(paragraph) == "p"]
    text = "\n".join(line for line in lines if line)
    return (
        text
        or attribute(cell, "date-value")
        or attribute(cell, "string-value")
        or attribute(cell, "value")
        or ""
    )


def _shown(element: Element) -> Iterator[str]:
    yield _SPACE.sub(" ", element.text or "")
    for one in element:
        tag = local(one)
        if tag == "s":
            yield " "
        elif tag in ("tab", "line-break"):
            yield "\n" if tag == "line-break" else "\t"
        elif tag != "annotation":
            yield from _shown(one)
        yield _SPACE.sub(" ", one.tail or "")
