"""Groups of alike things, joined as long as they are alike on average."""

import numpy as np
from numpy.typing import NDArray


def average_link(likeness: NDArray[np.float32], *, least: float) -> list[list[int]]:
    """Group by average likeness: two groups are joined while theirs is at least `least`.

    Nearest-neighbour chain (Murtagh, 1983): the same groups as joining the closest pair each time,
    in time that grows with the square of the number of things.
    """
    matrix = likeness.astype(np.float64)
    np.fill_diagonal(matrix, -1.0)
    members: list[list[int]] = [[i] for i in range(len(matrix))]
    waiting = list(range(len(matrix)))[::-1]
    done: list[list[int]] = []
    chain: list[int] = []
    gone = np.zeros(len(matrix), dtype=bool)
    while waiting or chain:
        if not chain:
            start = waiting.pop()
            if gone[start]:
                continue
            chain.append(start)
        here = chain[-1]
        nearest = int(np.argmax(matrix[here]))
        if len(chain) > 1 and matrix[here, chain[-2]] >= matrix[here, nearest]:
            nearest = chain[-2]
        if matrix[here, nearest] < least:
            # Nothing is near enough to this group, and joining others brings nothing nearer.
            chain.pop()
            done.append(members[here])
            _retire(matrix, gone, here)
        elif len(chain) > 1 and nearest == chain[-2]:
            del chain[-2:]
            first, second = sorted((here, nearest))
            a, b = len(members[first]), len(members[second])
            row = (matrix[first] * a + matrix[second] * b) / (a + b)
            members[first] = sorted(members[first] + members[second])
            _retire(matrix, gone, second)
            row[gone] = -1.0
            row[first] = -1.0
            matrix[first] = row
            matrix[:, first] = row
            waiting.append(first)
        else:
            chain.append(nearest)
    return sorted(done)


def _retire(matrix: NDArray[np.float64], gone: NDArray[np.bool_], at: int) -> None:
    gone[at] = True
    matrix[at] = -1.0
    matrix[:, at] = -1.0
