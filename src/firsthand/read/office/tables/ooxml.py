"""What a workbook's own XML says that its values alone do not: number formats, and where its cells lie."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from firsthand.read.beat import beat
from firsthand.read.office.package import Package, attribute, child, local, named

# A sheet is laid out as a rectangle when it is read; of 32 bytes a cell this makes 800 MB at most.
MOST_AREA = 25_000_000

_LEFT_OUT = re.compile(
    r"docProps/.*|customXml/.*|xl/(?:media|drawings|embeddings|pivot\w*|externalLinks|charts|theme|printerSettings|"
    r"ctrlProps|activeX|threadedComments|persons|model)/.*|xl/(?:vbaProject|comments|calcChain).*",
    re.I,
)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)(?<!/)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_NUMBERED = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"'](\d{1,7})")
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})")
_STYLE = re.compile(rb"\bs\s*=\s*[\"'](\d+)")
_UNCALCULATED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<v></v>)?\s*</(?:\w+:)?c>"
)
# Number formats that every workbook has (ECMA-376, 18.8.30), as far as they change how a number reads.
_BUILT_IN = {3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
             39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00"}  # fmt: skip
_CELLS_A_BEAT = 100_000
_TELLING = re.compile(r"[%,$€£¥₹]|\"[^\"]+\"|\[\$[^\]-]")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the XML of one sheet says: number formats by cell (row and column from 0), its size, formulas."""

    forms: dict[tuple[int, int], str]
    area: int
    far: str  # the corner of the rectangle: "XFD1048576"
    uncalculated: int


def repacked(package: Package) -> bytes:
    """Return a workbook of only the parts that are read, each unfolded within limits and checked."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in package.paths:
            if not _LEFT_OUT.fullmatch(path) and (data := package.part(path)) is not None:
                archive.writestr(zipfile.ZipInfo(path), data)
    return out.getvalue()


def sheet_paths(package: Package) -> dict[str, str]:
    """Return where each sheet of a workbook lies in it, by its name."""
    relations = package.tree("xl/_rels/workbook.xml.rels")
    targets = {
        attribute(one, "Id"): attribute(one, "Target") or "" for one in named(relations, "Relationship")
    }
    real = {path.lower(): path for path in package.paths}
    paths: dict[str, str] = {}
    for sheet in named(package.tree("xl/workbook.xml"), "sheet"):
        target = targets.get(attribute(sheet, "id"), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        paths[attribute(sheet, "name") or ""] = real.get(path.lower(), path)
    return paths


def number_forms(package: Package) -> list[str | None]:
    """Return the number format of each cell style, None where it changes nothing that a reader sees."""
    styles = package.tree("xl/styles.xml")
    codes: dict[str, str] = {str(number): form for number, form in _BUILT_IN.items()}
    for one in named(child(styles, "numFmts"), "numFmt"):
        codes[attribute(one, "numFmtId") or ""] = attribute(one, "formatCode") or ""
    forms: list[str | None] = []
    cells = child(styles, "cellXfs")
    for one in cells if cells is not None else ():
        if local(one) == "xf":
            form = codes.get(attribute(one, "numFmtId") or "", "")
            forms.append(form if _TELLING.search(form) else None)
    return forms


def layout(data: bytes, forms: list[str | None]) -> Layout:
    """Look through the XML of a sheet without building anything of it."""
    beat()
    widest = b"A"
    lowest = unplaced = 0
    placed: dict[tuple[int, int], str] = {}
    for number, found in enumerate(_CELL.finditer(data)):
        if number % _CELLS_A_BEAT == 0:
            beat()
        place = _PLACE.search(found[1])
        if place is None:
            unplaced += 1
            continue
        widest = max(widest, place[1], key=_order)
        lowest = max(lowest, int(place[2]))
        if (
            forms
            and (style := _STYLE.search(found[1]))
            and int(style[1]) < len(forms)
            and (form := forms[int(style[1])])
        ):
            placed[int(place[2]) - 1, column_number(place[1]) - 1] = form
    columns = column_number(widest)
    if unplaced:  # some programs leave out where a cell stands: next to the one before
        rows = _ROW.split(data)
        lowest = max(lowest, len(rows) - 1, *map(int, _NUMBERED.findall(data)))
        columns = max(columns, *(len(_CELL.findall(row)) for row in rows))
    return Layout(placed, lowest * columns, f"{widest.decode()}{lowest}", len(_UNCALCULATED.findall(data)))


def _order(letters: bytes) -> tuple[int, bytes]:
    return len(letters), letters


def column_number(letters: bytes) -> int:
    """Return a column's number, from 1, by its letters."""
    number = 0
    for code in letters:
        number = number * 26 + code - ord("A") + 1
    return number
