"""A parsed English text with what the recogniser of places asks of it again and again."""

import functools
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from firsthand.extract.analysis import text_of
from firsthand.extract.countries import country_of_demonym
from firsthand.extract.packs import load, words
from firsthand.extract.parse import Doc
from firsthand.extract.parse.pipeline import pipeline
from firsthand.extract.places.divisions import divisions_named
from firsthand.extract.places.small_towns import name_key, small_towns
from firsthand.extract.places.toponyms import Toponym, region_of, toponyms

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Page:
    """A document's words as plain lists, one entry a token.

    `starts` are offsets into `text`, `begins` tells which words begin a sentence, `kinds` are parts of
    speech. Asking spaCy's tokens each time takes several times as long.
    """

    doc: Doc
    text: str
    words: list[str]
    starts: list[int]
    begins: list[bool]
    kinds: list[str]

    def end(self, token: int) -> int:
        """Return the offset behind a token."""
        return self.starts[token] + len(self.words[token])

    def name(self, first: int, stop: int) -> str:
        """Return the text of the tokens [first, stop)."""
        return self.text[self.starts[first] : self.end(stop - 1)]


def page_of(doc: Doc) -> Page:
    """Read what is needed off a parsed document, once."""
    text = text_of(doc)
    return Page(
        doc,
        text,
        [token.text for token in doc],
        doc.starts,
        [token.is_sent_start for token in doc],
        [token.pos_ for token in doc],
    )


@functools.cache
def listed(key: str) -> frozenset[str]:
    """Return one list of words of the pack, by its key under [recognising]."""
    return words("places", "recognising", key, language=LANGUAGE)


@functools.cache
def around(key: str) -> frozenset[str]:
    """Return one list of the words that stand around places, by its key under [words]."""
    return words("places", "words", key, language=LANGUAGE)


@functools.cache
def names_of_people() -> MappingProxyType[str, frozenset[str]]:
    """Return given names and family names of many countries, in lower case.

    `first` has many more given names than `given`, words and places among them: for use where a
    family name follows.
    """
    given: set[str] = set()
    for value in load("first_names", LANGUAGE).values():
        if isinstance(value, str):
            given |= set(value.split())
    people: dict[str, Any] = load("person_names", "world")
    return MappingProxyType(
        {
            "given": frozenset(given),
            "first": frozenset(given) | frozenset(people["given"].split()),
            "family": frozenset(people["family"].split()),
        }
    )


@functools.lru_cache(maxsize=16_384)
def meanings_of(name: str) -> tuple[Toponym, ...]:
    """Return what a name means as it stands: no part of a longer one, no people, no other language's.

    One in capitals is read as if it were written as a name.
    """
    if name in around("never") or len(name) < _SHORTEST:
        return ()
    written = name.title() if len(name) > _SHOUTED and name.isupper() else name
    found = [*toponyms(LANGUAGE).meanings(name), *toponyms(LANGUAGE).meanings(written)]
    key = name_key(written)
    for division in divisions_named(key, LANGUAGE):
        if any(name_key(each) == key for each in division.called(LANGUAGE)):
            found.append(region_of(division))
    for town in small_towns().named(written):
        found.append(
            Toponym(
                town.name, town.country, town.latitude, town.longitude, "city", town.population, town.admin
            )
        )
    return tuple(found)


# "US", "UK": shorter names are no places; shorter words in capitals are initials.
_SHORTEST = 2
_SHOUTED = 3


@functools.cache
def common_names() -> frozenset[str]:
    """Return names of places that are more often words, given names, months or surnames."""
    found = set(around("doubtful"))
    given = load("first_names", LANGUAGE)
    for value in (*load("commonness", LANGUAGE).values(), *given.values()):
        if isinstance(value, str):
            found |= {word.capitalize() for word in value.split()}
    dates = load("dates", LANGUAGE)
    found |= {name.capitalize() for names in (*dates["months"], *dates["weekdays"]) for name in names}
    return frozenset(found)


@functools.lru_cache(maxsize=16_384)
def people_of(word: str) -> str | None:
    """Return the code of the country whose people a word names: "Kenyan", "Kenyans"."""
    return country_of_demonym(word, language=LANGUAGE)


@functools.lru_cache(maxsize=16_384)
def is_word(word: str) -> bool:
    """Tell whether English has a word that is written like this in lower case."""
    _, vocabulary = pipeline()
    return vocabulary.knows(word.lower())
