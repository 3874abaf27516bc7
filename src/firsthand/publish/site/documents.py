"""The documents that are cited: what each is and how to tell it again, never its text."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from firsthand.model import Document
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.views import Said, foreign
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.provenance import collected, provenance
from firsthand.publish.telling.wording import clean, day


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as it is cited."""

    address: str
    title: str
    called: str
    publisher: str
    published: str
    iso: str  # the same as ISO 8601 says it
    language: str  # ISO 639-1
    foreign: str
    url: str
    file: str
    digest: str
    provenance: tuple[str, ...]  # what the original is, what it lay in, how surely it was read
    collected: str  # on which day; empty where it was not
    statements: int

    @property
    def citation(self) -> str:
        """The document as a footnote names it."""
        parts = [self.title or self.file, self.publisher, self.published, self.url, f"SHA-256 {self.digest}"]
        return ", ".join(part for part in parts if part)


def cited_documents(index: Index) -> tuple[Cited, ...]:
    """Return all documents, the earliest first."""
    said = Counter(s.document for s in index.findings.statements)
    return tuple(_cited(index, d, said[d.id]) for d in index.documents)


def _cited(index: Index, document: Document, statements: int) -> Cited:
    return Cited(
        address=anchor("d", document.id),
        title=clean(document.title or ""),
        called=clean(index.title(document.id)),
        publisher=clean(document.publisher or ""),
        published=day(document.published) if document.published else "undated",
        iso=document.published.isoformat() if document.published else "",
        language=document.language or "en",
        foreign=foreign(index, document.language or "en"),
        url=document.url if document.url and re.match(r"https?://", document.url) else "",
        file=PurePath(clean(document.name)).name,
        digest=document.id,
        provenance=provenance(document, index.document),
        collected=collected(document),
        statements=statements,
    )


def cite_passage(documents: dict[str, Cited], said: Said) -> str:
    """Return how to find a passage again: its document, its place in it, the document's digest."""
    place = f"{said.where}, characters" if said.where else "characters"
    return f"{documents[said.document].citation}, {place} {said.start}–{said.end}"
