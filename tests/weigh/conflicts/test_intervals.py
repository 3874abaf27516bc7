from hypothesis import given
from hypothesis import strategies as st
from telling import Telling

from firsthand.model import Quantity
from firsthand.weigh.conflicts.intervals import compare_quantities, figure, is_added, overlap


def count(low: float | None, high: float | None, unit: str | None = "boat", **more: bool) -> Quantity:
    return Quantity(0, 1, low, high, unit, **more)


def test_more_than_a_hundred_and_a_hundred_and_two_can_both_hold():
    assert overlap(count(100, None, open_low=True), count(102, 102))


def test_more_than_a_hundred_is_not_a_hundred():
    assert not overlap(count(100, None, open_low=True), count(100, 100))
    assert overlap(count(100, None), count(100, 100))


@given(*[st.integers(0, 50)] * 4)
def test_overlap_is_symmetric_and_follows_the_numbers(a, b, c, d):
    one, other = count(min(a, b), max(a, b)), count(min(c, d), max(c, d))
    shares = bool(set(range(min(a, b), max(a, b) + 1)) & set(range(min(c, d), max(c, d) + 1)))
    assert overlap(one, other) == overlap(other, one) == shares


def test_figures_of_other_units_are_not_compared():
    assert compare_quantities([count(3, 3)], [count(4, 4, "crate")]).apart is None
    assert compare_quantities([count(3, 3, None)], [count(4, 4, None)]).apart is None


def test_figures_of_one_unit_agree_or_are_apart():
    assert compare_quantities([count(3, 3)], [count(4, 4)]).apart == (count(3, 3), count(4, 4))
    assert compare_quantities([count(3, 3)], [count(4, 4), count(3, 3)]).agree


def test_figures_are_told_in_words():
    assert figure(count(54, 54)) == "54"
    assert figure(count(100, None, open_low=True)) == "more than 100"
    assert figure(count(13, None)) == "at least 13"
    assert figure(count(None, 2500)) == "at most 2,500"


def test_another_and_more_are_additions_but_more_than_is_not():
    telling = Telling()
    another = telling.say("a", "another 48 boats were seen", counts=[("48", 48, 48, "boat")])
    more = telling.say("a", "they found 48 more boats", counts=[("48", 48, 48, "boat")])
    than = telling.say("a", "they found 48 more than last year", counts=[("48", 48, 48, "boat")])
    plain = telling.say("a", "they found 48 boats", counts=[("48", 48, 48, "boat")])
    assert [is_added(s, s.quantities[0]) for s in (another, more, than, plain)] == [True, True, False, False]
