"""What reviewers judged of claims."""

from collections.abc import Iterable
from dataclasses import dataclass

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
