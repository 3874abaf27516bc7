from orrery import INDEPENDENT, OTHER_MATTER, REWRITE, WIRE, document

from firsthand.trace.wording.rewriting import find_retelling


def test_the_same_facts_in_other_words_are_found():
    teller, told = document("rewrite", REWRITE), document("wire", WIRE)
    retelling = find_retelling(teller, told)
    assert retelling.counts
    pairs = list(zip(retelling.passages[::2], retelling.passages[1::2], strict=True))
    assert ("locksmith" in teller.text[ours.start : ours.end] for ours, _ in pairs)
    for ours, theirs in pairs:
        assert (ours.document, theirs.document) == (teller.id, told.id)
        shared = set(teller.text[ours.start : ours.end].split()) & set(
            told.text[theirs.start : theirs.end].split()
        )
        assert shared


def test_another_account_of_the_matter_is_no_retelling():
    assert not find_retelling(document("own", INDEPENDENT), document("wire", WIRE)).counts
    assert find_retelling(document("pears", OTHER_MATTER), document("wire", WIRE)).sentences == 0
    assert find_retelling(document("empty", ""), document("wire", WIRE)).share == 0.0
