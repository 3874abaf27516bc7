"""The best choice of one parent for each: nobody their own ancestor, the sum of the support the greatest.

Edmonds, "Optimum branchings", 1967, with all circles of one round drawn together at once.
"""

from collections import defaultdict
from collections.abc import Mapping

Pair = tuple[str, str]  # parent, child


def best_branching(support: Mapping[Pair, float]) -> dict[str, str]:
    """Return a parent for each child, none for those better left without one.

    `support` says for (parent, child) how much speaks for that descent; what is not above zero is
    never chosen. Of two alike, the parent that sorts first is taken.
    """
    usable = {pair: worth for pair, worth in support.items() if worth > 0.0}
    chosen = _branch(usable)
    return {child: parent for parent, child in chosen}


def _branch(support: Mapping[Pair, float]) -> set[Pair]:
    best: dict[str, Pair] = {}
    for pair in sorted(support):
        child = pair[1]
        if child not in best or support[pair] > support[best[child]]:
            best[child] = pair
    circles = _circles(best)
    if not circles:
        return set(best.values())
    circle_of = {node: f"\x00{min(circle)}" for circle in circles for node in circle}
    least = {circle_of[circle[0]]: min(support[best[node]] for node in circle) for circle in circles}
    smaller: dict[Pair, float] = {}
    stands_for: dict[Pair, Pair] = {}
    for parent, child in sorted(support):
        ends = circle_of.get(parent, parent), circle_of.get(child, child)
        if ends[0] == ends[1]:
            continue
        worth = support[parent, child]
        if ends[1] in least:
            worth += least[ends[1]] - support[best[child]]
        if worth > 0.0 and worth > smaller.get(ends, 0.0):
            smaller[ends], stands_for[ends] = worth, (parent, child)
    chosen = {stands_for[pair] for pair in _branch(smaller)}
    entered = {child for _, child in chosen}
    for circle in circles:
        inside = entered.intersection(circle)
        cut = inside or {min(circle, key=lambda node: (support[best[node]], node))}
        chosen |= {best[node] for node in circle if node not in cut}
    return chosen


def _circles(best: Mapping[str, Pair]) -> list[list[str]]:
    state: dict[str, int] = defaultdict(int)
    circles = []
    for number, start in enumerate(sorted(best), 1):
        path = []
        node = start
        while node in best and not state[node]:
            state[node] = number
            path.append(node)
            node = best[node][0]
        if state[node] == number and node in path:
            circles.append(path[path.index(node) :])
    return circles
