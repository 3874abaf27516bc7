from firsthand.trace.descent.families import find_families


def never(middle, one, other):
    return False


def test_an_account_that_lacks_what_two_share_through_it_is_their_brother():
    (family,) = find_families({"b": "a", "c": "a"}, lambda *three: three == ("a", "b", "c"), brothers={})
    assert family.members == {"a", "b", "c"}
    assert family.above is None


def test_what_the_text_that_is_missing_came_from_stays_above_it():
    (family,) = find_families(
        {"a": "top", "b": "a", "c": "a"}, lambda *three: three == ("a", "b", "c"), brothers={}
    )
    assert family.above == "a"


def test_a_tree_in_which_nobody_lacks_anything_hides_no_text():
    assert find_families({"b": "a", "c": "b", "d": "a"}, never, brothers={}) == ()


def test_groups_with_two_in_common_are_of_one_text():
    parents = {"b": "a", "c": "b", "d": "c"}
    families = find_families(parents, lambda *three: True, brothers={})
    assert [family.members for family in families] == [frozenset("abcd")]


def test_brothers_need_no_third():
    (family,) = find_families({"b": "a"}, never, brothers={"b": "a"})
    assert family.members == {"a", "b"}
