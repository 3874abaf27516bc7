"""The lineage with sources joined and renamed as reviewers say."""

from dataclasses import replace

from firsthand.model import Edge, Lineage, Node
from firsthand.review.applying.working import Working


def lineage_of(story: Working) -> Lineage:
    """Return the lineage of a story; the very same where no source of it changed."""
    lineage = story.findings.lineage
    if not story.sources_changed:
        return lineage
    nodes: dict[str, Node] = {}
    for node in lineage.nodes:
        name = story.now(node.id)
        source = story.sources.get(name)
        if source is not None:
            kept = nodes.get(name, node)
            here = kept.in_collection or node.in_collection
            nodes[name] = replace(kept, id=name, name=source.name, in_collection=here)
        else:
            nodes[node.id] = node
    edges: dict[tuple[str, str, str], Edge] = {}
    for edge in lineage.edges:
        parent, child = story.now(edge.parent), story.now(edge.child)
        if parent == child:
            continue  # nobody derives from himself
        moved = (
            edge
            if (parent, child) == (edge.parent, edge.child)
            else replace(edge, parent=parent, child=child)
        )
        known = edges.get((parent, child, edge.kind))
        edges[parent, child, edge.kind] = moved if known is None else _joined(known, moved)
    if tuple(nodes.values()) == lineage.nodes and tuple(edges.values()) == lineage.edges:
        return lineage
    return Lineage(tuple(nodes.values()), tuple(edges.values()))


def _joined(one: Edge, other: Edge) -> Edge:
    """Return what two derivations of the same pair come to: the surer, with what shows both."""
    surer, less = (one, other) if one.confidence >= other.confidence else (other, one)
    if surer.kind in ("reuses", "translates") or surer.directed != less.directed:
        return surer  # its passages stand in pairs
    return replace(surer, evidence=tuple(dict.fromkeys((*surer.evidence, *less.evidence))))
