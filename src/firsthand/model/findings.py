"""Everything that was derived from a pile of documents."""

from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.model.claim import Claim, Conflict, Update, Variant
from firsthand.model.decision import Decision
from firsthand.model.document import Document
from firsthand.model.lineage import Lineage, Story
from firsthand.model.person import Person
from firsthand.model.record import Record, Tally
from firsthand.model.source import Source
from firsthand.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Failure:
    """A document, or a step on it, that did not work: what happened and what to do next."""

    document: str  # the document's name, as the user gave it
    step: str
    message: str


def failures_in_order(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    """Put failures in the order in which they are told, whatever happened first."""
    return tuple(sorted(failures, key=lambda one: (one.document, one.step, one.message)))


@dataclass(frozen=True, slots=True)
class Findings:
    """What firsthand derived from a case: the whole of what is shown, published and exported.

    Every tuple is sorted by a stable key, so that the order of input files changes nothing.
    `people` are the persons the documents name; `records` and `tallies` are empty where the case has no
    codebook; `decisions` are a reviewer's, in the order they were made.
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
    people: tuple[Person, ...] = ()
    records: tuple[Record, ...] = ()
    tallies: tuple[Tally, ...] = ()
    decisions: tuple[Decision, ...] = ()
    failures: tuple[Failure, ...] = ()
