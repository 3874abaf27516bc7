"""Ties that a forest leaves untold: an account put together from two others, a line of unknown direction."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import combinations

from firsthand.model import Document, Edge
from firsthand.trace.descent.families import Family
from firsthand.trace.descent.growing import LEAST_SURE, Line, Pair, leaning
from firsthand.trace.descent.telling import edge_of
from firsthand.trace.descent.ties import Tie

# Either the later account of two is from the earlier or both are from a third: set even.
_OF_TWO = 0.5


def with_second_parents(
    edges: Iterable[Edge],
    ties: Mapping[Pair, Tie],
    documents: Mapping[str, Document],
    *,
    credits: Container[Pair],
) -> list[Edge]:
    """Add the ties that no line of the forest accounts for, the surest first.

    A forest gives each account one parent. Two that depend and are not joined by it have a line of their own
    beside it, never surer than the child's first.
    """
    found = list(edges)
    first: dict[str, float] = {}
    above: dict[str, set[str]] = defaultdict(set)
    joined: set[frozenset[str]] = set()
    for edge in found:
        joined.add(frozenset((edge.parent, edge.child)))
        if edge.directed:
            above[edge.child].add(edge.parent)
            first[edge.child] = max(edge.confidence, first.get(edge.child, 0.0))
    for pair, tie in sorted(ties.items(), key=lambda item: (-item[1].confidence, item[0])):
        if frozenset(pair) in joined or not _over(pair[0], above).isdisjoint(_over(pair[1], above)):
            continue
        line = _line(pair, tie, documents, credits)
        edge = edge_of(line)
        found.append(_less_sure(edge, first.get(edge.child, 1.0)))
        joined.add(frozenset(pair))
        if edge.directed:
            above[edge.child].add(edge.parent)
            first.setdefault(edge.child, edge.confidence)
    return found


def with_earlier_sisters(
    found: Sequence[Edge],
    families: Iterable[Family],
    ties: Mapping[Pair, Tie],
    documents: Mapping[str, Document],
    *,
    credits: Container[Pair],
) -> list[Edge]:
    """Add, within a family whose text nobody names, from which of the others each account may be as well.

    That a text is missing is read off what two accounts have beside what they share: the later may also have
    it from the earlier and the rest from elsewhere. Where it is known which was earlier, that is told too,
    as less sure than the missing text: for each account the one it shares most with.
    """
    edges = list(found)
    joined = {frozenset((edge.parent, edge.child)) for edge in edges}
    for family in families:
        if family.outlet is not None:
            continue
        best: dict[str, Line] = {}
        for pair in combinations(sorted(family.members), 2):
            if pair not in ties or frozenset(pair) in joined:
                continue
            line = _line(pair, ties[pair], documents, credits)
            known = best.get(line.child)
            if line.directed and (known is None or _worth(line) > _worth(known)):
                best[line.child] = line
        for _, line in sorted(best.items()):
            above: dict[str, set[str]] = defaultdict(set)
            for edge in edges:
                if edge.directed:
                    above[edge.child].add(edge.parent)
            if line.child not in _over(line.parent, above):  # nobody is their own ancestor
                edges.append(_beside(line, edges))
    return edges


def _worth(line: Line) -> tuple[float, float]:
    score = line.tie.reuse.score if line.tie.reuse else 0.0
    return score, line.likely


def _beside(line: Line, edges: Iterable[Edge]) -> Edge:
    """Return a line as an edge beside the missing text's, less sure than that."""
    edge = edge_of(line)
    first = [
        one.confidence for one in edges if one.child == line.child and one.kind == "reuses" and one.directed
    ]
    sure = round(min([_OF_TWO * edge.confidence * line.likely, *(0.99 * one for one in first)]), 4)
    why = f"{edge.because}; both may also have it from a text that is not in the collection"
    return Edge(edge.parent, edge.child, edge.kind, sure, edge.evidence, because=why)


def _line(pair: Pair, tie: Tie, documents: Mapping[str, Document], credits: Container[Pair]) -> Line:
    likely, why = leaning(tie, documents, credits)
    if max(likely, 1.0 - likely) < LEAST_SURE:
        parent, child = sorted(pair, key=lambda one: (documents[one].name, one))
    else:
        parent, child = pair if likely >= 0.5 else pair[::-1]
    return Line(parent, child, tie, max(likely, 1.0 - likely), why)


def _less_sure(edge: Edge, most: float) -> Edge:
    if not edge.directed or edge.confidence < most:
        return edge
    return Edge(
        edge.parent, edge.child, edge.kind, round(0.99 * most, 4), edge.evidence, because=edge.because
    )


def _over(document: str, above: Mapping[str, set[str]]) -> set[str]:
    """Return a document and all above it."""
    found = {document}
    waiting = [document]
    while waiting:
        new = above.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
