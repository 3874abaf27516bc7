from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from telling import Telling

from firsthand.model import DateRange
from firsthand.weigh.conflicts.moments import days_overlap, find_dates_apart, in_other_order
from firsthand.weigh.conflicts.profile import profiles_of

days = st.dates(date(2020, 1, 1), date(2020, 12, 31))


def ranged(earliest, latest):
    return DateRange(0, 1, earliest, latest)


@given(days, days, days, days)
def test_days_overlap_is_symmetric(a, b, c, d):
    one, other = ranged(min(a, b), max(a, b)), ranged(min(c, d), max(c, d))
    assert days_overlap(one, other) == days_overlap(other, one)
    assert days_overlap(one, other) == (max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d)))


def test_an_unknown_end_is_open():
    assert days_overlap(ranged(date(2020, 1, 1), None), ranged(date(2024, 1, 1), date(2024, 2, 1)))


def profiles(*sentences):
    telling = Telling()
    for at, (text, dates) in enumerate(sentences):
        telling.say(f"doc{at}", text, dates=tuple(dates))
    return profiles_of(telling.statements, {d.id: d.text for d in telling.documents})


def test_dates_are_apart_only_if_all_are():
    spring, autumn = ranged(date(2020, 3, 1), date(2020, 3, 31)), ranged(date(2020, 9, 1), date(2020, 9, 30))
    one, other, both = profiles(
        ("it closed", [spring]), ("it closed", [autumn]), ("it closed", [spring, autumn])
    )
    assert find_dates_apart(one, other) == (spring, autumn)
    assert find_dates_apart(one, both) is None
    assert find_dates_apart(one, profiles(("it closed", []))[0]) is None


def test_before_stands_against_after():
    one, other = profiles(
        ("the offices predate the flood", []), ("the offices were a response to the flood", [])
    )
    assert in_other_order(one, other) and not in_other_order(one, one)
