"""Where a passage stands is named in all that is published: page, sheet and row."""

import csv
import io
import zipfile

import paper_trail
import pytest

from firsthand.publish import find_claim, render_claim
from firsthand.publish.publishing import publish

TRAIL = paper_trail.paper_trail()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return publish(TRAIL, {})


def test_the_paper_names_page_sheet_and_row(files: dict[str, bytes]) -> None:
    text = " ".join(files["report/report.md"].decode().split())
    assert "sheet Incidents, row 60" in text and ", page 3" in text
    docx = next(data for path, data in files.items() if path.endswith(".docx"))
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        notes = archive.read("word/footnotes.xml").decode()
    assert "sheet Incidents, row 60" in notes and "page 3" in notes


def test_the_table_of_statements_has_a_column_for_it(files: dict[str, bytes]) -> None:
    path = next(path for path in files if path.endswith("statements.csv"))
    rows = list(csv.DictReader(io.StringIO(files[path].decode("utf-8-sig"))))
    told = {(row["document"], row["page"]) for row in rows}
    assert told == {
        ("report.pdf", "page 1"),
        ("report.pdf", "page 2"),
        ("report.pdf", "page 3"),
        ("incidents.xlsx", "sheet Incidents, row 2"),
        ("incidents.xlsx", "sheet Incidents, row 60"),
        ("scan.png", ""),
        ("memo.docx", ""),
        ("pile.zip/answer.eml", ""),
        ("page.html", ""),
    }


def test_the_site_cites_the_page_and_says_what_each_original_is(files: dict[str, bytes]) -> None:
    pages = {path: data.decode() for path, data in files.items() if path.endswith(".html")}
    claims = "".join(text for path, text in pages.items() if "claim" in path)
    assert "page 3, characters" in claims and "sheet Incidents, row 60, characters" in claims
    documents = next(text for path, text in pages.items() if path.endswith("documents.html"))
    for words in ("PDF, 3 pages", "e-mail · inside pile.zip", "collected on 8 May 2031", "about 1 word in"):
        assert words in documents


def test_the_terminal_names_it_beside_each_passage() -> None:
    claim, _ = find_claim(TRAIL, paper_trail.WELLS)
    assert claim is not None
    told = render_claim(TRAIL, claim)
    assert "page 3, characters " in told and "sheet Incidents, row 60, characters" in told
    assert all(len(line) <= 80 for line in told.splitlines())
