"""A PDF file, opened: what is wrong with it is said in plain words.

pdfium (the library that Chromium shows PDFs with, by pypdfium2) must never be used by two threads at once:
whoever touches it holds `PDFIUM`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import pypdfium2
from pypdfium2 import raw

from firsthand.model.errors import UnreadableDocumentError

PDFIUM = RLock()


@contextmanager
def opened(data: bytes, *, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF, and close it and all its pages again; nobody else uses pdfium meanwhile.

    Raises UnreadableDocumentError for what is locked, broken or empty.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocumentError(f"{name}: {_complaint(error)}") from error
        try:
            if len(document) < 1:
                raise UnreadableDocumentError(f"{name}: {_BROKEN}")
            yield document
        finally:
            document.close()


@contextmanager
def page_of(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage]:
    """Open one page of an open PDF (counted from 1), and close it again; raises PdfiumError."""
    page = document[number - 1]
    try:
        yield page
    finally:
        page.close()


_BROKEN = (
    "the PDF is broken, no page of it can be read. Get it again from where it came from; if a PDF viewer "
    "still shows it, save it again from there (print it to a new PDF) and read that."
)


def _complaint(error: pypdfium2.PdfiumError) -> str:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        return "the PDF is locked by a password. Open it in a PDF viewer and save it without one."
    if error.err_code == raw.FPDF_ERR_SECURITY:
        return (
            "the PDF is locked in a way that is not read. Open it in the viewer it was made for and print it "
            "to a new PDF."
        )
    return _BROKEN
