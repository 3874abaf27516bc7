"""The words around the places of a statement, each place, people's name and set phrase as one."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.extract.countries import countries, demonyms
from firsthand.extract.packs import load, words
from firsthand.extract.tagging.script import simplified
from firsthand.model import Place
from firsthand.register.reading import Telling
from firsthand.register.tokens import Token, tokens_of

# So far the words before a statement are read, to see what a place at its beginning hangs on.
_BEFORE = 80
_AFTER = 40
_NONE: frozenset[str] = frozenset()
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


def with_signals(pieces: Sequence[Piece], signals: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Mark the pieces in which a phrase of the record's kind stands."""
    if not signals:
        return tuple(pieces)
    first, last = min(start for start, _ in signals), max(end for _, end in signals)
    return tuple(
        replace(p, signal=True) if first <= p.start < last and _within(p.start, signals) else p
        for p in pieces
    )


def pieces_of(telling: Telling, places: Sequence[Place]) -> tuple[Piece, ...]:
    """Return the pieces of a statement and of the words of its sentence right before and after it."""
    statement, text = telling.statement, telling.document.text
    start = statement.start
    while start > max(0, statement.start - _BEFORE) and text[start - 1] not in _ENDS:
        start -= 1
    end = statement.end
    while end < min(len(text), statement.end + _AFTER) and text[end] not in _ENDS:
        end += 1
    lemmas = {word.start: word.lemma for word in statement.words}
    parts = {word.start: word.pos for word in statement.words}
    found: list[Piece] = []
    at = start
    for place in sorted(places, key=lambda p: (p.start, -p.end)):
        if place.start < at:
            continue
        found += _words(telling, at, place.start, lemmas, parts)
        word = text[place.start : place.end].lower()
        found.append(Piece(place.start, place.end, word, word, place=place))
        at = place.end
    return (*found, *_words(telling, at, end, lemmas, parts))


def _words(
    telling: Telling, start: int, end: int, lemmas: Mapping[int, str], parts: Mapping[int, str]
) -> list[Piece]:
    text = telling.document.text[start:end]
    if telling.language == "zh":
        return _chinese(text, start)
    tokens = tokens_of(text, language=telling.language, start=start, lemmas=lemmas)
    phrases = set_phrases(telling.language)
    peoples = demonyms(telling.language)
    longest = _lengths(telling.language)
    whole = telling.document.text
    found: list[Piece] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        size = 1
        if token.text in longest or token.lemma in longest:
            size = _phrase_at(tokens, at, telling.language)
        last = tokens[at + size - 1]
        if size == 1:
            said, base = token.text, token.lemma
            written = whole[token.start : last.end]
            people = peoples.get(written) or peoples.get(written.capitalize(), "")
        else:
            said = " ".join(t.text for t in tokens[at : at + size])
            base = " ".join(t.lemma for t in tokens[at : at + size])
            people = ""
        found.append(
            Piece(
                token.start,
                last.end,
                said,
                base,
                _either(phrases.get(said), phrases.get(base)),
                people=people,
                mark=token.mark and size == 1,
                verb=size == 1 and parts.get(token.start) == "VERB",
                noun=size == 1 and parts.get(token.start) in ("NOUN", "PROPN") and not people,
            )
        )
        at += size
    return found


def _either(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str]:
    if one is None or one is other:
        return other or _NONE
    return one | other if other else one


def _phrase_at(tokens: Sequence[Token], at: int, language: str) -> int:
    """Return how many words the longest set phrase that begins here has; 1 where none of several does."""
    phrases, longest = set_phrases(language), _lengths(language)
    most = max(longest.get(tokens[at].text, 1), longest.get(tokens[at].lemma, 1))
    for size in range(min(most, len(tokens) - at), 1, -1):
        inside = tokens[at : at + size]
        if " ".join(t.text for t in inside) in phrases or " ".join(t.lemma for t in inside) in phrases:
            return size
    return 1


def _chinese(text: str, start: int) -> list[Piece]:
    plain = simplified(text)
    phrases = set_phrases("zh")
    found = []
    at = 0
    while at < len(plain):
        size = next(
            (
                n
                for n in range(min(_longest_chinese(), len(plain) - at), 1, -1)
                if plain[at : at + n] in phrases
            ),
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
        if key == "rest":
            continue  # whole beginnings of sentences, whose words stand for themselves here
        for phrase in listed:
            cut = phrase
            if language != "zh":
                cut = " ".join(token.text for token in tokens_of(phrase, language=language))
            found.setdefault(cut, set()).add(key)
    for kind in words("places", "words", "kinds", language=language):
        found.setdefault(kind, set()).add("kinds")
    return {phrase: frozenset(keys) for phrase, keys in found.items()}


@functools.cache
def _lengths(language: str) -> dict[str, int]:
    """Return by its first word how many words the longest set phrase has."""
    found: dict[str, int] = {}
    for phrase in set_phrases(language):
        cut = phrase.split(" ")
        found[cut[0]] = max(found.get(cut[0], 1), len(cut))
    return found


@functools.cache
def _longest_chinese() -> int:
    return max(map(len, set_phrases("zh")))


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
