"""What lies above towns: states, provinces, counties, continents, seas, rivers and islands."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from firsthand.extract import packs
from firsthand.extract.places.small_towns import name_key

_LANGUAGES = ("en", "de", "fr", "es", "it", "zh")
_AS_IN_ENGLISH = "="
# Countries whose regions are written by their letters alone.
_LETTERED = frozenset({"US", "CA", "AU"})


@dataclass(frozen=True, slots=True)
class Division:
    """A region with a name, drawn at its middle (degrees, WGS 84).

    `level` is 1 for the first regions below a country, 2 for those below these, 0 for what belongs to
    no one country: continents, seas, rivers. `admin` is GeoNames' code of the region of level 1;
    `people` counts those in the towns of it that GeoNames knows, 0 where unknown. `names` are by
    language.
    """

    level: int
    country: str
    admin: str
    geoname: int | None
    latitude: float
    longitude: float
    people: int
    kind: str
    names: tuple[tuple[str, ...], ...]

    def called(self, language: str) -> tuple[str, ...]:
        """Return what a language calls it: as English does where nothing else is known, Chinese apart."""
        own = self.names[_LANGUAGES.index(language)]
        return own or (() if language == "zh" else self.names[0])


@functools.cache
def divisions() -> tuple[Division, ...]:
    """Read the regions of the world once a process, the larger levels first (sources: see the files)."""
    found = [
        Division(
            level=int(level),
            country=country,
            admin=admin,
            geoname=int(geoname) if geoname else None,
            latitude=float(latitude),
            longitude=float(longitude),
            people=int(people),
            kind="",
            names=_names(names),
        )
        for level, country, admin, geoname, latitude, longitude, people, *names in _rows("divisions.tsv")
    ]
    found += [
        Division(0, "", "", None, float(latitude), float(longitude), 0, kind, _names(names))
        for kind, latitude, longitude, *names in _rows("features.tsv")
    ]
    return tuple(found)


@functools.cache
def divisions_named(language: str) -> dict[str, tuple[Division, ...]]:
    """Return the regions by the key of each of their names (see `name_key`); Chinese names by themselves."""
    found: dict[str, tuple[Division, ...]] = {}
    bare: dict[str, tuple[Division, ...]] = {}
    kinds = packs.words("places", "words", "kinds", language=language)
    for division in divisions():
        keys = [key_of(name, language) for name in division.called(language)]
        for key in dict.fromkeys(keys):
            found[key] = (*found.get(key, ()), division)
            stem, _, kind = key.rpartition(" ")
            if stem and kind in kinds and stem not in keys:
                bare[stem] = (*bare.get(stem, ()), division)
    # A region may be named without its kind ("Cook" for Cook County), behind all that bear the name in full.
    for key, shorter in bare.items():
        found[key] = (*found.get(key, ()), *shorter)
    for key, division in _also_called(language):
        if division not in found.get(key, ()):
            found[key] = (division, *found.get(key, ()))
    return found


def _also_called(language: str) -> Iterator[tuple[str, Division]]:
    """Yield the keys of what a language's pack calls regions, with their letters ("NSW") where known."""
    english = packs.load("places", "en")["regions"]
    own = packs.load("places", language)["regions"]
    regions = {(each.country, key): each for each in divisions() if each.level == 1 for key in _keys(each)}
    for country, codes in english.items():
        for code, names in codes.items():
            found = [
                regions[country, name_key(name)] for name in names if (country, name_key(name)) in regions
            ]
            for division in found[:1]:
                for name in own.get(country, {}).get(code, ()):
                    yield key_of(name, language), division
                if country in _LETTERED and language == "en":
                    yield key_of(code, language), division


def _keys(division: Division) -> set[str]:
    return {name_key(name) for name in division.names[0]}


@functools.cache
def exonyms(language: str) -> dict[int, tuple[str, ...]]:
    """Return what a language calls towns that the gazetteer does not say, by GeoNames id."""
    if language == "en":
        return {}
    at = _LANGUAGES.index(language) + 1
    return {int(row[0]): (row[at],) for row in _rows("exonyms.tsv") if row[at]}


def key_of(name: str, language: str) -> str:
    """Return a name as it is looked up in a language."""
    return name if language == "zh" else name_key(name)


def _names(columns: list[str]) -> tuple[tuple[str, ...], ...]:
    english = tuple(columns[0].split("|"))
    return (
        english,
        *(
            english if column == _AS_IN_ENGLISH else tuple(filter(None, column.split("|")))
            for column in columns[1:]
        ),
    )


def _rows(name: str) -> Iterator[list[str]]:
    file = resources.files(packs.__name__) / "world" / name
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
