"""All that a name can mean where it is known to be a place's: small towns and counties, too."""

import functools
import re
from collections.abc import Iterable, Iterator

from firsthand.extract.packs import words
from firsthand.extract.places.divisions import Division, divisions_named, key_of
from firsthand.extract.places.small_towns import SmallTown, small_towns
from firsthand.extract.places.toponyms import Toponym, toponyms

# Stands for the people of a region whose towns are not counted, so that a town of the same name that
# is larger comes first.
_COUNTY_POPULATION = 30_000
# A continent or sea comes before a hamlet of its name, a river behind a town.
_FEATURE_POPULATION = {
    "continent": 1_000_000_000,
    "ocean": 100_000_000,
    "sea": 10_000_000,
    "area": 10_000_000,
}
_OTHER_FEATURE = 10_000


@functools.lru_cache(maxsize=4096)
def candidates(name: str, language: str) -> tuple[Toponym, ...]:
    """Return what a name can mean: countries first, then regions, then towns by their size.

    More is allowed than where a name must be recognised among other words: an article, a genitive,
    a short form ("St."), a region without the kind behind it ("Cook" for Cook County).
    """
    found: list[Toponym] = []
    for meanings in (_known, _regions, _small):
        for form in _forms(name, language):
            more = list(meanings(form, language))
            if more:
                found += more
                break
    return tuple(_distinct(found))


def _known(name: str, language: str) -> Iterable[Toponym]:
    return toponyms(language).meanings(name)


def _regions(name: str, language: str) -> Iterator[Toponym]:
    for division in divisions_named(language).get(key_of(name, language), ()):
        yield toponym_of(division)


def _small(name: str, language: str) -> Iterator[Toponym]:
    if language == "zh":
        return
    for town in small_towns().named(name):
        yield toponym_of_small(town)


def toponym_of(division: Division) -> Toponym:
    """Return a region as what a name can mean."""
    people = division.people or (
        _COUNTY_POPULATION if division.level else _FEATURE_POPULATION.get(division.kind, _OTHER_FEATURE)
    )
    return Toponym(
        division.names[0][0],
        division.country,
        division.latitude,
        division.longitude,
        "region",
        people,
        division.admin or None,
        division.geoname,
    )


def toponym_of_small(town: SmallTown) -> Toponym:
    """Return a small town as what a name can mean."""
    return Toponym(
        town.name,
        town.country,
        town.latitude,
        town.longitude,
        "city",
        town.population,
        town.admin,
        town.geoname,
    )


def _forms(name: str, language: str) -> Iterator[str]:
    """Yield the name, then forms that may be known where it is not."""
    plain = " ".join(name.split())
    yield plain
    bare = plain
    for article in words("places", "articles", language=language):
        if plain.lower().startswith(article):
            bare = plain[len(article) :]
            yield bare
            break
    for ending in ("'s", "’s", "'", "’"):
        if bare.endswith(ending):
            yield bare.removesuffix(ending)
            break
    if bare.isupper() and len(bare) > 4:
        yield bare.title()
    kinds = words("places", "words", "kinds", language=language)
    first, _, rest = bare.partition(" ")
    if rest and first.lower() in kinds:
        yield re.sub(r"^(?:of|de|di|von|du|des) ", "", rest)
    rest, _, last = bare.rpartition(" ")
    if rest and last.lower() in kinds:
        yield rest


def _distinct(found: Iterable[Toponym]) -> Iterator[Toponym]:
    """Yield each place once: a region is known from two lists."""
    seen: set[object] = set()
    for one in found:
        if one.precision == "city" or one.precision == "country":
            keys: set[object] = {one.geoname or (one.name, one.latitude)}
        else:
            keys = {one.geoname, (one.country, one.admin, one.name), (one.name, round(one.latitude))} - {None}
        if seen.isdisjoint(keys):
            yield one
        seen |= keys
