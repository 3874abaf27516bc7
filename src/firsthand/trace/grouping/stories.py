"""Documents about one matter, put together: the unit that is traced and weighed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log

import numpy as np

from firsthand.extract.languages import LANGUAGES
from firsthand.model import Document, Statement, Story, content_id
from firsthand.trace.grouping.chains import parts
from firsthand.trace.grouping.clusters import average_link
from firsthand.trace.grouping.likeness import Matrix, fade, likenesses, mean_likeness
from firsthand.trace.grouping.pile import Pile, pile_of
from firsthand.trace.sense import Encoder, encode

# Measured on 462 documents about 40 events of ECB+ with nine stories of other kinds in one pile
# (benchmarks/lineage.py): B-cubed F1 is .92 to .93 between .15 and .23, and from .21 on no two of
# the nine run into each other. In a small pile names stand out less against other documents: two
# stories of the nine by themselves are alike by .18 at most, one story always by more than .19.
_SAME_MATTER_IN_A_FOLDER = 0.19
_SAME_MATTER_IN_AN_ARCHIVE = 0.22
_FOLDER, _ARCHIVE = 20, 200  # documents
_LOOSEST_CHAIN = 0.12
_CHAIN_STEP = 0.04
_MOST_AT_ONCE = 3000
# A group falls into two events where both are of some size and what they share beside the words of
# the whole is under a third of what either has in common within.
_FEWEST_IN_EVENT = 4
_APART = 0.27
_TITLE_CHARACTERS = 90


def find_stories(
    documents: Iterable[Document], statements: Iterable[Statement] = (), *, encoder: Encoder = encode
) -> tuple[Story, ...]:
    """Put together the documents that tell of the same matter, in whatever language; each is in one story.

    Within one language they are compared by their words, across languages by the sense of their
    openings, names and numbers. What is one story in a language stays one whatever is added in
    another; `encoder` is not asked where there is but one language.

    A story is called by the title of its most central document; where that has none, by its first
    statement. The order of the documents changes nothing.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    if not ordered:
        return ()
    statements = tuple(statements)
    pile = pile_of(ordered, statements, encoder=encoder)
    first_words = _first_statements(statements)
    stories = []
    for members in _chained(pile):
        likeness = fade(pile.likeness(members), [ordered[member].published for member in members])
        for event in _grouped(pile, members, likeness, least=_same_matter(len(ordered))):
            stories.append(_story(pile, event, first_words))
    return tuple(sorted(stories, key=lambda story: story.id))


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


def _story(pile: Pile, event: list[int], first_words: dict[str, str]) -> Story:
    told = tuple(pile.documents[member].id for member in event)
    central = [pile.documents[member] for member in _most_central_first(pile, event)]
    return Story(content_id("story", *told), _title(central, first_words), told)


def _same_matter(size: int) -> float:
    """Return how alike accounts have to be on average, in a pile of so many documents."""
    grown = log(max(1.0, size / _FOLDER)) / log(_ARCHIVE / _FOLDER)
    return _SAME_MATTER_IN_A_FOLDER + min(1.0, grown) * (
        _SAME_MATTER_IN_AN_ARCHIVE - _SAME_MATTER_IN_A_FOLDER
    )


def _chained(pile: Pile) -> Iterator[list[int]]:
    """Cut a pile into parts small enough to compare all with all; no story is cut in two by it
    unless the part is larger than that."""
    everything = list(range(len(pile.documents)))
    waiting = [(everything, pile.links() if len(everything) > _MOST_AT_ONCE else [], _LOOSEST_CHAIN)]
    while waiting:
        members, links, least = waiting.pop()
        if len(members) <= _MOST_AT_ONCE:
            yield members
        else:
            waiting += [(*part, least + _CHAIN_STEP) for part in parts(members, links, least=least)]


def _grouped(pile: Pile, members: list[int], likeness: Matrix, *, least: float) -> list[list[int]]:
    """Group a pile by matter, and join again what one language by itself has in one story.

    Accounts in another language are less alike to some of a story than to others: they would pull it apart.
    """
    groups = [
        event
        for group in average_link(likeness, least=least)
        for event in _events_told(pile, [members[at] for at in group])
    ]
    spoken = Counter(pile.languages)
    if len(spoken) < 2:
        return groups
    held: dict[str, list[int]] = defaultdict(list)
    for at, member in enumerate(members):
        if pile.languages[member] in LANGUAGES:  # of the others nothing is weighed
            held[pile.languages[member]].append(at)
    for language, own in sorted(held.items()):
        for alone in average_link(likeness[np.ix_(own, own)], least=_same_matter(spoken[language])):
            for event in _events(pile.words, [members[own[at]] for at in alone]):
                whole = set(event)
                apart = [group for group in groups if not whole.isdisjoint(group)]
                if len(apart) > 1:
                    groups = [group for group in groups if whole.isdisjoint(group)]
                    groups.append(sorted(member for group in apart for member in group))
    return groups


def _events_told(pile: Pile, group: list[int]) -> list[list[int]]:
    """Part a group in two events by the language most of it is told in; the others go with the nearer."""
    told = Counter(pile.languages[member] for member in group)
    most = max(sorted(told), key=told.__getitem__)
    events = _events(pile.words, [member for member in group if pile.languages[member] == most])
    others = [member for member in group if pile.languages[member] != most]
    if len(events) == 1 or not others:
        return [sorted([*events[0], *others])] if len(events) == 1 else events
    place = {member: at for at, member in enumerate(group)}
    likeness = pile.likeness(group)
    joined = [list(event) for event in events]
    for member in others:
        near = [mean_likeness(likeness, [place[member]], [place[one] for one in event]) for event in events]
        joined[int(np.argmax(near))].append(member)
    return [sorted(event) for event in joined]


def _events(vectors: Sequence[dict[str, float]], group: list[int]) -> list[list[int]]:
    """Part a group that tells of the same people twice, in two events, where this is plain."""
    if len(group) < 2 * _FEWEST_IN_EVENT:
        return [group]
    likeness = _likeness_within(vectors, group)
    halves = _two_parts(likeness)
    if min(map(len, halves)) < _FEWEST_IN_EVENT:
        return [group]
    within = min(_mean_within(likeness, half) for half in halves)
    if mean_likeness(likeness, *halves) >= _APART * within:
        return [group]
    return [event for half in halves for event in _events(vectors, [group[at] for at in half])]


def _likeness_within(vectors: Sequence[dict[str, float]], group: list[int]) -> Matrix:
    """Return how alike documents are beside the words that the whole group has."""
    carriers: dict[str, int] = defaultdict(int)
    for member in group:
        for form in vectors[member]:
            carriers[form] += 1
    kept = []
    for member in group:
        weights = {
            form: weight * log((len(group) + 0.5) / carriers[form])
            for form, weight in vectors[member].items()
            if carriers[form] > 1
        }
        norm = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
        kept.append({form: weight / norm for form, weight in weights.items()})
    return likenesses(kept, range(len(kept)))


def _two_parts(likeness: Matrix) -> list[list[int]]:
    low, high = 0.0, 1.0
    parts = [list(range(len(likeness))), []]
    for _ in range(20):
        middle = (low + high) / 2
        found = average_link(likeness, least=middle)
        if len(found) <= 2:
            low = middle
            parts = found if len(found) == 2 else parts
        else:
            high = middle
    return parts


def _mean_within(likeness: Matrix, part: Sequence[int]) -> float:
    size = len(part)
    block = likeness[np.ix_(list(part), list(part))]
    return float((block.sum() - np.trace(block)) / (size * (size - 1)))


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
