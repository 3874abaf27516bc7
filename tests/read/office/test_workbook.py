from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest
from office_files import ods

from firsthand.model import Document
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import read_bytes
from firsthand.read.limits import Limits
from firsthand.read.office.cells import cell_at
from firsthand.read.office.tables.shown import shown

NEXT = "The harbour master of Saltmere told the Harbour Courier that he had warned it twice."


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def incidents() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Incidents"
    for row in (
        ["Leaks in the harbour, 2022"],
        ["Ministry of Fisheries, 4 March 2022"],
        [],
        ["Day", "Place", "Share", "Cost", "What happened", "Settled"],
        [date(2022, 3, 3), "Saltmere", 0.255, 1234.5, NEXT, True],
        [datetime(2022, 3, 4, 14, 30), "Tal", 1, 12, "-", False],
    ):
        sheet.append(row)
    sheet["C5"].number_format = "0.0%"
    sheet["D5"].number_format = '#,##0.00 "EUR"'
    return book


def read(book: openpyxl.Workbook, **limits: int) -> Document:
    return read_bytes(saved(book), name="leaks.xlsx", limits=Limits(**limits))


def test_rows_are_lines_and_values_read_as_on_the_sheet() -> None:
    document = read(incidents())
    assert document.text.split("\n") == [
        "Leaks in the harbour, 2022",
        "Ministry of Fisheries, 4 March 2022",
        "",
        "Day | Place | Share | Cost | What happened | Settled",
        f"2022-03-03 | Saltmere | 25.5% | 1,234.50 EUR | {NEXT} | TRUE",
        "2022-03-04 14:30 | Tal | 1 | 12 | - | FALSE",
    ]
    assert document.format == "workbook"
    assert [(s.number, s.start, s.end, s.label) for s in document.sheets] == [
        (1, 0, len(document.text), "Incidents")
    ]


def test_what_stands_above_the_headings_says_title_publisher_and_date() -> None:
    document = read(incidents())
    assert document.title == "Leaks in the harbour, 2022"
    assert document.publisher == "Ministry of Fisheries"
    assert document.published == date(2022, 3, 4)


def test_only_a_cell_with_a_sentence_is_a_paragraph() -> None:
    document = read(incidents())
    paragraphs = [document.text[b.start : b.end] for b in document.blocks if b.kind == "paragraph"]
    assert paragraphs == [NEXT]


def test_each_sheet_has_its_stretch_and_hidden_ones_are_read_and_said() -> None:
    book = incidents()
    hidden = book.create_sheet("Notes")
    hidden["B3"] = NEXT
    hidden.sheet_state = "hidden"
    book.create_sheet("Empty")
    document = read(book)
    assert [sheet.label for sheet in document.sheets] == ["Incidents", "Notes", "Empty"]
    notes = document.sheets[1]
    assert document.text[notes.start : notes.end].strip() == f"| {NEXT}"
    assert "sheet Notes is hidden in the workbook: read all the same" in document.notes
    assert cell_at(document, document.text.rindex(NEXT)) == ("Notes", 3, "B")


def test_formulas_without_a_result_are_said() -> None:
    book = incidents()
    book.active["B7"] = "=1+1"
    assert any("1 formula without a stored result" in note for note in read(book).notes)


def test_merged_cells_read_once_and_comments_are_counted() -> None:
    book = incidents()
    book.active.merge_cells("B5:B6")
    book.active["A5"].comment = openpyxl.comments.Comment("Sure?", "Ivo Brand")
    document = read(book)
    assert document.text.count("Saltmere |") == 1
    assert "1 comment on cells: not read" in document.notes
    assert "Sure?" not in document.text


def test_what_a_limit_cuts_is_said() -> None:
    book = openpyxl.Workbook()
    for number in range(50):
        book.active.append([f"place {number}", number])
    document = read(book, cells=21)
    assert document.text.endswith("place 9 | 9")
    assert document.notes[0] == (
        "sheet Sheet: read up to row 10, the rest was not (limit cells=21); raise it with --limit "
        "cells=NUMBER"
    )
    assert "limit characters=300" in read(book, characters=300).notes[0]


