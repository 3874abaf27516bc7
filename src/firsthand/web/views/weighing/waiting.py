"""What waits for a decision, ready to be set: a line of a queue, and the pages where one is worked off."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import Open, Queue
from firsthand.model import Conflict, Statement, Variant
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.views import AnswerView, ConflictView, Said, VariantView
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.reading_order import stated
from firsthand.web.views.weighing.claim_page import Changed, changes_of, dispute_view
from firsthand.web.views.weighing.excerpts import Excerpt, excerpt_of
from firsthand.web.views.weighing.links import to_claim, to_passage
from firsthand.web.views.weighing.pieces import Piece, piece_of
from firsthand.web.views.weighing.rows import RowView, row_view
from firsthand.web.views.whole.of_story import OfStory

_SIDES = OfStory(200)
_SENTENCES = 6  # of one answer that are shown in their originals; the others stand with its claim


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of a queue: what is asked, and one of dispute, change or row to show it by."""

    open: Open
    seen: str
    place: str
    dispute: ConflictView | None = None
    change: VariantView | None = None
    row: RowView | None = None
    others: tuple[str, ...] = ()  # ids of variants that are the same change, decided on together


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement in its original: its paragraph, its place on the page, the way to it."""

    statement: Statement
    said: Said
    excerpt: Excerpt
    piece: Piece | None
    place: str


@dataclass(frozen=True, slots=True)
class Side:
    """An answer with its sentences in their originals; `more` are told on the claim's page."""

    answer: AnswerView | None
    heading: str
    claim: str  # address
    sentences: tuple[Sentence, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Onward:
    """Where to go from one item of a queue: the next and the one before, "" where there is none.

    `after_this` is where a decision leads: the next one that is open, or the queue where none is left. `left`
    are those still to decide in this part of the queue.
    """

    next: str
    previous: str
    after_this: str
    number: int
    total: int
    left: int = 0
    whole: bool = True  # the part is the whole queue


def waiting_views(desk: OpenDesk, found: tuple[Open, ...]) -> tuple[Waiting, ...]:
    """Return lines of a queue ready to be set."""
    changes = _changes(desk, found)
    like = {other for changed in changes.values() for other in changed.others}
    return tuple(_waiting(desk, one, changes.get(one.id)) for one in found if one.id not in like)


def place_of(one: Open) -> str:
    """Return the page where one item of a queue is worked off."""
    if one.kind == "single-origin":
        return to_claim(one.id)
    if one.kind == "misfits":
        return f"/decisions#{quote(one.id, safe='-')}"
    return f"/queue/{one.kind}/{quote(one.id, safe='')}"


def find_open(desk: OpenDesk, kind: Queue, item: str) -> Open | None:
    """Return an item of a queue by its id, decided or not."""
    story = desk.story_of(item)
    after = ""
    while True:
        part = desk.queue(kind, story=story, after=after, limit=500)
        found = next((one for one in part.items if one.id == item), None)
        if found is not None or not part.after:
            return found
        after = part.after


def onward_of(desk: OpenDesk, kind: Queue, item: str, *, story: str, after: str) -> Onward:
    """Return where to go from an item: within the part of the queue that it was opened from."""
    part = desk.queue(kind, story=story, after=after, limit=100)
    query = {name: value for name, value in (("story", story), ("after", after)) if value}
    tail = f"?{urlencode(query)}" if query else ""
    ids = [one.id for one in part.items]
    at = ids.index(item) if item in ids else -1
    places = [place_of(one) + tail for one in part.items]
    waiting = [one.state == "open" and one.id != item for one in part.items]
    later = [place for place, opened in list(zip(places, waiting, strict=True))[at + 1 :] if opened]
    sooner = [place for place, opened in zip(places, waiting, strict=True) if opened]
    return Onward(
        next=places[at + 1] if at + 1 < len(places) else "",
        previous=places[at - 1] if at > 0 else "",
        after_this=next(iter([*later, *sooner]), f"/queue/{kind}{tail}"),
        number=at + 1,
        total=part.total,
        left=sum(one.state == "open" for one in part.items),
        whole=part.total == len(ids),
    )


def sides_of(desk: OpenDesk, one: Open) -> tuple[ConflictView, tuple[Side, ...]]:
    """Return the answers of a conflict, each with its sentences in their originals."""
    conflict = one.conflict
    if conflict is None:
        raise ValueError(f"{one.id} is no conflict")
    index = desk.index(one.story)
    back = place_of(one)
    return _SIDES.of(index, ("sides", conflict.id, back), lambda: _sides(index, conflict, back))


def _sides(index: Index, conflict: Conflict, back: str) -> tuple[ConflictView, tuple[Side, ...]]:
    view = dispute_view(index, conflict)
    by_anchor = {
        anchor("s", statement.id): statement
        for claim in (index.claim.get(each) for each in conflict.claims)
        if claim is not None
        for statement in index.statements_of(claim)
    }
    claims = {anchor("c", each): each for each in conflict.claims}
    sides: list[Side] = []
    for answer in view.answers:
        said = [(by_anchor[s.address], s) for s in answer.said if s.address in by_anchor]
        said.sort(key=lambda pair: pair[0].id not in conflict.statements)
        shown = said[:_SENTENCES]
        sentences = tuple(_sentence(index, statement, told, back=back) for statement, told in shown)
        claim = index.claim.get(claims.get(answer.address, ""))
        sides.append(
            Side(
                answer=answer,
                heading=stated(answer.text),
                claim=to_claim(claim.id) if claim else "",
                sentences=sentences,
                more=(len(claim.statements) if claim else len(said)) - len(shown),
            )
        )
    return view, tuple(sides)


def wordings_of(desk: OpenDesk, one: Open) -> tuple[VariantView | None, tuple[Side, ...]]:
    """Return both wordings of a change in step, and each in its original."""
    if one.variant is None:
        raise ValueError(f"{one.id} is no change")
    index, variant, back = desk.index(one.story), one.variant, place_of(one)
    return _SIDES.of(index, ("wordings", variant.id, back), lambda: _wordings(index, variant, back))


def _wordings(index: Index, variant: Variant, back: str) -> tuple[VariantView | None, tuple[Side, ...]]:
    changes = changes_of(index, (variant,))
    if not changes:
        return None, ()
    view = changes[0].view
    sides: list[Side] = []
    for heading, said, statement_id in (
        ("Earlier", view.earlier, variant.statements[0]),
        ("Changed", view.changed, variant.statements[1]),
    ):
        statement = index.statement[statement_id]
        claim = index.claim_of.get(statement_id, "")
        sentence = _sentence(index, statement, said, back=back)
        sides.append(Side(None, heading, to_claim(claim) if claim else "", (sentence,), 0))
    return view, tuple(sides)


def _sentence(index: Index, statement: Statement, said: Said, *, back: str) -> Sentence:
    document = index.document[statement.document]
    return Sentence(
        statement=statement,
        said=said,
        excerpt=excerpt_of(document, statement.start, statement.end),
        piece=piece_of(document, statement),
        place=to_passage(statement, back=back),
    )


def _waiting(desk: OpenDesk, one: Open, changed: Changed | None) -> Waiting:
    return Waiting(
        open=one,
        seen=one.history[-1].id if one.history else "",
        place=place_of(one),
        dispute=dispute_view(desk.index(one.story), one.conflict) if one.conflict is not None else None,
        change=changed.view if changed else None,
        others=changed.others if changed else (),
        row=row_view(desk, one.claim) if one.claim is not None and one.variant is None else None,
    )


def _changes(desk: OpenDesk, found: Sequence[Open]) -> dict[str, Changed]:
    """Return the changes among what waits by the variant each is shown by, like ones together.

    What is decided differently is not put together.
    """
    groups: defaultdict[tuple[str, str], list[Variant]] = defaultdict(list)
    for one in found:
        if one.variant is not None:
            groups[one.story, one.state].append(one.variant)
    changes = (
        changed
        for (story, _), variants in groups.items()
        for changed in changes_of(desk.index(story), tuple(variants))
    )
    return {changed.variant.id: changed for changed in changes}
