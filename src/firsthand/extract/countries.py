"""Which country a word stands for: by its name, its capital or its people.

"Britain", "the U.K.", "London" and "British" all lead to GB. Used by the step that resolves
sources (a capital or a people's name for a government) and by the one that finds places.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from firsthand.extract import packs
from firsthand.extract.cldr import city_names, territory_names
from firsthand.extract.tagging.script import simplified

# CLDR names these by what they are in law.
_LONG_NAMES = frozenset({"HK", "MO"})
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "\xa0": " "})


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory as one language names it.

    `code` is ISO 3166-1 alpha-2; `latitude` and `longitude` are the middle of the country in degrees.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]
    latitude: float
    longitude: float


@functools.cache
def countries(language: str = "en") -> dict[str, Country]:
    """Return all countries by code; callers must not change the dictionary.

    English has a list of its own; other languages take the names of the Unicode CLDR, and their
    pack adds what else they say.
    """
    middles = packs.load("countries", "world")
    rows = packs.load("countries", language) if language == "en" else _rows(language)
    return {
        code: Country(
            code=code,
            name=row["name"],
            aliases=tuple(row.get("aliases", ())),
            capitals=tuple(row.get("capitals", ())),
            demonyms=tuple(row.get("demonyms", ())),
            latitude=middles[code][0],
            longitude=middles[code][1],
        )
        for code, row in rows.items()
    }


def _rows(language: str) -> dict[str, dict[str, Any]]:
    """Put together what a language calls countries, their seats of government and their people."""
    pack = packs.load("countries", language)
    territories, cities = territory_names(language), city_names(language)
    rows: dict[str, dict[str, Any]] = {}
    for code, english in packs.load("countries", "en").items():
        standard = [_plain(name, language) for name in territories.get(code, (english["name"],))]
        names = [*pack["names"].get(code, ()), *standard]
        capitals = [
            *pack["capitals"].get(code, ()),
            *(
                _plain(name, language)
                for city in english.get("capitals", ())
                for name in cities.get(city, (city,))
            ),
        ]
        shown = names[0] if language == "zh" or code in _LONG_NAMES else standard[0]
        rows[code] = {
            "name": shown,
            "aliases": [name for name in dict.fromkeys(names) if name != shown],
            "capitals": list(dict.fromkeys(capitals)),
            "demonyms": [
                form
                for word in pack["demonyms"].get(code, ())
                for form in _inflected(word, pack["inflections"])
            ],
        }
        if language == "zh":
            rows[code]["demonyms"] += [
                name + ending for name in names for ending in pack["inflections"][""] if ending
            ]
    return rows


def _inflected(word: str, endings: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the forms of a people's name: "chinois" gives "chinois", "chinoise", "chinoises"."""
    ending = max((ending for ending in endings if word.lower().endswith(ending)), key=len)
    stem = word[: len(word) - len(ending)]
    forms = [stem + other for other in endings[ending]]
    return [*forms, *(form[:1].upper() + form[1:] for form in forms if form[:1].islower())]


def _plain(name: str, language: str) -> str:
    """Return a name with straight apostrophes, Chinese in simplified characters."""
    return simplified(name) if language == "zh" else name.translate(_APOSTROPHES)


@functools.lru_cache(maxsize=65_536)
def country_named(text: str, *, language: str = "en") -> str | None:
    """Return the code of the country that a name is: "the U.K." gives "GB"; None if it is none."""
    return _look_up(text, _names(language), language)


def country_of_capital(text: str, *, language: str = "en") -> str | None:
    """Return the code of the country whose seat of government this is: "Lisbon" gives "PT"."""
    return _look_up(text, _capitals(language), language)


@functools.lru_cache(maxsize=65_536)
def country_of_demonym(text: str, *, language: str = "en") -> str | None:
    """Return the code of the country whose people or manner this is: "Dutch" gives "NL"."""
    return _look_up(text, _demonyms(language), language)


def demonyms(language: str = "en") -> dict[str, str]:
    """Return what all peoples and their manner are called, with their country's code; not to be changed."""
    return _demonyms(language)


@functools.lru_cache(maxsize=65_536)
def country_of(text: str, *, language: str = "en") -> str | None:
    """Return the code of the country a word stands for, whether name, capital or demonym."""
    return (
        country_named(text, language=language)
        or country_of_demonym(text, language=language)
        or country_of_capital(text, language=language)
    )


def country_name(code: str, *, language: str = "en") -> str:
    """Return the name of a country: "GB" gives "United Kingdom"; an unknown code gives itself."""
    country = countries(language).get(code)
    return country.name if country else code


def _look_up(text: str, table: dict[str, str], language: str) -> str | None:
    word = text.translate(_APOSTROPHES).strip()
    if language == "zh":
        return table.get(simplified(word))
    if language == "en":
        word = word[:-2] if word.endswith("'s") else word.removesuffix("'")
    bare = _without_article(word, language)
    # Headlines in capitals: "CHINA" is China, but "US" is never "us" and "CAR" never "car".
    titled = bare.title() if bare.isupper() and len(bare) > 4 else bare
    return table.get(word) or table.get(bare) or table.get(titled)


def _without_article(word: str, language: str) -> str:
    for article in packs.words("places", "articles", language=language):
        if word.lower().startswith(article) and len(word) > len(article) + 1:
            return word[len(article) :]
    return word


@functools.cache
def _names(language: str) -> dict[str, str]:
    return _by(language, lambda country: (country.name, *country.aliases))


@functools.cache
def _capitals(language: str) -> dict[str, str]:
    return _by(language, lambda country: country.capitals)


@functools.cache
def _demonyms(language: str) -> dict[str, str]:
    return _by(language, lambda country: country.demonyms)


def _by(language: str, words: Callable[[Country], tuple[str, ...]]) -> dict[str, str]:
    """Map each word to its country; a word that two countries share goes to the first by code."""
    found: dict[str, str] = {}
    for code, country in countries(language).items():
        for word in words(country):
            found.setdefault(word.translate(_APOSTROPHES), code)
    return found
