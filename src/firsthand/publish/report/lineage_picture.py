"""The picture of who derives from whom: time from left to right, a lane for every document.

Drawn twice, wide and narrow, because letters that fit a screen do not fit a phone. Lines are as thick
as the derivation is sure; their kind is their dash, so that nothing depends on colour.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from firsthand.model import Edge
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.views import mark_of
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean, cut, day

KINDS = {
    "reuses": "copies words of",
    "translates": "translates",
    "quotes": "quotes",
    "cites": "cites",
}
LANES = 36  # a picture of more lanes is taller than any screen; the list below it has every line
PARENTS = 6  # parents outside the collection drawn: those behind most documents
FEW = 3  # so many are drawn even if they are only people the documents quote
LANE = 40  # px from lane to lane
TOP = 34


@dataclass(frozen=True, slots=True)
class Lane:
    """A node on its own lane; `x` is where in time it stands."""

    x: float
    y: float
    label: str
    when: str
    href: str
    missing: bool
    narrow: bool
    letter: str  # of the source it is, if it is no document
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """A derivation as a curve."""

    path: str
    kind: str
    width: float
    title: str
    href: str
    arrow: tuple[float, float] | None  # where the child's end is
    colour: str  # of the origin it comes from; empty for a document


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the picture shows; `left_out` nodes and lines are only in the list below it."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    dated: bool
    left_out: int
    kinds: tuple[str, ...]
    label: str


def edge_address(edge: Edge) -> str:
    """Return the address of a derivation in the list below the picture."""
    return anchor("e", f"{edge.parent}-{edge.child}-{edge.kind}")


def edge_words(index: Index, edge: Edge) -> str:
    """Return a derivation in words: "The Ansel Courier copies words of Northern Wire"."""
    parent, child = clean(index.name(edge.parent)), clean(index.name(edge.child))
    if not edge.directed:
        return f"{child} and {parent}: one {KINDS[edge.kind]} the other"
    missing = edge.parent in index.node and not index.node[edge.parent].in_collection
    if missing and edge.kind in ("reuses", "translates"):
        return f"{child} has words that seem to be those of {parent}, which is not in the collection"
    return f"{child} {KINDS[edge.kind]} {parent}"


def lineage_picture(index: Index, width: int, among: Iterable[str] | None = None) -> Picture | None:
    """Return the picture for a given width in px, or None if nothing derives from anything.

    `among` are the ids of the documents to draw, those of one story; None draws all.
    """
    drawn, left_out = _drawn(index, set(index.document if among is None else among))
    if not drawn:
        return None
    narrow = width < 600
    gutter = 14 if narrow else 250
    x = _places(index, drawn, gutter + 30, width - (40 if narrow else 70))
    parents = sorted(
        (n for n in drawn if n not in index.document), key=lambda n: (x[n], index.rank.get(n, 0), n)
    )
    documents = [d.id for d in index.documents if d.id in drawn]
    order = [*parents, *sorted(documents, key=lambda d: (x[d], index.order[d]))]
    lanes = {
        node: Lane(
            x=round(x[node], 1),
            y=TOP + LANE * i + LANE / 2,
            label=cut(clean(index.name(node)), (width - 30) // 8 if narrow else 34),
            when=day(index.document[node].published) if _published(index, node) else "",
            href=anchor("d", node) if node in index.document else "",
            missing=node not in index.document,
            narrow=narrow,
            letter=index.letter.get(node, "") if node not in index.document else "",
            colour=mark_of(index, node).colour,
        )
        for i, node in enumerate(order)
    }
    edges = [e for e in index.findings.lineage.edges if e.parent in lanes and e.child in lanes]
    days = sorted({d for n in documents if (d := _published(index, n))})
    return Picture(
        width=width,
        height=TOP + LANE * len(order) + 6,
        lanes=tuple(lanes.values()),
        lines=tuple(_line(index, e, lanes[e.parent], lanes[e.child]) for e in edges),
        ticks=_ticks(index, documents, x, days, 120 if narrow else 90),
        dated=len(days) > 1,
        left_out=left_out,
        kinds=tuple(k for k in KINDS if any(e.kind == k for e in edges)),
        label="; ".join(edge_words(index, e) for e in edges[:40]),
    )


def _drawn(index: Index, among: set[str]) -> tuple[set[str], int]:
    """Choose the nodes to draw: documents that derive or are derived from, and the commonest parents."""
    edges = [e for e in index.findings.lineage.edges if e.child in among or e.parent in among]
    degree: Counter[str] = Counter()
    for e in edges:
        degree.update((e.parent, e.child))
    inside = (d.id for d in index.documents if d.id in among)
    documents = sorted(inside, key=lambda d: (-degree[d], index.order[d]))
    behind = Counter(e.parent for e in edges if e.parent not in index.document and e.child in among)
    parents = sorted(behind, key=lambda p: (behind[p] < 2, _speaks(index, p), -behind[p], index.name(p), p))
    accounts = [p for p in parents if _speaks(index, p) < 2 and behind[p] > 1]
    shown = parents[: min(PARENTS, max(len(accounts), FEW))]
    kept = set(documents[:LANES]) | set(shown)
    known = {n.id for n in index.findings.lineage.nodes} | set(index.document)
    return (kept & known if edges else set()), len(documents[LANES:]) + len(parents) - len(shown)


def _speaks(index: Index, node: str) -> int:
    """Rank what can be derived from: accounts before bodies, bodies before people who are only quoted."""
    kind = index.source[node].kind if node in index.source else "document"
    return {"outlet": 0, "document": 0, "organisation": 1, "government": 1}.get(kind, 2)


def _published(index: Index, node: str) -> date | None:
    return index.document[node].published if node in index.document else None


def _places(index: Index, drawn: set[str], left: float, right: float) -> dict[str, float]:
    """Place nodes in time; the undated after what they derive from, parents before their children."""
    edges = [e for e in index.findings.lineage.edges if e.parent in drawn and e.child in drawn]
    dated = {n: d.toordinal() for n in drawn if (d := _published(index, n))}
    first, last = (min(dated.values()), max(dated.values())) if dated else (0, 0)
    days = _shortened(sorted(set(dated.values())))
    depth = _depths(drawn, edges)
    deepest = max(depth.values(), default=0) or 1
    start = left + (right - left) * 0.22  # where the days begin; the undated stand before them
    x: dict[str, float] = {}
    for node in sorted(drawn, key=lambda n: (depth[n], n)):
        if node not in index.document:
            x[node] = left + min(depth[node], 2) * (start - left) * 0.25
        elif node in dated and last > first:
            x[node] = start + (right - start) * days[dated[node]]
        elif dated and last > first:
            after = [x[e.parent] for e in edges if e.child == node and e.parent in x]
            x[node] = min(right, max(after, default=left) + (start - left) * 0.6)
        else:
            alone = all(node not in (e.parent, e.child) for e in edges)
            x[node] = right if alone else left + (right - left) * depth[node] / deepest
    return x


def _shortened(days: list[int]) -> dict[int, float]:
    """Place days between 0 and 1 with long gaps shortened: one late account must not squeeze the others."""
    at, reached = {}, 0.0
    for before, now in zip([days[0], *days] if days else [], days, strict=False):
        reached += math.log1p(now - before)
        at[now] = reached
    return {now: place / (reached or 1.0) for now, place in at.items()}


def _depths(drawn: set[str], edges: list[Edge]) -> dict[str, int]:
    """Return how many derivations lead to each node at most; loops are cut where they close."""
    parents: dict[str, list[str]] = {}
    for e in edges:
        if e.parent != e.child:
            parents.setdefault(e.child, []).append(e.parent)
    depth: dict[str, int] = {}

    for start in sorted(drawn):
        stack, path = [start], set[str]()
        while stack:
            node = stack[-1]
            path.add(node)
            open_parents = [p for p in parents.get(node, ()) if p not in depth and p not in path]
            if open_parents:
                stack.append(open_parents[0])
                continue
            depth[node] = max((depth[p] + 1 for p in parents.get(node, ()) if p in depth), default=0)
            path.discard(node)
            stack.pop()
    return depth


def _line(index: Index, edge: Edge, parent: Lane, child: Lane) -> Line:
    bend = max(24.0, abs(child.x - parent.x) / 2)
    x1, x2, y1, y2 = parent.x + 7, child.x - 7, parent.y, child.y
    if child.x <= parent.x + 4:  # the same day: a bow to the left, so that it does not hide behind the marks
        x1, bend = parent.x - 7, -28.0
        path = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 + bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    else:
        path = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return Line(
        path=path,
        kind=edge.kind,
        width=round(1 + 3.5 * edge.confidence, 1),
        title=f"{edge_words(index, edge)} ({sureness(edge.confidence)})",
        href=edge_address(edge),
        arrow=(round(x2, 1), round(child.y, 1)) if edge.directed else None,
        colour=parent.colour if parent.letter else "",
    )


def sureness(confidence: float) -> str:
    """Return how sure a derivation is, in words, with its measure."""
    word = "sure" if confidence >= 0.9 else "likely" if confidence >= 0.6 else "possible"
    return f"{word}, {confidence:.2f} of 1"


def _ticks(
    index: Index, documents: list[str], x: dict[str, float], days: list[date], apart: int
) -> tuple[tuple[float, str], ...]:
    """Return the days to write above the lanes, none so close that they would touch."""
    if len(days) < 2:
        return ()
    at = {d: x[n] for n in documents if (d := _published(index, n))}
    kept = [days[0], days[-1]]
    for d in days[1:-1]:
        if all(abs(at[d] - at[other]) >= apart for other in kept):
            kept.append(d)
    return tuple((round(at[d], 1), day(d)) for d in sorted(kept))
