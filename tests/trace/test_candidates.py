from orrery import COPY, INDEPENDENT, OTHER_MATTER, WIRE, document

from firsthand.trace.candidates import candidate_pairs
from firsthand.trace.words import split_words


def test_only_accounts_with_strings_in_common_are_compared():
    accounts = [split_words(document("x", text)) for text in (WIRE, INDEPENDENT, COPY, OTHER_MATTER)]
    assert candidate_pairs(accounts) == [(0, 2)]


def test_a_string_that_everybody_carries_makes_no_pair():
    stamp = "Printed on recycled paper by the Tollgate lithographers. "
    accounts = [
        split_words(document(str(i), stamp + f"Marrow{i} gherkin{i} turnip{i} quince{i} medlar{i}."))
        for i in range(70)
    ]
    assert candidate_pairs(accounts) == []
    assert candidate_pairs(accounts[:5]) != []
