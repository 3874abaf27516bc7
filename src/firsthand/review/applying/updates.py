"""Figures that moved in time, once claims were merged, split or left."""

from collections.abc import Mapping
from dataclasses import replace

from firsthand.model import Claim, Update
from firsthand.review.applying.around import some_of
from firsthand.review.applying.working import Working
from firsthand.weigh.updates import find_updates

# Claims that count the same thing and are looked through for what a new figure may go on from.
_ALIKE = 30


def derive_updates(
    story: Working, claims: Mapping[str, Claim], *, changed: frozenset[str]
) -> tuple[Update, ...]:
    """Return the updates as they stand now; `changed` are the claims that are told by other statements."""
    found: dict[str, Update] = {}
    for update in story.findings.updates:
        held = tuple(dict.fromkeys(now for each in update.claims if (now := story.now(each)) in claims))
        if held == update.claims and changed.isdisjoint(held):
            found[update.id] = update
        elif len(held) > 1:
            again = [each for each in _among(story, claims, held) if len(set(each.claims) & set(held)) > 1]
            if again:
                best = max(again, key=lambda each: (len(set(each.claims) & set(held)), each.id))
                found[update.id] = replace(best, id=update.id)
    fresh = sorted(
        {story.claim_of[s] for s in story.fresh if story.statements[s].quantities and s in story.claim_of}
    )
    for claim in fresh:
        if claim in claims:
            near = [claim, *_counting_the_same(story, claims, claim)]
            for update in _among(story, claims, near):
                known = [each for each in found.values() if len(set(each.claims) & set(update.claims)) > 1]
                if claim not in update.claims or any(set(update.claims) <= set(k.claims) for k in known):
                    continue
                name = known[0].id if known else update.id
                found[name] = replace(update, id=name)
    return tuple(sorted(found.values(), key=lambda update: update.id))


def _among(
    story: Working, claims: Mapping[str, Claim], names: tuple[str, ...] | list[str]
) -> tuple[Update, ...]:
    held = [claims[name] for name in names]
    told = [
        each
        for claim in held
        for each in some_of(
            [story.statements[s] for s in claim.statements if story.statements[s].quantities],
            always=story.fresh,
        )
    ]
    documents = {each.document for each in told} & story.documents.keys()
    return find_updates(held, told, [story.documents[name] for name in sorted(documents)])


def _counting_the_same(story: Working, claims: Mapping[str, Claim], claim: str) -> list[str]:
    units = {q.unit for s in claims[claim].statements for q in story.statements[s].quantities if q.unit}
    found = {
        story.claim_of[s.id]: None
        for s in story.statements.values()
        if s.quantities
        and s.id in story.claim_of
        and s.id not in story.rejected
        and any(q.unit in units for q in s.quantities)
    }
    return sorted(name for name in found if name != claim and name in claims)[:_ALIKE]
