"""The case as spreadsheets: one CSV file a table, in UTF-8, for people who work in rows.

A text that a spreadsheet would run as a formula (it begins with = + - @ or a control character) gets
an apostrophe before it, as OWASP's "CSV Injection" page advises; numbers stay numbers, and `unsafe`
takes the apostrophe away again. Lists are joined with " | ". Ids are those of the JSON export. The byte
order mark at the start is there because Excel reads UTF-8 only with it.
"""

import csv
import io
from datetime import date
from pathlib import Path

from firsthand.model import Findings
from firsthand.publish.files import replace_bytes
from firsthand.publish.rows import Cell, Table, all_tables
from firsthand.publish.rows.characters import all_printable

SEPARATOR = " | "
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export_csv(findings: Findings, folder: Path) -> tuple[Path, ...]:
    """Write one file a table into a folder, made if it is not there; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, text in tables(findings).items():
        path = folder / f"{name}.csv"
        replace_bytes(path, b"\xef\xbb\xbf" + text.encode("utf-8"))
        written.append(path)
    return tuple(written)


def tables(findings: Findings) -> dict[str, str]:
    """Return each table's name with its CSV text; those of the register only where there are records."""
    found = all_tables(all_printable(findings))
    register = {"values", "evidence", "tallies"} if not (findings.records or findings.tallies) else set()
    return {table.name: csv_text(table) for table in found if table.name not in register}


def csv_text(table: Table) -> str:
    """Return a table as CSV: comma, CRLF as RFC 4180 says, header first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(column.name) for column in table.columns])
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def safe(text: str) -> str:
    """Return a text no spreadsheet will run: one that begins like a formula gets an apostrophe.

    Spaces and apostrophes before the sign do not count, so that what `safe` adds `unsafe` can take away.
    """
    return "'" + text if _runs(text) else text


def unsafe(cell: str) -> str:
    """Return the text that `safe` made this cell of."""
    return cell[1:] if cell.startswith("'") and _runs(cell) else cell


def _runs(text: str) -> bool:
    return text.lstrip(" '").startswith(_DANGEROUS)


def _written(cell: Cell) -> str | int | float | None:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, int | float) or cell is None:
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    return safe(SEPARATOR.join(cell) if isinstance(cell, tuple) else cell)
