"""Which country a word stands for: by its name, its capital or its people.

"Britain", "the U.K.", "London" and "British" all lead to GB. Used by the step that resolves
sources (a capital or a people's name for a government) and by the one that finds places.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from firsthand.extract import packs

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
    """Return all countries by code; callers must not change the dictionary."""
    middles = packs.load("countries", "world")
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
        for code, row in packs.load("countries", language).items()
    }


def country_named(text: str, *, language: str = "en") -> str | None:
    """Return the code of the country that a name is: "the U.K." gives "GB"; None if it is none."""
    return _look_up(text, _names(language))


def country_of_capital(text: str, *, language: str = "en") -> str | None:
    """Return the code of the country whose seat of government this is: "Lisbon" gives "PT"."""
    return _look_up(text, _capitals(language))


def country_of_demonym(text: str, *, language: str = "en") -> str | None:
    """Return the code of the country whose people or manner this is: "Dutch" gives "NL"."""
    return _look_up(text, _demonyms(language))


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


def _look_up(text: str, table: dict[str, str]) -> str | None:
    word = text.translate(_APOSTROPHES).strip()
    word = word[:-2] if word.endswith("'s") else word.removesuffix("'")
    bare = word[4:] if word[:4] in ("the ", "The ", "THE ") else word
    # Headlines in capitals: "CHINA" is China, but "US" is never "us" and "CAR" never "car".
    titled = bare.title() if bare.isupper() and len(bare) > 4 else bare
    return table.get(word) or table.get(bare) or table.get(titled)


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
