"""Lists of people as sellers, catalogues and forms write them: whom a wording names.

"Knuth, Donald E.", "Donald E. Knuth" and "KNUTH" name one person; "Ada Quill; Bo Lind", "Quill, Ada/Lind, Bo"
and "Ada Quill and Bo Lind" are one list. What a wording leaves unclear is read in the light of the
other wordings of the same list.
"""

import re
from dataclasses import dataclass
from html import unescape

from firsthand.weigh.credibility.values import plain_text

_ROLES = re.compile(
    r"\b(?:(?:joint |co-?|contributing |series |general )?"
    r"(?:authors?|editors?|eds?|translators?|illustrators?|contributors?|compilers?)\b\.?"
    r"|edited by|translated by|illustrated by|written by|foreword by|introduction by|by(?=\s))",
    re.I,
)
_OTHERS = re.compile(r"\bet\.? ?al(?:ii|ia)?\b\.?|\band others\b|\b(?:& )?others\b|\.\.\.|…", re.I)
_BETWEEN = re.compile(r"[;/|\n\r\t&+]|\s+(?:and|with|und|et|y|e)\s+", re.I)
_BESIDE = re.compile(r"\s+[-–—]\s+.*$")  # "Quill - Harbour Press Series"
_DASH_FOR_COMMA = re.compile(r"(?<=\w)- (?=\w)")
_GLUED = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])")
_PARTICLES = frozenset(
    "van von der den de del della di da dos du la le el al bin ibn ter ten st saint".split()
)
_GLUING = ("mc", "mac", "de", "di", "du", "la", "le", "van", "von", "fitz", "o", "del", "da", "ter")
_AFTER = frozenset("jr sr ii iii iv phd ph md dr prof professor mr mrs ms sir esq cpa mba rn".split())
# Without a comma beside it a capital inside a word may belong to the name: "LeMond".
_LETTERS_BEFORE_GLUE = 4
# Longer stretches without a comma are several names run together; see `People`.
_WORDS_OF_A_NAME = 4


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """A person as one wording names them: folded surname and given names, "" and () where not told.

    `shown` is the name as worded, given names first.
    """

    surname: str
    given: tuple[str, ...] = ()
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Whom a wording names. `clear` is false where names run together and `people` is a guess at best.

    `others` is true where the wording says that it leaves some out: "et al".
    """

    people: tuple[Person, ...]
    clear: bool
    others: bool
    words: tuple[str, ...]


def read_listing(wording: str) -> Listing:
    """Read a list of people from one wording."""
    text = unescape(wording)
    others = bool(_OTHERS.search(text))
    text = _OTHERS.sub(";", text)
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]", ";", text)
    text = _DASH_FOR_COMMA.sub(", ", text)
    text = _ROLES.sub(";", text)
    words = tuple(_words(text))
    people: list[Person] = []
    clear = True
    for part in _BETWEEN.split(_unglued(text)):
        found = _people(_BESIDE.sub("", part))
        if found is None:
            clear = False
        else:
            people += [each for each in found if each.surname]
    return Listing(tuple(dict.fromkeys(people)), clear and bool(people), others, words)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain_text(text).replace("'", "").replace("’", ""))


def _unglued(text: str) -> str:
    """Part names that run into one another: "Quill, AdaLind, Bo"."""

    def between(found: re.Match[str]) -> str:
        before = re.search(r"\w+$", text[: found.start()])
        word = before[0].casefold() if before else ""
        return "" if word in _GLUING or len(word) < least else ";"

    least = 0 if "," in text else _LETTERS_BEFORE_GLUE
    return _GLUED.sub(between, text)


def _people(part: str) -> list[Person] | None:
    """Return the people one part names, () for none and None where it is not clear."""
    pieces = [words for piece in part.split(",") if (words := _titled(piece))]
    if not pieces:
        return []
    if len(pieces) == 1:
        return [_given_first(pieces[0])] if len(pieces[0]) <= _WORDS_OF_A_NAME else None
    surnames_first = all(_may_be_surname(each) for each in pieces[::2])
    if len(pieces) == 2 and (surnames_first or len(pieces[1]) == 1):
        return [_surname_first(pieces[0], pieces[1])]
    if all(2 <= len(each) <= _WORDS_OF_A_NAME for each in pieces):
        return [_given_first(each) for each in pieces]
    if len(pieces) % 2 == 0 and surnames_first:
        return [_surname_first(one, other) for one, other in zip(pieces[::2], pieces[1::2], strict=True)]
    return None


def _titled(piece: str) -> list[str]:
    """Return the words of a name without titles and what follows a name."""
    spaced = re.sub(r"\.(?=\w)", ". ", piece)
    words = re.findall(r"[^\W\d_][\w'’\-]*\.?", spaced)
    return [word for word in words if word.casefold().strip(".") not in _AFTER]


def _may_be_surname(words: list[str]) -> bool:
    return len(words) == 1 or all(word.casefold() in _PARTICLES for word in words[:-1])


def _folded(words: list[str]) -> tuple[str, ...]:
    return tuple(word for each in words for word in _words(each))


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _surname_first(surname: list[str], given: list[str]) -> Person:
    while len(surname) > 1 and _is_initial(surname[-1]):
        surname, given = surname[:-1], [*given, surname[-1]]
    return Person("".join(_folded(surname)), _folded(given), _shown([*given, *surname]))


def _given_first(words: list[str]) -> Person:
    while len(words) > 1 and _is_initial(words[-1]) and not all(map(_is_initial, words)):
        words = [words[-1], *words[:-1]]  # "Quill A.": no surname is one letter
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _PARTICLES:
        at -= 1
    return Person("".join(_folded(words[at:])), _folded(words[:at]), _shown(words))


def _shown(words: list[str]) -> str:
    """Return a name as a catalogue prints it: capitals only where they begin a word."""
    if all(word.isupper() or word.islower() for word in words):
        words = [word.capitalize() if len(word) > 2 else word.title() for word in words]
    return " ".join(f"{word}." if len(word) == 1 and word.isupper() else word for word in words)
