"""Weigh what was said: claims, the origins behind them, where they conflict and what was changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.model import Claim, Conflict, Document, Lineage, Source, Statement, Update, Variant
from firsthand.weigh.claims import group_claims
from firsthand.weigh.standing import with_standing

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
    told = tuple(sorted(statements, key=lambda s: (s.document, s.start, s.end, s.id)))
    speaking = tuple(sorted(sources, key=lambda source: source.id))
    claims = group_claims(told, sources=speaking, lineage=lineage)
    conflicts: tuple[Conflict, ...] = ()
    updates: tuple[Update, ...] = ()
    return Weighing(claims=with_standing(claims, conflicts, updates), conflicts=conflicts, updates=updates)
