from dataclasses import replace

import paper_trail
import pytest

from firsthand.model import Area, Document, ReadWord, Sheet
from firsthand.publish.telling.provenance import collected, provenance

_CASE = {document.name: document for document in paper_trail.paper_trail().documents}
_BY_ID = {document.id: document for document in _CASE.values()}


def _scan(*confidences: float, pages: int = 1) -> Document:
    words = tuple(ReadWord(n, n + 1, Area(1, 0, 0, 1, 1), sure) for n, sure in enumerate(confidences))
    sheets = (
        Sheet(1, 0, len(words), 9, 9, None, 0.8, words),
        *(Sheet(n, 0, 0, 9, 9) for n in range(2, pages + 1)),
    )
    return Document("d", "scan.png", "x" * len(words), format="image", sheets=sheets)


def test_of_each_original_is_told_what_it_is_and_where_it_is_from() -> None:
    told = {name: provenance(document, _BY_ID) for name, document in _CASE.items()}
    assert told["report.pdf"] == ("PDF, 3 pages",)
    assert told["incidents.xlsx"] == ("workbook",)
    assert told["memo.docx"] == ("Word document",)
    assert told["pile.zip/answer.eml"] == ("e-mail", "inside pile.zip")
    assert told["page.html"] == () and collected(_CASE["page.html"]) == "8 May 2031"
    assert collected(_CASE["report.pdf"]) == ""


def test_what_lay_in_a_letter_of_the_case_names_the_letter() -> None:
    letter = _CASE["pile.zip/answer.eml"]
    note = Document("n", "pile.zip/answer.eml/note.txt", "x", within=letter.id)
    assert provenance(note, _BY_ID) == ("inside answer.eml",)


def test_an_archive_that_nobody_can_name_is_told_by_its_digest() -> None:
    document = Document("n", "note.txt", "x", within="ab" * 32)
    assert provenance(document, {}) == ("inside an archive with the SHA-256 abababababab…",)
    assert provenance(replace(document, name="a/Pile.TAR/b/note.txt"), {}) == ("inside Pile.TAR",)


@pytest.mark.parametrize(
    ("confidences", "told"),
    [
        ((0.3,) * 10, "about 1 word in 3 may be misread"),
        ((0.3, *(0.95,) * 29), "about 1 word in 67 may be misread"),
        ((0.3, *(0.95,) * 4), "about 1 word in 13 may be misread"),
        ((0.95,) * 30, "hardly a word should be misread"),
        ((), "about 1 word in 5 may be misread"),
    ],
)
def test_how_sure_a_scan_is_stands_in_words(confidences: tuple[float, ...], told: str) -> None:
    assert provenance(_scan(*confidences), {}) == ("picture", f"read from a picture; {told}")


def test_of_a_document_that_is_partly_scanned_the_pages_are_counted() -> None:
    document = replace(_scan(0.95, pages=3), format="pdf")
    told = ("PDF, 3 pages", "1 page read from a picture; hardly a word should be misread")
    assert provenance(document, {}) == told
    sheets = tuple(replace(s, confidence=0.9) for s in document.sheets)
    assert provenance(replace(document, sheets=sheets), {})[1].startswith("read from pictures; ")
