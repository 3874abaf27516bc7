"""Documents to statements, with who said them."""

from collections.abc import Iterable, Iterator

from firsthand.extract.analysis import analyse
from firsthand.extract.description import describe
from firsthand.extract.statements import extract
from firsthand.model import Document, Extraction

__all__ = ["describe", "extract", "extract_documents"]


def extract_documents(documents: Iterable[Document]) -> Iterator[Extraction]:
    """Take the statements out of documents, one document after the other, in their order."""
    for analysis in analyse(documents):
        yield extract(analysis)
