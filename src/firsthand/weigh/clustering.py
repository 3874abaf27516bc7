"""Which things belong together, when all one has are doubts about pairs."""

import heapq
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations


def cluster(
    count: int,
    likely: Mapping[tuple[int, int], float],
    *,
    threshold: float,
    otherwise: float = 0.0,
    apart: Collection[tuple[int, int]] = (),
) -> list[tuple[int, ...]]:
    """Join things as long as the pairs between two groups are on average likely enough.

    `likely` gives, for pairs (i, j) with i < j < `count`, the probability that both belong together;
    pairs it leaves out have probability `otherwise`. Groups are joined best first while their mean
    probability is at least `threshold`; a pair in `apart` is never joined, not even through others.
    Average-linkage clustering (Sokal & Michener 1958) over a sparse table, so that time grows with
    the pairs given and not with the square of the things. Returns groups sorted by least member.
    """
    members: dict[int, tuple[int, ...]] = {i: (i,) for i in range(count)}
    # For groups a and b, the sum over the pairs given of (probability - otherwise).
    excess: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    forbidden: dict[int, set[int]] = {i: set() for i in range(count)}
    for i, j in apart:
        forbidden[i].add(j)
        forbidden[j].add(i)
    queue: list[tuple[float, int, int]] = []
    for (i, j), probability in likely.items():
        excess[i][j] = excess[j][i] = probability - otherwise
        if probability >= threshold and j not in forbidden[i]:
            queue.append((-probability, i, j))
    heapq.heapify(queue)
    newest = count
    while queue:
        _, a, b = heapq.heappop(queue)
        if a not in members or b not in members:
            continue  # one of both was joined with another meanwhile
        joined = members.pop(a) + members.pop(b)
        sums = _added(excess.pop(a), excess.pop(b), without=(a, b))
        banned = (forbidden.pop(a) | forbidden.pop(b)) - {a, b}
        for other in banned & members.keys():
            forbidden[other] -= {a, b}
            forbidden[other].add(newest)
        banned &= members.keys()
        for other, total in sums.items():
            neighbours = excess[other]
            neighbours.pop(a, None)
            neighbours.pop(b, None)
            neighbours[newest] = total
            mean = otherwise + total / (len(joined) * len(members[other]))
            if mean >= threshold and other not in banned:
                heapq.heappush(queue, (-mean, other, newest))
        members[newest], excess[newest], forbidden[newest] = joined, sums, banned
        newest += 1
    return sorted(tuple(sorted(group)) for group in members.values())


def parted(groups: Iterable[Sequence[int]], linked: Callable[[int, int], bool]) -> list[tuple[int, ...]]:
    """Take groups apart where nothing links their parts: the connected parts of each are left.

    `linked` is asked for pairs (i, j) of one group with i < j. Returns groups sorted by least member.
    """
    found: list[tuple[int, ...]] = []
    for group in groups:
        parts: dict[int, list[int]] = {member: [member] for member in sorted(group)}
        for i, j in combinations(sorted(group), 2):
            if parts[i] is not parts[j] and linked(i, j):
                joined = parts[i] + parts[j]
                for member in joined:
                    parts[member] = joined
        found += {id(part): tuple(sorted(part)) for part in parts.values()}.values()
    return sorted(found)


def _added(one: dict[int, float], other: dict[int, float], *, without: tuple[int, int]) -> dict[int, float]:
    total = dict(one)
    for key, value in other.items():
        total[key] = total.get(key, 0.0) + value
    for key in without:
        total.pop(key, None)
    return total
