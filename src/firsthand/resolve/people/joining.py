"""Which names are one person's: with and without a middle name, misspelt, married, in another script."""

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from firsthand.resolve.people.lexicon import particles, suffixes
from firsthand.resolve.people.same import same_full_name
from firsthand.resolve.spelling.chinese import han_words, is_han, is_written_by_sound
from firsthand.resolve.spelling.languages import spelled_alike

FullName = tuple[str, ...]

_SHORTEST_SLIP = 4  # letters of a word of which one may be wrong in one of two like names
_PINYIN = "the name in pinyin"
_FAR_APART = 2  # names that one document has so often each are two people, however alike


@dataclass(slots=True)
class Group:
    """The full names of one person: plain words, family name where its language puts it."""

    names: set[FullName] = field(default_factory=set)

    @property
    def fullest(self) -> FullName:
        """The longest name, the first in order among equals."""
        return min(self.names, key=lambda name: (-len(name), -sum(map(len, name)), name))


@functools.lru_cache(maxsize=65_536)
def core_of(words: FullName) -> FullName:
    """Return a name's words without particles and suffixes, hyphens opened: what two spellings share."""
    flat = [part for word in words for part in word.split("-") if part]
    core = tuple(w for w in flat if w not in particles() and w not in suffixes())
    return core or tuple(flat)


def group(names: Mapping[FullName, Mapping[str, int]], languages: Mapping[FullName, Set[str]]) -> list[Group]:
    """Gather the full names of a case into persons, in a stable order.

    `names` maps full names to how often each document has them, `languages` to the languages they stand in.
    """
    listed = sorted(names)
    parent = {name: name for name in listed}

    def root(name: FullName) -> FullName:
        while parent[name] != name:
            name = parent[name]
        return name

    def join(one: FullName, other: FullName) -> None:
        first, second = sorted((root(one), root(other)))
        parent[second] = first

    for one, other in _likely(listed):
        if root(one) != root(other) and _same(one, other, names):
            join(one, other)
    latin = {core_of(name): name for name in listed if not is_han(name[0])}
    han = {
        han_words("·".join(name)) if len(name) > 1 else han_words(name[0]): name
        for name in listed
        if is_han(name[0])
    }
    plain = {core: languages[name] for core, name in (latin | han).items()}
    mapped = latin | han
    for one, other, reason in spelled_alike(plain):
        native = [
            name for name in (one, other) if is_han(name[0]) and not is_written_by_sound(mapped[name][0])
        ]
        if native and reason != _PINYIN:
            continue  # the sound of a Chinese name is its pinyin, and no other name's
        join(mapped[one], mapped[other])
    groups: dict[FullName, Group] = {}
    for name in listed:
        groups.setdefault(root(name), Group()).names.add(name)
    return [groups[key] for key in sorted(groups)]


def _likely(listed: Sequence[FullName]) -> Iterator[tuple[FullName, FullName]]:
    """Yield the pairs of names that may be one, of all that `_same` takes for one none is left out.

    Two such names share all words, the last one and the first letter, the first one and another, or all but
    one that begins alike in both; and either's first or last word begins as the other's first or last.
    """
    sharing: dict[tuple[object, ...], list[FullName]] = defaultdict(list)
    first: dict[str, list[FullName]] = defaultdict(list)
    doubled: list[FullName] = []
    for name in listed:
        core = core_of(name)
        if len(core) < 2:
            continue
        for key in _shared(core):
            sharing[key].append(name)
        first[core[0]].append(name)
        if len(set(core)) == 1:
            doubled.append(name)
    # "Ada Ada" is married to whoever is called Ada.
    pairs = [(one, other) for one in doubled for other in first[core_of(one)[0]] if one != other]
    for bucket in sharing.values():
        pairs += combinations(bucket, 2)
    for one, other in pairs:
        if not _openings(one).isdisjoint(_openings(other)):
            yield one, other


def _shared(core: FullName) -> set[tuple[object, ...]]:
    """Return what a name shares with every other that may be the same person's."""
    keys: set[tuple[object, ...]] = {("sorted", *sorted(core)), ("joined", "".join(core))}
    keys.add(("last", core[-1], core[0][0]))
    keys.update(("first", core[0], word) for word in core[1:])
    for at, word in enumerate(core):
        keys.add(("but for one", at, word[0], *core[:at], "", *core[at + 1 :]))
    return keys


def _openings(name: FullName) -> set[str]:
    """Return how the first and the last word of a name begin: a slip spares the beginnings."""
    core = core_of(name)
    return {core[0][:2], core[-1][:2]}


def _same(one: FullName, other: FullName, names: Mapping[FullName, Mapping[str, int]]) -> bool:
    first, second = core_of(one), core_of(other)
    if min(len(first), len(second)) < 2:
        return False
    if first == second or sorted(first) == sorted(second):
        return True
    if _initialled(first, second) or _married(first, second) or _inflected(first, second):
        return True
    apart = any(
        names[one].get(document, 0) >= _FAR_APART and names[other].get(document, 0) >= _FAR_APART
        for document in names[one]
    )
    return not apart and (same_full_name(first, second) or _slipped(first, second))


def _initialled(one: FullName, other: FullName) -> bool:
    """ "A. Lund" and "Ada Lund"; "Ada M. Lund" and "Ada Maria Lund"."""
    if one[-1] != other[-1] or one[0][0] != other[0][0]:
        return False
    short = len(one[0]) == 1 or len(other[0]) == 1
    return short or (one[0] == other[0] and len(one) != len(other))


def _married(one: FullName, other: FullName) -> bool:
    """ "Ada Lund" and "Ada Lund-Berg", "Ada Lund García": all words of one in the other."""
    short, long = sorted((one, other), key=len)
    return short[0] == long[0] and len(short) < len(long) and set(short) <= set(long)


def _inflected(one: FullName, other: FullName) -> bool:
    """ "Ada Lund" and "Ada Lunds"."""
    return one[:-1] == other[:-1] and (
        one[-1] in (other[-1] + "s", other[-1] + "es") or other[-1] == one[-1] + "s"
    )


def _slipped(one: FullName, other: FullName) -> bool:
    if len(one) != len(other):
        return False
    wrong = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return (
        len(wrong) == 1
        and min(map(len, wrong[0])) >= _SHORTEST_SLIP
        and wrong[0][0][0] == wrong[0][1][0]
        and DamerauLevenshtein.distance(*wrong[0]) <= 1
        # "Anna" and "Anne", "Marco" and "Marca" are two people: a given name has to be long to have a slip.
        and (one[-1] != other[-1] or min(map(len, wrong[0])) > _SHORTEST_SLIP + 1)
    )
