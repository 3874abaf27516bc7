"""A large pile cut into parts small enough to compare all with all, along its weakest links."""

import numpy as np

from firsthand.trace.grouping.large.linking import Links, strength_of
from firsthand.trace.grouping.large.rows import Integers

_STEP = 0.04
# Accounts as alike as this are copies of one: however many they are, they stay together.
_COPIES = 0.9


def parts_of(count: int, links: Links, *, least: float, most: int) -> Integers:
    """Return for each row the first row of its part: what links of at least so much hold together.

    A part of more than `most` rows is cut where its links are weaker, again and again, until it is
    small enough or nothing but copies. No group of accounts that are at least so alike on average is
    cut in two unless its part is larger than that.
    """
    part = np.arange(count)
    large = np.ones(count, dtype=bool)
    while large.any() and least <= _COPIES:
        held = large[links.a] & large[links.b] & (links.strengths >= strength_of(least))
        links = links[held]
        joined = components(count, links.a, links.b)
        part[large] = joined[large]
        large &= np.bincount(part, minlength=count)[part] > most
        least += _STEP
    return part


def components(count: int, a: Integers, b: Integers) -> Integers:
    """Return for each of some things the first that links join it with, through others too."""
    root = np.arange(count)
    while True:
        one, other = root[a], root[b]
        apart = one != other
        if not apart.any():
            return root
        np.minimum.at(root, np.maximum(one, other)[apart], np.minimum(one, other)[apart])
        while True:
            further = root[root]
            if np.array_equal(further, root):
                break
            root = further
