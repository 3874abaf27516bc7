"""Everything that was derived from a pile of documents."""

from dataclasses import dataclass

from firsthand.model.claim import Claim, Conflict, Update, Variant
from firsthand.model.document import Document
from firsthand.model.lineage import Lineage, Story
from firsthand.model.source import Source
from firsthand.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Failure:
    """A document, or a step on it, that did not work: what happened and what to do next."""

    document: str  # the document's name, as the user gave it
    step: str
    message: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What firsthand derived from a case: the whole of what is shown, published and exported.

    Every tuple is sorted by a stable key, so that the order of input files changes nothing.
    """

    documents: tuple[Document, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    variants: tuple[Variant, ...] = ()
    updates: tuple[Update, ...] = ()
    lineage: Lineage = Lineage()
    stories: tuple[Story, ...] = ()
    failures: tuple[Failure, ...] = ()
