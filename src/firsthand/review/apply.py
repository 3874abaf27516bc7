"""Decisions laid over findings: what they touch is derived again, all else stays as it was derived."""

from collections.abc import Iterable

from firsthand.model import Decision, Findings
from firsthand.review.reviewed import Reviewed


def apply_decisions(findings: Findings, decisions: Iterable[Decision]) -> Reviewed:
    """Return the findings as the decisions in force leave them.

    `findings` are what was derived, of a whole case or of the slice of one story; they are not changed.
    """
    return Reviewed(findings)


def changed_claims(before: Findings, after: Findings) -> tuple[str, ...]:
    """Return the ids of the claims that differ between two states of the same findings, gone ones too."""
    was, now = ({claim.id: claim for claim in each.claims} for each in (before, after))
    return tuple(sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name)))
