from firsthand.model import Block, Document, Sheet
from firsthand.read import read_bytes
from firsthand.read.office.cells import cell_at, header_row, letter


def rows(*lines: str) -> list[tuple[int, list[str]]]:
    return [(number, line.split(",")) for number, line in enumerate(lines, 1)]


def test_columns_have_letters() -> None:
    assert [letter(n) for n in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_headings_are_the_first_row_of_words_over_most_columns() -> None:
    assert header_row(rows("Day,Place,Cost", "3 March,Tal,12")) == 0
    assert header_row(rows("Leaks in the harbour", "", "Day,Place,Cost", "3 March,Tal,12")) == 2
    assert header_row(rows("3,4", "5,6")) is None
    assert header_row(rows("Day,12", "Tal,13")) is None
    assert header_row(rows("Day,Day", "Tal,Sal")) is None
    assert header_row(rows("only")) is None
    assert header_row([]) is None


def test_what_stands_in_no_cell_leads_nowhere() -> None:
    document = read_bytes(b"Day,Place\n3 March,Tal\n", name="a.csv")
    assert cell_at(document, document.text.index(" | ") + 1) is None
    assert cell_at(document, len(document.text)) is None
    assert cell_at(read_bytes(b"Day, Place\n3 March, Tal\n", name="a.txt"), 0) is None


def test_a_cell_may_hold_what_parts_cells() -> None:
    text = "Day | What\n3 March | one | two\nthree\n4 March | none"
    cells = ["Day", "What", "3 March", "one | two\nthree", "4 March", "none"]
    starts = [text.index(cell) for cell in cells]
    blocks = tuple(Block(s, s + len(c), "cell") for s, c in zip(starts, cells, strict=True))
    sheets = (Sheet(1, 0, len(text), label="Leaks"),)
    document = Document("0", "a.xlsx", text, blocks, format="workbook", sheets=sheets)
    assert cell_at(document, text.index("two")) == ("Leaks", 2, "What")
    assert cell_at(document, text.index("none")) == ("Leaks", 3, "What")


def test_a_column_without_a_heading_has_its_letter() -> None:
    document = read_bytes(b"Day,,Place\n3 March,x,Tal\n5 March,y,Sal\n", name="a.csv")
    assert cell_at(document, document.text.index("x")) == (None, 2, "B")
    assert cell_at(document, document.text.index("Sal")) == (None, 3, "Place")
