"""Whatever reviewers decide, in whatever order: nothing is doubled, nothing lost, and all can be undone."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reviewers import Reviewer

from firsthand.model import Findings
from firsthand.model.errors import DecisionError, GoneError
from firsthand.review import apply_decisions

_ACTIONS = (
    "reject",
    "accept",
    "set-bounds",
    "set-attribution",
    "merge",
    "split",
    "conflict",
    "add",
    "sources",
)
_NAMES = ("Mara Quill", "Ole Brandt", "Town Council", "水利部", "Ministry of Water")


class Held:
    """Findings, without their thousands of words where hypothesis tells of an example."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def __repr__(self) -> str:
        return "Held()"


@pytest.fixture
def held(told: Findings) -> Held:
    return Held(told)


steps = st.lists(
    st.tuples(st.sampled_from(_ACTIONS), st.integers(0, 200), st.integers(0, 200), st.booleans()),
    min_size=1,
    max_size=6,
)


def _decide(findings: Findings, reviewer: Reviewer, step: tuple[str, int, int, bool]) -> None:
    """Make the decision that a step stands for, where it can be made on these findings."""
    action, one, other, flag = step
    statement = findings.statements[one % len(findings.statements)]
    claim = findings.claims[other % len(findings.claims)]
    more: dict[str, Any] = {}
    target = statement.id
    if action in ("reject", "accept"):
        target = statement.id if flag else claim.id
    elif action == "set-bounds":
        more = {"start": statement.start + (other % 3), "end": statement.end - (one % 5)}
    elif action == "set-attribution":
        more = {"chain": (_NAMES[other % 5],) if flag else ()}
    elif action == "merge":
        action, target = "merge-claims", claim.id
        more = {"others": (findings.claims[one % len(findings.claims)].id,)}
    elif action == "split":
        action, target = "split-claim", claim.id
        more = {"others": claim.statements[: max(1, one % max(len(claim.statements), 1))]}
    elif action == "conflict" and findings.conflicts:
        action, target = "reject", findings.conflicts[one % len(findings.conflicts)].id
    elif action == "add":
        action, target = "add-statement", statement.document
        more = {"start": statement.start + 2, "end": statement.end + 3, "chain": statement.attribution}
        more |= {"others": (claim.id,)} if flag else {}
    elif action == "sources":
        action, target = "merge-sources", findings.sources[one % len(findings.sources)].id
        more = {"others": (findings.sources[other % len(findings.sources)].id,)}
    else:
        return
    try:
        reviewer.decide(findings, action, target, **more)
    except (DecisionError, GoneError):
        return


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_decisions_laid_over_findings(held: Held, taken: list[tuple[str, int, int, bool]]) -> None:
    told = held.findings
    reviewer = Reviewer()
    now = told
    for step in taken:
        _decide(now, reviewer, step)
        now = apply_decisions(told, reviewer.made).findings
    reviewed = apply_decisions(told, reviewer.made)
    found = reviewed.findings
    inside = [each for claim in found.claims for each in claim.statements]
    assert len(inside) == len(set(inside))
    assert set(inside) == {each.id for each in found.statements}
    claims, sources = {claim.id for claim in found.claims}, {source.id for source in found.sources}
    assert {name for conflict in found.conflicts for name in conflict.claims} <= claims
    assert {name for each in found.statements for name in each.attribution} <= sources
    assert {name for claim in found.claims for name in claim.origins} <= sources
    assert set(reviewed.moved) & claims == set()
    contested = {name for conflict in found.conflicts for name in conflict.claims[:2]}
    assert {claim.id for claim in found.claims if claim.standing == "contested"} == contested
    assert not reviewed.misfits
    assert found == apply_decisions(told, reviewer.made).findings
    for made in tuple(reviewer.made):
        reviewer.decide(told, "withdraw", made.id, reason="")
    assert apply_decisions(told, reviewer.made).findings is told


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_laid_over_their_own_result_they_change_nothing_more(
    held: Held, taken: list[tuple[str, int, int, bool]]
) -> None:
    told = held.findings
    reviewer = Reviewer()
    for step in taken:
        _decide(told, reviewer, step)
    once = apply_decisions(told, reviewer.made).findings
    assert apply_decisions(once, reviewer.made).findings == once
