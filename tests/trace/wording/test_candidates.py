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
