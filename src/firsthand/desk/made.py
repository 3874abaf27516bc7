"""What came of a decision, for who made it."""

from firsthand.desk.holding.snapshot import Snapshot, touched_by
from firsthand.desk.listing.claim import history_of
from firsthand.desk.shapes import Made
from firsthand.model import Decision, Draft
from firsthand.review import changed_claims


def made_of(before: Snapshot, after: Snapshot, draft: Draft, decision: Decision) -> Made:
    """Return what came of a decision that was kept between two moments."""
    changed = [
        claim
        for story in touched_by(before, [decision])
        for claim in changed_claims(before.stories[story].findings, after.stories[story].findings)
    ]
    now = after.moved.get(draft.target, draft.target)
    return Made(
        decision=decision,
        meanwhile=_meanwhile(before, draft, decision),
        now=now if _is_there(after, now) else "",
        changed=tuple(changed),
        revision=after.revision,
    )


def _meanwhile(before: Snapshot, draft: Draft, decision: Decision) -> tuple[Decision, ...]:
    """Return others' decisions on the same, or on the claim it is in, that its reviewer had not seen."""
    target = before.moved.get(draft.target, draft.target)
    told = before.told(target)
    claim = told.index.claim.get(target) if told else None
    made = history_of(before, (draft.target, target, *(claim.statements if claim else ())))
    seen = next((place for place, one in enumerate(made) if one.id == draft.seen), -1)
    return tuple(one for one in made[seen + 1 :] if one.reviewer != decision.reviewer)


def _is_there(now: Snapshot, item: str) -> bool:
    told = now.told(item)
    if told is None:
        people = any(person.id == item for person in now.base.findings.people)
        return people or item in now.sources() or any(made.id == item for made in now.decisions)
    findings, index = told.findings, told.index
    if item in index.claim or item in index.statement or item in index.document:
        return True
    ids = [each.id for each in findings.conflicts]
    ids += [each.id for each in findings.variants]
    ids += [each.id for each in findings.records]
    return item in ids
