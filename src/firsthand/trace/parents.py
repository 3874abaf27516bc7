"""Parents that nobody collected: the article everyone credits, the agency text nobody names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from firsthand.model import Document, Edge, Node, Passage, Source, Statement, content_id
from firsthand.trace.wording.reuse import REUSE_SCORE, Reuse, sureness
from firsthand.trace.wording.rewriting import find_retelling

# Where two accounts share enough wording by itself and both credit an outlet, the outlet's text is
# the common parent. Another account that credits it needs less in common with one of those two.
# Chosen on the five retellings of one investigation (two share nothing that would count) and the
# labelled pairs (no independent pair that credits one outlet comes above 23).
_FURTHER_CHILD_SCORE = 18.0
# Told in other words: who names a source once may answer it; who follows it names it again.
RETOLD_CONFIDENCE = 0.6
LEAST_CREDITS = 2
_FAMILY = 3


@dataclass(frozen=True, slots=True)
class Parent:
    """A common parent outside the collection and the documents that have wording from it."""

    node: Node
    edges: tuple[Edge, ...]

    @property
    def children(self) -> frozenset[str]:
        """The ids of the documents that derive from it."""
        return frozenset(edge.child for edge in self.edges)


def credited_parents(
    credits: Mapping[str, Mapping[str, tuple[Passage, ...]]],
    sources: Mapping[str, Source],
    documents: Mapping[str, Document],
    reuses: Sequence[Reuse],
    statements: Iterable[Statement],
) -> tuple[Parent, ...]:
    """Find the outlets that several documents credit and have shared wording from.

    `credits` is, for each document, the sources it draws on that are not in the collection. Words
    that both documents say were spoken to the outlet come from it, quotation or not. Once two
    documents show what the outlet wrote, a third that credits it may tell it in other words.
    """
    carriers: dict[str, set[str]] = defaultdict(set)
    for document, by_source in credits.items():
        for source in by_source:
            if sources[source].kind == "outlet":
                carriers[source].add(document)
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.attribution:
            said[statement.document].append(statement)
    found = []
    for source, crediting in sorted(carriers.items()):
        shared = [
            (reuse, reuse.score + _relayed_bits(reuse, source, said))
            for reuse in reuses
            if reuse.a in crediting and reuse.b in crediting
        ]
        edges = _edges_from(source, shared)
        if edges:
            often = {one for one in crediting if len(credits[one][source]) >= LEAST_CREDITS}
            edges += _retelling_edges(source, often, edges, documents)
            found.append(Parent(Node(source, "source", sources[source].name, in_collection=False), edges))
    return tuple(found)


def _relayed_bits(reuse: Reuse, source: str, said: Mapping[str, Sequence[Statement]]) -> float:
    """Return the bits of the shared quotations that came through the source.

    It is enough that one document says so of the speaker ("she told the Post"): the other, which
    credits the same source, has the same words from the same mouth.
    """
    bits = 0.0
    for quotation in reuse.quotations:
        for side in (quotation.a, quotation.b):
            told = said.get(side.document, ())
            heard = {one.attribution[0] for one in told if source in one.attribution[1:]}
            if any(one.attribution[0] in heard and side.overlaps(one.passage) for one in told):
                bits += quotation.bits
                break
    return bits


def _edges_from(source: str, shared: Sequence[tuple[Reuse, float]]) -> tuple[Edge, ...]:
    first = {one for reuse, score in shared if score >= REUSE_SCORE for one in (reuse.a, reuse.b)}
    confidence: dict[str, float] = {}
    evidence: dict[str, set[Passage]] = defaultdict(set)
    for reuse, score in shared:
        further = score >= _FURTHER_CHILD_SCORE and not first.isdisjoint((reuse.a, reuse.b))
        if score >= REUSE_SCORE or further:
            for document, passages in sides(reuse):
                confidence[document] = max(0.5, sureness(score), confidence.get(document, 0.0))
                evidence[document].update(passages)
    return tuple(
        Edge(source, document, "reuses", round(confidence[document], 4), tuple(sorted(evidence[document])))
        for document in sorted(confidence)
    )


def _retelling_edges(
    source: str, crediting: set[str], known: Sequence[Edge], documents: Mapping[str, Document]
) -> tuple[Edge, ...]:
    children = sorted(edge.child for edge in known)
    edges = []
    for document in sorted(crediting.difference(children)):
        retellings = [find_retelling(documents[document], documents[child]) for child in children]
        best = max(retellings, key=lambda retelling: retelling.share)
        if best.counts:
            edges.append(Edge(source, document, "reuses", RETOLD_CONFIDENCE, best.passages[::2]))
    return tuple(edges)


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
        names = sorted(documents[one].name for one in family)
        node = Node(content_id("latent", *sorted(family)), "source", _unnamed(names), in_collection=False)
        edges = tuple(
            Edge(node.id, one, "reuses", round(confidence[one], 4), tuple(sorted(evidence[one])))
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


def _unnamed(names: Sequence[str]) -> str:
    return f"unnamed text behind {', '.join(names[:_FAMILY])}" + (" …" if len(names) > _FAMILY else "")
