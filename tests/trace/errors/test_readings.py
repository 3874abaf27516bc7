import pytest

from firsthand.trace.errors.readings import outvoted, slipped, transposed


@pytest.mark.parametrize(
    ("one", "other"),
    [("41", "14"), ("3200", "2300"), ("solheim", "solhiem"), ("1400", "140"), ("312", "372")],
)
def test_what_a_hand_slips_into(one, other):
    assert slipped(one, other)
    assert slipped(other, one)


@pytest.mark.parametrize(("one", "other"), [("14", "14"), ("14", "24"), ("460", "781"), ("anna", "hanna")])
def test_another_number_or_name_is_no_slip(one, other):
    assert not slipped(one, other)


def test_only_neighbours_change_about():
    assert transposed("1234", "1324")
    assert not transposed("1234", "1432")


def test_copies_of_one_release_have_one_vote():
    lines = {"a": "a", "b": "a", "c": "a", "x": "x", "y": "y", "z": "z"}
    assert outvoted("ab", "xy", lines)  # one line against two
    assert not outvoted("xy", "abc", lines)
    assert not outvoted("a", "xyz", lines)  # who is alone shares nothing
    assert not outvoted("ab", "bxy", lines)  # one gives both


def test_within_one_line_heads_are_counted():
    lines = dict.fromkeys("abcde", "a")
    assert outvoted("ab", "cde", lines)
    assert not outvoted("cde", "ab", lines)
