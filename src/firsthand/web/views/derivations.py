"""Who derives from whom, ready to be set: the picture of a story, and the passages that show each line."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.model import Edge, Passage
from firsthand.publish.report.lineage_picture import (
    Picture,
    edge_address,
    edge_words,
    lineage_picture,
    sureness,
)
from firsthand.publish.telling.differences import Run, compare
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean

WIDE, NARROW = 1040, 380  # px
LANES = 400  # lanes of a picture that can be zoomed into
_COPYING = ("reuses", "translates")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage that shows a derivation; `runs` tell the words that the other side lacks."""

    document: str
    called: str
    start: int
    end: int
    language: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A derivation in words, with passages that show it: the parent's beside the child's, or alone.

    `passages` counts all, `left` those that are not shown.
    """

    address: str
    words: str
    kind: str
    sure: str
    because: str
    pairs: tuple[tuple[Excerpt, Excerpt], ...]
    alone: tuple[Excerpt, ...]
    passages: int
    left: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pictures of a story, wide and narrow, and which kinds of things they show."""

    wide: Picture
    narrow: Picture
    shows: frozenset[str]


def drawn(index: Index, among: Iterable[str]) -> Drawn | None:
    """Return the pictures of a story; None where nothing derives from anything."""
    inside = tuple(among)
    wide = lineage_picture(index, WIDE, inside, most=LANES)
    narrow = lineage_picture(index, NARROW, inside, most=LANES)
    if wide is None or narrow is None:
        return None
    shows = set(wide.kinds)
    shows |= {"missing"} if any(lane.missing for lane in wide.lanes) else set()
    shows |= {"voice"} if any(lane.letter for lane in wide.lanes) else set()
    return Drawn(wide, narrow, frozenset(shows))


def in_order(index: Index) -> tuple[Edge, ...]:
    """Return the derivations: what copies words first, the surer first."""
    return tuple(
        sorted(
            index.findings.lineage.edges,
            key=lambda e: (e.kind not in _COPYING, -e.confidence, e.kind, e.parent, e.child),
        )
    )


def find_edge(index: Index, address: str) -> Edge | None:
    """Return the derivation with this address; None where there is none any more."""
    return next((edge for edge in index.findings.lineage.edges if edge_address(edge) == address), None)


def edge_view(index: Index, edge: Edge, *, most: int, differences: bool = True) -> EdgeView:
    """Return a derivation with at most so many of its passages.

    Evidence in turn, the parent's then the child's, is set side by side, with `differences` the words that
    only one side has marked.
    """
    passages = [p for p in edge.evidence if p.document in index.document]
    pairs: list[tuple[Passage, Passage]] = []
    alone: list[Passage] = []
    at = 0
    while at < len(passages):
        pair = passages[at : at + 2]
        if [p.document for p in pair] == [edge.parent, edge.child]:
            pairs.append((pair[0], pair[1]))
            at += 2
        else:
            alone.append(pair[0])
            at += 1
    single = _widest(index, alone)
    shown = [_beside(index, *pair, differences=differences) for pair in pairs[:most]]
    others = single[: max(0, most - len(shown))]
    return EdgeView(
        address=edge_address(edge),
        words=edge_words(index, edge),
        kind=edge.kind,
        sure=sureness(edge.confidence),
        because=index.readable(edge.because),
        pairs=tuple(shown),
        alone=tuple(_excerpt(index, p, (Run(_text(index, p), "same"),)) for p in others),
        passages=len(pairs) + len(single),
        left=len(pairs) + len(single) - len(shown) - len(others),
    )


def _beside(index: Index, one: Passage, other: Passage, *, differences: bool) -> tuple[Excerpt, Excerpt]:
    texts = _text(index, one), _text(index, other)
    runs = compare(*texts) if differences else ((Run(texts[0], "same"),), (Run(texts[1], "same"),))
    return _excerpt(index, one, runs[0]), _excerpt(index, other, runs[1])


def _excerpt(index: Index, passage: Passage, runs: tuple[Run, ...]) -> Excerpt:
    document = index.document[passage.document]
    called = clean(index.title(document.id))
    return Excerpt(document.id, called, passage.start, passage.end, document.language or "en", runs)


def _widest(index: Index, passages: Sequence[Passage]) -> list[Passage]:
    """Return passages by document, in order, without those that lie inside another."""
    ends: defaultdict[str, int] = defaultdict(int)
    found = []
    for p in sorted(set(passages), key=lambda p: (index.order[p.document], p.start, -p.end)):
        if p.end > ends[p.document]:
            ends[p.document] = p.end
            found.append(p)
    return found


def _text(index: Index, passage: Passage) -> str:
    return re.sub(r"\n\s*\n", "\n", index.document[passage.document].text[passage.start : passage.end])
