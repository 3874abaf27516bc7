"""A workbook (XLSX, ODS, XLS, XLSB) to a page: rows as lines, cells as a reader sees them."""

from collections.abc import Iterator
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.limits import Limits
from firsthand.read.office.package import Package, locked, named, open_package
from firsthand.read.office.properties import core_properties
from firsthand.read.office.tables import ods
from firsthand.read.office.tables.ole import looked_through
from firsthand.read.office.tables.ooxml import MOST_AREA, layout, number_forms, repacked, sheet_paths
from firsthand.read.office.tables.rows import Row, Table, page_of_tables
from firsthand.read.office.tables.shown import shown
from firsthand.read.page import Page
from firsthand.read.properties import filled

# Of these formats the library hands out no number formats.
_AS_STORED = "numbers are as they are stored, not as they are set: a percentage is a fraction (0.25)"
_Forms = dict[tuple[int, int], str]


def read(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read a workbook; raises UnreadableDocumentError."""
    if not data.startswith(b"PK"):
        sheets = looked_through(data, name=name, limits=limits)
        return page_of_tables(_tables(sheets, None, name), limits=limits, notes=[_AS_STORED], paged=True)
    package = open_package(data, name=name, limits=limits)
    if "content.xml" in package.paths:
        tables, notes = ods.tables_of(package)
        return page_of_tables(tables, limits=limits, notes=notes, paged=True)
    page = page_of_tables(
        _tables(repacked(package), package, name),
        limits=limits,
        notes=[*_comments(package), *([_AS_STORED] if "xl/workbook.bin" in package.paths else [])],
        paged=True,
    )
    return filled(page, core_properties(package))


def _tables(data: bytes, package: Package | None, name: str) -> Iterator[Table]:
    """Yield the sheets of a workbook, one opened after the other."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            paths = sheet_paths(package) if package else {}
            forms = number_forms(package) if package else []
            for sheet in workbook.sheets_metadata:
                if sheet.typ in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
                    yield _table(workbook, sheet, package, paths.get(sheet.name), forms)
    except PasswordError as error:
        raise locked(name) from error
    except BaseException as error:
        # The library's own defects come as a panic, which is no Exception.
        broken = isinstance(error, (CalamineError, OSError, ValueError, OverflowError))
        if not broken and type(error).__name__ != "PanicException":
            raise
        raise UnreadableDocumentError(
            f"{name}: the workbook is cut off or damaged ({error}). Open it in an office program, let it be "
            "repaired, and save it again as XLSX."
        ) from error


def _table(
    workbook: CalamineWorkbook,
    sheet: SheetMetadata,
    package: Package | None,
    path: str | None,
    forms: list[str | None],
) -> Table:
    notes: list[str] = []
    if sheet.visible != SheetVisibleEnum.Visible:
        notes.append(f"sheet {sheet.name} is hidden in the workbook: read all the same")
    placed: _Forms = {}
    if package and "xl/workbook.bin" not in package.paths:
        xml = package.part(path) if path else None
        if xml is None:
            notes.append(f"sheet {sheet.name} was not read: it is not in the file where the workbook says")
            return Table(sheet.name, (), tuple(notes))
        found = layout(xml, forms)
        placed = found.forms
        if found.area > MOST_AREA:
            notes.append(
                f"sheet {sheet.name} was not read: its cells lie too far apart (up to {found.far}). Delete "
                "the cell far out and save the workbook again"
            )
            return Table(sheet.name, (), tuple(notes))
        if found.uncalculated:
            notes.append(
                f"sheet {sheet.name}: {found.uncalculated} formula{'s' if found.uncalculated > 1 else ''} "
                "without a stored result, read as empty. Open the workbook in an office program and save it "
                "again"
            )
    return Table(sheet.name, _rows(workbook.get_sheet_by_name(sheet.name), placed), tuple(notes))


def _rows(sheet: CalamineSheet, forms: _Forms) -> Iterator[Row]:
    if sheet.start is None:
        return
    _, left = sheet.start
    for number, row in enumerate(sheet.iter_rows()):  # begins at the sheet's top, but at its first column
        if any(value != "" for value in row):
            cells = [
                shown(value, forms.get((number, column)) if forms else None)
                for column, value in enumerate(row, left)
            ]
            yield number + 1, [""] * left + cells


def _comments(package: Package) -> list[str]:
    """Say how many comments hang on cells."""
    count = sum(
        1
        for path in package.paths
        if path.startswith("xl/comments") and path.endswith(".xml")
        for _ in named(package.tree(path), "comment")
    )
    return [f"{count} comment{'s' if count > 1 else ''} on cells: not read"] if count else []
