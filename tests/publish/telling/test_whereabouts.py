from dataclasses import replace

import paper_trail
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Area, Block, Document, ReadWord, Sheet
from firsthand.publish.protection import quoted_only
from firsthand.publish.telling.whereabouts import doubtful_words, sheet_told, sheets_of, whereabouts

TEXT = "a" * 100


def paged(*ends: int, labels: tuple[str | None, ...] = ()) -> Document:
    starts = (0, *ends[:-1])
    labels = labels or (None,) * len(ends)
    sheets = tuple(
        Sheet(number, start, end, 400, 600, label=label)
        for number, (start, end, label) in enumerate(zip(starts, ends, labels, strict=True), start=1)
    )
    return Document("d", "d.pdf", TEXT, format="pdf", sheets=sheets)


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (0, 5, "page 1"),
        (29, 30, "page 1"),
        (30, 31, "page 2"),
        (25, 35, "pages 1 and 2"),
        (25, 100, "pages 1 to 3"),
        (30, 30, "page 2"),
        (99, 100, "page 3"),
    ],
)
def test_a_passage_is_on_its_pages(start: int, end: int, told: str) -> None:
    assert whereabouts(paged(30, 60, 100), start, end) == told


def test_a_page_is_called_what_the_original_calls_it() -> None:
    document = paged(30, 60, 100, labels=("iii", "iv", "A-1"))
    assert whereabouts(document, 20, 40) == "pages iii and iv"
    assert whereabouts(document, 99, 100) == "page A-1"


def test_a_page_with_the_number_of_another_is_told_by_its_place_too() -> None:
    document = paged(20, 40, 60, 80, labels=("i", "ii", "1", "2"))
    assert whereabouts(document, 0, 5) == "page i"
    assert whereabouts(document, 45, 50) == "page 1 (3 of 4)"
    twice = paged(20, 40, labels=("A", "A"))
    assert [sheet_told(twice, sheet) for sheet in twice.sheets] == ["page A (1 of 2)", "page A (2 of 2)"]


def test_a_label_of_signs_that_cannot_be_seen_gives_way_to_the_number() -> None:
    assert whereabouts(paged(50, 100, labels=("\x07", "\u202e")), 60, 70) == "page 2"


def test_pages_without_text_hold_no_passage() -> None:
    document = paged(0, 30, 30, 60, 60)
    assert whereabouts(document, 0, 10) == "page 2"
    assert whereabouts(document, 25, 40) == "pages 2 and 4"
    assert whereabouts(document, 30, 40) == "page 4"
    assert [sheet.number for sheet in sheets_of(paged(0, 0), 0, 0)] == [2]


def test_what_stands_between_two_pages_is_on_the_earlier() -> None:
    document = paged(30, 100)
    document = replace(document, sheets=(document.sheets[0], replace(document.sheets[1], start=40)))
    assert whereabouts(document, 33, 36) == "page 1"
    assert whereabouts(document, 28, 45) == "pages 1 and 2"


def test_a_single_picture_has_no_page_one() -> None:
    picture = replace(paged(100), format="image")
    assert whereabouts(picture, 0, 5) == ""
    assert sheet_told(picture, picture.sheets[0]) == "page 1"
    assert whereabouts(replace(paged(50, 100), format="image"), 60, 70) == "page 2"


def test_a_document_without_pages_has_no_whereabouts() -> None:
    assert whereabouts(Document("d", "d.txt", TEXT), 0, 5) == ""
    assert sheets_of(Document("d", "d.txt", TEXT), 0, 5) == ()


@given(st.lists(st.integers(0, 100), min_size=1, max_size=8), st.integers(0, 99), st.integers(1, 40))
def test_a_passage_is_on_just_the_pages_that_share_a_letter_with_it(
    ends: list[int], start: int, length: int
) -> None:
    document = paged(*sorted(ends)[:-1], 100)
    end = min(100, start + length)
    shared = [s.number for s in document.sheets if max(s.start, start) < min(s.end, end)]
    assert [sheet.number for sheet in sheets_of(document, start, end)] == shared


def test_a_passage_of_a_table_is_in_its_row() -> None:
    case = paper_trail.paper_trail()
    table = next(d for d in case.documents if d.format == "workbook")
    told = [whereabouts(table, s.start, s.end) for s in case.statements if s.document == table.id]
    assert told == ["sheet Incidents, row 2", "sheet Incidents, row 60"]


def test_rows_are_still_right_where_only_what_is_quoted_is_left() -> None:
    case = quoted_only(paper_trail.paper_trail())
    table = next(d for d in case.documents if d.format == "workbook")
    assert "What was seen" not in table.text
    told = [whereabouts(table, s.start, s.end) for s in case.statements if s.document == table.id]
    assert told == ["sheet Incidents, row 2", "sheet Incidents, row 60"]


def test_a_passage_of_a_csv_has_a_row_and_no_sheet() -> None:
    text = "Day | What\n4 May | It leaks.\n5 May | It is dry.\nAnd so on."
    cells = ("Day", "What", "4 May", "It leaks.", "5 May", "It is dry.\nAnd so on.")
    blocks = tuple(Block(at := text.index(cell), at + len(cell), "cell") for cell in cells)
    document = Document("d", "d.csv", text, blocks, format="csv")
    at = text.index("It leaks")
    assert whereabouts(document, at, at + 9) == "row 2"
    assert whereabouts(document, text.index("And so"), len(text)) == "row 3"
    assert whereabouts(document, at, text.index("It is dry") + 5) == "rows 2 to 3"


def test_words_that_may_be_misread_are_those_of_the_passage() -> None:
    words = tuple(
        ReadWord(a, a + 4, Area(1, a, 0, a + 4, 9), sure) for a, sure in ((0, 0.2), (5, 0.9), (10, 0.1))
    )
    document = Document(
        "d", "d.png", TEXT, format="image", sheets=(Sheet(1, 0, 100, 9, 9, None, 0.5, words),)
    )
    assert doubtful_words(document, 0, 100) == ((0, 4), (10, 14))
    assert doubtful_words(document, 3, 12) == ()
    assert doubtful_words(Document("d", "d.txt", TEXT), 0, 9) == ()
