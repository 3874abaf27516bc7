from dataclasses import replace

import pytest
from orrery import COPY, INDEPENDENT, QUOTING, REORDERED, WIRE, document

from firsthand.trace.wording.reuse import REUSE_SCORE, find_reuse, sureness


def judged(*texts):
    told = [document(f"{i}.txt", text) for i, text in enumerate(texts)]
    return {frozenset((reuse.a, reuse.b)): reuse for reuse in find_reuse(told)}, [one.id for one in told]


def test_copies_count_and_accounts_of_ones_own_do_not():
    found, (wire, copy, moved, own, _) = judged(WIRE, COPY, REORDERED, INDEPENDENT, QUOTING)
    assert found[frozenset((wire, copy))].counts
    assert found[frozenset((wire, moved))].counts
    assert frozenset((wire, own)) not in found


def test_a_statement_that_both_quote_makes_neither_a_copy():
    found, (wire, _, _, quoting) = judged(WIRE, COPY, INDEPENDENT, QUOTING)
    reuse = found[frozenset((wire, quoting))]
    assert reuse.quotations
    assert not reuse.counts


def test_the_same_words_twice_are_wholly_shared():
    wire = document("wire.txt", WIRE)
    (reuse,) = find_reuse([wire, replace(wire, id="again", name="again.txt")])
    assert reuse.counts
    assert reuse.share_a == reuse.share_b == 1.0


def test_an_exact_copy_shares_what_its_original_shares():
    wire, moved = document("wire.txt", WIRE), document("moved.txt", REORDERED)
    spaced = replace(wire, id="a-spaced-copy", name="spaced.txt", text=WIRE.replace(" ", "  "))
    found = {frozenset((reuse.a, reuse.b)): reuse for reuse in find_reuse([wire, moved, spaced])}
    assert found[frozenset((spaced.id, moved.id))].score == found[frozenset((wire.id, moved.id))].score
    texts = {one.id: one.text for one in (wire, moved, spaced)}
    for passage in found[frozenset((spaced.id, moved.id))].passages:
        ours, theirs = (
            texts[p.document][p.start : p.end].replace(".", "").split() for p in (passage.a, passage.b)
        )
        assert (ours[0], ours[-1]) == (theirs[0], theirs[-1])


def test_what_hundreds_print_is_compared_with_the_first_and_known_of_the_rest():
    told = [
        document(f"{i}.txt", f"{WIRE} Weather {name}.") for i, name in enumerate(("mild", "grim", "calm"))
    ]
    assert len(find_reuse(told)) == 2


def test_what_only_names_share_does_not_count():
    names = "Bishop Tomas Arkel of Nether Wallow, Deacon Ruth Imber and Sexton Jo Pell"
    found, _ = judged(f"{names} opened the fair before noon.", f"A quarrel split {names} last winter.")
    assert not any(reuse.counts for reuse in found.values())


@pytest.mark.parametrize(
    ("score", "low", "high"), [(0.0, 0.0, 0.05), (REUSE_SCORE, 0.5, 0.5), (500.0, 0.99, 1.0)]
)
def test_confidence_grows_with_the_score(score, low, high):
    assert low <= sureness(score) <= high


def test_one_account_alone_shares_nothing():
    assert find_reuse([document("wire.txt", WIRE)]) == ()
    assert find_reuse([document("empty.txt", ""), document("wire.txt", WIRE)]) == ()
