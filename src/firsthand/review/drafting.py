"""A decision as a reviewer asks for it, checked against the case and made ready to be kept."""

from collections.abc import Iterable

from firsthand.model import Decision, Draft, Findings


def draft_to_decision(
    findings: Findings, draft: Draft, *, reviewer: str, at: str, decisions: Iterable[Decision] = ()
) -> Decision:
    """Return the decision that a draft asks for.

    `findings` are the reviewed findings of the case, or of the story that holds the target. `at` is the
    instant, ISO 8601 with its offset. `decisions` are all that were made. Raises DecisionError where the
    decision cannot be made, GoneError where its target is not there.
    """
    raise NotImplementedError
