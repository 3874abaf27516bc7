import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Document
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import read_bytes
from firsthand.read.limits import Limits
from firsthand.read.office import csv as csv_reader
from firsthand.read.office.cells import cell_at

SAID = "The harbour master of Saltmere said that he had warned the company twice."


def read(text: str, name: str = "leaks.csv", encoding: str = "utf-8") -> Document:
    return read_bytes(text.encode(encoding), name=name)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_whatever_parts_the_cells(delimiter: str) -> None:
    rows = [["Day", "Place", "What"], ["3 March", "Tal, upper", SAID], ["4 March", "", "No answer; none yet"]]
    text = "\r\n".join(delimiter.join(f'"{c}"' if delimiter in c else c for c in row) for row in rows)
    document = read(text)
    assert (
        document.text
        == f"Day | Place | What\n3 March | Tal, upper | {SAID}\n4 March |  | No answer; none yet"
    )
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "paragraph"] == [SAID]
    assert document.format == "csv"


def test_quoted_line_ends_and_quotation_marks_belong_to_the_cell() -> None:
    document = read('Day,What\n"3 March","He said ""no""\r\nand then left the harbour."\n4 March,none\n')
    cell = 'He said "no"\nand then left the harbour.'
    assert cell in document.text
    assert cell_at(document, document.text.index("left")) == (None, 2, "What")
    assert cell_at(document, document.text.index("none")) == (None, 3, "What")


def test_encodings_and_marks() -> None:
    document = read("Tag;Ort\n3. März;Großsee am Öhr, wo es lag\n", encoding="cp1252")
    assert "3. März | Großsee" in document.text
    assert document.notes == ("decoded as windows-1252",)
    assert read("\ufeffsep=;\r\nDay;Place\r\n3 March;Tal\r\n").text == "Day | Place\n3 March | Tal"
    line = "渡轮公司星期一表示，对船体的裂缝并不知情，港务局长则说他曾两次向公司发出警告。"
    assert f"港口 | {line}" in read(f"地点,经过\n港口,{line}\n渔港,{line}\n", encoding="gb18030").text


def test_rows_of_another_width_are_said() -> None:
    document = read("a,b,c\n1,2,3\n1,2\n1,2,3,4\n\n1,2,3\n")
    assert document.text == "a | b | c\n1 | 2 | 3\n1 | 2\n1 | 2 | 3 | 4\n\n1 | 2 | 3"
    assert document.notes == (
        "2 rows have more or fewer cells than the first (row 3, 4): their columns may be off",
    )


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    document = read('Day,What\n3 March,"never closed\n4 March,none\n5 March,some\n')
    assert document.text.split("\n")[2] == "4 March | none"
    assert document.notes == (
        "a quotation mark is opened and never closed: all are read as part of the text",
    )


def test_a_cell_without_end_is_cut_and_nothing_hangs() -> None:
    data = b"a,b\n" + b"x" * 3_000_000 + b",y\n"
    with pytest.raises(UnreadableDocumentError, match=r"leaks\.csv: "):
        read_bytes(data, name="leaks.csv", limits=Limits(characters=100_000))


def test_a_long_table_is_cut_where_the_limit_says() -> None:
    text = "place,number\n" + "".join(f"p{n},{n}\n" for n in range(5_000))
    page = csv_reader.read(text.encode(), name="a.csv", limits=Limits(characters=1_000))
    assert len(page.text) <= 1_000
    assert page.notes[0].startswith("read up to row ")


def test_what_is_no_table_says_what_to_do() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"leaks\.csv: .*save it as"):
        read_bytes(b"a\x00\x01\x02\x03" * 50, name="leaks.csv")


_cell = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=12)


@settings(max_examples=60)
@given(st.lists(st.lists(_cell, min_size=2, max_size=4), min_size=1, max_size=6))
def test_every_cell_leads_back_to_its_row_and_column(rows: list[list[str]]) -> None:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    page = csv_reader.read(out.getvalue().encode(), name="a.csv", limits=Limits())
    document = Document("0", "a.csv", page.text, page.blocks, format="csv")
    found = {
        (place.row, document.text[block.start : block.end])
        for block in document.blocks
        if (place := cell_at(document, block.start))
    }
    wanted = {(number, cell.strip()) for number, row in enumerate(rows, 1) for cell in row if cell.strip()}
    assert found == wanted
