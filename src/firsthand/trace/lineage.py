"""Who derives from whom, in one story."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from firsthand.model import Document, Edge, Lineage, Node, Passage, Source, Statement, Story
from firsthand.trace.citations import (
    Accounts,
    CitationRow,
    citations_by_document,
    citing_edge,
    relay_edges,
)
from firsthand.trace.descent.growing import grow
from firsthand.trace.descent.second import with_earlier_sisters, with_second_parents
from firsthand.trace.descent.selection import Selection
from firsthand.trace.descent.shared import Shared
from firsthand.trace.descent.signs import find_signs, first_hand, own_credits
from firsthand.trace.descent.telling import edges_of
from firsthand.trace.descent.ties import ties_of
from firsthand.trace.errors.shared import shared_errors
from firsthand.trace.forest import best_supported
from firsthand.trace.outlets import by_name_of, named_outlets
from firsthand.trace.parents import Parent
from firsthand.trace.sense import Encoder, encode
from firsthand.trace.statements import without_public_statements
from firsthand.trace.translation.descent import find_translations
from firsthand.trace.wording.reuse import Reuse, find_reuse

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
    everybody = tuple(sources)
    known = {source.id: source for source in everybody}
    said = [statement for statement in statements if statement.document in told]
    naming, outlets = named_outlets(told, known, by_name=by_name_of(everybody))
    known |= outlets
    cited = citations_by_document([*citations, *naming], told, known)
    reuses = find_reuse(told.values())
    accounts = Accounts(told)
    edges, outside = _citing(cited, told, known, reuses, accounts)
    edges += relay_edges(said, known, told, accounts)
    credits = {(edge.child, edge.parent) for edge in edges if edge.parent in told and edge.child in told}
    reuses = without_public_statements(reuses, told, said, known, credits)
    inside: dict[str, dict[str, tuple[Passage, ...]]] = defaultdict(dict)
    for edge in edges:
        if (edge.child, edge.parent) in credits:
            inside[edge.child][edge.parent] = edge.evidence
    signs = find_signs(inside, outside, told, known, reuses, said)
    selection = Selection(told, reuses, _accounts_named(naming))
    copies = set(_together((one.a, one.b) for one in reuses if one.counts).values())
    for pair, errors in shared_errors(told, copies).items():
        signs[pair] = [*signs.get(pair, ()), *errors]
    asked = {(reuse.a, reuse.b) for reuse in reuses} | signs.keys()
    ties = ties_of(reuses, {pair: selection.support(*pair) for pair in asked}, signs)
    counted = {pair: tie for pair, tie in ties.items() if tie.counts}
    tied = _together(counted)
    shared_words = Shared(told, reuses, lambda one: selection.common(one, tied.get(one, frozenset())))
    forest = grow(
        counted,
        told,
        credits=own_credits(inside, counted, told),
        outside=first_hand(outside, counted, told, known),
        shared=shared_words,
        selection=selection,
    )
    descent, latent = edges_of(forest, counted, told, known, credits=credits)
    descent = with_earlier_sisters(descent, forest.families, counted, told, credits=credits)
    edges += with_second_parents(descent, counted, told, credits=credits)
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
    edges = best_supported(edges, told)
    edges += _quoting(reuses, said, known)
    return _assembled(edges, told, known, (*latent, *shared))


def dependent(lineage: Lineage, a: str, b: str) -> bool:
    """Tell whether two documents depend on one another.

    They do when edges of kind reuses or translates lead from one to the other, or from one text, in the
    collection or not, to both; translations of one another do, whichever was first.
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
    return not (_ancestors(a, above) | {a}).isdisjoint(_ancestors(b, above) | {b})


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
    accounts: Accounts,
) -> tuple[list[Edge], dict[str, dict[str, tuple[Passage, ...]]]]:
    """Return the citing edges, and for each document the cited sources outside the collection."""
    scores = {frozenset((reuse.a, reuse.b)): reuse.score for reuse in reuses}
    edges: list[Edge] = []
    outside: dict[str, dict[str, tuple[Passage, ...]]] = defaultdict(dict)
    for document, by_source in sorted(cited.items()):
        for source, passages in by_source.items():
            own = accounts.of(known[source], citing=told[document])
            shared = {one: scores.get(frozenset((one, document)), 0.0) for one in own}
            best = max(own, key=lambda one: (shared[one], one), default=None)
            if best is not None and (len(own) == 1 or shared[best] > 0):
                edges.append(citing_edge(best, document, passages))
            else:
                edges.append(citing_edge(source, document, passages))
                outside[document][source] = passages
    return edges, dict(outside)


def _together(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return for each document all that pairs join it with, through others too."""
    group: dict[str, set[str]] = {}
    for pair in pairs:
        joined = set(pair).union(*(group.get(one, ()) for one in pair))
        for one in joined:
            group[one] = joined
    return {one: frozenset(joined) for one, joined in group.items()}


def _accounts_named(naming: Iterable[CitationRow]) -> dict[str, list[Passage]]:
    """Return the words with which each document names other outlets' accounts."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for document, _, passage in naming:
        found[document].append(passage)
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
