"""Documents to statements, with who said them."""

from collections.abc import Iterable, Iterator

from firsthand.model import Document, Extraction


def extract_documents(documents: Iterable[Document]) -> Iterator[Extraction]:
    """Take the statements out of documents, one document after the other, in their order."""
    from firsthand.extract.analysis import analyse
    from firsthand.extract.statements import extract

    for analysis in analyse(documents):
        yield extract(analysis)
