import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from firsthand.publish.data import spreadsheet
from firsthand.publish.data.spreadsheet import sheet_names, workbook
from firsthand.publish.publication import Files, Publication
from firsthand.publish.rows.table import Column, table


def read(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def test_a_sheet_a_table_with_typed_cells(files: Files, publication: Publication) -> None:
    book = read(files["data/register.xlsx"])
    assert book.sheetnames[:4] == ["Read me", "Dumps", "Inquiries", "Sightings"]
    sheet = book["Dumps"]
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, sheet[2], strict=True))
    assert row["place_latitude"].value == 67.3 and row["number_low"].value == 44
    assert row["since_earliest"].value == datetime(2019, 1, 1) and row["since_earliest"].is_date
    assert row["number_contested"].value is False
    assert sheet.freeze_panes == "B2"
    assert book.properties.created == datetime(2031, 3, 9)
    assert book.properties.title == publication.title


def test_no_cell_is_a_formula(files: Files, hostile_files: Files) -> None:
    for made in (files, hostile_files):
        book = read(made["data/register.xlsx"])
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert cells and not [cell.coordinate for cell in cells if cell.data_type == "f"]
    titles = {cell.value for cell in read(files["data/register.xlsx"])["Sightings"]["B"]}
    assert any(str(title).startswith("=HYPERLINK") for title in titles)


def test_ids_lead_to_the_rows_they_name(files: Files) -> None:
    book = read(files["data/register.xlsx"])
    sheet = book["Evidence"]
    head = {cell.value: cell.column for cell in sheet[1]}
    for name in ("record", "claim", "document_id"):
        cell = sheet.cell(2, head[name])
        target, at = cell.hyperlink.location.rsplit("!", 1)
        assert book[target.strip("'")][at].value == cell.value


def test_every_link_is_inside_the_workbook_or_on_the_web(hostile_files: Files) -> None:
    book = read(hostile_files["data/register.xlsx"])
    links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert all(link.location or link.target.startswith("https://") for link in links)
    for link in links:
        if link.location:
            target = link.location.rsplit("!", 1)[0]
            assert target[1:-1].replace("''", "'") in book.sheetnames


def test_what_excel_cannot_hold_is_cut_and_said(hostile_files: Files) -> None:
    book = read(hostile_files["data/register.xlsx"])
    told = "\n".join(str(row[0].value) for row in book["Read me"].iter_rows() if row[0].value)
    assert "longer than a cell" in told and "before March 1900" in told
    longest = max(len(str(c.value)) for sheet in book for row in sheet.iter_rows() for c in row if c.value)
    assert longest <= 32_767


def test_links_beyond_the_limit_stay_as_texts_and_are_counted(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "_LINKS", 2)
    column = Column("url", "address", "")
    rows = [(f"https://example.org/{i}",) for i in range(5)]
    book = read(workbook(publication, [table("t", "Links", "", [column], rows, has_ids=False)]))
    cells = [row[0] for row in book["Links"].iter_rows(min_row=2)]
    assert [bool(c.hyperlink) for c in cells] == [True, True, False, False, False]
    assert [c.value for c in cells] == [row[0] for row in rows]
    assert any("3 links left out" in str(row[0].value) for row in book["Read me"].iter_rows())


def test_rows_beyond_the_limit_are_left_out_and_counted(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "_ROWS", 3)
    rows = [(str(i),) for i in range(5)]
    book = read(workbook(publication, [table("t", "Many", "", [Column("id", "text", "")], rows)]))
    assert book["Many"].max_row == 4
    assert any("2 rows left out" in str(row[0].value) for row in book["Read me"].iter_rows())


def test_a_date_excel_counts_wrongly_is_a_text(publication: Publication) -> None:
    rows = [(date(1900, 2, 28),), (date(1900, 3, 1),), (date(9999, 12, 31),)]
    book = read(workbook(publication, [table("t", "D", "", [Column("d", "date", "")], rows, has_ids=False)]))
    cells = [row[0].value for row in book["D"].iter_rows(min_row=2)]
    assert cells == ["1900-02-28", datetime(1900, 3, 1), datetime(9999, 12, 31)]


def test_a_day_before_all_workbooks_is_left_to_the_first_sheet(publication: Publication) -> None:
    data = workbook(replace(publication, day=date(1066, 10, 14)), [])
    assert read(data)["Read me"]["A2"].value == "As of 1066-10-14"


@given(st.lists(st.text(), max_size=12))
def test_sheet_names_are_such_as_excel_takes(titles: list[str]) -> None:
    names = sheet_names(titles)
    found = [names.about, *names.tables]
    assert len({name.lower() for name in found}) == len(found) == len(titles) + 1
    for name in found:
        assert 0 < len(name) <= 31 and not set(name) & set("[]:*?/\\")
        assert name[0] != "'" and name[-1] != "'" and name.lower() != "history"
