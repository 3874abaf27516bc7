"""Documents to statements, with who said them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from firsthand.extract.analysis import analyse
from firsthand.extract.description import describe
from firsthand.extract.languages import LANGUAGES, language_name
from firsthand.extract.mixed import by_language, joined
from firsthand.extract.statements import extract
from firsthand.model import Document, Extraction

__all__ = ["LANGUAGES", "describe", "extract", "extract_documents", "is_readable", "language_name"]


def is_readable(document: Document) -> bool:
    """Tell whether any of a document is in a language that statements are taken from."""
    return bool(by_language(document)[0])


def extract_documents(documents: Iterable[Document]) -> Iterator[Extraction]:
    """Take the statements out of documents, one document after the other, in their order.

    Of a document that is not readable nothing is taken.
    """
    for document in documents:
        parts, notes = by_language(document)
        if not parts:
            yield Extraction(document.id)
            continue
        extraction = joined(extract(analysis) for analysis in analyse(parts))
        yield replace(extraction, notes=extraction.notes + notes) if notes else extraction
