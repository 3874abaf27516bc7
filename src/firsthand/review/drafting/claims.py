"""Drafts about claims: verdicts, several that are one, one that is several."""

from collections.abc import Sequence

from firsthand.model import Claim, Draft, Passage
from firsthand.model.errors import DecisionError
from firsthand.review.drafting.case import MOST_ABOUT, MOST_OF_EACH, Bare, CaseAtHand, nothing_more


def on_claim(case: CaseAtHand, draft: Draft) -> Bare:
    """Return what a decision on a claim needs: a verdict, others it merges with, statements that part."""
    claim = case.claim(draft.target)
    if draft.action == "judge-claim":
        nothing_more(draft, but=("value",))
        return Bare("claim", about=case.passages(claim.statements, MOST_ABOUT), value=draft.value)
    nothing_more(draft, but=("others",))
    others = tuple(dict.fromkeys(draft.others))
    if draft.action == "merge-claims":
        others = tuple(name for name in others if name != claim.id)
        if not others:
            raise DecisionError("Name at least one other claim that says the same.")
        held = [claim, *(case.claim(name) for name in others)]
        _check_one_story(case, held)
        return Bare("claim", others=others, about=_aligned(case, held))
    if not others:
        raise DecisionError("Name the statements that become a claim of their own.")
    parts = [case.statement(name) for name in others]
    if not set(others) <= set(claim.statements):
        raise DecisionError("Only statements of this claim can become a claim of their own.")
    if set(others) == set(claim.statements):
        raise DecisionError("At least one statement must stay: these are all that the claim has.")
    rest = [name for name in claim.statements if name not in set(others)]
    about = (*(part.passage for part in parts), *case.passages(rest, MOST_OF_EACH))
    return Bare("claim", others=others, about=about)


def _check_one_story(case: CaseAtHand, claims: Sequence[Claim]) -> None:
    first = (case.statements.get(name) for claim in claims for name in claim.statements[:1])
    if not case.in_one_story({each.document for each in first if each is not None}):
        raise DecisionError("These claims are of different stories, which are weighed apart.")


def _aligned(case: CaseAtHand, claims: Sequence[Claim]) -> tuple[Passage, ...]:
    """Return passages of several claims, of each as many, so that one can tell whose they are."""
    told = [case.passages(claim.statements, MOST_OF_EACH) for claim in claims]
    most = max(map(len, told))
    return tuple(passages[n % len(passages)] for passages in told if passages for n in range(most))
