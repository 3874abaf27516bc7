"""A case as one: who speaks is told apart over all of it, then each story is traced and weighed by itself."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from firsthand.deriving.failing import unexpected
from firsthand.deriving.progress import Progress
from firsthand.deriving.stories import (
    TOLD_STORY,
    FoundPeople,
    PeopleInput,
    StoryInput,
    ToldStory,
    tell_all,
)
from firsthand.engine import Engine
from firsthand.model import (
    Document,
    Extraction,
    Failure,
    Findings,
    Passage,
    Source,
    Statement,
    Story,
    in_order,
    join_lineages,
)
from firsthand.resolve import resolve
from firsthand.resolve.resolution import Resolution
from firsthand.store import Store
from firsthand.trace import find_stories
from firsthand.trace.outlets import plain_name, plain_text
from firsthand.trace.sense import encode

# Measured on generated stories: weighing a statement takes as long as taking statements out of so many
# characters does, looking for the persons in it as long as a few.
_PER_STATEMENT = 60
_PER_STATEMENT_PEOPLE = 8
# What a name in a text may stand for where it is no speaker of the story: see trace.outlets.
_PUBLISHING = frozenset({"outlet", "organisation", "government", "document"})

Finder = Callable[[Sequence[Document], Sequence[Statement]], tuple[Story, ...]]
"""Puts documents together into stories, knowing what they state."""


def derive_whole(
    documents: Sequence[Document],
    extractions: Mapping[str, Extraction],
    *,
    engine: Engine,
    progress: Progress,
    store: Store | None = None,
    find: Finder = find_stories,
) -> tuple[Findings, frozenset[str]]:
    """Derive findings from documents and what was taken out of them, by the document's id.

    Where a `store` is given, stories that were told before are not told again; the keys of those in the
    findings are returned with them.
    """
    progress("resolve", 0, 1)
    extracted = [extractions[document.id] for document in documents if document.id in extractions]
    resolution = resolve(documents, extracted, encoder=encode)
    stories = find(documents, resolution.statements)
    progress("resolve", 1, 1)
    inputs = list(_inputs(stories, documents, resolution))
    keys = {one.story.id: one.key for one in inputs} if store is not None else {}
    told: dict[str, ToldStory] = {}
    if store is not None:
        story_of = {key: story for story, key in keys.items()}
        told = {story_of[key]: kept for key, kept in store.kept_all(TOLD_STORY, keys.values())}
    people = PeopleInput(tuple(documents), tuple(extracted), resolution.sources, resolution.statements)
    found = FoundPeople()
    missing = [one for one in inputs if one.story.id not in told]
    missing.sort(key=lambda one: (-len(one.statements), one.story.id))
    progress("weigh", len(told), len(inputs))
    waiting: Iterable[StoryInput | PeopleInput] = itertools.chain([people], missing)
    for one, outcome in engine.map(tell_all, waiting, weight=_weight, kind=lambda one: "story"):
        result = _outcome(one, outcome)
        if isinstance(result, FoundPeople):
            found = result
            continue
        assert isinstance(one, StoryInput)
        told[one.story.id] = result
        if store is not None and result.failure is None:
            store.keep(TOLD_STORY, keys[one.story.id], result)
        progress("weigh", len(told), len(inputs))
    return _findings(documents, extractions, resolution, stories, told, found), frozenset(keys.values())


def _outcome(
    one: StoryInput | PeopleInput, outcome: ToldStory | FoundPeople | BaseException
) -> ToldStory | FoundPeople:
    """Return what came of a story or of the persons; where a process died over it, what to say of that."""
    if not isinstance(outcome, BaseException):
        return outcome
    if isinstance(one, PeopleInput):
        return FoundPeople(failure=Failure("persons", "people", unexpected("Looking for persons", outcome)))
    title = one.story.title
    return ToldStory(failure=Failure(title, "weigh", unexpected(title, outcome)))


def _weight(one: StoryInput | PeopleInput) -> int:
    each = _PER_STATEMENT if isinstance(one, StoryInput) else _PER_STATEMENT_PEOPLE
    return each * len(one.statements)


def _inputs(
    stories: Sequence[Story], documents: Sequence[Document], resolution: Resolution
) -> Iterator[StoryInput]:
    """Yield for each story what belongs to it, and nothing else: what is elsewhere may change."""
    by_id = {document.id: document for document in documents}
    place = {document.id: at for at, document in enumerate(documents)}
    stated: dict[str, list[Statement]] = defaultdict(list)
    for statement in resolution.statements:
        stated[statement.document].append(statement)
    citing: dict[str, list[tuple[str, str, Passage]]] = defaultdict(list)
    for citation in resolution.citations:
        citing[citation[0]].append(citation)
    named = _Named(resolution.sources)
    for story in stories:
        members = sorted(story.documents, key=place.__getitem__)
        told = tuple(by_id[member] for member in members)
        statements = tuple(statement for member in members for statement in stated[member])
        citations = tuple(sorted(citation for member in members for citation in citing[member]))
        speaking = {who for one in statements for who in (*one.attribution, *one.about)}
        speaking |= {source for _, source, _ in citations}
        speaking |= named.within(told)
        sources = tuple(source for source in resolution.sources if source.id in speaking)
        yield StoryInput(story, told, statements, sources, citations)


class _Named:
    """Which outlets and bodies a text names, whether they speak in it or not; and whose own it is."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._of: dict[str, list[str]] = defaultdict(list)
        self._own: dict[str, list[str]] = defaultdict(list)
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for source in sources:
            if source.document is not None:
                self._own[source.document].append(source.id)
            for name in (source.name, *source.aliases) if source.kind in _PUBLISHING else ():
                if plain := plain_name(name):
                    self._of[plain].append(source.id)
                    self._by_word[plain.split()[0]].add(plain)

    def within(self, documents: Sequence[Document]) -> set[str]:
        """Return the ids of the sources that the documents name, or are."""
        found: set[str] = set()
        for document in documents:
            found.update(self._own.get(document.id, ()))
            for text in (document.text, document.publisher or ""):
                words = plain_text(text).split()
                whole = f"{' '.join(words)} "
                at = 0
                for word in words:
                    for plain in self._by_word.get(word, ()):
                        if whole.startswith(f"{plain} ", at):
                            found.update(self._of[plain])
                    at += len(word) + 1
        return found


