"""Whether two names are one person's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.resolve.people import misspelled, name_words, part_of, same_full_name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Helena Brandt", "Helena J. Brandt", True),
        ("Park Min-su", "Park Min Su", True),
        ("Min-su Park", "Park Min-su", True),
        ("Helena Brandt", "Helena Brant", True),
        ("Rudolph Osk", "Rudolf Osk", True),
        ("Helena Brandt", "Robert Brandt", False),
        ("Helena Brandt", "Helena Lindgren", False),
        ("Helena J. Brandt", "Helena M. Brandt", False),
        ("Anna Osk", "Anne Osk", False),
    ],
)
def test_full_names(one, other, same):
    assert same_full_name(name_words(one), name_words(other)) is same
    assert same_full_name(name_words(other), name_words(one)) is same


def test_a_part_points_at_the_whole():
    whole = name_words("Helena Maria Brandt")
    assert part_of(("brandt",), whole) == 3
    assert part_of(("brant",), whole) == 2
    assert part_of(("helena",), whole) == 1
    assert part_of(("lindgren",), whole) == 0


def test_short_words_are_never_slips():
    assert not misspelled("osk", "ost")


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=2, max_size=4).map(tuple))
def test_a_name_is_its_own(name):
    assert same_full_name(name, name)
