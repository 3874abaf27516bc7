"""Documents to statements, with who said them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from firsthand.extract.analysis import Analysis, analyse
from firsthand.extract.description import describe
from firsthand.extract.grammar import Grammar
from firsthand.extract.languages import LANGUAGES, grammar_of, language_name
from firsthand.extract.mixed import by_language, joined
from firsthand.extract.statements import extract
from firsthand.model import Document, Extraction

__all__ = [
    "LANGUAGES", "describe", "extract", "extract_documents", "in_read_language", "is_readable",
    "language_name",
]  # fmt: skip


def is_readable(document: Document) -> bool:
    """Tell whether any of a document is in a language that statements are taken from."""
    if (document.language or "en") in LANGUAGES:
        return True  # no need to look at each paragraph of almost every document twice
    return bool(by_language(document)[0])


def in_read_language(document: Document) -> Document:
    """Return the document in the language that most of what is read of it is in.

    It is its own language, but where that has no pack and only some paragraphs are in one that has: the steps
    that follow ask for the words of a document's language.
    """
    if (document.language or "en") in LANGUAGES:
        return document
    parts = by_language(document)[0]
    return replace(document, language=parts[0].language) if parts else document


def extract_documents(
    documents: Iterable[Document], *, grammar_for: Callable[[Analysis], Grammar] | None = None
) -> Iterator[Extraction]:
    """Take the statements out of documents, one document after the other, in their order.

    `grammar_for` says how each is read; by default by the grammar of its language. Of a document that
    is not readable nothing is taken.
    """
    grammar_for = grammar_for or (lambda analysis: grammar_of(analysis.language))
    documents = list(documents)
    split = [by_language(document) for document in documents]
    analyses = analyse(part for parts, _ in split for part in parts)
    for document, (parts, notes) in zip(documents, split, strict=True):
        if not parts:
            yield Extraction(document.id)
            continue
        own = [next(analyses) for _ in parts]
        extraction = joined(extract(analysis, grammar=grammar_for(analysis)) for analysis in own)
        yield replace(extraction, notes=extraction.notes + notes) if notes else extraction
