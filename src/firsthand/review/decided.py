"""Which claims decisions touched: what a reader has to know of counts that were not derived alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from firsthand.model import Decision, Findings
from firsthand.review.deciding import in_force

_MERGES = frozenset({"merge-claims", "merge-sources"})


def decisions_on_claims(findings: Findings) -> dict[str, tuple[Decision, ...]]:
    """Return the decisions in force behind each claim, by its id, in the order they were made.

    A decision is behind the claims that it is on, those of the statements it is on, and those in whose chains
    or among whose origins the source is that it is on. What a reviewer took out of the record is behind none:
    see `decisions_in_all`.
    """
    holding = in_force(findings.decisions)
    if not holding:
        return {}
    claims = {claim.id for claim in findings.claims}
    claim_of = {name: claim.id for claim in findings.claims for name in claim.statements}
    at = {each.passage: each.id for each in findings.statements}
    speaking: dict[str, set[str]] = defaultdict(set)
    for each in findings.statements:
        for source in each.attribution:
            speaking[source].add(claim_of.get(each.id, ""))
    for claim in findings.claims:
        for source in claim.origins:
            speaking[source].add(claim.id)
    between = {each.id: each.claims[:2] for each in findings.conflicts}
    between |= {each.id: (each.claim,) for each in findings.variants}
    into = {one: d.target for d in holding if d.action in _MERGES for one in d.others}
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in holding:
        target = _in_the_end(decision.target, into)
        told = {target, *between.get(decision.target, ())} & claims
        parts = decision.others if decision.action in ("split-claim", "split-source") else ()
        told |= {claim_of[name] for name in (decision.target, *parts) if name in claim_of}
        if decision.kind == "source":
            told |= speaking.get(target, set())
        if decision.passage is not None and decision.passage in at:
            told |= {claim_of.get(at[decision.passage], "")}
        for name in told - {""}:
            found[name].append(decision)
    return {name: tuple(made) for name, made in found.items()}


def _in_the_end(name: str, into: Mapping[str, str]) -> str:
    """Return what something became when it was made one with another, and that with a further one."""
    seen = {name}
    while (on := into.get(name)) is not None and on not in seen:
        seen.add(on)
        name = on
    return name


def decisions_in_all(findings: Findings) -> dict[str, int]:
    """Return how many decisions in force there are on what was derived, by their action; on persons none."""
    counted: dict[str, int] = defaultdict(int)
    for decision in in_force(findings.decisions):
        if decision.action not in ("show-person", "hide-person"):
            counted[decision.action] += 1
    return dict(counted)


def actions_of(decisions: Iterable[Decision]) -> dict[str, int]:
    """Return how often each action is among decisions, in the order they were first made."""
    counted: dict[str, int] = {}
    for decision in decisions:
        counted[decision.action] = counted.get(decision.action, 0) + 1
    return counted
