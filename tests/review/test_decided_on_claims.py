"""Counts that reviewers set by hand say so, in the report, on the site's claims and in the export."""

from dataclasses import replace

from reviewers import Reviewer, claim_saying, source_called, statement_saying

from firsthand.model import Findings
from firsthand.publish.export import as_contract, check
from firsthand.publish.report import render_report
from firsthand.review import apply_decisions
from firsthand.review.decided import decisions_in_all, decisions_on_claims


def _reviewed(told: Findings, reviewer: Reviewer) -> Findings:
    return apply_decisions(replace(told, decisions=tuple(reviewer.made)), reviewer.made).findings


def test_origins_raised_by_splitting_a_source_are_told_to_be_set_by_hand(
    told: Findings, reviewer: Reviewer
) -> None:
    wall = claim_saying(told, "eastern wall")
    part = statement_saying(told, "eastern wall", document="lantern")
    ministry = source_called(told, "Ministry of Water")
    made = reviewer.decide(
        told, "split-source", ministry, others=(part.id,), value="Dam Inspectorate of Ostra"
    )
    now = _reviewed(told, reviewer)
    claim = next(each for each in now.claims if each.id == wall.id)
    assert claim.independent_origins > wall.independent_origins
    assert decisions_on_claims(now)[claim.id] == (made,)
    exported = as_contract(now)
    check(exported)
    row = next(each for each in exported["claims"] if each["id"] == claim.id)
    assert row["decisions"] == [made.id]
    assert "decisions" not in next(
        each for each in exported["claims"] if each["id"] == claim_saying(told, "night ferry").id
    )
    page = render_report(now, protected=False)
    assert "1 decision of reviewers: a source split in two." in page
    assert "1 decision of reviewers laid over it: a source split in two" in page
    assert "laid over it" not in render_report(told, protected=False)


def test_a_decision_stands_behind_what_its_claim_or_source_became(told: Findings, reviewer: Reviewer) -> None:
    wall, road = claim_saying(told, "eastern wall"), claim_saying(told, "closed the road")
    judged = reviewer.decide(told, "judge-claim", wall.id, value="well supported")
    merged = reviewer.decide(told, "merge-claims", road.id, others=(wall.id,))
    behind = decisions_on_claims(_reviewed(told, reviewer))[road.id]
    assert [each.id for each in behind] == [judged.id, merged.id]
    reviewer.decide(told, "withdraw", merged.id, reason="")
    now = _reviewed(told, reviewer)
    assert road.id not in decisions_on_claims(now)
    assert decisions_on_claims(now)[wall.id] == (judged,)
    assert decisions_in_all(now) == {"judge-claim": 1}
