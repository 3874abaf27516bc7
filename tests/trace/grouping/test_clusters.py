import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.trace.grouping.clusters import average_link


def matrix(size, groups, *, within=0.8, between=0.1):
    likeness = np.full((size, size), between, dtype=np.float32)
    for group in groups:
        likeness[np.ix_(group, group)] = within
    return likeness


def test_alike_things_come_together():
    assert average_link(matrix(5, [[0, 3], [1, 2, 4]]), least=0.4) == [[0, 3], [1, 2, 4]]


def test_nothing_is_joined_below_the_threshold():
    assert average_link(matrix(3, []), least=0.4) == [[0], [1], [2]]
    assert average_link(matrix(3, []), least=0.1) == [[0, 1, 2]]


def naive(likeness, least):
    groups = [[i] for i in range(len(likeness))]
    while len(groups) > 1:
        pairs = [
            (float(likeness[np.ix_(a, b)].mean()), a, b)
            for i, a in enumerate(groups)
            for b in groups[i + 1 :]
        ]
        best, a, b = max(pairs, key=lambda pair: pair[0])
        if best < least:
            break
        groups = [group for group in groups if group not in (a, b)] + [sorted(a + b)]
    return sorted(groups)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 9), st.integers(0, 10_000))
def test_the_groups_are_those_of_joining_the_closest_pair_each_time(size, seed):
    likeness = np.random.default_rng(seed).random((size, size))
    likeness += likeness.T
    likeness /= 2
    assert average_link(likeness, least=0.5) == naive(likeness, 0.5)
