from hypothesis import given
from hypothesis import strategies as st
from orrery import COPY, INDEPENDENT, OTHER_MATTER, WIRE, document

from firsthand.trace.wording.candidates import candidate_pairs
from firsthand.trace.wording.words import split_words


def test_only_accounts_with_strings_in_common_are_compared():
    accounts = [split_words(document("x", text)) for text in (WIRE, INDEPENDENT, COPY, OTHER_MATTER)]
    assert candidate_pairs(accounts) == [(0, 2)]


def test_a_stamp_that_everybody_prints_makes_no_pair_and_a_release_does():
    stamp = "Printed on recycled paper by the Tollgate lithographers."
    own = [f"Marrow{i} gherkin{i} turnip{i} quince{i} medlar{i}. " for i in range(70)]
    stamped = [split_words(document(str(i), stamp + text)) for i, text in enumerate(own)]
    assert candidate_pairs(stamped) == []
    assert candidate_pairs(stamped[:5]) != []
    released = [split_words(document(str(i), text + WIRE)) for i, text in enumerate(own)]
    assert len(candidate_pairs(released)) == 70 * 69 / 2


def _apart(seed: int, words: int) -> list[str]:
    """Return words that no other text has."""
    return [f"q{seed}x{i}" for i in range(words)]


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=6),
    st.integers(8, 40),
    st.integers(0, 9),
)
def test_every_pair_that_shares_a_long_rare_passage_is_found_in_any_order(
    sharing: list[tuple[int, int]], length: int, shift: int
):
    texts = [_apart(at, 30) for at in range(8)]
    for number, (a, b) in enumerate(sharing):
        passage = _apart(100 + number, length)
        for one in {a, b}:
            texts[one] = texts[one][:15] + passage + texts[one][15:]
    accounts = [split_words(document(str(at), " ".join(text))) for at, text in enumerate(texts)]
    found = candidate_pairs(accounts)
    assert set(found) == {(min(pair), max(pair)) for pair in sharing if pair[0] != pair[1]}
    turned = accounts[shift % 8 :] + accounts[: shift % 8]
    named = {frozenset((accounts[a].document, accounts[b].document)) for a, b in found}
    assert named == {frozenset((turned[a].document, turned[b].document)) for a, b in candidate_pairs(turned)}


def test_a_light_edit_of_a_passage_in_a_pile_of_other_texts_is_found():
    passage = _apart(1, 30)
    edited = [word if at % 6 else f"edited{at}" for at, word in enumerate(passage)]
    texts = [_apart(1000 + at, 60) for at in range(300)]
    texts[17][20:20], texts[203][40:40] = passage, edited
    accounts = [split_words(document(str(at), " ".join(text))) for at, text in enumerate(texts)]
    assert candidate_pairs(accounts) == [(17, 203)]


def test_a_foot_below_each_account_of_an_outlet_does_not_crowd_out_a_shared_passage():
    foot = "Printed every morning in the cellar of the Tollgate lithographers beside the canal lock."
    texts = [f"{' '.join(_apart(at, 20))}. {foot}" for at in range(58)]
    passage = " ".join(_apart(500, 7))
    texts[3], texts[50] = f"{passage} {texts[3]}", f"{passage} {texts[50]}"
    accounts = [split_words(document(str(at), text)) for at, text in enumerate(texts)]
    assert (3, 50) in candidate_pairs(accounts)


def test_nothing_and_next_to_nothing_has_no_pairs():
    assert candidate_pairs([]) == []
    assert candidate_pairs([split_words(document(str(at), "Fog.")) for at in range(3)]) == []
