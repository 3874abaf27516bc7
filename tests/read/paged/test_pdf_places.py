"""A passage of a PDF leads to its place on the page, and the page can be shown with it marked."""

import hashlib
import io
import re
import tempfile

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pdf import COUNCIL, DENIAL, INSPECTORS, changed, made
from PIL import Image

from firsthand.model import Area, Document, ReadWord, Sheet
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import read_bytes
from firsthand.read.paged.locating import locate
from firsthand.read.paged.rendering import render

_SOURCE = (
    '#set page(paper: "a5", columns: 2, numbering: "1", header: [Lerholm harbour report])\n'
    '#set text(size: 9pt, lang: "en", hyphenate: true)\n#set par(justify: true)\n= Warehouses closed\n\n'
    + "\n\n".join(f"In {year} it was so. {INSPECTORS} {COUNCIL} {DENIAL}" for year in range(1950, 1962))
)
_REPORT = made(_SOURCE)
_DOCUMENT = read_bytes(_REPORT, name="report.pdf")


def _ink(text: str) -> str:
    return re.sub(r"[\s\-\ufffe\x02]", "", text)


def _under(data: bytes, areas: tuple[Area, ...]) -> str:
    """Return what stands in some areas of upright pages, as pdfium reads it."""
    found = ""
    document = pypdfium2.PdfDocument(data)
    for area in areas:
        page = document[area.sheet - 1]
        left, _, _, top = page.get_bbox()
        text = page.get_textpage()
        found += text.get_text_bounded(
            left + area.left - 0.3, top - area.bottom - 0.3, left + area.right + 0.3, top - area.top + 0.3
        )
        text.close()
        page.close()
    document.close()
    return found


def _words(document: Document, start: int, length: int) -> tuple[int, int]:
    """Return the words that a stretch touches, whole."""
    text = document.text
    end = min(len(text), start + length)
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


@settings(max_examples=40)
@given(st.data())
def test_what_stands_in_the_place_of_a_passage_is_the_passage(data: st.DataObject) -> None:
    block = data.draw(st.sampled_from(_DOCUMENT.blocks))
    start, end = _words(
        _DOCUMENT, data.draw(st.integers(block.start, block.end - 1)), data.draw(st.integers(1, 150))
    )
    end = min(end, block.end)
    areas = locate(_REPORT, _DOCUMENT, start, end)
    assert _ink(_under(_REPORT, areas)) == _ink(_DOCUMENT.text[start:end])


def test_a_passage_over_a_page_break_has_places_on_both_pages() -> None:
    first, second = _DOCUMENT.sheets[:2]
    [block] = [one for one in _DOCUMENT.blocks if one.start < first.end < one.end] or [None]
    assert block is not None
    areas = locate(_REPORT, _DOCUMENT, block.start, block.end)
    assert {area.sheet for area in areas} == {first.number, second.number}


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_the_place_is_right_on_turned_and_cropped_pages(turned: int) -> None:
    crop = (20.0, 30.0, 400.0, 580.0)
    plain = changed(_REPORT, cropped=crop)
    data = changed(plain, turned=turned)
    document, upright = read_bytes(data, name="turned.pdf"), read_bytes(plain, name="plain.pdf")
    at = document.text.index("Mira Dorn")
    [area] = locate(data, document, at, at + 9)
    [before] = locate(plain, upright, upright.text.index("Mira Dorn"), upright.text.index("Mira Dorn") + 9)
    width, height = crop[2] - crop[0], crop[3] - crop[1]
    expected = {
        90: (height - before.bottom, before.left, height - before.top, before.right),
        180: (width - before.right, height - before.bottom, width - before.left, height - before.top),
        270: (before.top, width - before.right, before.bottom, width - before.left),
    }[turned]
    assert (area.left, area.top, area.right, area.bottom) == pytest.approx(expected, abs=0.05)
    assert _ink(_under(plain, (before,))) == "MiraDorn"


def test_a_read_word_is_where_the_picture_has_it() -> None:
    words = tuple(
        ReadWord(start, end, Area(1, left, top, left + 40, top + 10), 0.9)
        for start, end, left, top in ((0, 4, 10, 10), (5, 8, 60, 11), (9, 14, 10, 30))
    )
    sheet = Sheet(1, 0, 14, 200, 100, confidence=0.9, words=words)
    document = Document(id="x", name="scan.png", text="Mira Dorn spoke"[:14], format="image", sheets=(sheet,))
    assert locate(b"", document, 0, 14) == (Area(1, 10, 10, 100, 21), Area(1, 10, 30, 50, 40))
    assert locate(b"", document, 5, 7) == (Area(1, 60, 11, 100, 21),)


def test_a_document_without_pages_has_no_places() -> None:
    assert locate(b"", Document(id="x", name="a.txt", text="Mira Dorn spoke."), 0, 4) == ()


def _dots(png: bytes) -> Image.Image:
    with Image.open(io.BytesIO(png)) as picture:
        return picture.convert("RGB")


def test_the_page_is_shown_with_the_passage_marked_and_still_readable() -> None:
    at = _DOCUMENT.text.index("Mira Dorn")
    areas = locate(_REPORT, _DOCUMENT, at, at + 9)
    sheet = areas[0].sheet
    bare = _dots(render(_REPORT, _DOCUMENT, sheet, width=600))
    marked = _dots(render(_REPORT, _DOCUMENT, sheet, width=600, areas=areas))
    assert bare.width == marked.width == 600
    scale = 600 / _DOCUMENT.sheets[sheet - 1].width
    box = tuple(
        round(edge * scale) for edge in (areas[0].left, areas[0].top, areas[0].right, areas[0].bottom)
    )
    inside = marked.crop(box)
    assert inside.getextrema()[2][1] < 200  # the paper there is no longer white
    assert inside.convert("L").getextrema()[0] < 90  # the letters are as dark as before
    assert bare.crop((0, 0, 600, box[1] - 6)).tobytes() == marked.crop((0, 0, 600, box[1] - 6)).tobytes()


def test_what_is_covered_is_gone_from_the_picture() -> None:
    at = _DOCUMENT.text.index("Mira Dorn")
    areas = locate(_REPORT, _DOCUMENT, at, at + 9)
    picture = _dots(render(_REPORT, _DOCUMENT, areas[0].sheet, width=600, covered=areas))
    scale = 600 / _DOCUMENT.sheets[0].width
    box = tuple(
        round(edge * scale) for edge in (areas[0].left, areas[0].top, areas[0].right, areas[0].bottom)
    )
    assert picture.crop(box).getextrema() == ((0, 0), (0, 0), (0, 0))


def test_a_page_of_a_picture_with_several_is_shown() -> None:
    pages = [Image.new("L", (200, 100), shade) for shade in (255, 128)]
    with tempfile.SpooledTemporaryFile() as file:
        pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])
        file.seek(0)
        data = file.read()
    sheets = (Sheet(1, 0, 0, 200, 100, confidence=0.5), Sheet(2, 0, 0, 200, 100, confidence=0.5))
    document = Document(
        id=hashlib.sha256(data).hexdigest(), name="scan.tif", text="", format="image", sheets=sheets
    )
    covered = (Area(2, 10, 10, 20, 20), Area(1, 100, 50, 120, 60))
    shown = _dots(render(data, document, 2, width=400, covered=covered))
    assert shown.size == (400, 200)
    assert shown.getpixel((200, 110)) == (128, 128, 128)
    assert shown.getpixel((30, 30)) == (0, 0, 0)
    with pytest.raises(UnreadableDocumentError, match="has no page 3"):
        render(data, document, 3)
