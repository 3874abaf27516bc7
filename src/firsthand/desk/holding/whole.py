"""The stories of a case put together again."""

from collections.abc import Sequence
from dataclasses import replace

from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.model import Findings
from firsthand.review.claims import with_present_claims
from firsthand.review.peopling import with_people


def joined(stories: Sequence[Told]) -> Findings:
    """Return the findings of several stories as one, without sources and lineage."""
    if len(stories) == 1:
        return stories[0].findings
    parts = [told.findings for told in stories]
    return Findings(
        documents=tuple(each for part in parts for each in part.documents),
        statements=tuple(each for part in parts for each in part.statements),
        claims=tuple(each for part in parts for each in part.claims),
        conflicts=tuple(each for part in parts for each in part.conflicts),
        variants=tuple(each for part in parts for each in part.variants),
        updates=tuple(each for part in parts for each in part.updates),
        stories=tuple(each for part in parts for each in part.stories),
        records=tuple(each for part in parts for each in part.records),
    )


def whole(now: Snapshot) -> Findings:
    """Return the findings of the whole case as reviewed."""
    base = now.base.findings
    if not any(decision.id in now.history.in_force for decision in now.decisions):
        return replace(base, decisions=now.decisions)
    parts = joined(list(now.stories.values()))
    found = replace(
        base,
        statements=tuple(sorted(parts.statements, key=lambda s: (s.document, s.start, s.end, s.id))),
        claims=parts.claims,
        conflicts=parts.conflicts,
        variants=parts.variants,
        updates=parts.updates,
        records=tuple(sorted(parts.records, key=lambda record: record.id)),
        sources=tuple(now.sources().values()),
        decisions=with_present_claims(now.decisions, now.moved),
    )
    return with_people(found, base, now.moved)