def _findings(
    documents: Sequence[Document],
    extractions: Mapping[str, Extraction],
    resolution: Resolution,
    stories: Sequence[Story],
    told: Mapping[str, ToldStory],
    found: FoundPeople,
) -> Findings:
    agreed = {statement.id: statement for statement in resolution.statements}
    agreed |= {statement.id: statement for one in told.values() for statement in one.statements}
    ordered = [told[story.id] for story in stories]
    whole = [one for one in ordered if one.failure is None]
    failures = [failure for failure in (*(one.failure for one in ordered), found.failure) if failure]
    return Findings(
        documents=tuple(_noted(document, extractions.get(document.id)) for document in documents),
        sources=resolution.sources,
        statements=tuple(sorted(agreed.values(), key=lambda s: (s.document, s.start, s.end, s.id))),
        claims=tuple(claim for one in whole for claim in one.weighing.claims),
        conflicts=tuple(conflict for one in whole for conflict in one.weighing.conflicts),
        variants=tuple(variant for one in whole for variant in one.weighing.variants),
        updates=tuple(update for one in whole for update in one.weighing.updates),
        lineage=join_lineages(one.lineage for one in whole),
        stories=in_order(stories),
        people=found.people,
        failures=tuple(failures),
    )


def _noted(document: Document, extraction: Extraction | None) -> Document:
    """Add what extraction had to do to what reading had to do."""
    if extraction is None or not extraction.notes:
        return document
    return replace(document, notes=(*document.notes, *extraction.notes))
