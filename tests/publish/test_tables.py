import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Findings
from firsthand.publish.tables import export_csv, safe, tables


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


def test_numbers_stay_numbers() -> None:
    assert safe(-2) == -2 and safe(0.5) == 0.5 and safe(None) is None


@given(st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\n\x00")))
def test_any_text_comes_back_from_its_cell(text: str) -> None:
    document = replace(_one_document(), text=text, name=text or "d")
    rows = _read(tables(Findings(documents=(document,)))["documents"])
    assert rows[0]["name"].removeprefix("'") == (text or "d").removeprefix("'")


def _one_document():  # type: ignore[no-untyped-def]
    from firsthand.model import Document

    return Document("d", "d.txt", "")
