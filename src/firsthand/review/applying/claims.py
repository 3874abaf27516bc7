"""What reviewers say of claims: several that are one, one that is several, one that is none."""

from firsthand.model import Decision
from firsthand.review.applying.working import LostError, Working
from firsthand.review.drafting.case import MOST_ABOUT


def accept_claim(story: Working, decision: Decision) -> None:
    """Mark a claim as checked; one that left comes back with the statements that left with it."""
    claim = story.claim(decision.target, decision.about)
    for name in story.members[claim]:
        if story.rejected.get(name):
            del story.rejected[name]
            story.touched.add(claim)
    story.about.add(claim)


def judge_claim(story: Working, decision: Decision) -> None:
    """Find the claim that a verdict is on; it changes nothing of it."""
    story.about.add(story.claim(decision.target, decision.about))


def reject_claim(story: Working, decision: Decision) -> None:
    """Take a claim out of the record, and its statements with it.

    Where a later build put its statements into a larger claim, they alone leave.
    """
    claim = story.claim(decision.target, decision.about)
    leaving = list(story.members[claim])
    if claim != decision.target:
        told = {story.statement_at(passage) for passage in decision.about}
        meant = [name for name in leaving if name in told]
        if 2 * len(meant) < len(leaving) and len(set(decision.about)) < MOST_ABOUT:
            leaving = meant
    for name in leaving:
        story.rejected.setdefault(name, claim)
    story.touched.add(claim)
    story.about.add(claim)


def merge_claims(story: Working, decision: Decision) -> None:
    """Make one claim of several; it keeps the target's id."""
    share = len(decision.about) // (1 + len(decision.others))  # each has as many passages: see `drafting`
    target = story.claim(decision.target, decision.about[:share])
    lost: LostError | None = None
    found = False
    for n, name in enumerate(decision.others, start=1):
        try:
            other = story.claim(name, decision.about[n * share : (n + 1) * share])
        except LostError as error:
            lost = error
            continue
        found = True
        if other == target:
            continue
        for statement in list(story.members[other]):
            if story.rejected.get(statement) == other:
                story.rejected[statement] = target
            story.members[target][statement] = None
            story.claim_of[statement] = target
        del story.members[other]
        story.touched.discard(other)
        story.about.discard(other)
        story.move(other, target)
        story.touched.add(target)
    if not found and lost is not None:
        raise lost
    story.about.add(target)


def split_claim(story: Working, decision: Decision) -> None:
    """Make a claim of its own of some statements; those already apart are left where they are."""
    count = len(decision.others)
    found, lost = [], None
    for n, name in enumerate(decision.others):
        try:
            found.append(story.statement(name, decision.about[n : n + 1]))
        except LostError as error:
            lost = error
    if not found and lost is not None:
        raise lost
    target = story.claim(decision.target, decision.about[count:] or decision.about)
    parts = [name for name in found if story.claim_of.get(name) == target]
    story.about.add(target)
    if not parts or len(parts) == len(story.members[target]):
        return
    new = story.new_claim(parts)
    for name in parts:
        story.put(name, new)
    story.about.add(new)
    story.parted.append((target, new))
