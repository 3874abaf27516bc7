"""The pages of a PDF one by one: the lines of each, or what it shows where it holds no text."""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from firsthand.read.beat import beat
from firsthand.read.limits import Limits
from firsthand.read.paged.pdf.layout.frame import frame_of
from firsthand.read.paged.pdf.layout.lines import Letters, Line, letters_of
from firsthand.read.paged.pdf.layout.running import Edges, edges
from firsthand.read.paged.pdf.opening import page_of

OCR_DPI = 300
# A page with fewer letters than this is looked at closer: it may be a scan with a stamp on it.
_FEW_LETTERS = 50
_PICTURE_SHARE = 0.35  # of the page's area, that makes a page with few letters a picture
_OUTLINES = 40  # so many drawn shapes and no letter at all: letters turned into outlines
_MOST_OBJECTS = 2_000
# Of this many letters asked; above the share the file does not say what its letters mean.
_ASKED, _UNMAPPED = 16, 0.5
_STRANGE_SHARE = 0.3
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as it lies in the file.

    `rows` are its lines in the order drawn. `picture` is what a page without text shows, for OCR; `garbled`
    says that it has text, but that the file does not say what its letters mean. `unread` pages are pictures
    that nothing is there to read, `broken` ones cannot be opened. `width` and `height` are in points.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    label: str | None = None
    rows: tuple[tuple[Line, ...], ...] = ()
    edges: Edges = field(default_factory=dict)
    picture: Image.Image | None = None
    garbled: bool = False
    unread: bool = False
    broken: bool = False


def leaves(
    document: pypdfium2.PdfDocument, *, limits: Limits, pictures: Callable[[], bool]
) -> Iterator[Leaf]:
    """Yield the pages of an open PDF, at most as many as are read; `pictures` tells whether those can be."""
    for number in range(1, min(len(document), limits.pages) + 1):
        beat()
        try:
            with page_of(document, number) as page:
                leaf = _leaf(document, page, number, limits, pictures=pictures())
        except pypdfium2.PdfiumError:
            leaf = Leaf(number, broken=True)
        yield leaf


def _leaf(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, number: int, limits: Limits, *, pictures: bool
) -> Leaf:
    frame = frame_of(page)
    label = document.get_page_label(number - 1) or None
    bare = Leaf(number, frame.width, frame.height, None if label == str(number) else label)
    with letters_of(page, most=limits.characters) as letters:
        garbled = _is_garbled(letters)
        pictured = garbled or (_is_short(letters.text) and _is_picture(page, letters.text))
        rows = () if pictured else tuple(letters.rows())
        width, height = letters.frame.width, letters.frame.height
    if pictured:
        picture = _picture(page, limits) if pictures else None
        return replace(bare, picture=picture, garbled=garbled, unread=picture is None)
    return replace(bare, rows=rows, edges=edges(rows, width, height))


def _is_short(text: str) -> bool:
    return len(text) < 4 * _FEW_LETTERS and len(_LETTER.findall(text)) < _FEW_LETTERS


def _is_garbled(letters: Letters) -> bool:
    """Tell whether a page's letters are drawn, but what they mean is not said."""
    if not letters.count:
        return False
    strange = len(_STRANGE.findall(letters.text)) > _STRANGE_SHARE * max(1, len(letters.text))
    return strange or letters.unmapped(_ASKED) > _UNMAPPED


def _is_picture(page: pypdfium2.PdfPage, text: str) -> bool:
    """Tell whether a page shows a picture of text, or text turned into outlines."""
    area = page.get_width() * page.get_height()
    outlines = 0
    for found in itertools.islice(page.get_objects(max_depth=3), _MOST_OBJECTS):
        if found.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = found.get_bounds()
            if (right - left) * (top - bottom) > _PICTURE_SHARE * area:
                return True
        outlines += found.type == raw.FPDF_PAGEOBJ_PATH
    return outlines >= _OUTLINES and not text.strip()


def _picture(page: pypdfium2.PdfPage, limits: Limits) -> Image.Image | None:
    """Return what a page shows, as sharp as OCR needs it and the limits allow."""
    pixels = page.get_width() * page.get_height() * (OCR_DPI / 72) ** 2
    scale = OCR_DPI / 72 * 0.999 * min(1.0, (limits.pixels / max(1.0, pixels)) ** 0.5)
    try:
        bitmap = page.render(scale=scale, grayscale=True)
    except (pypdfium2.PdfiumError, MemoryError, ValueError):
        return None
    try:
        shown: Image.Image = bitmap.to_pil().copy()
        return shown
    finally:
        bitmap.close()
