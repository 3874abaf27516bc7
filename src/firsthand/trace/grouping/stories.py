"""Documents about one matter, put together: the unit that is traced and weighed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log

from firsthand.model import Document, Statement, Story, content_id
from firsthand.trace.grouping.events import SAME_MATTER, grouped
from firsthand.trace.grouping.large.regrouping import regroup
from firsthand.trace.grouping.large.sketching import sketch
from firsthand.trace.grouping.likeness import fade
from firsthand.trace.grouping.pile import Pile, pile_of
from firsthand.trace.sense import Encoder, encode
from firsthand.trace.wording.words import language_of

# In a small pile names stand out less against other documents than in an archive (`SAME_MATTER`): two
# stories side by side are alike by .195 at most, the two halves of one by .36 and more (21 pairs of seven).
_SAME_MATTER_IN_A_FOLDER = 0.19
_FOLDER, _ARCHIVE = 20, 200  # documents
_LARGE = 3000  # documents; more are not compared all with all
_TITLE_CHARACTERS = 90


def find_stories(
    documents: Iterable[Document], statements: Iterable[Statement] = (), *, encoder: Encoder = encode
) -> tuple[Story, ...]:
    """Put together the documents that tell of the same matter, in whatever language; each is in one story.

    Within one language they are compared by their words, across languages by the sense of their
    openings, names and numbers. What is one story in a language stays one whatever is added in
    another; `encoder` is not asked where there is but one language.

    More than 3,000 documents are compared by their sketches alone, see `regroup`.

    A story is called by the title of its most central document; where that has none, by its first
    statement. The order of the documents changes nothing.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    if not ordered:
        return ()
    statements = tuple(statements)
    if len(ordered) > _LARGE:
        return _stories_of_a_large_pile(ordered, statements, encoder=encoder)
    pile = pile_of(ordered, statements, encoder=encoder)
    first_words = _first_statements(statements)
    members = list(range(len(ordered)))
    likeness = fade(pile.likeness(members), [document.published for document in ordered])
    spoken = Counter(pile.languages)
    events = grouped(
        pile,
        members,
        likeness,
        least=_same_matter(len(ordered)),
        least_in=lambda language: _same_matter(spoken[language]),
    )
    return tuple(sorted((_story(pile, event, first_words) for event in events), key=lambda story: story.id))


def story_of(
    documents: Iterable[Document], statements: Iterable[Statement] = (), *, encoder: Encoder = encode
) -> Story:
    """Return the story that documents make which were put together before, see `regroup`: its id, its title.

    Raises ValueError where there are no documents.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    if not ordered:
        raise ValueError("A story has at least one document.")
    statements = tuple(statements)
    pile = pile_of(ordered, statements, encoder=encoder)
    return _story(pile, list(range(len(ordered))), _first_statements(statements))


def _stories_of_a_large_pile(
    ordered: Sequence[Document], statements: Iterable[Statement], *, encoder: Encoder
) -> tuple[Story, ...]:
    several = len({language_of(document) for document in ordered}) > 1
    by_id = {document.id: document for document in ordered}
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        said[statement.document].append(statement)
    sketches = {one.id: sketch(one, encoder=encoder if several else None) for one in ordered}
    stories = []
    for group in regroup(None, sketches, by_id).groups:
        told = [by_id[one] for one in group]
        stories.append(story_of(told, [one for id in group for one in said[id]], encoder=encoder))
    return tuple(sorted(stories, key=lambda story: story.id))


def _story(pile: Pile, event: list[int], first_words: dict[str, str]) -> Story:
    told = tuple(pile.documents[member].id for member in event)
    central = [pile.documents[member] for member in _most_central_first(pile, event)]
    return Story(content_id("story", *told), _title(central, first_words), told)


def _same_matter(size: int) -> float:
    """Return how alike accounts have to be on average, in a pile of so many documents."""
    grown = log(max(1.0, size / _FOLDER)) / log(_ARCHIVE / _FOLDER)
    return _SAME_MATTER_IN_A_FOLDER + min(1.0, grown) * (SAME_MATTER - _SAME_MATTER_IN_A_FOLDER)


def _most_central_first(pile: Pile, event: list[int]) -> list[int]:
    likeness = pile.likeness(event).sum(axis=1)
    return [
        event[at] for at in sorted(range(len(event)), key=lambda at: (-round(float(likeness[at]), 4), at))
    ]


def _first_statements(statements: Iterable[Statement]) -> dict[str, str]:
    first: dict[str, Statement] = {}
    for statement in statements:
        known = first.get(statement.document)
        if known is None or statement.start < known.start:
            first[statement.document] = statement
    return {document: statement.reading or statement.text for document, statement in first.items()}


def _title(central: Sequence[Document], first_words: dict[str, str]) -> str:
    for document in central:
        if document.title:
            return _shortened(document.title)
    for document in central:
        if document.id in first_words:
            return _shortened(first_words[document.id])
    return central[0].name


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _TITLE_CHARACTERS:
        return line.removesuffix(".")
    return line[:_TITLE_CHARACTERS].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
