from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Document
from firsthand.read import read_bytes
from firsthand.read.plain import read_plain

PAGE = """12.5 C
Saltmere
Friday, June 4, 2021

Harbour inspectors count forty sunken barges near the old pier

Must Read

(SaltmerePost.example, Jun03’21) – Inspectors have counted forty barges in the harbour, the authority said.

A barge off Nether Point (Reuters)

“We wrote three letters,” said its director, Bram Osterkil. The owner is



Written by **Orla Vint** on June 2, 2021



among the few that never answered, the authority said.

What happens next?

The ministry said that nobody would be fined before the court had ruled.

More: A guide to the barges of Saltmere

Keep reading:

Ferry service to resume after storm damage to the northern pier

Council votes on the new quay

Please enter your comment!

The Quay That Never Was: A History

OPINION Dr. Lena Quist asks why the quay that was promised to the town ten years ago was never...

Subscribe to The Saltmere Post

Get exclusive digital access to the most trusted paper on the coast!

Cancel anytime.
"""


def document(text: str) -> Document:
    return read_bytes(text.encode(), name="page.txt")


def kinds(text: str) -> dict[str, str]:
    page = document(text)
    return {page.text[block.start : block.end]: block.kind for block in page.blocks}


def test_text_is_unchanged_with_its_line_ends_and_byte_order_mark() -> None:
    text = "\ufeffOne line that says something, she said.\r\n\r\n  Another line, he said. \r\n"
    page = read_bytes(text.encode(), name="a.txt")
    assert page.text == text
    assert [page.text[block.start : block.end] for block in page.blocks] == [
        "One line that says something, she said.",
        "Another line, he said.",
    ]


def test_account_is_told_from_what_fills_the_page() -> None:
    found = kinds(PAGE)
    account = [text for text, kind in found.items() if kind in ("paragraph", "heading", "title")]
    assert account == [
        "Harbour inspectors count forty sunken barges near the old pier",
        "Inspectors have counted forty barges in the harbour, the authority said.",
        "“We wrote three letters,” said its director, Bram Osterkil. The owner is",
        "among the few that never answered, the authority said.",
        "What happens next?",
        "The ministry said that nobody would be fined before the court had ruled.",
    ]
    assert found["A barge off Nether Point (Reuters)"] == "caption"
    assert found["Written by **Orla Vint** on June 2, 2021"] == "byline"
    assert found["(SaltmerePost.example, Jun03’21) –"] == "dateline"


def test_what_the_page_says_of_itself() -> None:
    page = document(PAGE)
    assert page.title == "Harbour inspectors count forty sunken barges near the old pier"
    assert page.author == "Orla Vint"
    assert page.published == date(2021, 6, 3)  # the dateline's, not the day on which the page was saved
    assert page.publisher == "SaltmerePost.example"
    assert page.language == "en"


def test_the_first_short_line_is_the_title_a_first_paragraph_is_not() -> None:
    body = "\n\nThe port authority said on Monday that it had counted the barges twice.\n\nIt will go on."
    assert document("Barges Are Counted Again." + body).title == "Barges Are Counted Again."
    lead = (
        "The port authority of Saltmere has counted forty sunken barges in its harbour and says that their "
        "owner never answered any of the three letters that it wrote."
    )
    assert document(lead + body).title is None


def test_lines_wrapped_by_an_editor_are_one_paragraph() -> None:
    text = (
        "Barges are counted\n\n"
        "The port authority of Saltmere has counted forty sunken barges in its\n"
        "harbour and says that their owner never answered any of the letters\n"
        "that it wrote.\n"
        "Nobody was fined, the ministry said on Monday, because no court has so\n"
        "far ruled.\n"
    )
    page = document(text)
    paragraphs = [page.text[block.start : block.end] for block in page.blocks if block.kind == "paragraph"]
    assert len(paragraphs) == 2
    assert paragraphs[0].endswith("that it wrote.")


def test_separate_lines_stay_separate() -> None:
    text = "Barges\nThe harbour was closed on Friday, she said.\nIt opened on Monday, he said.\n" + "x" * 130
    found = kinds(text)
    assert found["The harbour was closed on Friday, she said."] == "paragraph"
    assert found["It opened on Monday, he said."] == "paragraph"


def test_pull_quotes_and_repeated_lines_are_said_once() -> None:
    quote = "We wrote three letters to the owner"
    text = (
        "Barges are counted in the harbour\n\n"
        f"“{quote},” said Bram Osterkil, who directs the port authority of the town.\n\n{quote}\n\n"
        "The ministry said that nobody would be fined.\n\nThe ministry said that nobody would be fined.\n\n"
        "A court will rule in spring, the ministry said."
    )
    page = document(text)
    furniture = [page.text[block.start : block.end] for block in page.blocks if block.kind == "furniture"]
    assert furniture == [quote, "The ministry said that nobody would be fined."]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By ORLA VINT and BO EK, Saltmere Press", "byline"),
        ("Published: 4 June 2021, 10:15 GMT", "byline"),
        ("Reporting by Orla Vint; Editing by Bo Ek", "byline"),
        ("By submitting this form, I agree to the terms.", "furniture"),
        ("Photo: Lena Quist", "caption"),
        ("LenaQuist/iStock/Getty Images Plus", "caption"),
        ("Two women beside a barge at Nether Point.", "caption"),
        ("https://example.org/barges", "furniture"),
        ("***", "furniture"),
        ("By Monday the barges were gone, the authority said.", "paragraph"),
        (
            "More from the harbour arrived on Friday, when the authority wrote to the owner again.",
            "paragraph",
        ),
        ("“Not one of them will be raised,” she said.", "paragraph"),
        ("Some inspectors plan to return.", "paragraph"),
    ],
)
def test_lines_inside_an_account(line: str, kind: str) -> None:
    text = (
        "Harbour inspectors count sunken barges\n\nInspectors counted the barges on Monday, they said.\n\n"
        f"{line}\n\nThe ministry said that nobody would be fined before the court had ruled."
    )
    assert kinds(text)[line] == kind


@pytest.mark.parametrize(
    ("start", "rest"),
    [
        ("SALTMERE —", "The barges sank."),
        ("SALTMERE, June 4 (Reuters) -", "The barges sank."),
        ("Saltmere (AFP) –", "The barges sank."),
        ("(AP) -", "The barges sank."),
    ],
)
def test_datelines_stand_apart(start: str, rest: str) -> None:
    page = document(f"Barges sank in the old harbour\n\n{start} {rest} Nobody was hurt, they said.")
    found = {page.text[block.start : block.end]: block.kind for block in page.blocks}
    assert found[start] == "dateline"
    assert found[f"{rest} Nobody was hurt, they said."] == "paragraph"


def test_an_aside_is_no_dateline() -> None:
    text = "Barges sank in the old harbour\n\nNATO - the alliance - said that it had not seen the barges."
    assert "NATO - the alliance - said that it had not seen the barges." in kinds(text)


@given(st.text(max_size=400))
def test_blocks_are_in_order_and_never_overlap(text: str) -> None:
    page = read_plain(text)
    assert page.text == text
    at = 0
    for block in page.blocks:
        assert at <= block.start < block.end <= len(text)
        at = block.end
    covered = "".join(page.text[block.start : block.end] for block in page.blocks)
    visible = set(covered.split())
    assert all(word.strip("\ufeff\u200b") in "".join(visible) for word in text.split()) or not text.strip()
