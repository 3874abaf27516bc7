"""A page of an original as a picture, the passage marked as with a pen, what is protected blacked out.

The picture holds nothing but its dots: what lies under a black field is gone from it.
"""

import warnings
from collections.abc import Iterable
from io import BytesIO
from typing import Any, Literal

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageOps

from firsthand.model import Area, Document, Sheet
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.paged.pdf.opening import opened, page_of

_MARKER = (255, 226, 92)
_PAPER, _INK = (255, 255, 255), (0, 0, 0)
_HIGHEST = 6  # a page this many times higher than wide is made narrower
# How a picture is packed: of letters and lines nothing is lost, and it is still the smallest; of a scan or a
# photo that would be some ten times as much, and at this quality small print can still be read.
_PACKED: dict[str, dict[str, Any]] = {
    "png": {"format": "PNG", "optimize": True},
    "webp": {"format": "WEBP", "lossless": True},
    "photo": {"format": "WEBP", "quality": 50},
}
# Points around a passage: the marker's is wide enough to be seen, the black field hides the ends of letters.
_MARGIN, _COVER = 1.0, 2.0


def render(
    data: bytes,
    document: Document,
    sheet: int,
    *,
    width: int = 900,
    areas: Iterable[Area] = (),
    covered: Iterable[Area] = (),
    packed: Literal["png", "webp", "photo"] = "png",
) -> bytes:
    """Return the page of number `sheet` as a picture, `width` dots wide.

    `packed` is PNG, or WebP: without loss, or smaller ("photo"). `data` is the original. `areas` are marked,
    `covered` is blacked out; those of other pages are left aside.
    Raises UnreadableDocumentError where the original or the page cannot be shown.
    """
    shown = next((one for one in document.sheets if one.number == sheet), None)
    if shown is None:
        raise UnreadableDocumentError(
            f"{document.name}: it has no page {sheet}; it has {len(document.sheets)}."
        )
    picture = (
        _of_pdf(data, document, sheet, width)
        if document.format == "pdf"
        else _of_picture(data, document, sheet, width)
    )
    marked = _marked(picture, _scaled(areas, shown, picture, _MARGIN))
    draw = ImageDraw.Draw(marked)
    for box in _scaled(covered, shown, picture, _COVER):
        draw.rectangle(box, fill=_INK)
    out = BytesIO()
    marked.save(out, **_PACKED[packed])
    return out.getvalue()


def _scaled(
    areas: Iterable[Area], sheet: Sheet, picture: Image.Image, margin: float
) -> list[tuple[float, float, float, float]]:
    """Return rectangles in dots of the picture."""
    across = picture.width / (sheet.width or picture.width)
    down = picture.height / (sheet.height or picture.height)
    return [
        (
            max(0.0, (area.left - margin) * across),
            max(0.0, (area.top - margin) * down),
            min(picture.width - 1.0, (area.right + margin) * across),
            min(picture.height - 1.0, (area.bottom + margin) * down),
        )
        for area in areas
        if area.sheet == sheet.number and area.right > area.left and area.bottom > area.top
    ]


def _marked(picture: Image.Image, boxes: list[tuple[float, float, float, float]]) -> Image.Image:
    """Lay the marker's colour over a picture so that what is printed stays as dark as it was."""
    film = Image.new("RGB", picture.size, _PAPER)
    draw = ImageDraw.Draw(film)
    for box in boxes:
        if box[2] > box[0] and box[3] > box[1]:
            draw.rectangle(box, fill=_MARKER)
    return ImageChops.multiply(picture, film)


def _of_pdf(data: bytes, document: Document, number: int, width: int) -> Image.Image:
    with opened(data, name=document.name) as pdf:
        try:
            with page_of(pdf, number) as page:
                across, down = page.get_size()
                scale = _fitting(across, down, width)
                bitmap = page.render(scale=scale, draw_annots=True)
                try:
                    shown: Image.Image = bitmap.to_pil().convert("RGB")
                    return shown
                finally:
                    bitmap.close()
        except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError, MemoryError) as error:
            raise UnreadableDocumentError(
                f"{document.name}: page {number} cannot be shown as a picture; open the original."
            ) from error


def _of_picture(data: bytes, document: Document, number: int, width: int) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as frames:
                if number > 1:
                    frames.seek(number - 1)
                upright = frames.copy() if frames.format == "TIFF" else ImageOps.exif_transpose(frames)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadableDocumentError(
            f"{document.name}: page {number} cannot be shown as a picture; open the original."
        ) from error
    scale = _fitting(upright.width, upright.height, width)
    size = max(1, round(upright.width * scale)), max(1, round(upright.height * scale))
    return _on_paper(upright).resize(size, Image.Resampling.LANCZOS)


def _on_paper(picture: Image.Image) -> Image.Image:
    """Return a picture in plain colours; what is transparent in it is paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        paper = Image.new("RGBA", clear.size, (*_PAPER, 255))
        return Image.alpha_composite(paper, clear).convert("RGB")
    if picture.mode in ("I;16", "I;16B", "I", "F"):
        picture = ImageOps.autocontrast(picture.point(lambda value: value / 256).convert("L"))
    return picture.convert("RGB")


def _fitting(across: float, down: float, width: int) -> float:
    """Return by how much a page is made larger to be as wide as wanted, and not endlessly high."""
    return width / max(across, down / _HIGHEST)
