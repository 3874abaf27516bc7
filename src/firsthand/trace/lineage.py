"""Who derives from whom, in one story."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from firsthand.model import Document, Edge, Lineage, Node, Passage, Source, Statement, Story
from firsthand.trace.citations import (
    CitationRow,
    citations_by_document,
    citing_edge,
    documents_of,
    relay_edges,
)
from firsthand.trace.direction import find_direction
from firsthand.trace.forest import best_supported, through_latent
from firsthand.trace.parents import (
    LEAST_CREDITS,
    RETOLD_CONFIDENCE,
    Parent,
    credited_parents,
    unnamed_parents,
)
from firsthand.trace.sense import Encoder, encode
from firsthand.trace.statements import without_public_statements
from firsthand.trace.translation.descent import find_translations
from firsthand.trace.wording.reuse import Reuse, find_reuse
from firsthand.trace.wording.rewriting import find_retelling

_QUOTED = 0.9


def trace(
    story: Story,
    documents: Iterable[Document],
    statements: Iterable[Statement],
    sources: Iterable[Source],
    citations: Iterable[CitationRow],
    *,
    encoder: Encoder = encode,
) -> Lineage:
    """Find out which account of a story derives from which, and from what nobody collected.

    Only what belongs to the story is used. `citations` are (document id, source id, passage of
    the citing words) as resolution gives them. Edges run from the parent to the child. `encoder` is
    asked only where the story is told in two languages.
    """
    belonging = frozenset(story.documents)
    told = {document.id: document for document in documents if document.id in belonging}
    known = {source.id: source for source in sources}
    said = [statement for statement in statements if statement.document in told]
    cited = citations_by_document(citations, told, known)
    reuses = find_reuse(told.values())
    edges, outside = _citing(cited, told, known, reuses)
    edges += relay_edges(said, known, told)
    credits = {(edge.child, edge.parent) for edge in edges if edge.parent in told and edge.child in told}
    reuses = without_public_statements(reuses, told, said, known, credits)
    latent = credited_parents(outside, known, told, reuses, said)
    edges += [edge for parent in latent for edge in parent.edges]
    explained = _joined(latent)
    undirected: list[Reuse] = []
    for reuse in reuses:
        pair = frozenset((reuse.a, reuse.b))
        if not reuse.counts or (pair in explained and not reuse.twins and not _credited(pair, credits)):
            continue
        direction = find_direction(reuse, told[reuse.a], told[reuse.b], credits=credits)
        if direction.why == "unknown":
            undirected.append(reuse)
        else:
            edges.append(_reusing(reuse, direction.parent, direction.child, directed=True))
    unnamed = unnamed_parents(undirected, told)
    edges += [edge for parent in unnamed for edge in parent.edges]
    explained = _joined(unnamed)
    for reuse in undirected:
        if frozenset((reuse.a, reuse.b)) not in explained:
            first, second = sorted((reuse.a, reuse.b), key=lambda one: (told[one].name, one))
            edges.append(_reusing(reuse, first, second, directed=False))
    edges += _retelling(credits, edges, told)
    so_far = Lineage((), tuple(edges))
    translations, shared = find_translations(
        told,
        credits=credits,
        outside=outside,
        sources=known,
        encoder=encoder,
        joined=lambda one, other: dependent(so_far, one, other),
    )
    had = {(edge.parent, edge.child) for edge in edges if edge.kind == "reuses"}
    edges += translations
    edges += [edge for parent in shared for edge in parent.edges if (edge.parent, edge.child) not in had]
    edges = best_supported(through_latent(edges, latent, credits), told)
    edges += _quoting(reuses, said, known)
    return _assembled(edges, told, known, (*latent, *unnamed, *shared))


def dependent(lineage: Lineage, a: str, b: str) -> bool:
    """Tell whether two documents depend on one another.

    They do when edges of kind reuses or translates lead from one to the other, or join them through a
    common parent, in the collection or not; translations of one another do, whichever was first.
    Quoting or citing the same source does not make them so.
    """
    if a == b or b in _renderings(a, lineage):
        return True
    above: dict[str, set[str]] = defaultdict(set)
    for edge in lineage.edges:
        if edge.kind in ("reuses", "translates"):
            if {edge.parent, edge.child} == {a, b}:
                return True
            if edge.directed:
                above[edge.child].add(edge.parent)
    if not (above[a] | {a}).isdisjoint(above[b] | {b}):
        return True
    return a in _ancestors(b, above) or b in _ancestors(a, above)


def _renderings(document: str, lineage: Lineage) -> set[str]:
    """Return the documents that chains of translations of unknown direction join with one."""
    beside: dict[str, set[str]] = defaultdict(set)
    for edge in lineage.edges:
        if edge.kind == "translates" and not edge.directed:
            beside[edge.parent].add(edge.child)
            beside[edge.child].add(edge.parent)
    return _ancestors(document, beside)


def _ancestors(document: str, above: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [document]
    while waiting:
        new = above.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def join(lineages: Iterable[Lineage]) -> Lineage:
    """Put the lineages of several stories into one graph."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str], Edge] = {}
    for lineage in lineages:
        nodes.update((node.id, node) for node in lineage.nodes)
        edges.update(((edge.parent, edge.child, edge.kind), edge) for edge in lineage.edges)
    return Lineage(tuple(nodes[key] for key in sorted(nodes)), tuple(edges[key] for key in sorted(edges)))


