"""Where: one happening that is placed in two places, neither of which lies in the other."""

from collections.abc import Iterable, Iterator

from firsthand.model import Place
from firsthand.weigh.conflicts.facts.lexicon import happenings
from firsthand.weigh.conflicts.facts.telling import Story, Telling, pairs, stem
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import lemmas

# A happening told in two places is one happening only if all else is nearly the same.
_SENSE, _SHARED = 0.5, 0.5
# Two who are known by so many words of their names are one person.
_FULL_NAME = 2
_LAND = 4


def apart(left: Telling, right: Telling) -> bool:
    """Tell whether both statements name places, and none of one lies in, or is, a place of the other."""
    here, there = left.statement.places, right.statement.places
    return bool(here and there) and not any(_meet(one, other) for one in here for other in there)


def own_places(here: Telling, there: Telling) -> list[Place]:
    """Return the places that only the first statement names, not as those that do something."""
    return [
        place
        for place in here.statement.places
        if place.precision and not _begun(_words(here, place)) & _begun(there.about | here.did)
    ]


def _meet(one: Place, other: Place) -> bool:
    """Tell whether two places may be one, or one lies in the other."""
    if one.geoname is not None and one.geoname == other.geoname:
        return True
    if one.country is None or other.country is None or one.name.lower() == other.name.lower():
        return True
    return one.country == other.country and "country" in (one.precision, other.precision)


def _words(telling: Telling, place: Place) -> list[str]:
    """Return a place's name as the statement words it, and as it is known."""
    start = telling.statement.start
    return [*telling.text[place.start - start : place.end - start].split(), *place.name.split()]


def _begun(words: Iterable[str]) -> frozenset[str]:
    """Return the first letters of words: a land and its people share them ("Ruritania", "Ruritanian")."""
    return frozenset(stem(word)[:_LAND] for word in words)


def find_places(story: Story) -> Iterator[Finding]:
    """Yield pairs of statements that put one happening in two places."""
    placed = [each for each in story.tellings if len(_answers(each)) == 1]
    for left, right in pairs(placed):
        if not apart(left, right):
            continue
        one, other = _answers(left)[0], _answers(right)[0]
        names = {stem(word) for each in (one, other) for word in each.name.split()}
        rest = (left.names | right.names) - names
        if (left.names ^ right.names) & rest:
            continue
        likeness = story.likeness(left, right)
        known = len((left.names & right.names) - names) >= _FULL_NAME
        if not _acts(left, one) & _acts(right, other) or not (likeness.done or likeness.did or known):
            continue
        here, there = left.about - names, right.about - names
        shared = len(here & there) / max(1, len(here | there))
        if likeness.sense < _SENSE or shared < _SHARED:
            continue
        yield Finding(
            "place",
            left.statement,
            right.statement,
            f"Where was it: {one.name} or {other.name}?",
            f"Neither of “{one.name}” and “{other.name}” lies in the other.",
            round(min(0.9, 0.3 + 0.3 * likeness.sense + 0.4 * shared), 3),
        )


def _acts(telling: Telling, place: Place) -> frozenset[str]:
    """Return what happens at a place: the verb before it, or else what the statement tells."""
    empty = lemmas("empty_verbs", telling.language)
    groups = happenings(telling.language)
    verbs = [word for word in telling.statement.words if word.pos == "VERB" and word.lemma not in empty]
    near = [word for word in verbs if word.end <= place.start][-1:] or verbs[:1]
    told = frozenset({stem(word.lemma) for word in near})
    return told.union(*(groups.get(word.lemma, frozenset()) for word in near)) if near else telling.acts


def _answers(telling: Telling) -> list[Place]:
    """Return the places that are named as such, not those that do something or have it done to them."""
    return [
        each
        for each in telling.statement.places
        if each.precision and not {stem(word) for word in each.name.split()} & telling.did
    ]
