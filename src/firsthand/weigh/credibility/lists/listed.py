"""Lists of people among the rows of a table: read together, weighed name by name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from firsthand.weigh.credibility.index import Given, Index, Real
from firsthand.weigh.credibility.lists.judged import Lists, weigh_names
from firsthand.weigh.credibility.lists.names import Listing, read_listing
from firsthand.weigh.credibility.lists.people import People
from firsthand.weigh.credibility.records import Found

Question = tuple[str, str]
_APART = ","


class Listed:
    """The lists of each question: their people, and which of them each wording names.

    A list's key is the sorted numbers of its people, joined; "+" at the end where it says that others are
    left out.
    """

    def __init__(self, wordings: Mapping[Question, Mapping[str, Listing]]) -> None:
        """Gather the people of each question from the wordings of its lists."""
        self._people = {question: People(found) for question, found in wordings.items()}
        self._listings = wordings
        self._order = {each: _ordered(self._people[each], found) for each, found in wordings.items()}
        self._best: dict[Question, tuple[str, float]] = {}
        self._likeliest: dict[Question, frozenset[int]] = {}

    def key(self, object_: str, attribute: str, wording: str) -> str | None:
        """Return the key of a wording of a list, None where it names nobody."""
        listing = self._listings.get((object_, attribute), {}).get(wording)
        if listing is None:
            return None
        named = self._people[object_, attribute].named(listing)
        return _key(named, others=listing.others) if named else None

    def joined(self, given: Iterable[Given]) -> list[Given]:
        """Return what is given, the several lists of one source for one question made one.

        A source that shows several listings of one book names whom any of them names.
        """
        several: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        others: list[Given] = []
        for each in given:
            if (each.object, each.attribute) in self._people:
                several[each.source, each.object, each.attribute].add(each.key)
            else:
                others.append(each)
        for (source, object_, attribute), keys in several.items():
            named = frozenset().union(*map(_members, keys))
            key = _key(named, others=all(k.endswith("+") for k in keys))
            others.append(Given(source, object_, attribute, key))
        return others

    def shown(self, object_: str, attribute: str, key: str) -> str | None:
        """Return a list in full, the people in the order in which the wordings have them."""
        if (object_, attribute) not in self._people:
            return None
        return self._shown((object_, attribute), _members(key))

    def best(self, object_: str, attribute: str) -> tuple[str, float] | None:
        """Return the likeliest list and how likely it is, after `chances`; None for what is no list."""
        return self._best.get((object_, attribute))

    def chances(self, index: Index, found: Found) -> dict[tuple[str, str, str], float]:
        """Return how likely each list that somebody gives is, each name weighed by itself."""
        names: dict[tuple[str, str, int], int] = {}
        source: list[int] = []
        name: list[int] = []
        given: list[int] = []
        gives: list[bool] = []
        for option, (object_, attribute, key) in enumerate(index.options):
            people = self._people.get((object_, attribute))
            if people is None:
                continue
            named = _members(key)
            for at in range(len(people.members)):
                number = names.setdefault((object_, attribute, at), len(names))
                if at not in named and key.endswith("+"):
                    continue
                for place in index.of_option[option].tolist():
                    source.append(int(index.source[place]))
                    name.append(number)
                    given.append(place)
                    gives.append(at in named)
        if not names:
            return {}
        lists = Lists(
            np.array(source, dtype=np.int64),
            np.array(name, dtype=np.int64),
            np.array(given, dtype=np.int64),
            np.array(gives, dtype=np.bool_),
            len(names),
            len(index.sources),
        )
        holds = weigh_names(lists, found.counted)
        return self._chances(index, {each: float(holds[number]) for each, number in names.items()})

    def how_right(self, index: Index, probability: Real) -> Real:
        """Return the probabilities of the options, those of lists by what they share with the likeliest.

        A list that leaves names out is partly right, and no sign of copying as a wrong one is. Call it
        after `chances`.
        """
        likely = probability.copy()
        for at, (object_, attribute, key) in enumerate(index.options):
            best = self._likeliest.get((object_, attribute))
            if best is not None:
                named = _members(key)
                likely[at] = len(named & best) / len(named | best)
        return likely

    def _chances(
        self, index: Index, holds: Mapping[tuple[str, str, int], float]
    ) -> dict[tuple[str, str, str], float]:
        for (object_, attribute), people in self._people.items():
            chance = [holds.get((object_, attribute, at), 0.0) for at in range(len(people.members))]
            if not chance:
                continue
            best = frozenset(at for at, share in enumerate(chance) if share > 0.5)
            best = best or frozenset([int(np.argmax(chance))])
            shown = self._shown((object_, attribute), best)
            self._best[object_, attribute] = (shown, _together(chance, best))
            self._likeliest[object_, attribute] = best
        return {
            option: _together(
                [holds[option[0], option[1], at] for at in range(len(self._people[option[:2]].members))],
                _members(option[2]),
            )
            for option in index.options
            if option[:2] in self._people
        }

    def _shown(self, question: Question, named: frozenset[int]) -> str:
        members = self._people[question].members
        return "; ".join(members[at].shown for at in self._order[question] if at in named)


def read_lists(told: Iterable[tuple[str, str, str]]) -> Listed:
    """Read the wordings of lists, each an object, an attribute and a wording."""
    wordings: dict[Question, dict[str, Listing]] = defaultdict(dict)
    read: dict[str, Listing] = {}
    for object_, attribute, wording in sorted(told):
        wordings[object_, attribute][wording] = read.setdefault(wording, read_listing(wording))
    return Listed(wordings)


def _together(chance: list[float], named: frozenset[int]) -> float:
    return float(np.prod([share if at in named else 1 - share for at, share in enumerate(chance)]))


def _key(named: frozenset[int], *, others: bool) -> str:
    return _APART.join(map(str, sorted(named))) + ("+" if others else "")


def _members(key: str) -> frozenset[int]:
    return frozenset(int(each) for each in key.rstrip("+").split(_APART) if each)


def _ordered(people: People, listings: Mapping[str, Listing]) -> list[int]:
    """Return the people in the order of the wordings that list several: who stands first on average."""
    places: dict[int, list[int]] = defaultdict(list)
    for wording in sorted(listings):
        listing = listings[wording]
        if listing.clear and len(listing.people) > 1:
            for place, person in enumerate(listing.people):
                for at in people.named(Listing((person,), clear=True, others=False, words=())):
                    places[at].append(place)
    last = len(people.members)
    mean = [sum(places[at]) / len(places[at]) if places[at] else last for at in range(last)]
    return sorted(range(last), key=lambda at: (mean[at], at))
