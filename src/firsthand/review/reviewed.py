"""What decisions come to when they are laid over what was derived."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from firsthand.model import Decision, Findings


@dataclass(frozen=True, slots=True)
class Misfit:
    """A decision in force that finds what it was about no more, and why."""

    decision: Decision
    why: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Findings as reviewers left them.

    `moved` maps ids that are no longer there to those under which the same is found now: claims that were
    merged, sources that were joined, whatever a later build gave another id. `misfits` are the decisions in
    force that find their target no more. `touched` are the ids of claims that some decision changed or is
    about, as they are now.
    """

    findings: Findings
    moved: Mapping[str, str] = field(default_factory=dict)
    misfits: tuple[Misfit, ...] = ()
    touched: frozenset[str] = frozenset()
