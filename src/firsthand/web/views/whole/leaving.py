"""How a sentence leaves the case: what stands in the document, and what would stand in a report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from firsthand.desk.shapes import Page, PersonRow
from firsthand.model import Decision, Document, Failure, Findings, Passage, Person
from firsthand.model.errors import GoneError
from firsthand.publish.protection.protecting import protect
from firsthand.publish.telling.differences import compare
from firsthand.publish.telling.index import Index

AROUND = 140  # characters on each side of a name
PART = 500


class Peopled(Protocol):
    """What is asked of a desk to say who would be named."""

    def persons(self, *, after: str = "", limit: int = 50) -> Page[PersonRow]:
        """Return whom the case names."""

    def decisions(self, *, target: str = "", after: str = "", limit: int = 50) -> Page[Decision]:
        """Return the decisions."""

    def failures(self) -> tuple[Failure, ...]:
        """Return what did not work."""

    def story_of(self, item: str) -> str:
        """Return the story an id belongs to; raises GoneError."""

    def index(self, story: str) -> Index:
        """Return a story as reviewed."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage with the words around it, and where it stands."""

    before: str
    words: str
    after: str
    path: str
    where: str
    language: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A sentence as it stands in the case, and as it would leave: `leaves` are (text, whether it is new)."""

    here: Quoted
    leaves: tuple[tuple[str, bool], ...]


def warm() -> None:
    """Load what protecting looks names up in: some seconds, which nobody should wait for at a page."""
    nobody = Person("nobody", "Nobody Atall", mentions=(Passage("d", 0, 12),))
    protect(Findings(documents=(Document("d", "d", "Nobody Atall", language="en"),), people=(nobody,)), {})


def refusal(desk: Peopled) -> str:
    """Return why nothing may leave the case, "" where it may: who is named must be known."""
    broken = [failure.message for failure in desk.failures() if failure.step == "people"]
    return broken[0] if broken else ""


def every_person(desk: Peopled) -> tuple[PersonRow, ...]:
    """Return everybody whom the case names, those shown by name first."""
    found: list[PersonRow] = []
    after = ""
    while True:
        part = desk.persons(after=after, limit=PART)
        found.extend(part.items)
        after = part.after
        if not after:
            return tuple(found)


def quoted(desk: Peopled, person: Person) -> Quoted | None:
    """Return the passage by which a person is shown or hidden: their office, or the first mention."""
    place = _place(person)
    index = _index(desk, place) if place else None
    if place is None or index is None:
        return None
    document = index.document[place.document]
    start, end = _around(document.text, place.start, place.end)
    return Quoted(
        before=_opening(document.text, start) + document.text[start : place.start],
        words=document.text[place.start : place.end],
        after=document.text[place.end : end] + _closing(document.text, end),
        path=f"/documents/{document.id}?at={place.start}",
        where=index.title(document.id),
        language=document.language or "en",
    )


def preview(desk: Peopled, row: PersonRow, people: Sequence[PersonRow]) -> Preview | None:
    """Return a sentence that names a person as it would leave the case now; None where none names them.

    Only its document is protected, as it would be with the whole case.
    """
    place = _place(row.person)
    index = _index(desk, place) if place else None
    here = quoted(desk, row.person)
    if place is None or index is None or here is None:
        return None
    inside = [p for p in people if any(m.document == place.document for m in p.person.mentions)]
    alone = Findings(
        documents=(index.document[place.document],),
        sources=index.findings.sources,
        statements=tuple(s for s in index.findings.statements if s.document == place.document),
        people=tuple(_within(p.person, place.document) for p in inside),
        decisions=_decisions(desk),
    )
    protected = protect(alone, {p.person.id: p.shown_as for p in inside if not p.shown})
    after = next((p for p in protected.people if p.name == row.shown_as), None)
    moved = _place(after) if after else None
    if moved is None:
        return None
    text = protected.documents[0].text
    start, end = _around(text, moved.start, moved.end)
    leaves = _opening(text, start) + text[start:end] + _closing(text, end)
    told = compare(here.before + here.words + here.after, " ".join(leaves.split()))[1]
    return Preview(here, tuple((run.text, run.kind == "only") for run in told))


def _within(person: Person, document: str) -> Person:
    """Return a person with the passages of one document alone."""
    office = person.office if person.office and person.office.document == document else None
    return replace(
        person, mentions=tuple(m for m in person.mentions if m.document == document), office=office
    )


def _place(person: Person) -> Passage | None:
    return person.office or min(person.mentions, default=None)


def _index(desk: Peopled, place: Passage) -> Index | None:
    try:
        index = desk.index(desk.story_of(place.document))
    except GoneError:
        return None
    return index if place.document in index.document else None


def _decisions(desk: Peopled) -> tuple[Decision, ...]:
    found: list[Decision] = []
    after = ""
    while True:
        part = desk.decisions(after=after, limit=PART)
        found.extend(d for d in part.items if d.action in ("show-person", "hide-person", "withdraw"))
        after = part.after
        if not after:
            return tuple(reversed(found))


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch to show around a passage: its line, but not too much of it, and whole words."""
    first = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    last = text.find("\n", end, end + AROUND)
    last = min(len(text), end + AROUND) if last < 0 else last
    while first > 0 and first < start and text[first - 1].isalnum():
        first += 1
    while last < len(text) and last > end and text[last].isalnum():
        last -= 1
    return first, last


def _opening(text: str, start: int) -> str:
    return "… " if start > 0 and text[start - 1] != "\n" else ""


def _closing(text: str, end: int) -> str:
    return " …" if end < len(text) and text[end] != "\n" else ""
