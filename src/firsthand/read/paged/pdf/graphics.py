"""Whether a page holds anything but letters and lines: a photo, a scan, a stamp, a filled form."""

import pypdfium2
from pypdfium2 import raw

from firsthand.model import Document
from firsthand.read.paged.pdf.opening import opened, page_of

# Forms within forms, deeper than any program writes them.
_DEEPEST = 8
_TOO_DEEP = _DEEPEST - 1
# What is not the page's own drawing, but laid over it: pictures, shadings, and forms that nest too deep.
_UNSURE = frozenset({raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_UNKNOWN})


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
                if raw.FPDFPage_GetAnnotCount(page) > _links(page):
                    return True
                return any(
                    each.type in _UNSURE or (each.type == raw.FPDF_PAGEOBJ_FORM and each.level >= _TOO_DEEP)
                    for each in page.get_objects(max_depth=_DEEPEST)
                )
        except (pypdfium2.PdfiumError, ValueError):
            return True


def _links(page: pypdfium2.PdfPage) -> int:
    """Return how many annotations of a page are mere links, which draw nothing that could hide a name."""
    found = 0
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if annotation:
            found += raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_LINK
            raw.FPDFPage_CloseAnnot(annotation)
    return found
