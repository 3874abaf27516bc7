"""Groups of alike things, joined as long as they are alike on average."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Two likenesses that are nearer than this to one another count for one.
_TOO_NEAR = 2.0**-20


@dataclass(frozen=True, slots=True)
class Join:
    """Two groups, each called by its first member, that become one, and how alike they are on average."""

    first: int
    second: int
    likeness: float


def average_link(likeness: NDArray[np.float32], *, least: float) -> list[list[int]]:
    """Group by average likeness: two groups are joined while theirs is at least `least`."""
    return joined(len(likeness), average_joins(likeness, least=least))


def two_parts(likeness: NDArray[np.float32]) -> list[list[int]]:
    """Return the two groups that average likeness joins last; one and none where it is not plain which."""
    joins = sorted(average_joins(likeness, least=0.0), key=lambda join: join.likeness)
    if len(joins) > 1 and joins[1].likeness - joins[0].likeness >= _TOO_NEAR:
        return joined(len(likeness), joins[1:])
    return [list(range(len(likeness))), []]


def average_joins(likeness: NDArray[np.float32], *, least: float) -> list[Join]:
    """Return which groups are joined while they are alike by at least `least` on average, in any order.

    Nearest-neighbour chain (Murtagh, 1983): the same groups as joining the closest pair each time,
    in time that grows with the square of the number of things.
    """
    matrix = likeness.astype(np.float64)
    np.fill_diagonal(matrix, -1.0)
    sizes = [1] * len(matrix)
    waiting = list(range(len(matrix)))[::-1]
    done: list[Join] = []
    chain: list[int] = []
    gone = np.zeros(len(matrix), dtype=bool)
    while waiting or chain:
        if not chain:
            start = waiting.pop()
            if gone[start]:
                continue
            chain.append(start)
        here = chain[-1]
        nearest = int(matrix[here].argmax())
        if len(chain) > 1 and matrix[here, chain[-2]] >= matrix[here, nearest]:
            nearest = chain[-2]
        if matrix[here, nearest] < least:
            # Nothing is near enough to this group, and joining others brings nothing nearer.
            chain.pop()
            _retire(matrix, gone, here)
        elif len(chain) > 1 and nearest == chain[-2]:
            del chain[-2:]
            first, second = sorted((here, nearest))
            done.append(Join(first, second, float(matrix[first, second])))
            a, b = sizes[first], sizes[second]
            row = (matrix[first] * a + matrix[second] * b) / (a + b)
            sizes[first] = a + b
            _retire(matrix, gone, second)
            row[gone] = -1.0
            row[first] = -1.0
            matrix[first] = row
            matrix[:, first] = row
            waiting.append(first)
        else:
            chain.append(nearest)
    return done


def joined(count: int, joins: Sequence[Join]) -> list[list[int]]:
    """Return the groups that joins make of some things, each in order."""
    group = list(range(count))
    for join in joins:
        group[max(_first(group, join.first), _first(group, join.second))] = min(
            _first(group, join.first), _first(group, join.second)
        )
    found: dict[int, list[int]] = {}
    for one in range(count):
        found.setdefault(_first(group, one), []).append(one)
    return list(found.values())


def _first(group: list[int], one: int) -> int:
    while group[one] != one:
        group[one] = group[group[one]]
        one = group[one]
    return one


def _retire(matrix: NDArray[np.float64], gone: NDArray[np.bool_], at: int) -> None:
    gone[at] = True
    matrix[at] = -1.0
    matrix[:, at] = -1.0
