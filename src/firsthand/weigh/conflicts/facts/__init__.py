"""Conflicts about facts: how many, when, where, who.

A file for each kind; what they share is `telling` (statements made ready) and `lexicon` (a language's words).
"""

from collections.abc import Mapping, Sequence

from firsthand.model import Document, Source, Statement
from firsthand.weigh.conflicts.facts.places import find_places
from firsthand.weigh.conflicts.facts.roles import find_doers, find_left_out, find_paid
from firsthand.weigh.conflicts.facts.speaking import find_hearers, find_sayings
from firsthand.weigh.conflicts.facts.superlatives import find_superlatives
from firsthand.weigh.conflicts.facts.telling import story_of
from firsthand.weigh.conflicts.facts.times import find_times
from firsthand.weigh.conflicts.facts.values import find_values
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.likeness import Vector

__all__ = ["find_fact_conflicts"]


def find_fact_conflicts(
    statements: Sequence[Statement],
    *,
    claim_of: Mapping[str, str],
    sources: Mapping[str, Source],
    documents: Mapping[str, Document],
    senses: Vector | None,
) -> tuple[Finding, ...]:
    """Find statements of one story that say differently how many, when, where or who.

    `statements` are sorted; `senses` holds the direction of each one's sense, a row of length 1 each.
    Statements of one claim are never set against each other.
    """
    story = story_of(statements, documents, senses)
    found = [
        *find_values(story),
        *find_times(story),
        *find_places(story),
        *find_sayings(story, sources),
        *find_hearers(story),
        *find_superlatives(story),
        *find_left_out(story),
        *find_paid(story),
        *find_doers(story, sources),
    ]
    return tuple(
        sorted(
            (each for each in found if claim_of.get(each.left.id) != claim_of.get(each.right.id)),
            key=lambda each: (-each.confidence, each.kind, each.left.id, each.right.id),
        )
    )
