import pytest

from firsthand.model import Claim, Decision, Findings, Person
from firsthand.model.errors import DecisionError
from firsthand.review import (
    check_decision,
    find_person,
    in_force,
    is_shown,
    judgements,
    make_decision,
    visibility_of,
)

AT = "2031-03-08T09:00:00+00:00"
WHY = "She asked in writing to be named."
LUND = Person("p-1", "Ada Lund", ("Lund",))
QUILL = Person("p-2", "Mara Quill", public=True)


def _decide(action: str, target: str, **more: object) -> Decision:
    told: dict[str, object] = {"reviewer": "R. Eviewer", "reason": WHY, "at": AT} | more
    return make_decision(action=action, target=target, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "reason", ["", "  ", "ok", "because", "see above", "x x x x x x x", "............", "原因"]
)
def test_a_decision_needs_a_reason_of_substance(reason: str) -> None:
    with pytest.raises(DecisionError, match="reason"):
        _decide("show-person", "p-1", reason=reason)


def test_a_reason_without_spaces_is_one_in_chinese() -> None:
    assert _decide("show-person", "p-1", reason="本人书面同意公开姓名").reason


def test_a_decision_needs_a_reviewer_an_instant_and_a_verdict_on_a_claim() -> None:
    with pytest.raises(DecisionError, match="--reviewer"):
        _decide("show-person", "p-1", reviewer=" - ")
    with pytest.raises(DecisionError, match="instant"):
        _decide("show-person", "p-1", at="yesterday")
    with pytest.raises(DecisionError, match="offset"):
        _decide("show-person", "p-1", at="2031-03-08T09:00:00")
    with pytest.raises(DecisionError, match="--verdict"):
        _decide("judge-claim", "c-1")
    with pytest.raises(DecisionError, match="verdict"):
        _decide("hide-person", "p-1", value="false")


def test_the_target_must_be_in_the_case() -> None:
    findings = Findings(people=(LUND,), claims=(Claim("c-1", "x", ("s-1",)),))
    check_decision(_decide("show-person", "p-1"), findings)
    check_decision(_decide("judge-claim", "c-1", value="false"), findings)
    for action, target in (("show-person", "p-9"), ("hide-person", "c-1"), ("withdraw", "d-1")):
        with pytest.raises(DecisionError, match=target):
            check_decision(_decide(action, target), findings)
    with pytest.raises(DecisionError, match="p-1"):
        check_decision(_decide("judge-claim", "p-1", value="false"), findings)


def test_what_was_withdrawn_holds_no_more_and_is_not_withdrawn_twice() -> None:
    show = _decide("show-person", "p-1")
    back = _decide("withdraw", show.id)
    assert in_force((show,)) == (show,)
    assert in_force((show, back)) == ()
    with pytest.raises(DecisionError, match="before"):
        check_decision(_decide("withdraw", show.id), Findings(decisions=(show, back)))


def test_a_withdrawal_can_be_withdrawn() -> None:
    show = _decide("show-person", "p-1")
    back = _decide("withdraw", show.id)
    again = _decide("withdraw", back.id, reason="The withdrawal was a mistake.")
    assert in_force((show, back, again)) == (show,)


def test_the_latest_decision_on_a_person_holds() -> None:
    show, hide = _decide("show-person", "p-1"), _decide("hide-person", "p-1", reason="She asked us not to.")
    assert not visibility_of(LUND, ()).shown
    assert visibility_of(LUND, (show,)).shown
    assert not visibility_of(LUND, (show, hide)).shown
    assert visibility_of(LUND, (show, hide, _decide("withdraw", hide.id))).shown
    assert visibility_of(QUILL, ()).shown
    assert not visibility_of(QUILL, (_decide("hide-person", "p-2"),)).shown


def test_a_decision_finds_its_person_by_a_full_name_when_the_id_changed() -> None:
    show = _decide("show-person", "p-old", names=("ADA LUND", "Lund"))
    assert visibility_of(LUND, (show,)).shown
    assert not visibility_of(Person("p-3", "Ole Lund", ("Lund",)), (show,)).shown


def test_two_persons_of_one_name_are_not_shown_by_it() -> None:
    namesake = Person("p-3", "Ada Lund")
    show = _decide("show-person", "p-old", names=("Ada Lund",))
    assert is_shown(LUND, Findings(people=(LUND,), decisions=(show,)))
    both = Findings(people=(LUND, namesake), decisions=(show,))
    assert not is_shown(LUND, both) and not is_shown(namesake, both)
    hide = _decide("hide-person", "p-old", names=("Ada Lund",))
    assert not is_shown(LUND, Findings(people=(LUND, namesake), decisions=(hide,)))


def test_the_latest_judgement_of_a_claim_holds() -> None:
    first = _decide("judge-claim", "c-1", value="mostly true")
    second = _decide("judge-claim", "c-1", value="false", reason="The log of that night was found.")
    assert judgements((first, second))["c-1"].verdict == "false"
    assert judgements((first, second, _decide("withdraw", second.id)))["c-1"].verdict == "mostly true"
    assert judgements((first, _decide("withdraw", first.id))) == {}


def test_persons_are_found_by_id_name_and_alias() -> None:
    findings = Findings(people=(LUND, QUILL))
    assert find_person(findings, "p-2") == (QUILL,)
    assert find_person(findings, "ada  LUND") == (LUND,)
    assert find_person(findings, "lund") == (LUND,)
    assert find_person(findings, "nobody") == ()


def test_two_decisions_have_two_ids() -> None:
    assert _decide("show-person", "p-1").id != _decide("hide-person", "p-1").id
    assert _decide("show-person", "p-1").id == _decide("show-person", "p-1").id
