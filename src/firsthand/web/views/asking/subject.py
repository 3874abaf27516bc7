"""What a decision is about, in words, with the way to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import PersonRow
from firsthand.model import Decision, Statement, Variant
from firsthand.model.errors import GoneError
from firsthand.publish.telling.reading_order import stated, wording_of
from firsthand.publish.telling.wording import clean, count, cut
from firsthand.web.views.weighing.links import to_claim, to_document, to_passage
from firsthand.web.views.weighing.waiting import find_open, place_of

Item = TypeVar("Item")
_OF_SOURCES = ("merge-sources", "split-source", "rename-source", "set-source-kind")
_OF_PERSONS = ("show-person", "hide-person")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about.

    `kind` is a word of the design, `words` a line that tells it, `under` what stands small below it, `place`
    its address in the desk ("" for none). `story` is "" where it belongs to none.
    """

    kind: str
    words: str
    under: str = ""
    place: str = ""
    story: str = ""
    statement: Statement | None = None


def subject_of(desk: OpenDesk, action: str, target: str) -> Subject:
    """Return what a decision on this target is about; raises GoneError where there is nothing."""
    if action in _OF_SOURCES:
        return _source(desk, target)
    if action in _OF_PERSONS:
        return _person(desk, target)
    if action == "withdraw":
        return _decision(desk, target)
    return _item(desk, target)


def decision_of(desk: OpenDesk, decision: str) -> Decision:
    """Return a decision by its id."""
    for one in every_decision(desk):
        if one.id == decision:
            return one
    raise GoneError(f"There is no decision “{decision}” in this case.")


def every_decision(desk: OpenDesk) -> Iterator[Decision]:
    """Yield the decisions, the latest first."""
    after = ""
    while True:
        part = desk.decisions(after=after, limit=500)
        yield from part.items
        after = part.after
        if not after:
            return


def _item(desk: OpenDesk, target: str) -> Subject:
    try:
        story = desk.story_of(target)
    except GoneError:
        return _record(desk, target)
    index = desk.index(story)
    if statement := index.statement.get(target):
        said = clean(" › ".join([*map(index.name, statement.attribution), index.title(statement.document)]))
        return Subject("statement", clean(statement.text), said, to_passage(statement), story, statement)
    if claim := index.claim.get(target):
        told = f"{count(claim.independent_origins, 'origin')}, {count(claim.documents, 'document')}"
        return Subject("claim", wording_of(index, claim), told, to_claim(target), story)
    if document := index.document.get(target):
        title = clean(document.title or document.name)
        return Subject("document", title, index.title(target), to_document(target), story)
    if found := find_open(desk, "conflicts", target):  # rejected ones, too, which the record has no more
        return Subject("conflict", stated(found.question), found.explanation, place_of(found), story)
    if (found := find_open(desk, "variants", target)) and found.variant is not None:
        return _variant(desk, found.variant, story)
    moved = desk.claim(target).claim  # an id that it had before a merge; or gone
    return Subject("claim", wording_of(index, moved), "", to_claim(moved.id), story)


def _variant(desk: OpenDesk, variant: Variant, story: str) -> Subject:
    index = desk.index(story)
    earlier, changed = (index.statement.get(one) for one in variant.statements)
    words = "A changed wording"
    if earlier and changed:
        words = f"“{cut(clean(earlier.text), 90)}” became “{cut(clean(changed.text), 90)}”"
    place = f"/queue/variants/{quote(variant.id, safe='')}"
    return Subject("variant", words, index.readable(variant.explanation), place, story)


def _record(desk: OpenDesk, target: str) -> Subject:
    record = desk.record(target).record
    return Subject("record", record.title, record.type, f"/records/{quote(target, safe='')}", record.story)


def _source(desk: OpenDesk, target: str) -> Subject:
    source = desk.source(target).source
    aliases = f"also {', '.join(source.aliases)}" if source.aliases else ""
    return Subject("source", clean(source.name), clean(aliases), f"/sources/{quote(source.id, safe='')}")


def _person(desk: OpenDesk, target: str) -> Subject:
    after = ""
    while True:
        part = desk.persons(after=after, limit=500)
        row: PersonRow | None = next((one for one in part.items if one.person.id == target), None)
        if row is not None:
            under = f"shown as {row.shown_as}: {row.because}"
            place = f"/persons#{quote(target, safe='-')}"
            return Subject("person", clean(row.person.name), clean(under), place)
        after = part.after
        if not after:
            raise GoneError(f"There is no person “{target}” in this case, or not any more. See the persons.")


def _decision(desk: OpenDesk, target: str) -> Subject:
    made = decision_of(desk, target)
    under = f"{made.reviewer}, {made.at[:10]} {made.at[11:16]}: {made.reason}"
    about = ""
    try:
        about = subject_of(desk, made.action, made.target).words
    except GoneError:
        about = " ".join(made.names) or made.target
    words = f"{made.action.replace('-', ' ')}: {cut(about, 160)}"
    return Subject("decision", words, under, f"/decisions#{target}")
