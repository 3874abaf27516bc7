"""The best-supported descent of a pile of accounts: for each the one or two it most surely comes from.

A lineage has a line for everybody whom anybody cites. A reader first wants the trunk: which account was
copied by which, which missing account stands between them, and which body's word the whole goes back to.
Everything else stays in the list of derivations.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from firsthand.model import Edge
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean

_CLOSE = 0.25  # of two scores (each up to 2): parents so alike are told apart by which derives from which
_WEIGHTY = 0.25  # of the claims several documents tell: a body behind fewer is one voice among others


@dataclass(frozen=True, slots=True)
class Descent:
    """The chosen lines: at most one copied and one credited parent a child, without loops or detours.

    `nodes` are documents, in order, then accounts and bodies outside the collection. Each edge ends in
    nodes of this descent, also where the lineage names a document's outlet instead of the document.
    """

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]

    def parents(self, node: str) -> list[str]:
        """Return what a node comes from, surely directed or not."""
        return [e.parent for e in self.edges if e.child == node]

    def children(self, node: str) -> list[str]:
        """Return what is known to come from a node straight."""
        return [e.child for e in self.edges if e.parent == node and e.directed]

    def after(self, node: str) -> set[str]:
        """Return all that is known to come from a node, through whatever lies between."""
        return _reached(_from_parents(e for e in self.edges if e.directed), node) - {node}

    def origins(self) -> list[str]:
        """Return the nodes that something comes from and that come from nothing themselves."""
        inside = {e.child for e in self.edges}
        return [n for n in self.nodes if n not in inside and self.children(n)]


@dataclass(slots=True)
class _Support:
    """How well one parent is supported for one child."""

    copied: Edge | None = None
    credited: Edge | None = None

    @property
    def score(self) -> float:
        return sum(e.confidence for e in (self.copied, self.credited) if e is not None)


# The lines by their parent.
_Lines = dict[str, list[Edge]]


def find_descent(index: Index, among: Iterable[str] | None = None) -> Descent:
    """Return the descent of the documents with these ids, of all documents by default."""
    inside = set(index.document if among is None else among)
    at_home = {d: index.outlet[d] for d in inside}
    homes = Counter(at_home.values())
    home = {outlet: d for d, outlet in at_home.items() if homes[outlet] == 1}
    ends = [(_end(index, home, e.parent), _end(index, home, e.child), e) for e in _edges(index)]
    reach = defaultdict[str, set[str]](set)
    for parent, child, _ in ends:
        if child in inside and parent != child:
            reach[parent].add(child)
    behind = {p: len(found) for p, found in reach.items()}
    begun = _begun(index, inside)
    found: dict[str, dict[str, _Support]] = {}
    undirected: list[Edge] = []
    for parent, child, edge in ends:
        known = child in inside or (child not in index.document and child in behind)
        if parent == child or not known or (parent in index.document and parent not in inside):
            continue
        if not _eligible(index, parent, child, edge, behind, begun):
            continue
        ended = replace(edge, parent=parent, child=child)
        if not edge.directed:
            undirected.append(ended)
            continue
        if _later(index, parent, child):
            continue
        support = found.setdefault(child, {}).setdefault(parent, _Support())
        kind = "copied" if edge.kind in ("reuses", "translates") else "credited"
        before: Edge | None = getattr(support, kind)
        if before is None or before.confidence < edge.confidence:
            setattr(support, kind, ended)
    chosen: dict[str, list[Edge]] = {}
    for child in sorted(found, key=lambda c: (index.order.get(c, len(index.order)), c)):
        chosen[child] = _best(index, found, child, behind, begun)
    edges = _without_loops(chosen)
    edges = _without_detours(edges)
    edges = _without_idle(edges, inside)
    joined = {frozenset((e.parent, e.child)) for e in edges}
    taken = {e.child for e in edges}
    lines = _from_parents(edges)
    for e in sorted(undirected, key=lambda e: (-e.confidence, e.parent, e.child)):
        copies = e.kind in ("reuses", "translates") and {e.parent, e.child} <= inside
        new = e.child not in taken and frozenset((e.parent, e.child)) not in joined
        if copies and new and e.parent not in _reached(lines, e.child):
            edges.append(e)
            lines[e.parent].append(e)
            taken.add(e.child)
    others = {n for e in edges for n in (e.parent, e.child)} - inside
    documents = [d.id for d in index.documents if d.id in inside]
    named = sorted(others, key=lambda n: (-behind.get(n, 0), index.name(n), n))
    place = {n: i for i, n in enumerate([*documents, *named])}
    edges.sort(key=lambda e: (place[e.child], place[e.parent], e.kind))
    return Descent((*documents, *named), tuple(edges))


def _edges(index: Index) -> list[Edge]:
    return sorted(index.findings.lineage.edges, key=lambda e: (e.parent, e.child, e.kind, -e.confidence))


def _end(index: Index, home: Mapping[str, str], node: str) -> str:
    """Return the document a node is, or the only one its outlet has here; or else the node itself."""
    source = index.source.get(node)
    if source and source.document in index.document:
        return source.document or node
    return home.get(node, node)


def _begun(index: Index, inside: set[str]) -> dict[str, float]:
    """Return, for each origin, the share of the claims of several documents that begin with it."""
    counted: Counter[str] = Counter()
    claims = [
        c
        for c in index.findings.claims
        if c.documents > 1
        and any(s in index.statement and index.statement[s].document in inside for s in c.statements)
    ]
    for claim in claims:
        counted.update(set(index.origins_of(claim)))
    return {origin: number / len(claims) for origin, number in counted.items()}


def _kind(index: Index, node: str) -> str:
    if node in index.document:
        return "document"
    if node in index.source:
        return index.source[node].kind
    return "document" if node not in index.node or index.node[node].kind == "document" else "unnamed"


def _named(index: Index, node: str) -> bool:
    """Tell whether something goes by a name of its own: "a new report" and "ministry" do not."""
    name = clean(index.name(node))
    return bool(name) and not name[0].islower()


def _eligible(
    index: Index,
    parent: str,
    child: str,
    edge: Edge,
    behind: Mapping[str, int],
    begun: Mapping[str, float],
) -> bool:
    """Tell whether a parent is fit for the picture: accounts that matter and bodies behind much of it."""
    if parent in index.document or edge.kind in ("reuses", "translates"):
        return True
    if not _named(index, parent):
        return False
    kind = _kind(index, parent)
    if kind in ("outlet", "document"):
        passed_on = behind.get(child, 0) > 0
        return behind.get(parent, 0) > 1 or passed_on or index.in_collection(parent)
    return kind in ("organisation", "government") and begun.get(parent, 0) >= _WEIGHTY


def _later(index: Index, parent: str, child: str) -> bool:
    """Tell whether a parent is dated after its child, which cannot be."""
    first, then = (_published(index, n) for n in (parent, child))
    return first is not None and then is not None and first > then


def _published(index: Index, node: str) -> date | None:
    return index.document[node].published if node in index.document else None


def _best(
    index: Index,
    found: Mapping[str, Mapping[str, _Support]],
    child: str,
    behind: Mapping[str, int],
    begun: Mapping[str, float],
) -> list[Edge]:
    """Return the best copied line of a child and its best credited one."""
    supports = found[child]

    def nearest(parents: list[str]) -> list[str]:
        """Leave out a parent from which another one derives: that one is nearer."""
        kept = [
            p
            for p in parents
            if not any(p in found.get(q, ()) and q not in found.get(p, ()) for q in parents)
        ]
        return kept or parents

    def rank(parent: str) -> tuple[object, ...]:
        body = _kind(index, parent) in ("organisation", "government")
        return (
            body,
            -behind.get(parent, 0),
            -begun.get(index.outlet.get(parent, parent), 0.0),
            index.name(parent),
            parent,
        )

    best: list[Edge] = []
    copied = [p for p, s in supports.items() if s.copied is not None]
    if copied:
        most = max(supports[p].score for p in copied)
        close = nearest([p for p in copied if supports[p].score >= most - _CLOSE])
        first = min(close, key=lambda p: (-round(supports[p].score, 1), *rank(p)))
        best += [e for e in (supports[first].copied,) if e is not None]
        sure = supports[first].credited is not None  # copied and credited: only a nearer one is better
    else:
        first, sure = "", False
    credited = [p for p, s in supports.items() if s.credited is not None]
    if credited:
        other = min(nearest(credited), key=rank)
        if not sure or first in found.get(other, ()):
            best += [e for e in (supports[other].credited,) if e is not None and other != first]
    return best


def _without_loops(chosen: Mapping[str, list[Edge]]) -> list[Edge]:
    """Return the lines, the surer first, without those that would close a loop."""
    kept: list[Edge] = []
    lines: _Lines = defaultdict(list)
    every = [e for edges in chosen.values() for e in edges]
    for e in sorted(every, key=lambda e: (e.kind == "cites", -e.confidence, e.child, e.parent)):
        if e.parent not in _reached(lines, e.child):
            kept.append(e)
            lines[e.parent].append(e)
    return kept


def _without_detours(edges: list[Edge]) -> list[Edge]:
    """Return the lines without those that only shorten a way that is there already."""
    lines = _from_parents(edges)
    return [e for e in edges if e.child not in _reached(lines, e.parent, without=e)]


def _without_idle(edges: list[Edge], inside: set[str]) -> list[Edge]:
    """Return the lines that lead to a document in the end."""
    lines = _from_parents(edges)
    return [e for e in edges if e.child in inside or inside & _reached(lines, e.child)]


def _from_parents(edges: Iterable[Edge]) -> _Lines:
    lines: _Lines = defaultdict(list)
    for e in edges:
        lines[e.parent].append(e)
    return lines


def _reached(lines: _Lines, start: str, *, without: Edge | None = None) -> set[str]:
    """Return the nodes that the lines, but one, lead to from a node; every node leads to itself."""
    seen, waiting = {start}, [start]
    while waiting:
        new = {e.child for e in lines.get(waiting.pop(), ()) if e != without} - seen
        seen |= new
        waiting += new
    return seen
