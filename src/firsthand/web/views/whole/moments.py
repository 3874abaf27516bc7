"""The overview's timeline: how figures moved, and the dated claims of the largest story on one axis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest

from firsthand.model import Claim
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.developments import Development, developments
from firsthand.publish.report.timeline import SPAN, Axis, axis
from firsthand.publish.telling.index import Index

FIGURES = 2  # developments drawn; the others are with their claims
CLAIMS = 60  # dated claims on the axis, the most told ones
SIZES = (("wide", 1040), ("small", 350))  # px, on a desk and on a phone
_LOOKED_AT = 40  # updates of one story that are looked through for one that can be drawn
_STATEMENTS = 40  # of a claim, that are looked through for a date


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that moved, drawn in both sizes, with the story it belongs to."""

    story: str
    drawn: tuple[tuple[str, Development], ...]

    @property
    def told(self) -> Development:
        """The development itself, in one of its sizes."""
        return self.drawn[0][1]


@dataclass(frozen=True, slots=True)
class Moments:
    """What is dated: figures that moved, and the axis in both sizes; `links` lead to the claims."""

    moved: tuple[Moved, ...] = ()
    story: str = ""
    title: str = ""
    axes: tuple[tuple[str, Axis], ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    left_out: int = 0  # dated claims of that story that are not on the axis

    def link(self, address: str) -> str:
        """Return the page of the claim with this anchor."""
        return self.links.get(address, "/claims")


def moments_of(stories: Sequence[tuple[str, str, Index]]) -> Moments:
    """Return the timeline of some stories, each its id, its title and its index; the largest first."""
    moved: list[Moved] = []
    links: dict[str, str] = {}
    for story, _, index in stories:
        shown = _with_updates(index)
        wide, small = (developments(shown, width) for _, width in SIZES)
        for one, other in zip(wide, small, strict=True):
            if one.drawn and len(moved) < FIGURES:
                moved.append(Moved(story, (("wide", one), ("small", other))))
        links |= {anchor("c", c.id): f"/claims/{c.id}" for c in shown.findings.claims}
    for story, title, index in stories:
        dated = [claim for claim in _told_most(index) if _is_dated(index, claim)]
        kept = replace(index, findings=replace(index.findings, claims=tuple(dated[:CLAIMS])))
        axes = tuple((size, drawn) for size, width in SIZES if (drawn := axis(kept, width)) is not None)
        if axes:
            links |= {anchor("c", c.id): f"/claims/{c.id}" for c in dated[:CLAIMS]}
            left_out = max(0, len(dated) - CLAIMS)
            return Moments(tuple(moved), story, title, axes, links, left_out)
    return Moments(tuple(moved), links=links)


def _with_updates(index: Index) -> Index:
    """Return the index with the updates that tell most, and the claims that these are about."""
    updates = nsmallest(_LOOKED_AT, index.findings.updates, key=lambda u: (-len(u.claims), u.id))
    named = {c for u in updates for c in u.claims}
    claims = tuple(c for c in index.findings.claims if c.id in named)
    return replace(index, findings=replace(index.findings, updates=tuple(updates), claims=claims))


def _told_most(index: Index) -> list[Claim]:
    """Return a story's claims, those of most documents and origins first, as many as may be of use."""
    return nsmallest(
        CLAIMS * 8, index.findings.claims, key=lambda c: (-c.documents, -c.independent_origins, c.id)
    )


def _is_dated(index: Index, claim: Claim) -> bool:
    found = (index.statement[s] for s in claim.statements[:_STATEMENTS] if s in index.statement)
    return any(
        d.earliest and d.latest and (d.latest - d.earliest).days <= SPAN for s in found for d in s.dates
    )
