"""PDFs that the tests make: set by typst, or changed and broken by hand."""

import io
from functools import cache

import pypdfium2
import typst
from PIL import Image, ImageDraw

from firsthand.read import Limits
from firsthand.read.page import Page
from firsthand.read.paged.pdf import read

INSPECTORS = (
    "The inspectors of the harbour authority reported on Thursday that twelve warehouses had been closed "
    "after an investigation into counterfeiting departments in the neighbouring municipalities."
)
COUNCIL = (
    "According to Mira Dorn, who speaks for the council of Lerholm, the long-term irregularities were known "
    "to independent representatives since the beginning of the year."
)
DENIAL = "The association of ship owners denied that it had ever kept records of its own."


@cache
def made(source: str, *, fonts: tuple[str, ...] = ()) -> bytes:
    """Return the PDF that typst sets from a source."""
    return typst.compile(source.encode(), font_paths=list(fonts))


def page(data: bytes, **limits: int) -> Page:
    """Read a PDF as a document of a case is read."""
    return read(data, name="report.pdf", limits=Limits(**limits))


def paragraphs(found: Page, kind: str = "paragraph") -> list[str]:
    """Return the text of the blocks of one kind."""
    return [found.text[block.start : block.end] for block in found.blocks if block.kind == kind]


def changed(
    data: bytes, *, turned: int = 0, cropped: tuple[float, float, float, float] | None = None
) -> bytes:
    """Return a PDF whose pages are turned (in degrees) or cropped."""
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        one = document[number]
        if turned:
            one.set_rotation(turned)
        if cropped:
            one.set_cropbox(*cropped)
        one.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def scanned(text: str, *, pages: int = 1) -> bytes:
    """Return a PDF whose pages are pictures of a text."""
    picture = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(picture).text((120, 200), text, fill=0, font_size=44)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=150, save_all=True, append_images=[picture] * (pages - 1))
    return out.getvalue()


def drawn(*pieces: tuple[float, float, float, str], width: int = 595, height: int = 842) -> bytes:
    """Return a one-page PDF that draws lines in the order given: (left, baseline, size, text)."""
    content = "".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n" for x, y, size, text in pieces)
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}endstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body = "%PDF-1.4\n" + "".join(f"{at} 0 obj\n{one}\nendobj\n" for at, one in enumerate(objects, start=1))
    return (body + "trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n").encode("latin-1")


def locked() -> bytes:
    """Return a PDF that no empty password opens."""
    key = "<" + "5a" * 32 + ">"
    zero = "<" + "00" * 16 + ">"
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [{zero} {zero}] "
    return drawn((60, 700, 11, "Locked away.")).replace(b"/Root 1 0 R", lock.encode() + b"/Root 1 0 R")
