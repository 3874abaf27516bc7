"""Whether a page holds anything but letters and rules: a photo, a scan, a stamp, a signature, a filled form.

Letters count only where the file says which they are: a name that is drawn as a shape, or in a font whose
letters nobody can tell, is not in the text, and what is not in the text cannot be looked through.
"""

import ctypes
import math
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from firsthand.model import Document
from firsthand.read.paged.pdf.opening import opened, page_of

# Forms within forms, deeper than any program writes them.
_DEEPEST = 8
_TOO_DEEP = _DEEPEST - 1
_PICTURES = frozenset({raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_UNKNOWN})
# A box or the lines of a table's cell; an outlined letter or a QR code in one piece has more.
_MOST_SEGMENTS = 12
# Marks smaller than this many points (bullets, boxes to tick) are not counted up to so many: a QR code has
# hundreds.
_SMALL, _MOST_SMALL = 14.0, 60
_MOST_RULES = 5_000
_STRAIGHT = 0.05  # points that the ends of a level line may differ by
# What pdfium gives for a field that is filled with a pattern, which may be anything.
_PATTERN = (191, 191, 191)


def holds_pictures(data: bytes, document: Document, number: int) -> bool:
    """Tell whether a page of a PDF may show what its text does not say; true also where that cannot be told.

    `data` is the original. Annotations count: a signature or a note is drawn over the page. Raises
    UnreadableDocumentError where the original cannot be opened.
    """
    if document.format != "pdf":
        return True
    with opened(data, name=document.name) as pdf:
        try:
            with page_of(pdf, number) as page:
                return _annotated(page) or _drawn_on(page) or not all(_letters_told(page))
        except (pypdfium2.PdfiumError, ValueError):
            return True


def words_of(data: bytes, document: Document, number: int) -> str:
    """Return all text that a page of a PDF shows, as the file has it; empty where it has none.

    Raises UnreadableDocumentError where the original cannot be opened.
    """
    if document.format != "pdf":
        return ""
    with opened(data, name=document.name) as pdf, page_of(pdf, number) as page:
        text = page.get_textpage()
        try:
            words: str = text.get_text_range()
            return words
        finally:
            text.close()


def _annotated(page: pypdfium2.PdfPage) -> bool:
    """Tell whether there are annotations but links, which draw nothing that could hide a name."""
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if not annotation:
            return True
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind != raw.FPDF_ANNOT_LINK:
            return True
    return False


def _drawn_on(page: pypdfium2.PdfPage) -> bool:
    """Tell whether anything is drawn but letters and rules."""
    rules = small = 0
    for each in page.get_objects(max_depth=_DEEPEST):
        if each.type in _PICTURES or (each.type == raw.FPDF_PAGEOBJ_FORM and each.level >= _TOO_DEEP):
            return True
        if each.type == raw.FPDF_PAGEOBJ_PATH:
            left, bottom, right, top = each.get_bounds()
            rules += 1
            small += right - left < _SMALL and top - bottom < _SMALL
            if rules > _MOST_RULES or small > _MOST_SMALL or not _is_rule(each):
                return True
    return False


def _is_rule(path: pypdfium2.PdfObject) -> bool:
    """Tell whether a path is made of few level and upright lines, and filled with a plain colour."""
    segments = raw.FPDFPath_CountSegments(path)
    if not 0 <= segments <= _MOST_SEGMENTS or _fill(path) == _PATTERN:
        return False
    a, b, c, d = path.get_matrix().get()[:4]
    if not ((b == 0 and c == 0) or (a == 0 and d == 0)):
        return False
    x, y = ctypes.c_float(), ctypes.c_float()
    begun = at = (0.0, 0.0)
    for number in range(segments):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        to = (x.value, y.value)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = to
        elif kind != raw.FPDF_SEGMENT_LINETO or not _level_or_upright(at, to):
            return False
        if raw.FPDFPathSegment_GetClose(segment) and not _level_or_upright(to, begun):
            return False
        at = to
    return True


def _level_or_upright(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return any(math.isclose(a, b, abs_tol=_STRAIGHT) for a, b in zip(one, other, strict=True))


def _fill(path: pypdfium2.PdfObject) -> tuple[int, ...]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _letters_told(page: pypdfium2.PdfPage) -> Iterator[bool]:
    """Yield for the letters of a page whether the file says which they are.

    A single letter of a font's own (a bullet) is no name; two in a row may be one.
    """
    text = page.get_textpage()
    try:
        own = False
        for at in range(raw.FPDFText_CountChars(text)):
            letter = raw.FPDFText_GetUnicode(text, at)
            yield letter not in (0, 0xFFFD) and raw.FPDFText_HasUnicodeMapError(text, at) != 1
            before, own = own, 0xE000 <= letter <= 0xF8FF or letter >= 0xF0000
            yield not (before and own)
    finally:
        text.close()
