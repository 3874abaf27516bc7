"""What was decided on a statement is put beside it, taken back or not."""

from firsthand.model import Decision, Passage, Statement
from firsthand.web.views.reading.decided import decided_of, struck_of

HERE = Statement("s-1", "d", 0, 5, "words", 0)


def decision(one: str, action: str, target: str = "s-1", **more: object) -> Decision:
    return Decision(one, "2031-05-05T10:00:00+00:00", "Rosa", action, target, "because", **more)  # type: ignore[arg-type]


def test_the_last_that_holds_says_how_it_stands() -> None:
    made = [decision("d-1", "accept"), decision("d-2", "set-bounds")]
    found = decided_of([HERE], made, {"d-1", "d-2"})["s-1"]
    assert (found.state, found.words, found.seen) == ("bounds", ("accepted", "bounds edited"), "d-2")
    assert found.holding == made[1]


def test_what_was_taken_back_is_told_but_does_not_hold() -> None:
    made = [decision("d-1", "accept"), decision("d-2", "withdraw", "d-1")]
    found = decided_of([HERE], made, {"d-2"})["s-1"]
    assert (found.state, found.words, found.seen) == ("open", (), "d-2")
    assert found.history == tuple(made)
    assert found.holding is None


def test_one_that_was_added_is_known_by_its_bounds() -> None:
    added = decision("d-1", "add-statement", "d", passage=Passage("d", 0, 5))
    assert decided_of([HERE], [added], {"d-1"})["s-1"].state == "added"
    elsewhere = decision("d-1", "add-statement", "d", passage=Passage("d", 0, 6))
    assert decided_of([HERE], [elsewhere], {"d-1"}) == {}


def test_a_rejected_one_is_shown_where_it_stood_until_that_is_taken_back() -> None:
    rejected = decision("d-1", "reject", "s-9", kind="statement", about=(Passage("d", 10, 20),))

    def struck(force: set[str], **part: int) -> list[str]:
        asked = {"start": 0, "end": 100} | part
        return [one.id for one in struck_of([HERE], [rejected], force, document="d", **asked)]

    assert struck({"d-1"}) == ["s-9"]
    assert struck(set()) == []
    assert struck({"d-1"}, start=20) == []
