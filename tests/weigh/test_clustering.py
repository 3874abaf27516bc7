"""Groups of pairs that belong together."""

from hypothesis import given
from hypothesis import strategies as st

from firsthand.weigh.clustering import cluster, parted


def test_joins_what_is_likely_and_leaves_the_rest() -> None:
    assert cluster(4, {(0, 1): 0.9, (2, 3): 0.2}, threshold=0.5) == [(0, 1), (2,), (3,)]


def test_a_chain_is_not_joined_when_its_ends_have_nothing_in_common() -> None:
    assert cluster(3, {(0, 1): 0.9, (1, 2): 0.8}, threshold=0.5) == [(0, 1), (2,)]


def test_a_group_takes_in_one_more_when_it_is_like_them_on_average() -> None:
    assert cluster(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.4}, threshold=0.5) == [(0, 1, 2)]


def test_what_is_held_apart_is_not_joined_through_others_either() -> None:
    likely = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.7}
    assert cluster(3, likely, threshold=0.5, apart=[(0, 2)]) == [(0, 1), (2,)]


pairs = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0, 1),
    max_size=25,
)


@given(pairs, st.floats(0.05, 0.95))
def test_every_thing_is_in_exactly_one_group_and_groups_are_likely_enough(
    likely: dict[tuple[int, int], float], threshold: float
) -> None:
    groups = cluster(9, likely, threshold=threshold)
    assert sorted(member for group in groups for member in group) == list(range(9))
    for group in groups:
        within = [likely.get((i, j), 0.0) for i in group for j in group if i < j]
        # Joined two groups at a time, each time likely enough on average: so is the whole.
        assert not within or sum(within) / len(within) >= threshold - 1e-9


@given(pairs)
def test_what_is_held_apart_never_shares_a_group(likely: dict[tuple[int, int], float]) -> None:
    apart = [pair for k, pair in enumerate(sorted(likely)) if k % 2]
    for group in cluster(9, likely, threshold=0.3, apart=apart):
        assert not any(i in group and j in group for i, j in apart)


def test_a_group_falls_apart_where_nothing_links_its_parts() -> None:
    links = {(0, 3), (3, 5), (1, 4)}
    assert parted([(0, 1, 3, 4, 5), (2,)], lambda i, j: (i, j) in links) == [(0, 3, 5), (1, 4), (2,)]


@given(pairs)
def test_parts_hold_all_that_is_linked_and_nothing_else(likely: dict[tuple[int, int], float]) -> None:
    parts = parted([(8, 3, 0, 1, 2), (4, 5, 6, 7)], lambda i, j: (i, j) in likely)
    assert sorted(member for part in parts for member in part) == list(range(9))
    part_of = {member: k for k, part in enumerate(parts) for member in part}
    for i, j in likely:
        if (i in (4, 5, 6, 7)) == (j in (4, 5, 6, 7)):
            assert part_of[i] == part_of[j]
    for part in parts:
        linked = {i for i in part for j in part if (i, j) in likely or (j, i) in likely}
        assert len(part) == 1 or linked == set(part)
