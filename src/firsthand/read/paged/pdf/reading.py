"""A PDF to a page: the text of all its pages in reading order, and what stands on which of them."""

from dataclasses import replace

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.limits import Limits
from firsthand.read.page import Page
from firsthand.read.paged.pdf.gathering import gather
from firsthand.read.paged.pdf.notes import notes_of, why_empty
from firsthand.read.paged.pdf.opening import opened
from firsthand.read.paged.pdf.properties import completed, told_by
from firsthand.read.paged.pdf.writing import sheets_of, written
from firsthand.read.plain import page_of


def read(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read the text of a PDF's pages; raises UnreadableDocumentError.

    Pages that are pictures are read by OCR where that is installed. What could not be read is in the notes.
    """
    with opened(data, name=name) as document:
        total = len(document)
        gathered = gather(document, name, limits)
        told = told_by(document)
    text = written(gathered)
    if not text.pieces:
        raise UnreadableDocumentError(f"{name}: {why_empty(gathered)}")
    page = page_of("".join(text.parts), text.pieces, language=text.language)
    notes = (*notes_of(gathered, total, limits), *page.notes)
    return completed(replace(page, notes=notes, sheets=tuple(sheets_of(gathered, text))), told)
