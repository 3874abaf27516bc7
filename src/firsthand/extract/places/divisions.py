"""What lies above towns: states, provinces, counties, continents, seas, rivers and islands."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np

from firsthand.extract import packs
from firsthand.extract.compiled import Index, Table, Texts, kept
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


@dataclass(frozen=True, slots=True)
class _Divisions:
    """All regions as lines of text, the larger levels first, and which of them bear a name, by language."""

    lines: Texts
    counties: tuple[int, ...]
    named: dict[str, Index]


def divisions() -> Iterator[Division]:
    """Yield the regions of the world, the larger levels first (sources: see the files)."""
    return map(_division, range(len(_divisions().lines)))


def counties() -> Iterator[Division]:
    """Yield the counties of the United States."""
    return map(_division, _divisions().counties)


def divisions_named(key: str, language: str) -> tuple[Division, ...]:
    """Return the regions by the key of a name (see `key_of`); those that bear it in full first."""
    return tuple(map(_division, _divisions().named[language].numbers_of(key)))


@functools.lru_cache(maxsize=4096)
def _division(at: int) -> Division:
    return _read(_divisions().lines[at])


@functools.cache
def _divisions() -> _Divisions:
    table = kept("divisions", make_divisions, made_of=())
    return _Divisions(
        Texts(table, "lines"),
        tuple(table["counties"].tolist()),
        {language: Index(table, language) for language in _LANGUAGES},
    )


def make_divisions() -> Table:
    """Work out the table of the regions."""
    lines = ["\t".join((*row[:7], "", *row[7:])) for row in _rows("divisions.tsv")]
    for kind, latitude, longitude, *names in _rows("features.tsv"):
        lines.append("\t".join(("0", "", "", "", latitude, longitude, "0", kind, *names)))
    every = [_read(line) for line in lines]
    counties = [at for at, each in enumerate(every) if each.country == "US" and each.level == 2]
    return {
        **Texts.columns(lines, "lines"),
        "counties": np.array(counties, np.int32),
        **{
            name: column
            for language in _LANGUAGES
            for name, column in Index.columns(_named(every, language), language).items()
        },
    }


def _read(line: str) -> Division:
    level, country, admin, geoname, latitude, longitude, people, kind, *names = line.split("\t")
    return Division(
        level=int(level),
        country=country,
        admin=admin,
        geoname=int(geoname) if geoname else None,
        latitude=float(latitude),
        longitude=float(longitude),
        people=int(people),
        kind=kind,
        names=_names(names),
    )


def _named(every: Sequence[Division], language: str) -> dict[str, list[int]]:
    """Return the places of the regions in a list by the key of each of their names."""
    found: dict[str, list[int]] = {}
    bare: dict[str, list[int]] = {}
    kinds = packs.words("places", "words", "kinds", language=language)
    for at, division in enumerate(every):
        keys = [key_of(name, language) for name in division.called(language)]
        for key in dict.fromkeys(keys):
            found.setdefault(key, []).append(at)
            stem, _, kind = key.rpartition(" ")
            if stem and kind in kinds and stem not in keys:
                bare.setdefault(stem, []).append(at)
    # A region may be named without its kind ("Cook" for Cook County), behind all that bear the name in full.
    for key, shorter in bare.items():
        found.setdefault(key, []).extend(shorter)
    for key, at in _also_called(every, language):
        if at not in found.setdefault(key, []):
            found[key].insert(0, at)
    return found


def _also_called(every: Sequence[Division], language: str) -> Iterator[tuple[str, int]]:
    """Yield the keys of what a language's pack calls regions, with their letters ("NSW") where known."""
    english = packs.load("places", "en")["regions"]
    own = packs.load("places", language)["regions"]
    regions = {
        (each.country, key): at for at, each in enumerate(every) if each.level == 1 for key in _keys(each)
    }
    for country, codes in english.items():
        for code, names in codes.items():
            found = [
                regions[country, name_key(name)] for name in names if (country, name_key(name)) in regions
            ]
            for at in found[:1]:
                for name in own.get(country, {}).get(code, ()):
                    yield key_of(name, language), at
                if country in _LETTERED and language == "en":
                    yield key_of(code, language), at


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
