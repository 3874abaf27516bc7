import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Findings
from firsthand.publish.rows.characters import printable
from firsthand.publish.rows.table import Column, table
from firsthand.publish.tables import csv_text, export_csv, safe, tables, unsafe


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_file_a_table_in_utf8_that_excel_reads(harbour: Findings, tmp_path: Path) -> None:
    written = export_csv(harbour, tmp_path / "out")
    assert {p.name for p in written} >= {
        "statements.csv", "claims.csv", "conflicts.csv", "variants.csv", "sources.csv", "lineage.csv",
    }  # fmt: skip
    assert all(p.read_bytes().startswith(b"\xef\xbb\xbf") for p in written)


def test_rows_say_who_said_it_and_through_whom(harbour: Findings) -> None:
    rows = _read(tables(harbour)["statements"])
    assert len(rows) == len(harbour.statements)
    row = next(r for r in rows if r["document"] == "quay-daily.txt" and "dumped" in r["text"])
    assert (row["origin"], row["relays"]) == ("Tidewatch", "Northern Wire")


@pytest.mark.parametrize("cell", ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_text_that_a_spreadsheet_would_run_is_disarmed(cell: str) -> None:
    assert safe(cell) == "'" + cell


def test_numbers_stay_numbers_and_what_has_no_end_is_empty() -> None:
    columns = [Column(name, "number", "") for name in ("a", "b", "c", "d")]
    text = csv_text(table("t", "", "", columns, [(-2, 0.5, None, float("inf"))]))
    assert text.splitlines()[1] == "-2,0.5,,"


def test_a_header_is_no_formula_either() -> None:
    assert csv_text(table("t", "", "", [Column("=cmd|x", "text", "")], [])) == "'=cmd|x\r\n"


@given(st.text())
def test_any_text_comes_back_from_its_cell(text: str) -> None:
    document = replace(_one_document(), text=text, name=text or "d")
    rows = _read(tables(Findings(documents=(document,)))["documents"])
    assert unsafe(rows[0]["name"]) == printable(text or "d")


@given(st.text("'= +-@ab"))
def test_an_apostrophe_is_added_once_and_taken_away_again(text: str) -> None:
    assert unsafe(safe(text)) == text
    assert not safe(text).startswith(("=", "+", "-", "@"))


def _one_document():  # type: ignore[no-untyped-def]
    from firsthand.model import Document

    return Document("d", "d.txt", "")
