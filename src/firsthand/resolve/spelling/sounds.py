"""Names by their sound: "Poutine" and "Putin", "Selenskyj" and "Zelensky" are one name spelled twice.

The folds are coarse: they are only asked for names in different languages that agree in all their parts.
"""

import functools
import re

from firsthand.extract.naming import gazetteer

# How letters are written for one another between European languages, longest first.
_FOLDS = (
    ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("zh", "s"),
    ("dj", "j"), ("dsch", "j"),
    ("ts", "s"), ("tz", "s"), ("ph", "f"), ("th", "t"), ("kh", "k"), ("gh", "g"), ("ck", "k"), ("dt", "t"),
    ("qu", "k"),
    ("ou", "u"), ("oo", "u"), ("ow", "ov"), ("ew", "ev"), ("w", "v"), ("q", "k"), ("x", "ks"), ("z", "s"),
    ("y", "i"), ("j", "i"), ("h", ""),
)  # fmt: skip
_VOWELS = frozenset("aeiou")
# Consonants that one script keeps apart and another does not.
_CLASSES = str.maketrans(
    {"b": "p", "d": "t", "g": "k", "c": "s", "l": "r", "m": "n", "v": "f"} | dict.fromkeys("aeiou", "")
)
_FEWEST_CONSONANTS = 3


@functools.lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """Return a plain word with one spelling for each sound, without doubled and last silent letters."""
    for spelling, sound in _FOLDS:
        word = word.replace(spelling, sound)
    word = re.sub(r"(.)\1+", r"\1", word)
    return re.sub(r"(?<=[^aeiou])e$|(?<=i)i+$", "", word)


@functools.lru_cache(maxsize=65_536)
def consonants(word: str) -> str:
    """Return the consonants of a plain word, those that are easily mistaken for one another as one."""
    return re.sub(r"(.)\1+", r"\1", folded(word).translate(_CLASSES))


def same_sound(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two full names, as plain words, may be one person's in two languages.

    All parts have to agree: the same folded letters, or the same three consonants or more. A middle
    name may be missing.
    """
    if min(len(one), len(other)) < 2:
        return False
    if len(one) != len(other):
        one, other = (one[0], one[-1]), (other[0], other[-1])
    return all(_alike(a, b) for a, b in zip(one, other, strict=True))


def _alike(one: str, other: str) -> bool:
    if folded(one) == folded(other):
        return True
    first, second = consonants(one), consonants(other)
    opening = folded(one)[:1] == folded(other)[:1] or {folded(one)[:1], folded(other)[:1]} <= _VOWELS
    return len(first) >= _FEWEST_CONSONANTS and first == second and opening


def plain_words(name: str) -> tuple[str, ...]:
    """Return a name's words in Latin letters, lower case and without accents."""
    return tuple(gazetteer.plain(name.replace("’", "").replace("'", "")).split())