def test_a_lone_cell_far_out_does_not_take_the_memory_of_all_between() -> None:
    book = incidents()
    far = book.create_sheet("Far")
    far["A1"] = "here"
    far["XFD1048576"] = "there"
    document = read(book)
    assert NEXT in document.text
    assert any(
        note.startswith("sheet Far was not read: its cells lie too far apart") for note in document.notes
    )


def test_many_empty_rows_are_one_line_that_says_so() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Day"
    book.active["B1"] = "Place"
    book.active["A1000000"] = "3 March"
    document = read(book)
    assert document.text == "Day | Place\n(999998 empty rows: 2 to 999999)\n3 March"
    assert document.blocks[2].kind == "furniture"
    assert cell_at(document, len(document.text) - 1) == ("Sheet", 1_000_000, "Day")


def test_ods_shows_what_its_cells_show() -> None:
    def cell(text: str, extra: str = "") -> str:
        return f"<table:table-cell {extra}><text:p>{text}</text:p></table:table-cell>"

    rows = (
        "<table:table-row>" + cell("Day") + cell("Share") + cell("What") + "</table:table-row>"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2">'
        + cell("3. März 2022", 'office:value-type="date" office:date-value="2022-03-03"')
        + cell("25,5 %", 'office:value-type="percentage" office:value="0.255"')
        + cell(NEXT)
        + '</table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    hidden = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
    table = f'<table:table table:name="Leaks" table:style-name="ta1">{rows}</table:table>'
    document = read_bytes(ods(table, styles=hidden), name="leaks.ods")
    line = f"3. März 2022 | 25,5 % | {NEXT}"
    assert document.text == f"Day | Share | What\n\n\n\n{line}\n{line}"
    assert cell_at(document, document.text.rindex("25,5")) == ("Leaks", 6, "Share")
    assert document.notes == ("sheet Leaks is hidden in the workbook: read all the same",)


def test_an_ods_that_repeats_without_end_is_cut_by_the_limit() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    data = ods(f'<table:table table:name="A">{row}</table:table>')
    document = read_bytes(data, name="a.ods", limits=Limits(cells=40_000))
    assert len(document.blocks) == 2 * 16_384
    assert "read up to row 2" in document.notes[0]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.255, "0%", "26%"),
        (0.255, "0.00%", "25.50%"),
        (-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"),
        (1234567, "#,##0", "1,234,567"),
        (12.5, '"$"#,##0.##', "$12.5"),
        (12, "[$€-407] #,##0.00", "€ 12.00"),
        (0.1 + 0.2, None, "0.3"),
        (1e21, None, "1000000000000000000000"),
        (12.0, None, "12"),
        (12.0, "General", "12"),
        (5.0, "yyyy-mm-dd", "5"),
        (True, "0%", "TRUE"),
        (date(2022, 3, 4), None, "2022-03-04"),
        (datetime(2022, 3, 4), None, "2022-03-04"),
        (datetime(2022, 3, 4, 9, 5, 7), None, "2022-03-04 09:05:07"),
        (time(9, 5), None, "09:05"),
        (timedelta(hours=30, minutes=5), None, "30:05:00"),
        ("  two\r\nlines ", None, "two\nlines"),
        (None, None, ""),
    ],
)
def test_shown(value: object, form: str | None, text: str) -> None:
    assert shown(value, form) == text  # type: ignore[arg-type]


def test_a_defect_of_the_library_is_an_error_that_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):  # called as the library's own is
        pass

    class Broken:
        @staticmethod
        def from_filelike(_: object) -> object:
            raise PanicException("index out of range")

    monkeypatch.setattr("firsthand.read.office.workbook.CalamineWorkbook", Broken)
    with pytest.raises(UnreadableDocumentError, match=r"leaks\.xlsx: the workbook is cut off or damaged"):
        read(incidents())
