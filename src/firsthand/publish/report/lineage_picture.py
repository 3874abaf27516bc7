"""The picture of who derives from whom: time from left to right, a lane for every account.

It shows the best-supported descent, not every line: the list below it has them all. Each account stands
under the one it comes from, as in a family tree; a line goes down from the parent and along the child's
own lane, so that it never runs through another account. Drawn twice, wide and narrow, because letters
that fit a screen do not fit a phone. Lines are as thick as the derivation is sure; their kind is their
dash, so that nothing depends on colour.
"""

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from firsthand.model import Edge
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.views import mark_of
from firsthand.publish.telling.descent import Descent, find_descent
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean, cut, day

KINDS = {
    "reuses": "copies words of",
    "translates": "translates",
    "quotes": "quotes",
    "cites": "cites",
}
LANES = 36  # a picture of more lanes is taller than any screen; the list below it has every line
LANE = 38  # px from lane to lane
TOP = 30
STEP = 34  # px at least between a parent and its child
LETTER = 7.4  # px a letter of a label takes at most, on average
HALF = 6  # px from a mark's middle to its side
DAY = 90  # px a date above the lanes takes


@dataclass(frozen=True, slots=True)
class Lane:
    """A node on its own lane; `x` is where in time it stands, its label to the right of it."""

    x: float
    y: float
    label: str
    note: str  # its date, or that nobody collected it
    href: str
    missing: bool
    letter: str  # of the source it is, if it is no document
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """A derivation: down from the parent, then along the child's lane."""

    path: str
    kind: str
    width: float
    title: str
    href: str
    arrow: tuple[float, float] | None  # where the child's end is
    colour: str  # of the origin it comes from; empty for a document


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the picture shows; `left_out` documents are only in the list below it."""

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
        return f"{child} seems to draw on an account by {parent}, which is not in the collection"
    return f"{child} {KINDS[edge.kind]} {parent}"


def lineage_picture(
    index: Index, width: int, among: Iterable[str] | None = None, *, most: int = LANES
) -> Picture | None:
    """Return the picture for a given width in px, or None if nothing derives from anything.

    `among` are the ids of the documents to draw, those of one story; None draws all. At most so many lanes
    are drawn: a picture that can be zoomed holds more than one on paper.
    """
    descent = find_descent(index, among)
    if not descent.edges:
        return None
    order = _order(index, descent)
    left_out = sum(n in index.document for n in order[most:])
    order = order[:most]
    edges = [e for e in descent.edges if e.parent in order and e.child in order]
    narrow = width < 600
    slots = _slots(index, descent, order)
    longest = max(len(clean(index.name(n))) for n in order)
    room = min(longest, 18 if narrow else 40) * LETTER + (0 if narrow else 150)
    x = _places(slots, 10.0, max(width - room - 20, width * 0.3))
    days = {d for n in order if (d := _published(index, n))}
    ticks = () if narrow else _ticks(index, order, x)
    said = len(ticks) == len(days)  # every date stands above the lanes: no need to repeat it
    lanes = {
        node: _lane(
            index, node, x[node], TOP + LANE * i + LANE / 2, width, narrow=narrow, dates=bool(days), said=said
        )
        for i, node in enumerate(order)
    }
    real: dict[tuple[str, str, str], Edge] = {
        (e.parent, e.child, e.kind): e for e in index.findings.lineage.edges
    }
    return Picture(
        width=width,
        height=TOP + LANE * len(order) + 4,
        lanes=tuple(lanes.values()),
        lines=tuple(_line(index, e, _listed(index, e, real), lanes) for e in edges),
        ticks=ticks,
        dated=bool(days),
        left_out=left_out,
        kinds=tuple(k for k in KINDS if any(e.kind == k for e in edges)),
        label="; ".join(edge_words(index, e) for e in edges[:40]),
    )


def _listed(index: Index, edge: Edge, real: dict[tuple[str, str, str], Edge]) -> Edge:
    """Return the edge as the list below has it: there it may end in the outlet instead of its document."""
    outlets = {**index.outlet, **{s.document: s.id for s in index.source.values() if s.document}}
    for parent in (edge.parent, outlets.get(edge.parent, edge.parent)):
        for child in (edge.child, outlets.get(edge.child, edge.child)):
            found = real.get((parent, child, edge.kind))
            if found is not None:
                return found
    return edge


def _published(index: Index, node: str) -> date | None:
    return index.document[node].published if node in index.document else None


def _order(index: Index, descent: Descent) -> list[str]:
    """Return the nodes from top to bottom: the largest trees first, every child under its parent."""
    place = {n: (index.order.get(n, len(index.order)), i) for i, n in enumerate(descent.nodes)}
    below: dict[str, list[str]] = {}
    taken: set[str] = set()
    for e in sorted(descent.edges, key=lambda e: (e.kind == "cites", -e.confidence, e.parent)):
        if e.child not in taken:  # a child of two stands under the one it copies
            taken.add(e.child)
            below.setdefault(e.parent, []).append(e.child)

    def tree(root: str) -> list[str]:
        found, waiting = [], [root]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting += sorted(below.get(node, ()), key=lambda n: (n not in below, place[n]), reverse=True)
        return found

    trees = [tree(n) for n in descent.nodes if n not in taken]
    return [n for found in sorted(trees, key=lambda t: (-len(t), place[t[0]])) for n in found]


def _slots(index: Index, descent: Descent, order: list[str]) -> dict[str, tuple[float, int]]:
    """Return when each node stands: its day, or that of its nearest kin, and its step within that day."""
    days: dict[str, float] = {n: float(d.toordinal()) for n in order if (d := _published(index, n))}
    known = dict(days)
    for node in order:
        if node not in days:
            after = [known[n] for n in descent.after(node) if n in known]
            before = [days[p] for p in descent.parents(node) if p in days]
            days[node] = min(after, default=max(before, default=max(known.values(), default=0.0)))
    step: dict[str, int] = {}
    waiting = list(order)
    while waiting:  # parents first; the descent has no loops, but a line may lead upwards in the order
        for node in waiting:
            parents = [p for p in descent.parents(node) if p in days]
            if all(p in step for p in parents):
                late = max((days[p] for p in parents), default=days[node])
                days[node] = max(days[node], late)
                step[node] = max((step[p] + 1 for p in parents if days[p] == days[node]), default=0)
        waiting = [n for n in waiting if n not in step]
    return {n: (days[n], step[n]) for n in order}


def _places(slots: dict[str, tuple[float, int]], left: float, right: float) -> dict[str, float]:
    """Place the slots between two margins, long gaps in time shortened, no step narrower than STEP."""
    distinct = sorted(set(slots.values()))
    gaps = [
        1.0 if now[0] == before[0] else 1.0 + math.log1p(now[0] - before[0])
        for before, now in itertools.pairwise(distinct)
    ]
    room = right - left
    least = min(float(STEP), room / max(1, len(gaps)))
    spare = max(0.0, room - least * len(gaps))
    spare = min(spare, 110.0 * len(gaps))  # few accounts need no wide picture
    at, reached = {}, left
    for i, slot in enumerate(distinct):
        if i:
            reached += least + spare * gaps[i - 1] / (sum(gaps) or 1.0)
        at[slot] = reached
    return {n: round(at[slot], 1) for n, slot in slots.items()}


def _lane(
    index: Index, node: str, x: float, y: float, width: int, *, narrow: bool, dates: bool, said: bool
) -> Lane:
    missing = node not in index.document
    published = _published(index, node)
    source = index.source.get(node)
    account = source is None or source.kind in ("outlet", "document")
    note = ("" if said else day(published)) if published or not dates else "undated"
    note = "" if missing or not dates else note
    if missing and account and not index.in_collection(node):
        note = "not here" if narrow else "not in the collection"
    letters = int((width - x - HALF - 12) / LETTER)
    label = cut(clean(index.name(node)), max(letters if narrow else letters - len(note), 8))
    return Lane(
        x=x,
        y=y,
        label=label,
        note=note if not narrow or len(label) + len(note) + 2 <= letters else "",
        href=anchor("d", node) if not missing else "",
        missing=missing and account,
        letter=index.letter.get(node, "") if missing and not account else "",
        colour=mark_of(index, node).colour,
    )


def _line(index: Index, edge: Edge, listed: Edge, lanes: dict[str, Lane]) -> Line:
    parent, child = lanes[edge.parent], lanes[edge.child]
    down = 1 if child.y > parent.y else -1
    between = [n for n in lanes.values() if min(parent.y, child.y) < n.y < max(parent.y, child.y)]
    trunk = parent.x
    while trunk < child.x - 2 * HALF - 10 and any(abs(n.x - trunk) < HALF + 4 for n in between):
        trunk += 4.0  # round another account's mark
    end, y1 = child.x - HALF - 3, parent.y + down * (HALF + 1)
    bend = min(8.0, max(0.0, end - trunk))
    start = f"M{parent.x:.1f} {y1:.1f}"
    if trunk != parent.x:
        start += f"V{parent.y + down * LANE / 2:.1f}H{trunk:.1f}"
    corner = f"Q{trunk:.1f} {child.y:.1f} {trunk + bend:.1f} {child.y:.1f}"
    path = f"{start}V{child.y - down * bend:.1f}{corner}H{end:.1f}"
    return Line(
        path=path,
        kind=edge.kind,
        width=round(1 + 2.5 * edge.confidence, 1),
        title=f"{edge_words(index, listed)} ({sureness(edge.confidence)})",
        href=edge_address(listed),
        arrow=(round(end + 2, 1), round(child.y, 1)) if edge.directed else None,
        colour=parent.colour if parent.letter else "",
    )


def sureness(confidence: float) -> str:
    """Return how sure a derivation is, in words, with its measure."""
    word = "sure" if confidence >= 0.9 else "likely" if confidence >= 0.6 else "possible"
    return f"{word}, {confidence:.2f} of 1"


def _ticks(index: Index, order: list[str], x: dict[str, float]) -> tuple[tuple[float, str], ...]:
    """Return the days to write above the lanes, none so close that they would touch."""
    at: dict[date, float] = {}
    for n in order:
        if published := _published(index, n):
            at[published] = min(at.get(published, math.inf), x[n])
    days = sorted(at)
    if len(days) < 2:
        return ()
    kept = [days[0]]
    for d in [*days[-1:], *days[1:-1]]:
        if all(abs(at[d] - at[other]) >= DAY for other in kept):
            kept.append(d)
    return tuple((round(at[d], 1), day(d)) for d in sorted(kept))
