from hypothesis import given
from hypothesis import strategies as st

from firsthand.weigh.variants.words import (
    Difference,
    differences,
    is_fuller,
    same_words,
    shared_words,
    tell,
    wording,
)

sentences = st.lists(
    st.sampled_from("the boats left port before dawn and nobody saw them".split()), max_size=12
)


def test_marks_case_contractions_and_spelling_change_nothing():
    one = wording("It’s OUTRAGEOUS — the U.N. organised, you know, nothing.")
    other = wording("it is outrageous - the UN organized you know nothing")
    assert one.forms == other.forms
    assert same_words(one, other)


def test_a_marked_or_outer_omission_is_faithful():
    whole = wording("We will leave the valley at dawn, whatever the ministry says")
    assert same_words(wording("leave the valley at dawn"), whole)
    assert same_words(wording("We will leave ... whatever the ministry says"), whole)
    assert same_words(wording("We will leave […] whatever the ministry says"), whole)


def test_an_unmarked_omission_or_another_word_is_not():
    whole = wording("We will leave the valley at dawn, whatever the ministry says")
    assert not same_words(wording("We will leave whatever the ministry says"), whole)
    assert not same_words(wording("We would leave the valley at dawn"), whole)


def test_words_out_of_order_are_not_faithful():
    assert not same_words(wording("at dawn ... the valley"), wording("leave the valley at dawn"))


def test_differences_name_what_was_changed_dropped_and_added():
    found = differences(
        wording("they would attempt to set up shop here"), wording("they are trying to set up here now")
    )
    assert found[0] == Difference("would attempt", "are trying")
    assert Difference("shop", "") in found
    assert tell(found).startswith("“would attempt” became “are trying”; “shop” was dropped")


def test_what_merely_precedes_or_follows_is_no_difference():
    assert differences(wording("leave the valley"), wording("we leave the valley now")) == ()


def test_a_long_list_of_differences_is_cut():
    found = [Difference(str(at), "x") for at in range(9)]
    assert tell(found).endswith("and 5 more")


@given(sentences, sentences)
def test_sharing_is_symmetric_in_size_and_never_more_than_there_is(left, right):
    one, other = wording(" ".join(left)), wording(" ".join(right))
    assert len(shared_words(one, other)) <= min(len(left), len(right))
    assert shared_words(one, one) == one.forms


@given(sentences, st.integers(0, 12), st.integers(0, 12))
def test_any_run_of_words_is_faithful(words, start, end):
    part = words[min(start, end) : max(start, end)]
    assert same_words(wording(" ".join(part)), wording(" ".join(words)))


def test_what_is_marked_as_left_out_is_no_difference():
    whole = wording("In light of what happened at the harbour, the office has asked the owners")
    cut = wording("In light of what happened ... the office asked the owners")
    assert differences(whole, cut) == (Difference("has", ""),)
    assert differences(cut, whole) == (Difference("", "has"),)


def test_the_wording_with_more_words_is_the_fuller_one():
    whole, cut = wording("we never left the old port before dawn"), wording("we left the port before dawn")
    assert is_fuller(differences(cut, whole))
    assert not is_fuller(differences(whole, cut))
    assert not is_fuller(differences(wording("we left the port"), wording("we fled the port")))
