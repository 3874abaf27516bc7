"""What reviewers judged of claims."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from firsthand.model import Decision
from firsthand.review.deciding import in_force


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reviewer's verdict on a claim, in their words, with the decision it was made by."""

    claim: str
    verdict: str
    reason: str
    reviewer: str
    at: str
    decision: str


def judgements(decisions: Iterable[Decision]) -> dict[str, Judgement]:
    """Return the verdict that holds on each judged claim, by the claim's id: the latest one."""
    return {
        d.target: Judgement(d.target, d.value, d.reason, d.reviewer, d.at, d.id)
        for d in in_force(decisions)
        if d.action == "judge-claim"
    }


def with_present_claims(decisions: Iterable[Decision], moved: Mapping[str, str]) -> tuple[Decision, ...]:
    """Return decisions whose verdicts name the claims they are about as they are called today (`moved`).

    A verdict goes with its claim when that becomes one with another, or gets another id in a later build.
    """
    return tuple(
        replace(d, target=moved[d.target]) if d.action == "judge-claim" and d.target in moved else d
        for d in decisions
    )
