"""Weigh what was said: claims, the origins behind them, where they conflict and what was changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.model import Claim, Conflict, Document, Lineage, Source, Statement, Update, Variant
from firsthand.trace.once import once
from firsthand.trace.sense import encode, remembering
from firsthand.trace.wording.words import language_of
from firsthand.weigh.claims import group_claims
from firsthand.weigh.conflicts import find_conflicts
from firsthand.weigh.credibility import with_credibility
from firsthand.weigh.standing import with_standing
from firsthand.weigh.updates import find_updates
from firsthand.weigh.variants import find_variants

__all__ = ["Weighing", "group_claims", "weigh"]


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the statements of one story come to. Every tuple is sorted by id."""

    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    variants: tuple[Variant, ...] = ()
    updates: tuple[Update, ...] = ()


def weigh(
    documents: Iterable[Document],
    statements: Iterable[Statement],
    sources: Iterable[Source],
    lineage: Lineage,
) -> Weighing:
    """Weigh the statements of one story, whose documents and lineage these are.

    The order of documents, statements and sources changes nothing.
    """
    read = tuple(sorted(documents, key=lambda document: document.id))
    told = tuple(sorted(statements, key=lambda s: (s.document, s.start, s.end, s.id)))
    speaking = _in_order(tuple(sources))
    sense = remembering(encode)  # what claims looked up, conflicts need again
    languages = {document.id: language_of(document) for document in read}
    claims = group_claims(told, sources=speaking, lineage=lineage, languages=languages, encoder=sense)
    updates = find_updates(claims, told, read)
    conflicts = find_conflicts(claims, told, speaking, documents=read, updates=updates, encoder=sense)
    variants = find_variants(claims, told, read, lineage, sources=speaking, updates=updates)
    return Weighing(
        claims=with_credibility(with_standing(claims, conflicts, updates), conflicts, speaking, told),
        conflicts=conflicts,
        variants=variants,
        updates=updates,
    )


@once  # all stories of a case have the same sources
def _in_order(sources: Sequence[Source]) -> tuple[Source, ...]:
    return tuple(sorted(sources, key=lambda source: source.id))
