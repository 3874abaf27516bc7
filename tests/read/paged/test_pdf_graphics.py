"""A page of letters and rules is told from one on which something may be that its text does not say."""

import io
from collections.abc import Callable

import pypdfium2
import pytest
import typst
from made_pdf import drawn

from firsthand.model import Document
from firsthand.read import read_bytes
from firsthand.read.paged.pdf.graphics import holds_pictures, words_of

PLAIN = "The gate was shut on Monday by the board."


def _set(body: str) -> bytes:
    return typst.compile(f'#set page(width: 300pt, height: 200pt)\n#set text(lang: "en")\n{body}'.encode())


ON_PAPER: dict[str, Callable[[], bytes]] = {
    "a rule and a table": lambda: _set(f"{PLAIN}\n#line(length: 100%)\n#table(columns: 2)[a][b][c][d]"),
    "a link": lambda: _set(f'{PLAIN} #link("https://tessen.example")[here]'),
}
NOT_ON_PAPER: dict[str, Callable[[], bytes]] = {
    "a photo": lambda: _set(f"{PLAIN}\n{_IMAGE}"),
    "a photo within a drawing": lambda: _in_a_form(),
    "a drawn line, as of a signature": lambda: _set(
        f"{PLAIN}\n#curve(curve.move((0pt, 0pt)), curve.cubic((10pt, 9pt), (20pt, 4pt), (60pt, 20pt)))"
    ),
    "letters drawn as shapes": lambda: _set(f"{PLAIN}\n#polygon((0pt, 20pt), (6pt, 0pt), (12pt, 20pt))"),
    "a pattern": lambda: _set(f"{PLAIN}\n#rect(fill: tiling(size: (40pt, 10pt))[#text(5pt)[Oda]])"),
    "small squares, as of a QR code": lambda: _set(
        f"{PLAIN}\n#for n in range(90) {{ box(rect(width: 2pt, height: 2pt, fill: black)) }}"
    ),
    "an annotation": lambda: _annotated(_set(PLAIN)),
    "letters that the file does not tell": lambda: _in_a_font_of_its_own(0xE041),
    "letters that the file calls nothing": lambda: _in_a_font_of_its_own(0xFFFD),
}
_IMAGE = '#image(bytes((255, 0, 0, 0, 0, 255)), format: (encoding: "rgb8", width: 2, height: 1), width: 20pt)'


def _annotated(data: bytes) -> bytes:
    pdf = pypdfium2.PdfDocument(data)
    page = pdf[0]
    note = pypdfium2.raw.FPDFPage_CreateAnnot(page, pypdfium2.raw.FPDF_ANNOT_STAMP)
    pypdfium2.raw.FPDFPage_CloseAnnot(note)
    page.close()
    return _saved(pdf)


def _in_a_font_of_its_own(letter: int) -> bytes:
    """A page that says PLAIN, and something in a font that says of none of its letters which it is."""
    told = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    told += f"1 beginbfrange <20> <7E> <{letter:04X}> endbfrange endcmap"
    second = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>\nendobj\n"
        f"7 0 obj\n<< /Length {len(told)} >>\nstream\n{told}\nendstream"
    )
    data = drawn((60, 700, 11, PLAIN), (60, 600, 11, "Oda Fenwick")).decode("latin-1")
    data = data.replace("/F1 5 0 R", "/F1 5 0 R /F2 6 0 R").replace("/F1 11 Tf 60 600", "/F2 11 Tf 60 600")
    return data.replace("trailer", f"6 0 obj\n{second}\nendobj\ntrailer").encode("latin-1")


def _in_a_form() -> bytes:
    """A page that is laid on another as one object: the photo is in that object only."""
    inner = pypdfium2.PdfDocument(_set(f"#v(60pt)\n{_IMAGE}"))
    outer = pypdfium2.PdfDocument(_set(PLAIN))
    form = inner.page_as_xobject(0, outer).as_pageobject()
    page = outer[0]
    page.insert_obj(form)
    page.gen_content()
    page.close()
    return _saved(outer)


def _saved(pdf: pypdfium2.PdfDocument) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    pdf.close()
    return out.getvalue()


@pytest.mark.parametrize("what", ON_PAPER)
def test_letters_and_rules_are_no_picture(what: str) -> None:
    data = ON_PAPER[what]()
    assert not holds_pictures(data, read_bytes(data, name="made.pdf"), 1)


@pytest.mark.parametrize("what", NOT_ON_PAPER)
def test_more_than_text_is(what: str) -> None:
    data = NOT_ON_PAPER[what]()
    document = read_bytes(data, name="made.pdf")
    assert PLAIN in document.text
    assert holds_pictures(data, document, 1)


def test_what_is_no_pdf_or_has_no_such_page_counts_as_a_picture() -> None:
    data = _set(PLAIN)
    assert holds_pictures(b"", Document("d", "d.png", "", format="image"), 1)
    assert holds_pictures(data, read_bytes(data, name="made.pdf"), 7)


def test_all_words_of_a_page_are_told() -> None:
    data = _set(f"{PLAIN}#pagebreak()It was shut.")
    document = read_bytes(data, name="made.pdf")
    assert words_of(data, document, 1).strip() == PLAIN
    assert words_of(data, document, 2).strip() == "It was shut."
    assert words_of(b"", Document("d", "d.png", "", format="image"), 1) == ""
