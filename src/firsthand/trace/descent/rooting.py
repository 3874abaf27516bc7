"""Where a tree of accounts begins, and how sure the direction of each of its lines is."""

import math
from collections import defaultdict
from collections.abc import Mapping

Pair = tuple[str, str]


def directions(lines: Mapping[Pair, float]) -> dict[Pair, float]:
    """Return for each line of a forest how likely its first end stands above its second.

    `lines` are the lines of trees, each with the log-odds that its first end is above its second.
    Once it is known where a tree begins, every line of it points away from there: so what is known
    of one line tells of the others. Exact: every account of a tree is tried as its beginning.
    """
    beside: dict[str, list[tuple[str, Pair, int]]] = defaultdict(list)
    for above, below in sorted(lines):
        beside[above].append((below, (above, below), 1))
        beside[below].append((above, (above, below), -1))
    found: dict[Pair, float] = {}
    seen: set[str] = set()
    for start in sorted(beside):
        if start not in seen:
            found |= _of_tree(start, beside, lines, seen)
    return found


def _of_tree(
    start: str,
    beside: Mapping[str, list[tuple[str, Pair, int]]],
    lines: Mapping[Pair, float],
    seen: set[str],
) -> dict[Pair, float]:
    order: list[tuple[str, str | None, Pair | None, int]] = []
    score = {start: 0.0}  # how much better than `start` each account is as a beginning
    waiting: list[tuple[str, str | None, Pair | None, int]] = [(start, None, None, 1)]
    while waiting:
        step = waiting.pop()
        node, came_from = step[0], step[1]
        seen.add(node)
        order.append(step)
        for other, line, sign in beside[node]:
            if other != came_from:
                score[other] = score[node] - sign * lines[line]
                waiting.append((other, node, line, sign))
    most = max(score.values())
    weight = {node: math.exp(score[node] - most) for node in score}
    total = sum(weight.values())
    found: dict[Pair, float] = {}
    for node, above, through, sign in reversed(order):
        if above is not None and through is not None:
            below = weight[node] / total
            found[through] = 1.0 - below if sign > 0 else below
            weight[above] += weight[node]
    return found
