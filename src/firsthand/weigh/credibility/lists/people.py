"""The people that the wordings of one list come to, and which of them each wording names."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from firsthand.weigh.credibility.lists.names import Listing, Person

# Surnames one letter apart, with the same given name, are one person misspelled; short ones are not.
_LETTERS_OF_A_SURNAME = 5
# A surname of so many letters is looked for inside words, where names run together.
_LETTERS_INSIDE = 5
# So many words before the last one may be a whole name and the next one's given name.
_GIVEN_NAMES_OF_TWO = 3
# Given names one letter apart are one misspelled, from so many letters on.
_LETTERS_OF_A_GIVEN_NAME = 5


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a list: how the wordings spell the name, the fullest common spelling first."""

    shown: str
    surname: str
    given: tuple[str, ...]


class People:
    """Who may stand on a list, from all its wordings, and whom each wording names."""

    def __init__(self, listings: Mapping[str, Listing]) -> None:
        """Gather the people of the clear wordings; `listings` is by wording."""
        together = _run_together(listings)
        self._clear = {
            wording: listing
            for wording, listing in sorted(listings.items())
            if listing.clear and not together & set(listing.people)
        }
        told: Counter[Person] = Counter()
        for listing in self._clear.values():
            told.update(listing.people)
        self._run_together = together
        self._groups = _gathered(told, _listed_together(self._clear))
        self._group_of = {person: at for at, group in enumerate(self._groups) for person in group}
        self.members = [_member(group, told) for group in self._groups]
        self._weight = [sum(told[person] for person in group) for group in self._groups]

    def named(self, listing: Listing) -> frozenset[int]:
        """Return the numbers of the members a wording names."""
        if listing.clear and not self._run_together & set(listing.people):
            return frozenset(self._group_of[p] for p in listing.people if p in self._group_of)
        found = {at for at, member in enumerate(self.members) if member.given and _stands(member, listing)}
        return frozenset(at for at in found if self._meant(at, found, listing))

    def _meant(self, at: int, found: set[int], listing: Listing) -> bool:
        """Tell whether, of members with one surname, this one's given name stands there as well."""
        member = self.members[at]
        if sum(self.members[each].surname == member.surname for each in found) == 1:
            return True
        return any(word in listing.words for word in member.given if len(word) > 1)


def _run_together(listings: Mapping[str, Listing]) -> frozenset[Person]:
    """Return what was read as one person and is two: "Ada Quill Bo Lind", "Quill Lind".

    Seen from the other wordings, which have Quill and Lind as surnames of their own.
    """
    people = {p for listing in listings.values() if listing.clear for p in listing.people}
    called: dict[str, set[str]] = defaultdict(set)
    for person in people:
        called[person.surname].update(person.given[:1])

    def is_two(person: Person) -> bool:
        if len(person.given) >= _GIVEN_NAMES_OF_TWO:
            pairs = zip(person.given, person.given[1:], strict=False)
            return any(first in called.get(word, ()) for first, word in pairs)
        if len(person.given) != 1:
            return False
        first, last = person.given[0], person.surname
        return bool(called.get(first, set()) - {last} and called[last] - {first})

    return frozenset(filter(is_two, people))


def _stands(member: Member, listing: Listing) -> bool:
    """Tell whether a surname is among the words of a wording, or inside them where they run together."""
    inside = len(member.surname) >= _LETTERS_INSIDE and member.surname in "".join(listing.words)
    return inside or member.surname in listing.words


def _listed_together(listings: Mapping[str, Listing]) -> set[frozenset[Person]]:
    return {
        frozenset((one, other))
        for listing in listings.values()
        for one in listing.people
        for other in listing.people
        if one != other
    }


def _gathered(told: Counter[Person], together: set[frozenset[Person]]) -> list[list[Person]]:
    """Gather wordings of one person, from the fullest and commonest on."""
    groups: list[list[Person]] = []
    for person in sorted(told, key=lambda p: (not p.given, -told[p], -len("".join(p.given)), p)):
        home = None
        for group in groups:
            apart = any(frozenset((person, each)) in together for each in group)
            if _one_person(group[0], person, apart=apart):
                home = group
                break
        if home is None:
            groups.append([person])
        else:
            home.append(person)
    return groups


def _one_person(one: Person, other: Person, *, apart: bool) -> bool:
    if one.surname == other.surname:
        if not one.given or not other.given:
            return True
        if _compatible(one.given, other.given) or _misspelled(one.given[0], other.given[0]):
            return True
        return not apart and one.given[0][:1] == other.given[0][:1]
    if one.given and other.given and not apart:
        swapped = {one.surname, *one.given} == {other.surname, *other.given}
        if swapped or ((one.surname,) == other.given[:1] == other.given and other.surname in one.given):
            return True
    if not other.given and other.surname in one.given and not apart:
        return True
    alike = min(len(one.surname), len(other.surname)) >= _LETTERS_OF_A_SURNAME and (
        Levenshtein.distance(one.surname, other.surname, score_cutoff=1) <= 1
        or one.surname.startswith(other.surname)
        or other.surname.startswith(one.surname)
    )
    return alike and bool(one.given and other.given) and _compatible(one.given[:1], other.given[:1])


def _misspelled(one: str, other: str) -> bool:
    long_enough = min(len(one), len(other)) >= _LETTERS_OF_A_GIVEN_NAME
    return long_enough and Levenshtein.distance(one, other, score_cutoff=1) == 1


def _compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two ways to write given names may be one: each of the shorter is met in the longer."""
    shorter, longer = sorted((one, other), key=lambda names: (len(names), names))
    left = list(longer)
    for name in shorter:
        met = next((each for each in left if each.startswith(name) or name.startswith(each)), None)
        if met is None:
            return False
        left.remove(met)
    return True


def _member(group: Sequence[Person], told: Counter[Person]) -> Member:
    full = [person for person in group if person.given and person.surname == group[0].surname] or list(group)
    names: Counter[tuple[str, ...]] = Counter()
    for person in full:
        names[person.given] += told[person]
    given = max(names, key=lambda g: (names[g], len("".join(g)), g))
    shown = Counter({p.shown: told[p] for p in full if p.given == given})
    best = max(shown, key=lambda text: (not text.isupper(), shown[text], len(text), text))
    return Member(best, group[0].surname, given)
