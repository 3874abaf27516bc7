"""How a language writes the names of towns: the gazetteer's names, CLDR's, the pack's, and near ones."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from firsthand.extract.cldr import city_names
from firsthand.extract.packs import load, words
from firsthand.extract.places.divisions import exonyms
from firsthand.extract.places.gazetteer import (
    HANZI,
    SPELT_POPULATION,
    Town,
    also_called,
    folded,
    gazetteer,
    is_seat,
)
from firsthand.extract.tagging.script import simplified

# Other spellings are taken where they are near the name: GeoNames lists names in all languages, and an
# unlike one is more often another language's than English.
_NEAR = 0.66
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ' -]+")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as written; `weak` if it may be another language's name for the place."""

    name: str
    weak: bool = False


def unaccented(names: Iterable[str], language: str) -> Iterator[str]:
    """Yield each name as written and without its accents; Chinese names in simplified characters."""
    genitive: str = load("places", language)["genitive"]
    for name in names:
        if language == "zh":
            yield simplified(name)
            continue
        yield name
        if folded(name) != name:
            yield folded(name)
        if genitive and name[-1] not in "sxzß":
            yield name + genitive


def spellings_of_town(town: Town, language: str) -> Iterator[Spelling]:
    """Yield how a language may write a town of the gazetteer; the largest of a name has the most names."""
    if language == "zh":
        yield from _chinese(town)
        return
    for spelling in unaccented((town.name, *special_names(town, language)), language):
        yield Spelling(spelling)
    if town.population >= SPELT_POPULATION:
        for spelling in _near(town, ascii_only=language == "en"):
            if spelling not in gazetteer().plain:
                yield Spelling(spelling, weak=language != "en")


def special_names(town: Town, language: str) -> tuple[str, ...]:
    """Return what a language's pack and CLDR call a town, whatever the gazetteer says."""
    also = (*also_called(town, language), *exonyms(language).get(town.geoname, ()))
    if language == "en" or not is_seat(town):
        return also
    # CLDR names the cities that time zones are named after.
    return (*also, *city_names(language).get(town.seat, ()))


def _near(town: Town, *, ascii_only: bool) -> Iterator[str]:
    """Yield the spellings that a language may use for a name: "Basra" for "Basrah"."""
    plain = town.plain
    for other in town.others.split("\n"):
        bare = other if other.isascii() else folded(other)
        alike = bare[:1] == plain[:1] and len(other) > 4 and other != plain and other.istitle()
        written = other.isascii() if ascii_only else _LATIN.fullmatch(other) is not None
        if alike and written and ratio(plain, bare, score_cutoff=_NEAR * 100):
            yield other


def _chinese(town: Town) -> Iterator[Spelling]:
    """Yield a town's Chinese names with and without the kind of town behind them: 武汉市, 武汉."""
    for strong in dict.fromkeys(simplified(each) for each in special_names(town, "zh")):
        yield Spelling(strong)
    foreign = town.country not in load("places", "zh")["home"]
    for other in dict.fromkeys(simplified(each) for each in HANZI.findall(town.others)):
        if foreign and len(other) <= _SHORTEST:
            continue  # two characters of a foreign sound are part of a longer name more often
        yield Spelling(other)
        kind = next((kind for kind in _kinds() if other.endswith(kind)), None)
        if kind and len(other) - len(kind) >= _SHORTEST:
            yield Spelling(other[: -len(kind)])


@functools.cache
def _kinds() -> tuple[str, ...]:
    return tuple(sorted(words("places", "words", "kinds", language="zh"), key=len, reverse=True))
