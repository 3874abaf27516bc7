"""Drafts of decisions checked against the stories that they are about."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.whole import joined
from firsthand.model import Decision, Draft, Findings
from firsthand.model.errors import GoneError
from firsthand.review import draft_to_decision

_OF_SOURCES = ("merge-sources", "split-source", "rename-source", "set-source-kind")
_OF_PERSONS = ("show-person", "hide-person")


def checked(
    now: Snapshot, draft: Draft, *, reviewer: str, at: str, pending: Sequence[Decision] = ()
) -> Decision:
    """Return the decision that a draft asks for; `pending` were made after this moment.

    Raises DecisionError where it cannot be made, GoneError where there is nothing it is about.
    """
    findings = replace(
        _around(now, draft),
        sources=tuple(now.sources().values()),
        people=now.base.findings.people if draft.action in _OF_PERSONS else (),
        decisions=now.decisions,
    )
    return draft_to_decision(findings, draft, reviewer=reviewer, at=at, decisions=(*now.decisions, *pending))


def _around(now: Snapshot, draft: Draft) -> Findings:
    """Return the stories that a draft is about as one."""
    if draft.action in _OF_SOURCES:
        wanted = {draft.target, *draft.others}
        homes = {told.id for told in now.stories.values() if not wanted.isdisjoint(told.index.source)}
        homes |= _homes(now, draft.others)
    else:
        homes = _homes(now, (draft.target, *draft.others))
    if not homes and draft.action not in (*_OF_SOURCES, *_OF_PERSONS, "withdraw"):
        raise gone("item", draft.target)
    return joined([now.stories[home] for home in now.base.slices if home in homes])


def _homes(now: Snapshot, items: Iterable[str]) -> set[str]:
    return {home for one in items if (home := now.story_of(one)) is not None}


def gone(kind: str, one: str) -> GoneError:
    """Return the error for an id that is of nothing."""
    return GoneError(
        f"There is no {kind} “{one}” in this case, or not any more: it may have been rejected or merged, or "
        "the case was built again. Look for it by its words."
    )
