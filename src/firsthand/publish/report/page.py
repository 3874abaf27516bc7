"""The whole report as data: what is shown in full, what is folded away, and what has nothing to show."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.model import Edge, Failure, Passage, Story
from firsthand.publish.pictures import NO_PICTURES, Pictures
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.developments import Development, developments
from firsthand.publish.report.lineage_picture import (
    Picture,
    edge_address,
    edge_words,
    lineage_picture,
    sureness,
)
from firsthand.publish.report.passages import DocumentView, document_view
from firsthand.publish.report.timeline import Axis, axis
from firsthand.publish.report.views import (
    ClaimView,
    ConflictView,
    Mark,
    VariantView,
    claim_view,
    conflict_view,
    mark_of,
    variant_view,
)
from firsthand.publish.report.world_map import WorldMap, world_map
from firsthand.publish.telling.changes import find_changes
from firsthand.publish.telling.decided import decided_in_all
from firsthand.publish.telling.differences import Run, compare
from firsthand.publish.telling.grounds import COPYING
from firsthand.publish.telling.headline import headline, matters, story_paths
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.numbering import in_order, place_among
from firsthand.publish.telling.reading_order import stated
from firsthand.publish.telling.wording import clean, count
from firsthand.review.decided import decisions_in_all, decisions_on_claims

FULL = 400  # claims with every passage in step; beyond that a page of a large case no longer opens at once
STORIES = 8  # pictures of lineage
EDGES = 600  # derivations with their passages
WIDE, NARROW = 1040, 350  # px: the page's measure on a desk, and on a phone


@dataclass(frozen=True, slots=True)
class Brief:
    """A claim that only one document tells, or that is beyond the limit: one line."""

    address: str
    number: int
    text: str
    mark: Mark | None
    origins: int
    places: tuple[tuple[str, str], ...]  # (address of the statement, how its document is called)


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A derivation with the passages that show it."""

    address: str
    words: str
    kind: str
    sure: str
    because: str
    pairs: tuple[tuple["Excerpt", "Excerpt"], ...]  # parent's and child's
    singles: tuple["Excerpts", ...]
    passages: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage that shows a derivation; words the other side lacks are marked."""

    document: str
    called: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Excerpts:
    """Passages of one document that show a derivation from something nobody collected."""

    document: str
    called: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source that speaks, and how much begins with it."""

    mark: Mark
    kind: str
    aliases: str
    claims: int
    alone: int
    relayed: int
    document: str  # address, if it is a document of the case


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template sets."""

    title: str
    headline: str
    counts: tuple[str, ...]
    tallies: tuple[tuple[int, str, str], ...]  # (number, words, address of the section)
    paths: tuple[tuple[str, tuple[str, ...]], ...]  # (story, the ways it came)
    pictures: tuple[tuple[str, Picture, Picture], ...]  # (story, wide, narrow)
    drawn: frozenset[str]  # what the pictures show: kinds of lines, "missing" accounts, a "voice"
    pictures_left: int  # stories whose lineage is only in the list
    edges: tuple[EdgeView, ...]
    edges_left: int
    claims: tuple[ClaimView, ...]
    story: dict[str, str]  # address of a claim, conflict or change -> its story, if there are several
    claims_left: tuple[Brief, ...]
    lone: tuple[tuple[str, str, tuple[Brief, ...]], ...]  # (document address, called, claims)
    lone_count: int
    conflicts: tuple[ConflictView, ...]
    variants: tuple[VariantView, ...]
    denials: tuple[ClaimView, ...]
    denied_conflicts: tuple[ConflictView, ...]  # denials across claims
    developments: tuple[Development, ...]
    developments_narrow: tuple[Development, ...]
    axis: Axis | None
    axis_narrow: Axis | None
    map: WorldMap | None
    map_narrow: WorldMap | None
    speakers: tuple[Speaker, ...]
    documents: tuple[DocumentView, ...]
    failures: tuple[Failure, ...]
    pictures_note: str  # what is not shown of the pages of originals
    stated: bool  # whether any statement was found: without one there is nothing to weigh


def page_of(
    index: Index,
    *,
    full: int = FULL,
    texts: bool = True,
    leaves: Pictures = NO_PICTURES,
) -> Page:
    """Return everything the report says about a case: `full` claims with every passage in step.

    `leaves` are the pages of originals as they look. Without `texts` documents are left out, and the map of
    all places that are named in them.
    """
    findings = index.findings
    stories = matters(index)
    place = {d: i for i, story in enumerate(stories) for d in story.documents}

    def where(statement_ids: Iterable[str]) -> tuple[int, str]:
        """Return the story most of these statements belong to: its place and, if there are several, title."""
        at = place_among(index, place, statement_ids)
        return at, clean(stories[at].title) if len(stories) > 1 and at < len(stories) else ""

    ranked = in_order(index)
    shared = [c for c in ranked if c.documents > 1]
    numbers = {claim.id: i + 1 for i, claim in enumerate(ranked)}
    decided = decisions_on_claims(findings)
    shown = {c.id: claim_view(index, c, numbers[c.id], decided=decided) for c in shared[:full]}
    denied = [c for c, _ in index.denied()]
    variants = [variant_view(index, change, numbers) for change in find_changes(index)]
    disputes = sorted(index.disputes(), key=lambda c: where(c.statements)[0])
    lone: defaultdict[str, list[Brief]] = defaultdict(list)
    for claim in ranked:
        if claim.documents <= 1:
            documents = index.documents_of(claim)
            lone[documents[0].id if documents else ""].append(_brief(index, claim.id, numbers[claim.id]))
    edges = sorted(
        findings.lineage.edges,
        key=lambda e: (e.kind not in COPYING, -e.confidence, e.kind, e.parent, e.child),
    )
    across = index.denials()
    denials = len(denied) + len(across)
    moved = developments(index, WIDE)
    pictures = _pictures(index, stories)
    return Page(
        title=_title(stories),
        headline=headline(index),
        counts=(
            count(len(findings.documents), "document"),
            count(len(stories), "story", "stories"),
            count(len(findings.statements), "statement"),
            f"{count(len(findings.claims), 'claim')}, {len(shared):,} of them told by several",
            *filter(None, (decided_in_all(decisions_in_all(findings)),)),
        ),
        tallies=(
            (len(disputes), "contested", "conflicts"),
            (len(variants), "changed in retelling", "changes"),
            (denials, "denied", "denials"),
            (len(moved), "moved in time", "moved"),
        ),
        paths=tuple(
            (clean(story.title), tuple(ways)) for story in stories if (ways := story_paths(index, story))
        ),
        pictures=pictures[:STORIES],
        drawn=_drawn(pictures[:STORIES]),
        pictures_left=len(pictures[STORIES:]),
        edges=tuple(_edge(index, e) for e in edges[:EDGES]),
        edges_left=max(0, len(edges) - EDGES),
        claims=tuple(shown.values()),
        story={
            **{anchor("c", c.id): where(c.statements)[1] for c in shared[:full]},
            **{anchor("x", c.id): where(c.statements)[1] for c in findings.conflicts},
            **{anchor("v", v.id): where(v.statements)[1] for v in findings.variants},
        },
        claims_left=tuple(_brief(index, c.id, numbers[c.id]) for c in shared[full:]),
        lone=tuple(
            (anchor("d", d.id), index.title(d.id), tuple(lone[d.id])) for d in index.documents if d.id in lone
        ),
        lone_count=len(ranked) - len(shared),
        conflicts=tuple(conflict_view(index, c, numbers) for c in disputes),
        denied_conflicts=tuple(conflict_view(index, c, numbers) for c in across),
        variants=tuple(variants),
        denials=tuple(
            shown.get(c.id) or claim_view(index, c, numbers[c.id], decided=decided) for c in denied
        ),
        developments=moved,
        developments_narrow=developments(index, NARROW),
        axis=axis(index, WIDE),
        axis_narrow=axis(index, NARROW),
        map=world_map(index) if texts else None,
        map_narrow=world_map(index, width=NARROW) if texts else None,
        speakers=_speakers(index),
        documents=_documents(index, numbers, leaves) if texts else (),
        pictures_note=leaves.note,
        failures=findings.failures,
        stated=bool(findings.statements),
    )


def _title(stories: list[Story]) -> str:
    if not stories:
        return "A case without a story"
    title = clean(stories[0].title) or "A story without a title"
    more = len(stories) - 1
    return f"{title}, and {count(more, 'more story', 'more stories')}" if more else title


def _pictures(index: Index, stories: list[Story]) -> tuple[tuple[str, Picture, Picture], ...]:
    """Return a picture for every story in which something derives from something, the largest first."""
    parts = [(clean(s.title), s.documents) for s in stories] or [("", tuple(index.document))]
    return tuple(
        (title, wide, narrow)
        for title, among in parts
        if (wide := lineage_picture(index, WIDE, among)) and (narrow := lineage_picture(index, NARROW, among))
    )


def _drawn(pictures: tuple[tuple[str, Picture, Picture], ...]) -> frozenset[str]:
    lanes = [lane for _, wide, _ in pictures for lane in wide.lanes]
    found = {kind for _, wide, _ in pictures for kind in wide.kinds}
    found |= {"missing"} if any(lane.missing for lane in lanes) else set()
    found |= {"voice"} if any(lane.letter for lane in lanes) else set()
    return frozenset(found)


def _brief(index: Index, claim_id: str, number: int) -> Brief:
    claim = index.claim[claim_id]
    origins = index.origins_of(claim)
    return Brief(
        address=anchor("c", claim.id),
        number=number,
        text=stated(claim.text),
        mark=mark_of(index, origins[0]) if origins else None,
        origins=claim.independent_origins,
        places=tuple((anchor("s", s.id), index.title(s.document)) for s in index.statements_of(claim)),
    )


def _edge(index: Index, edge: Edge) -> EdgeView:
    """Return a derivation; evidence in turn, the parent's then the child's, is set side by side."""
    passages = [p for p in edge.evidence if p.document in index.document]
    pairs: list[tuple[Excerpt, Excerpt]] = []
    alone: list[Passage] = []
    at = 0
    while at < len(passages):
        pair = passages[at : at + 2]
        if len(pair) == 2 and [p.document for p in pair] == [edge.parent, edge.child]:
            sides = compare(*(_text(index, p) for p in pair))
            left, right = (
                Excerpt(anchor("d", p.document), index.title(p.document), runs)
                for p, runs in zip(pair, sides, strict=True)
            )
            pairs.append((left, right))
            at += 2
        else:
            alone.append(pair[0])
            at += 1
    singles = _alone(index, alone)
    return EdgeView(
        edge_address(edge), edge_words(index, edge), edge.kind, sureness(edge.confidence),
        index.readable(edge.because), tuple(pairs), singles,
        len(pairs) + sum(len(one.texts) for one in singles),
    )  # fmt: skip


def _alone(index: Index, passages: list[Passage]) -> tuple[Excerpts, ...]:
    """Gather passages by document, in order, without those that lie inside another."""
    found: defaultdict[str, list[Passage]] = defaultdict(list)
    for p in sorted(set(passages), key=lambda p: (index.order[p.document], p.start, -p.end)):
        if not found[p.document] or p.end > found[p.document][-1].end:
            found[p.document].append(p)
    return tuple(
        Excerpts(anchor("d", document), index.title(document), tuple(_text(index, p) for p in inside))
        for document, inside in found.items()
    )


def _text(index: Index, passage: Passage) -> str:
    return re.sub(r"\n\s*\n", "\n", index.document[passage.document].text[passage.start : passage.end])


def _speakers(index: Index) -> tuple[Speaker, ...]:
    begun: defaultdict[str, list[bool]] = defaultdict(list)
    relayed: defaultdict[str, int] = defaultdict(int)
    for claim in index.findings.claims:
        origins = index.origins_of(claim)
        for origin in origins:
            begun[origin].append(claim.documents > 1 and claim.independent_origins <= 1)
        for relay in index.relays_of(claim):
            relayed[relay] += 1
    ids = [
        *index.letter,
        *(s.id for s in index.findings.sources if s.id in relayed and s.id not in index.letter),
    ]
    return tuple(
        Speaker(
            mark=mark_of(index, i),
            kind=index.source[i].kind,
            aliases=", ".join(clean(a) for a in index.source[i].aliases),
            claims=len(begun[i]),
            alone=sum(begun[i]),
            relayed=relayed[i],
            document=anchor("d", document) if (document := index.source[i].document) else "",
        )
        for i in ids
        if i in index.source
    )


def _documents(index: Index, numbers: dict[str, int], leaves: Pictures) -> tuple[DocumentView, ...]:
    return tuple(document_view(index, d, numbers, leaves.shown) for d in index.documents)
