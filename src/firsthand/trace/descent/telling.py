"""The lines of descent as edges, each with its passages and with what speaks for it in plain words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from itertools import combinations

from firsthand.model import Document, Edge, Node, Passage, Source, content_id
from firsthand.trace.descent.families import Family
from firsthand.trace.descent.growing import Forest, Line, Pair
from firsthand.trace.descent.ties import Tie
from firsthand.trace.parents import Parent, unnamed, unnamed_parents

_WHY = {
    "credit": "names it as its source",
    "date": "was published later",
    "containment": "lies nearly whole in the longer account",
}
_APART = "has passages in common with the others here, and each of them lacks some that two others have"
_REPORT = "several who have this text name it, and share passages with it"
# That a report's wording came through an article nobody collected is read off its readers.
_THROUGH = 0.7
_ABOVE = "what the accounts below share lies in it, but not what they alone have in common"


def edges_of(
    forest: Forest,
    ties: Mapping[Pair, Tie],
    documents: Mapping[str, Document],
    sources: Mapping[str, Source],
    *,
    credits: Collection[Pair],
) -> tuple[list[Edge], tuple[Parent, ...]]:
    """Return the edges of a forest, and the parents outside the collection that it found.

    `credits` holds (child, parent) pairs of documents: what several readers of a missing article name, the
    article is about.
    """
    unknown = [line.tie.reuse for line in forest.lines if not line.directed and line.tie.reuse is not None]
    together = unnamed_parents(unknown, documents)
    found = (*(_parent(family, ties, documents, sources, credits) for family in forest.families), *together)
    hidden = {frozenset(pair) for parent in together for pair in combinations(sorted(parent.children), 2)}
    edges = [edge for parent in found for edge in parent.edges]
    edges += [edge_of(line) for line in forest.lines if frozenset((line.parent, line.child)) not in hidden]
    return edges, found


def edge_of(line: Line) -> Edge:
    """Return a line between two accounts as an edge; its passages are the parent's, then the child's."""
    return Edge(
        line.parent,
        line.child,
        "reuses",
        round(line.tie.confidence, 4),
        in_turn(line.tie, line.parent),
        line.directed,
        because=_because(line),
    )


def in_turn(tie: Tie, parent: str) -> tuple[Passage, ...]:
    """Return the passages of a tie in turn, the parent's then the child's."""
    evidence = tie.evidence
    if parent == tie.a:
        return evidence
    return tuple(passage for pair in zip(evidence[1::2], evidence[::2], strict=True) for passage in pair)


def _because(line: Line) -> str:
    reasons = [_shared(line.tie)] if line.tie.reuse and line.tie.reuse.passages else []
    reasons += [sign.told for sign in line.tie.signs if sign.log_odds > 0 and sign.kind != "credit"]
    if not line.directed:
        reasons.append("which of the two was first cannot be told")
    else:
        reasons.append(_WHY.get(line.why, "comes later in the line of those that share this text"))
    return "; ".join(reasons)


def _shared(tie: Tie) -> str:
    if tie.reuse is None:
        return ""
    if tie.reuse.twins:
        return "is nearly the same word for word"
    count = len(tie.reuse.passages)
    words = sum(passage.matched for passage in tie.reuse.passages)
    return f"has {count} {'passage' if count == 1 else 'passages'} in common with it, {words} words"


def _parent(
    family: Family,
    ties: Mapping[Pair, Tie],
    documents: Mapping[str, Document],
    sources: Mapping[str, Source],
    credits: Collection[Pair],
) -> Parent:
    """Return a missing text, the edges to all who have it, and to it from what it is about."""
    members = sorted(family.members)
    evidence: dict[str, set[Passage]] = defaultdict(set)
    confidence: dict[str, float] = defaultdict(float)
    for one in members:
        beside = [ties[pair] for other in members if (pair := _pair(one, other)) in ties]
        beside = beside or [tie for pair, tie in ties.items() if one in pair]
        for tie in beside:
            evidence[one].update(tie.evidence[::2] if tie.a == one else tie.evidence[1::2])
            confidence[one] = max(confidence[one], tie.confidence)
    below = [one for one in members if one != family.above]
    if family.outlet is None:
        name = unnamed(documents[one] for one in below)
        node = Node(content_id("latent", *members), "source", name, in_collection=False)
    else:
        node = Node(family.outlet, "source", sources[family.outlet].name, in_collection=False)
    edges = [
        _edge(node.id, one, confidence[one], evidence[one], _why(one, family, node.name)) for one in below
    ]
    if family.above is not None:
        edges.append(_edge(family.above, node.id, confidence[family.above], evidence[family.above], _ABOVE))
    for report in sorted(_reports(family, ties, credits)):
        through = [ties[pair] for one in members if (pair := _pair(one, report)) in ties]
        shared = {
            passage
            for tie in through
            for passage in (tie.evidence[::2] if tie.a == report else tie.evidence[1::2])
        }
        sure = _THROUGH * max(tie.confidence for tie in through)
        edges.append(_edge(report, node.id, sure, shared, _REPORT))
    return Parent(node, tuple(edges))


def _reports(family: Family, ties: Mapping[Pair, Tie], credits: Collection[Pair]) -> list[str]:
    """Return the accounts here that at least two of a family name, and share passages with."""
    named = Counter(
        parent for child, parent in credits if child in family.members and _pair(child, parent) in ties
    )
    return [
        one
        for one, count in named.items()
        if family.outlet is not None and count >= 2 and one not in family.members
    ]


def _why(one: str, family: Family, name: str) -> str:
    if family.outlet is None:
        return _APART
    if one in family.naming:
        return f"names {name}, and shares passages with others that have this text"
    return f"shares passages with accounts that have them, as they say, from {name}"


def _edge(parent: str, child: str, confidence: float, evidence: set[Passage], because: str) -> Edge:
    return Edge(parent, child, "reuses", round(confidence, 4), tuple(sorted(evidence)), because=because)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
