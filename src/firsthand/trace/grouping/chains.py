"""Chains of accounts, each like the next: by them a large pile is cut into parts small enough to compare."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Link:
    """Two accounts, by their places in the pile, and how alike they are."""

    a: int
    b: int
    likeness: float


def strongest_links(vectors: Sequence[dict[str, float]]) -> list[Link]:
    """Return the links that hold a pile together at every likeness: one fewer than there are accounts.

    They are the maximum spanning tree (Prim, 1957): what chains of at least so much likeness hold
    together, the links of at least so much hold together too. Memory grows with the number of accounts,
    not with its square; 20,000 take half a minute (benchmarks/candidates.py).
    """
    count = len(vectors)
    best: _Floats = np.full(count, -1.0)
    via = np.zeros(count, dtype=np.int64)
    waiting = np.ones(count, dtype=bool)
    row = _row_of(vectors)
    at = 0
    links = []
    for _ in range(count - 1):
        waiting[at] = False
        best[at] = -2.0
        likeness = row(at)
        nearer = waiting & (likeness > best)
        best[nearer] = likeness[nearer]
        via[nearer] = at
        at = int(np.argmax(best))
        links.append(Link(int(via[at]), at, float(best[at])))
    return links


def parts(
    members: Sequence[int], links: Sequence[Link], *, least: float
) -> Iterator[tuple[list[int], list[Link]]]:
    """Yield the groups that links of at least so much likeness hold together, each with its links."""
    group = {member: member for member in members}
    held = [link for link in links if link.likeness >= least]
    for link in held:
        first, second = sorted((_root(group, link.a), _root(group, link.b)))
        group[second] = first
    found: dict[int, list[int]] = defaultdict(list)
    for member in members:
        found[_root(group, member)].append(member)
    within: dict[int, list[Link]] = defaultdict(list)
    for link in held:
        within[_root(group, link.a)].append(link)
    for root, part in found.items():
        yield part, within[root]


def _root(group: dict[int, int], at: int) -> int:
    while group[at] != at:
        group[at] = group[group[at]]
        at = group[at]
    return at


def _row_of(vectors: Sequence[dict[str, float]]) -> Callable[[int], _Floats]:
    """Return what tells how alike all accounts are to one: the cosines of its vector with the others."""
    ids: dict[str, int] = {}
    for vector in vectors:
        for form in vector:
            ids.setdefault(form, len(ids))
    sizes = [len(vector) for vector in vectors]
    ends = np.cumsum(sizes)
    forms = np.fromiter((ids[form] for vector in vectors for form in vector), np.int64)
    weights = np.fromiter((weight for vector in vectors for weight in vector.values()), np.float64)
    by_form = np.argsort(forms, kind="stable")
    carriers = np.repeat(np.arange(len(vectors)), sizes)[by_form]
    held = weights[by_form]
    count = np.bincount(forms, minlength=len(ids))
    begin = np.cumsum(count) - count

    def row(at: int) -> _Floats:
        own = slice(ends[at] - sizes[at], ends[at])
        times = count[forms[own]]
        first = begin[forms[own]] - np.cumsum(times) + times
        place = np.repeat(first, times) + np.arange(int(times.sum()))
        shared = np.repeat(weights[own], times) * held[place]
        likeness: _Floats = np.bincount(carriers[place], shared, len(vectors)).astype(np.float64, copy=False)
        return likeness

    return row
