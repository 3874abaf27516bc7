"""What was decided on a thing, by whom, and which stories it touches."""

from reviewers import Reviewer, claim_saying, source_called, statement_saying

from firsthand.model import Findings
from firsthand.review import (
    History,
    Routes,
    apply_decisions,
    disagreements,
    history_of,
    is_structural,
    state_of,
)


def test_the_latest_decision_in_force_tells_the_state(told: Findings, reviewer: Reviewer) -> None:
    claim = told.claims[0].id
    assert state_of(reviewer.made, claim) == "open"
    reviewer.decide(told, "accept", claim)
    assert state_of(reviewer.made, claim) == "accepted"
    reviewer.decide(told, "judge-claim", claim, value="well supported")
    assert state_of(reviewer.made, claim) == "judged"
    made = reviewer.decide(told, "reject", claim)
    assert state_of(reviewer.made, claim) == "rejected"
    reviewer.decide(told, "withdraw", made.id)
    assert state_of(reviewer.made, claim) == "judged"
    assert [each.action for each in history_of(reviewer.made, claim)] == [
        "accept",
        "judge-claim",
        "reject",
        "withdraw",
    ]


def test_what_was_decided_before_a_merge_belongs_to_the_merged_claim(
    told: Findings, reviewer: Reviewer
) -> None:
    wall, german = claim_saying(told, "eastern wall").id, claim_saying(told, "Mauer der Ostra").id
    reviewer.decide(told, "judge-claim", german, value="another wall")
    reviewer.decide(told, "merge-claims", wall, others=(german,))
    reviewed = apply_decisions(told, reviewer.made)
    history = History(reviewer.made, reviewed.moved)
    assert [each.action for each in history.of(wall)] == ["judge-claim", "merge-claims"]
    assert history.of(german) == history.of(wall)


def test_two_reviewers_who_contradict_are_named(told: Findings, reviewer: Reviewer) -> None:
    claim = told.claims[0].id
    reviewer.decide(told, "accept", claim)
    other = Reviewer("O. Ther", "2031-04-02")
    other.made = list(reviewer.made)
    other.decide(told, "reject", claim)
    (found,) = disagreements(other.made)
    assert found.target == claim
    assert [each.reviewer for each in found.decisions] == ["R. Eviewer", "O. Ther"]
    assert not disagreements(reviewer.made)
    other.decide(told, "withdraw", other.made[-1].id)
    assert not disagreements(other.made)


def test_one_sees_what_others_decided_meanwhile(told: Findings, reviewer: Reviewer) -> None:
    claim = told.claims[0].id
    first = reviewer.decide(told, "accept", claim)
    second = reviewer.decide(told, "judge-claim", claim, value="doubtful")
    history = History(reviewer.made)
    assert history.since(claim, first.id) == (second,)
    assert history.since(claim, second.id) == ()
    assert history.since(claim, "") == (first, second)
    assert history.last(claim) == second.id


def test_a_decision_leads_to_the_stories_it_touches(told: Findings, reviewer: Reviewer) -> None:
    routes = Routes(told)
    dam, ferry = (story.id for story in told.stories)
    made = reviewer.decide(told, "reject", statement_saying(told, "heard nothing").id)
    assert routes.stories_of(made) == {ferry}
    assert is_structural(made)
    ministry = reviewer.decide(
        told, "rename-source", source_called(told, "Ministry of Water"), value="Water Ministry"
    )
    assert routes.stories_of(ministry) == {dam}
    back = reviewer.decide(told, "withdraw", made.id)
    assert routes.stories_of(back, reviewer.made) == {ferry}
    assert is_structural(back, reviewer.made)
    seen = reviewer.decide(told, "accept", told.claims[0].id)
    assert not is_structural(seen)
    assert not is_structural(reviewer.decide(told, "withdraw", seen.id), reviewer.made)
