"""A stretch of text as words and marks, each at its place, with its dictionary form where that is known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

STOPS = frozenset(".;:!?,。；：！？，")
"""Marks that no phrase reaches across."""

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
# English sets its genitive apart ("Peru" "'s"); French and Italian their articles ("l'" "office").
_GERMANIC = re.compile(r"'(?:s|re|ve|ll|d|t|m)\b|\d[\d.,]*\d|\w+|\S")
_ROMANCE = re.compile(r"\d[\d.,]*\d|\w+'(?=\w)|\w+|\S")
_ELIDING = frozenset({"fr", "it", "es"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark at [start, end), lower case; `lemma` is its dictionary form, or itself."""

    start: int
    end: int
    text: str
    lemma: str
    mark: bool = False


def tokens_of(
    text: str, *, language: str, start: int = 0, lemmas: Mapping[int, str] | None = None
) -> list[Token]:
    """Cut a text into words and marks. `start` is its place in the document, `lemmas` are by place there."""
    pattern = _ROMANCE if language in _ELIDING else _GERMANIC
    plain = text.translate(_APOSTROPHES)
    known = lemmas or {}
    found = []
    for match in pattern.finditer(plain):
        at = start + match.start()
        word = match.group().lower()
        mark = not (word[0].isalnum() or (word[0] == "'"))
        found.append(Token(at, start + match.end(), word, known.get(at, word), mark))
    return found
