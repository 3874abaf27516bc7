"""What a decision that fits no more may be about now: what stands at its passages, or has its names."""

from dataclasses import dataclass
from typing import Protocol

from firsthand.desk.shapes import Page, RecordRow, SourceRow
from firsthand.model import Decision, Passage, Statement
from firsthand.model.errors import GoneError
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean, cut
from firsthand.review.persons import plain_name
from firsthand.web.views.whole.decided import WORDS, kind_of

MOST = 5
_NEAR = 200  # code points between a passage and a statement that may be the same one, moved


class Searched(Protocol):
    """What is asked of a desk to find what a decision was about."""

    def story_of(self, item: str) -> str:
        """Return the story an id belongs to; raises GoneError."""

    def index(self, story: str) -> Index:
        """Return a story as reviewed, with its cross-references."""

    def sources(self, *, text: str = "", after: str = "", limit: int = 50) -> Page[SourceRow]:
        """Return sources by name."""

    def records(self, *, type: str = "", after: str = "", limit: int = 50) -> Page[RecordRow]:
        """Return the records of the register."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a decision may be made on again: its id, its words, its page."""

    id: str
    words: str
    path: str


def candidates_of(desk: Searched, decision: Decision) -> tuple[Candidate, ...]:
    """Return what a decision may be about now, the likeliest first; nothing where nothing is near."""
    kind = kind_of(decision)
    if kind == "source":
        return _sources(desk, decision)
    if kind == "record":
        return _records(desk, decision)
    if kind not in ("statement", "claim", "conflict", "variant"):
        return ()
    found: dict[str, Candidate] = {}
    for passage in decision.about[:MOST]:
        index = _index(desk, passage.document)
        for statement in _near(index, passage) if index else ():
            assert index is not None
            for one in _things(index, statement, kind):
                found.setdefault(one.id, one)
    found.pop(decision.target, None)
    return tuple(found.values())[:MOST]


def _index(desk: Searched, document: str) -> Index | None:
    try:
        return desk.index(desk.story_of(document))
    except GoneError:
        return None


def _near(index: Index, passage: Passage) -> list[Statement]:
    """Return the statements at a passage or close by, those that share most with it first."""
    here = [
        s
        for s in index.findings.statements
        if s.document == passage.document and s.start < passage.end + _NEAR and s.end > passage.start - _NEAR
    ]

    def away(s: Statement) -> tuple[int, int, int]:
        shared = min(s.end, passage.end) - max(s.start, passage.start)
        return (-max(shared, 0), abs(s.start - passage.start), s.start)

    return sorted(here, key=away)


def _things(index: Index, statement: Statement, kind: str) -> tuple[Candidate, ...]:
    if kind == "statement":
        path = f"/documents/{statement.document}?at={statement.start}#{statement.id}"
        return (Candidate(statement.id, _words(statement.text), path),)
    claim = index.claim.get(index.claim_of.get(statement.id, ""))
    if claim is None:
        return ()
    if kind == "claim":
        return (Candidate(claim.id, _words(claim.text), f"/claims/{claim.id}"),)
    if kind == "conflict":
        return tuple(
            Candidate(c.id, _words(index.readable(c.question)), f"/queue/conflicts/{c.id}")
            for c in index.findings.conflicts
            if claim.id in c.claims
        )
    return tuple(
        Candidate(v.id, _words(index.readable(v.explanation)), f"/queue/variants/{v.id}")
        for v in index.findings.variants
        if v.claim == claim.id
    )


def _sources(desk: Searched, decision: Decision) -> tuple[Candidate, ...]:
    found: dict[str, Candidate] = {}
    for name in decision.names[:MOST]:
        for row in desk.sources(text=name, limit=MOST).items:
            one = row.source
            found[one.id] = Candidate(one.id, _words(one.name), f"/sources/{one.id}")
    found.pop(decision.target, None)
    return tuple(found.values())[:MOST]


def _records(desk: Searched, decision: Decision) -> tuple[Candidate, ...]:
    names = {plain_name(name) for name in decision.names}
    return tuple(
        Candidate(row.record.id, _words(row.record.title), f"/records/{row.record.id}")
        for row in desk.records(limit=500).items
        if plain_name(row.record.title) in names and row.record.id != decision.target
    )[:MOST]


def _words(text: str) -> str:
    return cut(clean(text), WORDS)
