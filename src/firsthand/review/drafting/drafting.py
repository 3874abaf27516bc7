"""A decision as a reviewer asks for it, checked against the case and made ready to be kept."""

from collections.abc import Callable, Iterable, Mapping

from firsthand.model import Decision, Draft, Findings
from firsthand.model.errors import DecisionError
from firsthand.review.deciding import kept_decision
from firsthand.review.drafting.case import Bare, CaseAtHand
from firsthand.review.drafting.claims import on_claim
from firsthand.review.drafting.others import on_any, on_decision, on_person
from firsthand.review.drafting.sources import on_source
from firsthand.review.drafting.statements import on_document, on_statement

CHECKED = "Checked against the original."
TAKEN_BACK = "Taken back by the reviewer who made it."

_ACTIONS: Mapping[str, Callable[[CaseAtHand, Draft], Bare]] = {
    "accept": on_any,
    "reject": on_any,
    "set-bounds": on_statement,
    "set-attribution": on_statement,
    "add-statement": on_document,
    "merge-claims": on_claim,
    "split-claim": on_claim,
    "judge-claim": on_claim,
    "merge-sources": on_source,
    "split-source": on_source,
    "rename-source": on_source,
    "set-source-kind": on_source,
    "show-person": on_person,
    "hide-person": on_person,
    "withdraw": on_decision,
}


def draft_to_decision(
    findings: Findings, draft: Draft, *, reviewer: str, at: str, decisions: Iterable[Decision] = ()
) -> Decision:
    """Return the decision that a draft asks for.

    `findings` are the reviewed findings of the case, or of the story that holds the target. `at` is the
    instant, ISO 8601 with its offset. `decisions` are all that were made. Raises DecisionError where the
    decision cannot be made as asked for, GoneError where what it is about is not there.
    """
    case = CaseAtHand(findings, tuple(decisions))
    if draft.action not in _ACTIONS:
        raise DecisionError(f"“{draft.action}” is nothing that can be decided.")
    bare = _ACTIONS[draft.action](case, draft)
    return kept_decision(
        Decision(
            id="",
            at=at,
            reviewer=reviewer,
            action=draft.action,
            target=draft.target,
            reason=draft.reason.strip() or _default_reason(case, draft, reviewer),
            value=bare.value,
            names=bare.names,
            kind=bare.kind,
            others=bare.others,
            passage=bare.passage,
            chain=bare.chain,
            about=bare.about,
            seen=draft.seen,
        )
    )


def _default_reason(case: CaseAtHand, draft: Draft, reviewer: str) -> str:
    if draft.action == "accept":
        return CHECKED
    if draft.action == "withdraw":
        made = next((each for each in case.decisions if each.id == draft.target), None)
        if made is not None and made.reviewer == " ".join(reviewer.split()):
            return TAKEN_BACK
    return ""
