"""What stands above and beside an account in a PDF is told by its words, as in a text; print only helps."""

import pytest
from made_pdf import made, page, paragraphs

from firsthand.read.page import Page

BODY = (
    "The Ministry of Fish rejects what the Harbour Courier wrote. The ministry denies that the nets at "
    "Lerholm went unchecked.\n\nIt has checked them every year since 2019, and the reports are open to all "
    "who ask for them at its offices in Saltmere.\n\n"
    "The minister said that nothing had been hidden from anybody."
)
LETTERHEAD = """
#set page(width: 148mm, height: 210mm, footer: align(center)[#text(8pt)[Ministry of Fish of Tal, Quay 2]])
#set text(size: 10pt)
#text(size: 16pt, weight: "bold")[MINISTRY OF FISH OF TAL]

Press notice 24/118\\
Saltmere, 7 May 2021

#text(size: 13pt, weight: "bold")[Statement on reports about the nets at Lerholm]

"""


def told(found: Page) -> tuple[str | None, str | None, str]:
    return found.title, found.publisher, str(found.published)


def test_a_letterhead_in_the_largest_print_is_no_title() -> None:
    found = page(made(LETTERHEAD + BODY))
    heads = ("Statement on reports about the nets at Lerholm", "Ministry of Fish", "2021-05-07")
    assert told(found) == heads
    assert "Press notice 24/118" in paragraphs(found, "furniture")
    assert paragraphs(found, "byline") == ["Saltmere, 7 May 2021"]


def test_a_paper_and_a_byline_in_large_print_are_no_title() -> None:
    source = (
        '#text(size: 24pt)[The Lerholm Gazette]\n\n#text(size: 15pt, weight: "bold")[Nets went unchecked for '
        "years, says report]\n\n#text(size: 15pt)[By Ana Lund]\n\n"
    )
    found = page(made(source + BODY))
    assert (found.title, found.publisher) == (
        "Nets went unchecked for years, says report",
        "The Lerholm Gazette",
    )
    assert found.author == "Ana Lund"


def test_short_lines_of_one_length_stand_alone() -> None:
    found = page(made(BODY + "\n\nNets for sale \\\nBoats for hire \\\nMaps of the bay\n"))
    assert [line for line in paragraphs(found, "furniture") if "for" in line or "Maps" in line] == [
        "Nets for sale",
        "Boats for hire",
        "Maps of the bay",
    ]


def test_a_page_of_short_paragraphs_keeps_them_apart() -> None:
    short = "\n\n".join(f"Number {word} of the long list of nets" for word in ("one", "two", "three", "four"))
    found = page(made(f"{BODY}\n\n{BODY}\n\n#pagebreak()\n{short}\n\n{BODY}"))
    lines = [found.text[block.start : block.end] for block in found.blocks]
    assert [line for line in lines if line.startswith("Number")] == short.split("\n\n")


@pytest.mark.parametrize(
    ("author", "named", "publisher"),
    [
        ("Mira Dorn", "Mira Dorn", None),
        ("Ministry of Fish", None, "Ministry of Fish"),
        ("DESKTOP-4711\\\\user", None, None),
    ],
)
def test_of_the_files_own_words_title_and_author_are_taken_and_its_date_is_not(
    author: str, named: str | None, publisher: str | None
) -> None:
    date = "datetime(year: 2021, month: 3, day: 9)"
    source = f'#set document(title: "Harbour report", author: "{author}", date: {date})\n'
    found = page(made(source + BODY.split("\n\n")[1]))
    assert (found.title, found.author, found.publisher) == ("Harbour report", named, publisher)
    assert found.published is None
    assert any("2021-03-09" in note and "not taken" in note for note in found.notes)
    if named or publisher:
        assert any("properties" in note for note in found.notes)


@pytest.mark.parametrize("width", [70, 82, 94, 100, 124])  # in each of these a line begins with a dash
def test_a_dash_that_begins_a_line_opens_no_list(width: int) -> None:
    words = "the boats of the harbour — old and new ones — were counted again by the port and "
    paper = f"#set page(width: {width}mm, height: 297mm, margin: 10mm)\n#set par(justify: true)\n"
    assert len(paragraphs(page(made(f"{paper}{words * 6}sold.")))) == 1
