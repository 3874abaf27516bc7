"""What the desk answers: the same for a page, for the API and for Python.

Everything is made of the model's nouns; JSON enters and leaves by these shapes alone.
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from firsthand.model import (
    Area,
    Claim,
    Conflict,
    Decision,
    Document,
    Edge,
    Failure,
    Lineage,
    Person,
    Record,
    Source,
    Standing,
    Statement,
    Story,
    Tally,
    Update,
    Variant,
)
from firsthand.review import Misfit, State

Item = TypeVar("Item")
Sort = Literal["documents", "origins", "newest", "contested", "text"]
Queue = Literal["conflicts", "variants", "single-origin", "misfits"]


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Part of a list: `after` is where the next part begins, "" at the end; `total` counts all."""

    items: tuple[Item, ...]
    after: str = ""
    total: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """Which claims are asked for; what is empty asks for nothing.

    `text` must stand in the claim or in one of its statements, without regard to case and accents; two
    Chinese characters are enough; several words must all stand there. `origin` and `source` (anybody in a
    chain) are ids, `place` an ISO 3166 country code or a place's name, `document` and `story` ids,
    `language` an ISO 639-1 code, `since` and `until` days of publication, both included. `changed` asks for
    those that some retelling changed.
    """

    text: str = ""
    standing: Standing | Literal[""] = ""
    origin: str = ""
    source: str = ""
    place: str = ""
    document: str = ""
    story: str = ""
    language: str = ""
    since: date | None = None
    until: date | None = None
    state: State | Literal[""] = ""
    denied: bool = False
    changed: bool = False
    sort: Sort = "documents"


@dataclass(frozen=True, slots=True)
class Voice:
    """A source as a line of a list shows it: its letter within the story, and its name."""

    id: str
    name: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a line of a list."""

    id: str
    text: str
    story: str
    standing: Standing
    independent_origins: int
    documents: int
    statements: int
    origins: tuple[Voice, ...] = ()
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    conflicts: int = 0
    variants: int = 0
    denied: bool = False
    state: State = "open"
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value one can filter by, and how many claims it would leave."""

    value: str
    label: str
    claims: int


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """All that hangs on one claim. `statements` is a part of them where there are very many."""

    claim: Claim
    story: Story
    statements: Page[Statement]
    sources: tuple[Source, ...]
    documents: tuple["DocumentRow", ...]
    conflicts: tuple[Conflict, ...]
    variants: tuple[Variant, ...]
    updates: tuple[Update, ...]
    records: tuple[str, ...]  # ids
    history: tuple[Decision, ...]  # all on the claim and its statements, the oldest first, withdrawn ones too
    state: State = "open"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as a line of a list."""

    id: str
    name: str
    title: str
    called: str  # the short way it is called on a page of its story
    story: str
    publisher: str
    published: date | None
    language: str
    format: str
    sheets: int
    letters: int
    statements: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document with its statements; of a long one a part of the text, [start, end) in code points."""

    row: DocumentRow
    document: Document  # `text` and `blocks` whole
    statements: tuple[Statement, ...]  # of the part
    history: tuple[Decision, ...]
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as a line of a list."""

    id: str
    title: str
    documents: int
    statements: int
    claims: int
    contested: int
    changed: int
    headline: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A story: its accounts, and who derives from whom."""

    story: Story
    documents: tuple[DocumentRow, ...]
    sources: tuple[Source, ...]
    lineage: Lineage


@dataclass(frozen=True, slots=True)
class Open:
    """What waits for a decision: a conflict, a variant, a claim, or a decision that fits no more."""

    kind: Queue
    id: str
    story: str
    question: str
    explanation: str
    conflict: Conflict | None = None
    variant: Variant | None = None
    claim: ClaimRow | None = None
    decision: Decision | None = None
    state: State = "open"
    history: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as a line of a list."""

    source: Source
    claims: int  # that begin with it
    alone: int  # of these, told by several documents and resting on it alone
    relayed: int
    documents: int
    likely: tuple[str, ...] = ()  # ids of sources that may be the same


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record of the register, and whether it was decided on."""

    record: Record
    state: State = "open"
    stale: bool = False  # a decision may add to it, which the next derivation will show


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the protection sees them: shown by name or under a pseudonym, and why."""

    person: Person
    shown_as: str
    because: str
    shown: bool
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the words that belong to it, and the list that it counts."""

    number: int
    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Where a case stands: what is new, what is contested, what rests on one origin."""

    name: str
    headline: str
    counts: tuple[Count, ...]  # documents, stories, statements, claims, records
    waiting: tuple[Count, ...]  # contested, changed, denied, resting on one origin, misfits
    stories: tuple[StoryRow, ...]  # the largest
    contested: tuple[Open, ...]  # the surest
    alone: tuple[ClaimRow, ...]  # most documents on one origin
    recent: tuple[Decision, ...]  # the latest decisions
    failures: int
    built: str  # instant of the last build, ISO 8601
    revision: str


@dataclass(frozen=True, slots=True)
class Made:
    """A decision that was kept. `meanwhile` are others' decisions on the same thing, made unseen.

    `now` is the id under which what was decided on is found now, "" where it left the record; `changed` are
    the ids of the claims that the decision touched.
    """

    decision: Decision
    meanwhile: tuple[Decision, ...] = ()
    now: str = ""
    changed: tuple[str, ...] = ()
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Building:
    """A build that runs, or the last one: the step, how much of it is done, and how it went."""

    running: bool
    step: str = ""
    done: int = 0
    total: int = 0
    began: str = ""
    told: str = ""  # "by another firsthand", the last message, an error
    failed: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What changed since a revision: for those who look on while others decide."""

    revision: str
    decisions: tuple[Decision, ...] = ()
    rebuilt: bool = False
    building: Building | None = None


__all__ = [
    "Area", "Asked", "Building", "ClaimFile", "ClaimRow", "Count", "DocumentFile", "DocumentRow", "Edge",
    "Facet", "Failure", "Made", "Misfit", "News", "Open", "Overview", "Page", "PersonRow", "Queue",
    "RecordRow", "Sort", "SourceRow", "State", "StoryFile", "StoryRow", "Tally", "Voice",
]  # fmt: skip
