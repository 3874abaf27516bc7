"""Parents that nobody collected: the agency text that several print and nobody names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from firsthand.model import Document, Edge, Node, Passage, content_id
from firsthand.trace.wording.reuse import REUSE_SCORE, Reuse

# Told in other words: who names a source once may answer it; who follows it names it again.
RETOLD_CONFIDENCE = 0.6
_FAMILY = 3
_NAMED = 3
_SHARED = "has passages in common with all the others here, and which of them was first cannot be told"


@dataclass(frozen=True, slots=True)
class Parent:
    """A common parent outside the collection and the documents that have wording from it."""

    node: Node
    edges: tuple[Edge, ...]

    @property
    def children(self) -> frozenset[str]:
        """The ids of the documents that derive from it."""
        return frozenset(edge.child for edge in self.edges)


def sides(reuse: Reuse) -> tuple[tuple[str, list[Passage]], tuple[str, list[Passage]]]:
    """Return both documents of a pair, each with its own shared passages."""
    shared = reuse.passages or reuse.quotations
    return (reuse.a, [passage.a for passage in shared]), (reuse.b, [passage.b for passage in shared])


def unnamed_parents(reuses: Sequence[Reuse], documents: Mapping[str, Document]) -> tuple[Parent, ...]:
    """Find the texts that three or more documents have in common, none of them the parent.

    `reuses` are the pairs whose direction nobody can tell. Each two of the documents have to share
    wording: a chain in which the first and the last have nothing in common is no family.
    """
    scores = {frozenset((reuse.a, reuse.b)): reuse.score for reuse in reuses}
    twins: dict[str, list[str]] = defaultdict(list)
    for reuse in reuses:
        if reuse.twins:
            twins[reuse.a].append(reuse.b)
            twins[reuse.b].append(reuse.a)
    for alike in twins.values():
        for pair in combinations(sorted(alike), 2):
            scores.setdefault(frozenset(pair), REUSE_SCORE)
    found = []
    for family in _families(scores):
        evidence: dict[str, set[Passage]] = defaultdict(set)
        confidence: dict[str, float] = defaultdict(float)
        for reuse in reuses:
            if reuse.a in family and reuse.b in family:
                for document, passages in sides(reuse):
                    evidence[document].update(passages)
                    confidence[document] = max(confidence[document], reuse.confidence)
        name = unnamed(documents[one] for one in family)
        node = Node(content_id("latent", *sorted(family)), "source", name, in_collection=False)
        edges = tuple(
            Edge(
                node.id,
                one,
                "reuses",
                round(confidence[one], 4),
                tuple(sorted(evidence[one])),
                because=_SHARED,
            )
            for one in sorted(family)
        )
        found.append(Parent(node, edges))
    return tuple(found)


def _families(scores: Mapping[frozenset[str], float]) -> list[frozenset[str]]:
    """Cover the pairs by groups in which each two are a pair, the strongest pairs first."""
    beside: dict[str, set[str]] = defaultdict(set)
    for pair in scores:
        a, b = pair
        beside[a].add(b)
        beside[b].add(a)
    covered: set[frozenset[str]] = set()
    families = []
    for pair in sorted(scores, key=lambda pair: (-scores[pair], sorted(pair))):
        if pair in covered:
            continue
        family = set(pair)
        common = set.intersection(*(beside[one] for one in pair))
        while common:
            nearest = min(common, key=lambda one: (-sum(scores[frozenset((one, k))] for k in family), one))
            family.add(nearest)
            common &= beside[nearest]
        covered.update(frozenset((a, b)) for a in family for b in family if a != b)
        if len(family) >= _FAMILY:
            families.append(frozenset(family))
    return families


def unnamed(documents: Iterable[Document]) -> str:
    """Return what a text nobody names is called: by the publishers or file names of those who have it."""
    having = list(documents)
    names = sorted({document.publisher or _bare(document.name) for document in having})
    if len(names) < 2:
        names = sorted({_bare(document.name) for document in having})
    if len(names) > _NAMED + 1:
        names = [*names[:_NAMED], f"{len(names) - _NAMED} others"]
    if len(names) == 1:
        return f"an unnamed text behind {names[0]}"
    return f"an unnamed text that {' and '.join([', '.join(names[:-1]), names[-1]])} have in common"


def _bare(name: str) -> str:
    """Return a document's name without the folders it lies in."""
    return re.split(r"[/\\]", name.rstrip("/\\"))[-1]
