"""Whether two names are one person's."""

from rapidfuzz.distance import DamerauLevenshtein

from firsthand.extract import gazetteer

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# A misspelled name begins alike and differs by at most this share of its letters ("Rudolph" and "Rudolf":
# 2 of 7). Chosen by hand: a wrong join puts words into somebody's mouth, a missed one only splits a source.
_MISSPELLED = 0.3
_SHORTEST_MISSPELLED = 5


def name_words(text: str) -> tuple[str, ...]:
    """Return a person's name as plain words, without suffixes: "Kim Jong-un" gives kim, jong, un."""
    return tuple(word for word in gazetteer.plain(text).split() if word not in _SUFFIXES)


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


def misspelled(one: str, other: str) -> bool:
    """Tell whether one word is likely the other with a slip of the pen or of transcription."""
    if min(len(one), len(other)) < _SHORTEST_MISSPELLED or one[:2] != other[:2]:
        return False
    distance = DamerauLevenshtein.distance(one, other)
    return bool(distance <= _MISSPELLED * max(len(one), len(other)))


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
