"""Whether two names are one person's."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from firsthand.extract.naming import gazetteer
from firsthand.extract.naming.kinds import lexicon
from firsthand.model import Extraction
from firsthand.resolve.spelling.chinese import han_words, is_han

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# A misspelled name begins alike and differs in one letter or sound. Chosen by hand: a wrong join puts words
# into somebody's mouth, a missed one only splits a source.
_SHORTEST_MISSPELLED = 5
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("kh", "k"),
    ("gh", "g"),
    ("sch", "sh"),
    ("ou", "u"),
    ("y", "i"),
    ("w", "v"),
)


@dataclass(frozen=True, slots=True)
class FamilyNames:
    """The family names a collection knows from full names and titles.

    `known` are plain family names of persons; `juniors` those of which some document writes "Brandt Jr.",
    so that there father and son are two.
    """

    known: frozenset[str] = frozenset()
    juniors: frozenset[str] = frozenset()


def family_names(extractions: Iterable[Extraction]) -> FamilyNames:
    """Collect the family names of a collection, so that one document helps to read another."""
    known: set[str] = set()
    juniors: set[str] = set()
    for extraction in extractions:
        for name in extraction.names:
            if name.kind != "person" or name.form != "name":
                continue
            plain = gazetteer.plain(name.text).split()
            if len(plain) == 2 and plain[1] == "jr":
                juniors.add(plain[0])
            words = name_words(name.text)
            if len(words) > 1 and words[0] in gazetteer.first_names():
                known.add(words[-1])
            elif len(words) == 1 and name.role and _titled(name.role):
                known.add(words[0])
    return FamilyNames(frozenset(known), frozenset(juniors))


def _titled(role: str) -> bool:
    """Tell whether the words before a bare name are such as only a person bears."""
    return any(
        word in lexicon().titles or (word in lexicon().roles and word not in lexicon().weak_roles)
        for word in role.casefold().split()
    )


@functools.lru_cache(maxsize=65_536)
def name_words(text: str, juniors: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return a person's name as plain words: "Han Seo-jun" gives han, seo, jun.

    Suffixes are left out, but for "Jr." where it tells a son from his father. Of a Chinese name family
    and given name are two words.
    """
    if is_han(text):
        return han_words(text)
    words = gazetteer.plain(text.replace("’", "").replace("'", "")).split()
    return tuple(
        word
        for i, word in enumerate(words)
        if word not in _SUFFIXES or (word == "jr" and i and words[i - 1] in juniors)
    )


def same_full_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two full names (two words or more) are the same person's.

    A middle name may be missing, the family name may come first, a name may be misspelled.
    """
    if one == other or sorted(one) == sorted(other) or "".join(one) == "".join(other):
        return True
    if one[-1] == other[-1] and one[0] == other[0]:
        return len(one) != len(other) or _middle_initials(one[1:-1], other[1:-1])
    if len(one) == len(other):
        differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(differing) == 1 and misspelled(*differing[0])
    return False


def likely_same(names: Iterable[tuple[str, ...]]) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the pairs of full names that `same_full_name` may join: all that it does, and few others."""
    sharing: dict[tuple[object, ...], list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(set(names)):
        keys: set[tuple[object, ...]] = {("sorted", *sorted(name)), ("joined", "".join(name))}
        keys.add(("ends", name[0], name[-1]))
        keys.update((at, word[:2], *name[:at], "", *name[at + 1 :]) for at, word in enumerate(name))
        for key in keys:
            sharing[key].append(name)
    return {pair for bucket in sharing.values() for pair in combinations(bucket, 2)}


def misspelled(one: str, other: str) -> bool:
    """Tell whether one word is likely the other with a slip of the pen or of transcription."""
    if min(len(one), len(other)) < _SHORTEST_MISSPELLED or one[:2] != other[:2]:
        return False
    return bool(DamerauLevenshtein.distance(sounds(one), sounds(other)) <= 1)


@functools.lru_cache(maxsize=65_536)
def sounds(word: str) -> str:
    """Return a word with one spelling for each sound: "rudolph" and "rudolf" give the same."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return re.sub(r"(.)\1", r"\1", word)


def part_of(part: tuple[str, ...], whole: tuple[str, ...]) -> int:
    """Say how well a part of a name points at the whole: 3 family name, 2 misspelled, 1 given name, 0 not."""
    if not part or len(part) >= len(whole):
        return 0
    if part == whole[-len(part) :]:
        return 3
    if len(part) == 1 and misspelled(part[0], whole[-1]):
        return 2
    return 1 if part == whole[: len(part)] else 0


def _middle_initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return all(a[0] == b[0] for a, b in zip(one, other, strict=True))