def _citing(
    cited: Mapping[str, Mapping[str, tuple[Passage, ...]]],
    told: Mapping[str, Document],
    known: Mapping[str, Source],
    reuses: Sequence[Reuse],
) -> tuple[list[Edge], dict[str, dict[str, tuple[Passage, ...]]]]:
    """Return the citing edges, and for each document the cited sources outside the collection."""
    scores = {frozenset((reuse.a, reuse.b)): reuse.score for reuse in reuses}
    edges: list[Edge] = []
    outside: dict[str, dict[str, tuple[Passage, ...]]] = defaultdict(dict)
    for document, by_source in sorted(cited.items()):
        for source, passages in by_source.items():
            own = documents_of(known[source], told.values(), citing=told[document])
            shared = {one: scores.get(frozenset((one, document)), 0.0) for one in own}
            best = max(own, key=lambda one: (shared[one], one), default=None)
            if best is not None and (len(own) == 1 or shared[best] > 0):
                edges.append(citing_edge(best, document, passages))
            else:
                edges.append(citing_edge(source, document, passages))
                outside[document][source] = passages
    return edges, dict(outside)


def _reusing(reuse: Reuse, parent: str, child: str, *, directed: bool) -> Edge:
    evidence: list[Passage] = []
    for passage in reuse.passages or reuse.quotations:
        evidence += [passage.a, passage.b] if parent == reuse.a else [passage.b, passage.a]
    return Edge(parent, child, "reuses", round(reuse.confidence, 4), tuple(evidence), directed)


def _retelling(
    credits: set[tuple[str, str]], edges: Sequence[Edge], told: Mapping[str, Document]
) -> list[Edge]:
    """Return an edge to each document that tells in other words what it credits another for."""
    joined = {(edge.child, edge.parent) for edge in edges if edge.kind == "reuses"}
    often = {
        (edge.child, edge.parent)
        for edge in edges
        if edge.kind == "cites" and len(edge.evidence) >= LEAST_CREDITS
    }
    found = []
    for child, parent in sorted((credits & often) - joined):
        teller, first = told[child], told[parent]
        if teller.published and first.published and teller.published < first.published:
            continue
        retelling = find_retelling(teller, first)
        if retelling.counts:
            pairs = zip(retelling.passages[1::2], retelling.passages[::2], strict=True)
            evidence = tuple(passage for pair in pairs for passage in pair)
            found.append(Edge(parent, child, "reuses", RETOLD_CONFIDENCE, evidence))
    return found


def _quoting(reuses: Sequence[Reuse], said: Sequence[Statement], known: Mapping[str, Source]) -> list[Edge]:
    """Return an edge from each speaker to the documents that carry the same words of theirs."""
    spoken: dict[str, list[Statement]] = defaultdict(list)
    for statement in said:
        if statement.attribution and statement.attribution[0] in known:
            spoken[statement.document].append(statement)
    evidence: dict[tuple[str, str], set[Passage]] = defaultdict(set)
    for reuse in reuses:
        for quotation in reuse.quotations:
            sides = (quotation.a, quotation.b)
            speakers = [
                {one.attribution[0] for one in spoken[side.document] if side.overlaps(one.passage)}
                for side in sides
            ]
            for speaker in set.intersection(*speakers):
                for side in sides:
                    evidence[speaker, side.document].add(side)
    return [
        Edge(speaker, document, "quotes", _QUOTED, tuple(sorted(passages)))
        for (speaker, document), passages in sorted(evidence.items())
    ]


def _joined(parents: Iterable[Parent]) -> set[frozenset[str]]:
    return {
        frozenset((a, b)) for parent in parents for a in parent.children for b in parent.children if a != b
    }


def _credited(pair: frozenset[str], credits: set[tuple[str, str]]) -> bool:
    a, b = sorted(pair)
    return (a, b) in credits or (b, a) in credits


def _assembled(
    edges: Iterable[Edge],
    told: Mapping[str, Document],
    known: Mapping[str, Source],
    latent: Iterable[Parent],
) -> Lineage:
    nodes = {one: Node(one, "document", document.name) for one, document in told.items()}
    nodes |= {parent.node.id: parent.node for parent in latent}
    unique = {(edge.parent, edge.child, edge.kind): edge for edge in edges}
    for edge in unique.values():
        for end in (edge.parent, edge.child):
            if end not in nodes:
                source = known[end]
                nodes[end] = Node(end, "source", source.name, in_collection=source.document in told)
    return Lineage(tuple(nodes[key] for key in sorted(nodes)), tuple(unique[key] for key in sorted(unique)))
