"""One story at a time: its documents traced and its statements weighed, whatever else is in the case."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from firsthand.deriving.failing import unexpected
from firsthand.model import (
    Document,
    Extraction,
    Failure,
    Lineage,
    Passage,
    Person,
    Source,
    Statement,
    Story,
)
from firsthand.resolve.people import find_people
from firsthand.resolve.places import agree_places
from firsthand.step_keys import step_key
from firsthand.store import Kind
from firsthand.trace import trace
from firsthand.trace.once import forget_all
from firsthand.weigh import Weighing, weigh


@dataclass(frozen=True, slots=True)
class StoryInput:
    """All that tracing and weighing a story depends on."""

    story: Story
    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    citations: tuple[tuple[str, str, Passage], ...]

    @property
    def key(self) -> str:
        """The key of what comes of it."""
        parts = (self.story, self.documents, self.statements, self.sources, self.citations)
        return step_key("story", *(hashlib.sha256(repr(part).encode()).hexdigest() for part in parts))


@dataclass(frozen=True, slots=True)
class ToldStory:
    """What a story comes to. `statements` are those whose places its other documents settled.

    Where a defect of firsthand's own broke it, `failure` says so and the rest is empty.
    """

    statements: tuple[Statement, ...] = ()
    lineage: Lineage = Lineage()
    weighing: Weighing = Weighing()
    failure: Failure | None = None


TOLD_STORY = Kind("story", TypeAdapter(ToldStory))


def tell_story(told: StoryInput) -> ToldStory:
    """Trace and weigh a story; a defect there must not take the others with it."""
    statements = tuple(agree_places(told.documents, told.statements))
    changed = tuple(new for old, new in zip(told.statements, statements, strict=True) if new != old)
    try:
        lineage = trace(told.story, told.documents, statements, told.sources, told.citations)
        weighing = weigh(told.documents, statements, told.sources, lineage)
    except Exception as error:
        title = told.story.title
        return ToldStory(changed, failure=Failure(title, "weigh", unexpected(title, error)))
    finally:
        forget_all()  # two megabytes a story of six documents, or a gigabyte for the life of a worker
    return ToldStory(changed, lineage, weighing)


@dataclass(frozen=True, slots=True)
class PeopleInput:
    """All that finding the persons of a case depends on."""

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """The persons of a case; where a defect broke it, what to say of that."""

    people: tuple[Person, ...] = ()
    failure: Failure | None = None


def tell_people(asked: PeopleInput) -> FoundPeople:
    """Find the persons of a case. Without them the rest stands, but nothing can be published."""
    try:
        return FoundPeople(find_people(asked.documents, asked.extractions, asked.sources, asked.statements))
    except Exception as error:
        return FoundPeople(failure=Failure("persons", "people", unexpected("Looking for persons", error)))


def tell_all(inputs: Sequence[StoryInput | PeopleInput]) -> list[ToldStory | FoundPeople]:
    """Do what is to be done over a case once its sources are known, each by itself."""
    return [tell_story(one) if isinstance(one, StoryInput) else tell_people(one) for one in inputs]
