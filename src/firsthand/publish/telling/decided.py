"""What reviewers decided, in a plain line: whoever reads a count has to know that it was set by hand."""

from collections.abc import Mapping, Sequence

from firsthand.model import Decision
from firsthand.publish.telling.wording import count
from firsthand.review.decided import actions_of

_DONE = {
    "accept": "checked against the original",
    "reject": "something taken out",
    "set-bounds": "a passage set",
    "set-attribution": "a speaker set",
    "add-statement": "a statement added",
    "merge-claims": "claims made one",
    "split-claim": "a claim split",
    "judge-claim": "a verdict given",
    "merge-sources": "sources made one",
    "split-source": "a source split in two",
    "rename-source": "a source renamed",
    "set-source-kind": "the kind of a source set",
}


def decided_words(decisions: Sequence[Decision]) -> str:
    """Return what was decided on a claim, "1 decision of reviewers: a source renamed."; "" if nothing."""
    if not decisions:
        return ""
    return f"{count(len(decisions), 'decision')} of reviewers: {_listed(actions_of(decisions))}."


def decided_in_all(actions: Mapping[str, int]) -> str:
    """Return how much of a case was decided by hand, "" for nothing."""
    if not actions:
        return ""
    return f"{count(sum(actions.values()), 'decision')} of reviewers laid over it: {_listed(actions)}"


def _listed(actions: Mapping[str, int]) -> str:
    return ", ".join(f"{_DONE[name]}{f' ({n:,})' if n > 1 else ''}" for name, n in actions.items())
