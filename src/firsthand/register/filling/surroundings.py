"""The words around the places of a statement, each place, people's name and set phrase as one."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.extract.countries import countries, demonyms
from firsthand.extract.packs import load, words
from firsthand.extract.tagging.script import simplified
from firsthand.model import Place
from firsthand.register.reading import Telling
from firsthand.register.tokens import tokens_of

# So far the words before a statement are read, to see what a place at its beginning hangs on.
_BEFORE = 80
_AFTER = 40
_ENDS = ".!?。！？\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a mark, a place or a set phrase of the language: [start, end) in the document.

    `kinds` are the keys of the pack's lists (placing.toml) it stands in; `people` is the country of a
    people's name ("Dutch"); `signal` tells that a phrase of the record's kind stands there,
    `verb` and `noun` that it is one
    of the statement's own.
    """

    start: int
    end: int
    text: str
    lemma: str
    kinds: frozenset[str] = frozenset()
    place: Place | None = None
    people: str = ""
    signal: bool = False
    mark: bool = False
    verb: bool = False
    noun: bool = False


def pieces_of(
    telling: Telling, places: Sequence[Place], signals: Sequence[tuple[int, int]]
) -> tuple[Piece, ...]:
    """Return the pieces of a statement and of the words of its sentence right before and after it."""
    statement, text = telling.statement, telling.document.text
    start = statement.start
    while start > max(0, statement.start - _BEFORE) and text[start - 1] not in _ENDS:
        start -= 1
    end = statement.end
    while end < min(len(text), statement.end + _AFTER) and text[end] not in _ENDS:
        end += 1
    lemmas = {word.start: word.lemma for word in statement.words}
    found: list[Piece] = []
    at = start
    for place in sorted(places, key=lambda p: (p.start, -p.end)):
        if place.start < at:
            continue
        found += _words(telling, at, place.start, lemmas, signals)
        word = text[place.start : place.end].lower()
        found.append(
            Piece(place.start, place.end, word, word, place=place, signal=_within(place.start, signals))
        )
        at = place.end
    return (*found, *_words(telling, at, end, lemmas, signals))


def _words(
    telling: Telling, start: int, end: int, lemmas: Mapping[int, str], signals: Sequence[tuple[int, int]]
) -> list[Piece]:
    text = telling.document.text[start:end]
    if telling.language == "zh":
        return _chinese(text, start, signals)
    tokens = tokens_of(text, language=telling.language, start=start, lemmas=lemmas)
    phrases = set_phrases(telling.language)
    peoples = demonyms(telling.language)
    parts = {word.start: word.pos for word in telling.statement.words}
    found: list[Piece] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        size = 1
        for length in range(min(_longest(telling.language), len(tokens) - at), 1, -1):
            if " ".join(t.text for t in tokens[at : at + length]) in phrases or (
                " ".join(t.lemma for t in tokens[at : at + length]) in phrases
            ):
                size = length
                break
        last = tokens[at + size - 1]
        said = " ".join(t.text for t in tokens[at : at + size])
        base = " ".join(t.lemma for t in tokens[at : at + size])
        written = telling.document.text[token.start : last.end]
        people = "" if size > 1 else peoples.get(written) or peoples.get(written.capitalize(), "")
        found.append(
            Piece(
                token.start,
                last.end,
                said,
                base,
                phrases.get(said, frozenset()) | phrases.get(base, frozenset()),
                people=people,
                signal=_within(token.start, signals),
                mark=token.mark and size == 1,
                verb=size == 1 and parts.get(token.start) == "VERB",
                noun=size == 1 and parts.get(token.start) in ("NOUN", "PROPN") and not people,
            )
        )
        at += size
    return found


def _chinese(text: str, start: int, signals: Sequence[tuple[int, int]]) -> list[Piece]:
    plain = simplified(text)
    phrases = set_phrases("zh")
    found = []
    at = 0
    while at < len(plain):
        size = next(
            (n for n in range(min(_longest("zh"), len(plain) - at), 1, -1) if plain[at : at + n] in phrases),
            1,
        )
        word = plain[at : at + size]
        kinds = phrases.get(word, frozenset())
        found.append(
            Piece(
                start + at,
                start + at + size,
                word,
                word,
                kinds,
                signal=_within(start + at, signals),
                mark=size == 1 and not word.isalnum(),
            )
        )
        at += size
    return [piece for piece in found if not piece.text.isspace()]


def _within(at: int, signals: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in signals)


@functools.cache
def set_phrases(language: str) -> dict[str, frozenset[str]]:
    """Return each word and set phrase of a language's placing.toml with the lists it stands in."""
    found: dict[str, set[str]] = {}
    for key, listed in load("placing", language).items():
        for phrase in listed:
            cut = phrase
            if language != "zh":
                cut = " ".join(token.text for token in tokens_of(phrase, language=language))
            found.setdefault(cut, set()).add(key)
    for kind in words("places", "words", "kinds", language=language):
        found.setdefault(kind, set()).add("kinds")
    return {phrase: frozenset(keys) for phrase, keys in found.items()}


@functools.cache
def _longest(language: str) -> int:
    phrases = set_phrases(language)
    return max(len(phrase) if language == "zh" else phrase.count(" ") + 1 for phrase in phrases)


@functools.cache
def country_place(code: str) -> Place:
    """Return a country as a place without a passage."""
    country = countries().get(code)
    if country is None:
        return Place(0, 0, code, country=code, precision="country")
    return Place(
        0, 0, country.name, country=code, latitude=country.latitude, longitude=country.longitude,
        precision="country",
    )  # fmt: skip
