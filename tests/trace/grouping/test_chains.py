import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from orrery import COPY, OTHER_MATTER, REWRITE, WIRE, document

from firsthand.trace.grouping.chains import parts, strongest_links
from firsthand.trace.grouping.likeness import likeness_vectors, likenesses
from firsthand.trace.wording.words import split_words

VECTORS = likeness_vectors([split_words(document("x", text)) for text in (WIRE, COPY, REWRITE, OTHER_MATTER)])


def held_together(vectors: list[dict[str, float]], least: float) -> list[list[int]]:
    return sorted(part for part, _ in parts(range(len(vectors)), strongest_links(vectors), least=least))


def test_chains_hold_what_is_alike_together():
    assert held_together(VECTORS, 0.15) == [[0, 1, 2], [3]]
    assert len(held_together(VECTORS, 1.1)) == 4
    assert held_together([], 0.1) == []
    assert held_together([{}, {}], 0.1) == [[0], [1]]


vectors = st.lists(
    st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.125, 1.0, width=16), max_size=4),
    min_size=1,
    max_size=9,
)


@given(vectors, st.sampled_from((0.1, 0.3, 0.61)))
def test_the_parts_are_those_of_all_pairs_at_any_likeness(told: list[dict[str, float]], least: float):
    matrix = likenesses(told, range(len(told)))
    np.fill_diagonal(matrix, 0.0)
    reached = np.eye(len(told), dtype=bool) | (matrix >= least)
    for _ in told:
        reached = reached @ reached
    expected = sorted({tuple(np.flatnonzero(row).tolist()) for row in reached})
    assert held_together(told, least) == [list(part) for part in expected]


def test_parts_are_cut_again_by_their_own_links():
    links = strongest_links(VECTORS)
    ((whole, within),) = [one for one in parts(range(4), links, least=0.0) if len(one[0]) > 1]
    assert whole == [0, 1, 2, 3]
    again = sorted(part for part, _ in parts(whole, within, least=0.15))
    assert again == [[0, 1, 2], [3]]
