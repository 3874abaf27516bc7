"""The best-supported lines of descent: what a nearer parent explains is not told of a farther one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from firsthand.model import Document, Edge, Passage

_DERIVES = frozenset({"reuses", "translates"})
# A parent whose shared passages lie to nine tenths in what a nearer one gave says nothing more.
_COVERED = 0.9


def best_supported(edges: Sequence[Edge], told: Mapping[str, Document]) -> list[Edge]:
    """Leave out a parent that adds nothing to a better one through which it is reached anyway.

    Nobody loses an ancestor: an edge is left out only where another way leads from its parent to
    its child. A second parent with passages of its own stays.
    """
    kept = list(edges)
    left_out: set[int] = set()
    by_child: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.kind in _DERIVES and edge.directed and edge.child in told:
            by_child[edge.child].append(edge)
    for child, reaching in sorted(by_child.items()):
        # The least sure first; of two alike, the one that is not in the collection.
        for edge in sorted(reaching, key=lambda edge: (*_support(edge, child, told), edge.parent)):
            still = [one for one in reaching if one is not edge and id(one) not in left_out]
            better = [one for one in still if one.confidence >= edge.confidence]
            if not better:
                continue
            without = [one for one in kept if one is not edge]
            had = [passage for one in better for passage in _of(child, one.evidence)]
            if _covered(_of(child, edge.evidence), had) and _reaches(edge.parent, child, without):
                kept = without
                left_out.add(id(edge))
    return kept


def _of(document: str, evidence: Iterable[Passage]) -> list[Passage]:
    return [passage for passage in evidence if passage.document == document]


def _support(edge: Edge, child: str, told: Mapping[str, Document]) -> tuple[float, bool, int]:
    size = sum(passage.end - passage.start for passage in _of(child, edge.evidence))
    return edge.confidence, edge.parent in told, size


def _covered(passages: Sequence[Passage], by: Sequence[Passage]) -> bool:
    inside = {at for passage in by for at in range(passage.start, passage.end)}
    asked = {at for passage in passages for at in range(passage.start, passage.end)}
    return bool(asked) and len(asked & inside) >= _COVERED * len(asked)


def _reaches(parent: str, child: str, edges: Iterable[Edge]) -> bool:
    below: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.kind in _DERIVES and edge.directed:
            below[edge.parent].add(edge.child)
    seen = {parent}
    waiting = [parent]
    while waiting:
        for next_one in below[waiting.pop()] - seen:
            if next_one == child:
                return True
            seen.add(next_one)
            waiting.append(next_one)
    return False
