"""Names of one person in several languages and scripts."""

from collections import defaultdict
from collections.abc import Mapping, Set
from itertools import combinations

from firsthand.resolve.spelling.chinese import is_han, pinyin, writes
from firsthand.resolve.spelling.sounds import consonants, same_sound

FullName = tuple[str, ...]


def spelled_alike(names: Mapping[FullName, Set[str]]) -> list[tuple[FullName, FullName, str]]:
    """Return the pairs of full names that are one in two languages, with the reason, in a stable order.

    `names` maps full names, as plain words, to the languages they stand in. Where a name could be two
    others (two Chinese names of one sound), it is joined with neither.
    """
    han = sorted(name for name in names if is_han(name[0]))
    latin = sorted(name for name in names if not is_han(name[0]))
    pairs = [(one, other, "the name in pinyin") for one, other in _in_pinyin(han, latin)]
    pairs += [(one, other, "the name written by its sound") for one, other in _by_sound(han, latin)]
    spelled = "the name as another language spells it"
    pairs += [(one, other, spelled) for one, other in _by_consonants(latin, names)]
    return pairs


def _by_consonants(
    latin: list[FullName], names: Mapping[FullName, Set[str]]
) -> list[tuple[FullName, FullName]]:
    """Return the pairs of one sound in two languages; all such have the consonants of both ends in common."""
    if len(set().union(*(names[name] for name in latin))) < 2:
        return []
    alike: dict[tuple[str, str], list[FullName]] = defaultdict(list)
    for name in latin:
        alike[consonants(name[0]), consonants(name[-1])].append(name)
    return sorted(
        (one, other)
        for bucket in alike.values()
        for one, other in combinations(bucket, 2)
        if names[one].isdisjoint(names[other]) and same_sound(one, other)
    )


def _in_pinyin(han: list[FullName], latin: list[FullName]) -> list[tuple[FullName, FullName]]:
    by_sound: dict[str, list[FullName]] = defaultdict(list)
    for name in han:
        by_sound["".join(sorted(pinyin(word) for word in name))].append(name)
    found = []
    for name in latin:
        # "Li Mingxuan", "Mingxuan Li" and "Li Ming-xuan" are one: the family name first or last.
        for parts in ((name[0], "".join(name[1:])), (name[-1], "".join(name[:-1]))):
            alike = by_sound.get("".join(sorted(parts)), [])
            if len(alike) == 1:
                found.append((alike[0], name))
                break
    return found


def _by_sound(han: list[FullName], latin: list[FullName]) -> list[tuple[FullName, FullName]]:
    found = []
    for name in han:
        alike = [other for other in latin if _all_written(name, other)]
        if len(alike) == 1:
            found.append((name, alike[0]))
    return found


def _all_written(han: FullName, latin: FullName) -> bool:
    """Tell whether every part of a name stands for one of the other; middle names may be missing."""
    if len(han) != len(latin):
        han, latin = (han[0], han[-1]), (latin[0], latin[-1])
    return all(writes(one, other) for one, other in zip(han, latin, strict=True))
