"""What a draft must say before it becomes a decision."""

import pytest
from reviewers import WHY, Reviewer, claim_saying, document_called, source_called, statement_saying

from firsthand.model import Draft, Findings
from firsthand.model.errors import DecisionError, GoneError
from firsthand.review import apply_decisions, draft_to_decision

AT = "2031-04-01T09:00:00+00:00"


def _draft(told: Findings, action: str, target: str, reason: str = WHY, **more: object) -> object:
    draft = Draft(action, target, reason=reason, **more)  # type: ignore[arg-type]
    return draft_to_decision(told, draft, reviewer="R. Eviewer", at=AT)


@pytest.mark.parametrize(
    "action", ["accept", "reject", "set-bounds", "judge-claim", "merge-claims", "rename-source"]
)
def test_what_is_not_there_cannot_be_decided_on(told: Findings, action: str) -> None:
    with pytest.raises(GoneError):
        _draft(told, action, "c-0123456789ab", value="x" if action == "rename-source" else "")


def test_accepting_needs_no_reason_and_rejecting_does(told: Findings) -> None:
    claim = told.claims[0].id
    assert _draft(told, "accept", claim, reason="")
    with pytest.raises(DecisionError, match="reason"):
        _draft(told, "reject", claim, reason="")


def test_one_takes_back_ones_own_without_a_reason_and_anothers_with_one(told: Findings) -> None:
    reviewer = Reviewer()
    made = reviewer.decide(told, "reject", told.claims[0].id)
    other = Reviewer("O. Ther")
    other.made = list(reviewer.made)
    with pytest.raises(DecisionError, match="reason"):
        other.decide(told, "withdraw", made.id, reason="")
    reviewer.decide(told, "withdraw", made.id, reason="")
    with pytest.raises(DecisionError, match="before"):
        reviewer.decide(told, "withdraw", made.id)


@pytest.mark.parametrize(("start", "end"), [(None, None), (5, 5), (9, 3), (-1, 4), (0, 10**6)])
def test_bounds_must_be_in_the_document(told: Findings, start: int | None, end: int | None) -> None:
    with pytest.raises(DecisionError, match=r"passage|select"):
        _draft(told, "set-bounds", told.statements[0].id, start=start, end=end)


def test_bounds_must_hold_words_and_be_others_than_those_of_another(told: Findings) -> None:
    one = statement_saying(told, "Thirteen workers", document="courier")
    text = next(d.text for d in told.documents if d.id == one.document)
    gap = text.index("\n\n")
    with pytest.raises(DecisionError, match="no words"):
        _draft(told, "set-bounds", one.id, start=gap, end=gap + 2)
    with pytest.raises(DecisionError, match="bounds it has"):
        _draft(told, "set-bounds", one.id, start=one.start, end=one.end)
    other = statement_saying(told, "eastern wall", document="courier")
    with pytest.raises(DecisionError, match="just this passage"):
        _draft(told, "set-bounds", one.id, start=other.start, end=other.end)
    with pytest.raises(DecisionError, match="just this passage"):
        _draft(told, "add-statement", one.document, start=one.start, end=one.end)


def test_space_around_a_selection_is_left_out(told: Findings) -> None:
    echo = document_called(told, "echo.txt")
    text = next(d.text for d in told.documents if d.id == echo)
    at = text.index("2 March 2031")
    made = _draft(told, "add-statement", echo, start=at - 1, end=at + 13)
    assert (made.passage.start, made.passage.end) == (at, at + 12)  # type: ignore[attr-defined]


def test_a_chain_names_each_source_once(told: Findings) -> None:
    name = statement_saying(told, "heard nothing").id
    with pytest.raises(DecisionError, match="once"):
        _draft(told, "set-attribution", name, chain=("Mara Quill", "mara  QUILL"))
    with pytest.raises(DecisionError, match="name"):
        _draft(told, "set-attribution", name, chain=("--",))
    made = _draft(told, "set-attribution", name, chain=(source_called(told, "Mara Quill"), "Somebody New"))
    assert made.chain == ("Mara Quill", "Somebody New")  # type: ignore[attr-defined]


def test_a_claim_is_split_by_some_of_its_statements(told: Findings) -> None:
    wall = claim_saying(told, "eastern wall")
    other = claim_saying(told, "heard nothing")
    for others in ((), wall.statements, other.statements):
        with pytest.raises(DecisionError):
            _draft(told, "split-claim", wall.id, others=others)


def test_claims_of_two_stories_are_not_one(told: Findings) -> None:
    wall, ferry = claim_saying(told, "eastern wall"), claim_saying(told, "heard nothing")
    with pytest.raises(DecisionError, match="stories"):
        _draft(told, "merge-claims", wall.id, others=(ferry.id,))
    with pytest.raises(DecisionError, match="other claim"):
        _draft(told, "merge-claims", wall.id, others=(wall.id,))


def test_a_kind_of_source_is_one_of_those_there_are(told: Findings) -> None:
    lantern = source_called(told, "Daily Lantern")
    with pytest.raises(DecisionError, match="outlet"):
        _draft(told, "set-source-kind", lantern, value="newspaper")
    with pytest.raises(DecisionError, match="already"):
        _draft(told, "set-source-kind", lantern, value="organisation")
    with pytest.raises(DecisionError, match="name"):
        _draft(told, "rename-source", lantern, value=" . ")


def test_what_an_action_has_no_use_for_is_refused(told: Findings) -> None:
    with pytest.raises(DecisionError, match="others"):
        _draft(told, "accept", told.claims[0].id, others=("c-1",))


def test_names_stay_out_of_the_id(told: Findings) -> None:
    lantern = source_called(told, "Daily Lantern")
    one, other = (_draft(told, "rename-source", lantern, value=name) for name in ("Ada Lund", "Mara Lorn"))
    assert one.id == other.id  # type: ignore[attr-defined]


def test_what_left_the_record_says_who_took_it_out(told: Findings, reviewer: Reviewer) -> None:
    name = statement_saying(told, "heard nothing").id
    reviewer.decide(told, "reject", name)
    now = apply_decisions(told, reviewer.made).findings
    with pytest.raises(DecisionError, match=r"R\. Eviewer"):
        reviewer.decide(now, "reject", name)
    with pytest.raises(GoneError, match=r"R\. Eviewer"):
        reviewer.decide(now, "set-attribution", name, chain=("Mara Quill",))
    reviewer.decide(now, "accept", name)
    assert apply_decisions(told, reviewer.made).findings is not None
    assert name in {s.id for s in apply_decisions(told, reviewer.made).findings.statements}


def test_a_person_is_shown_by_the_names_they_had(told: Findings) -> None:
    person = next(each for each in told.people if each.name == "Ole Brandt")
    made = _draft(told, "show-person", person.id)
    assert made.names[0] == "Ole Brandt"  # type: ignore[attr-defined]
    assert made.kind == "person"  # type: ignore[attr-defined]
