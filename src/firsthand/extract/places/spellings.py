"""How a language writes the names of towns: the gazetteer's names, CLDR's, the pack's, and near ones."""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import ratio

from firsthand.extract.cldr import city_names
from firsthand.extract.packs import load, words
from firsthand.extract.tagging.script import simplified

_LETTERS = str.maketrans(
    {"’": "'", "‘": "'", "ʻ": "'", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}
)
# Other spellings are taken for towns of some size, where they are near the name: GeoNames lists names
# in all languages, and an unlike one is more often another language's than English.
_SPELT_POPULATION = 50_000
_NEAR = 0.66
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ' -]+")
_HANZI = re.compile(r"[一-鿿·]{2,}")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as written; `weak` if it may be another language's name for the place."""

    name: str
    weak: bool = False


def folded(name: str) -> str:
    """Return a name without accents and with a straight apostrophe: "São Paulo" gives "Sao Paulo"."""
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(character for character in plain if not unicodedata.combining(character))


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


def spellings_of_town(
    row: Mapping[str, Any], language: str, taken: frozenset[str], *, largest: bool
) -> Iterator[Spelling]:
    """Yield how a language may write a town of the gazetteer; the largest of a name has the most names."""
    if language == "zh":
        yield from _chinese(row, largest=largest)
        return
    name = row["name"]
    known = _others(language).get(name, ()) if largest else ()
    also = known[1:] if known and known[0] == row["countrycode"] else ()
    if language != "en" and largest:
        also = (*also, *_of_cldr(name, language, row))
    for spelling in unaccented((name, *also), language):
        yield Spelling(spelling)
    if row["population"] >= _SPELT_POPULATION:
        for spelling in _near(name, row["alternatenames"], ascii_only=language == "en"):
            if spelling not in taken:
                yield Spelling(spelling, weak=language != "en")


def _others(language: str) -> dict[str, list[str]]:
    towns: dict[str, list[str]] = load("places", language)["towns"]
    return towns


def _of_cldr(name: str, language: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return CLDR's names for a city that a time zone is named after, by any of its English names."""
    english = _others("en").get(name, ())
    candidates = (name, folded(name), *(english[1:] if english[:1] == [row["countrycode"]] else ()))
    cities = city_names(language)
    zone = row["timezone"].split("/")[-1].replace("_", " ")
    return next((cities[each] for each in candidates if each in cities and each == zone), ())


def _near(name: str, others: Iterable[str], *, ascii_only: bool) -> Iterator[str]:
    """Yield the spellings that a language may use for a name: "Basra" for "Basrah"."""
    plain = folded(name)
    for other in others:
        bare = other if other.isascii() else folded(other)
        alike = bare[:1] == plain[:1] and len(other) > 4 and other != plain and other.istitle()
        written = other.isascii() if ascii_only else _LATIN.fullmatch(other) is not None
        if alike and written and ratio(plain, bare, score_cutoff=_NEAR * 100):
            yield other


def _chinese(row: Mapping[str, Any], *, largest: bool) -> Iterator[Spelling]:
    """Yield a town's Chinese names with and without the kind of town behind them: 武汉市, 武汉."""
    name = row["name"]
    known = _others("zh").get(name, ()) if largest else ()
    also = known[1:] if known and known[0] == row["countrycode"] else ()
    cldr = _of_cldr(name, "zh", row) if largest else ()
    for strong in dict.fromkeys(simplified(each) for each in (*also, *cldr)):
        yield Spelling(strong)
    foreign = row["countrycode"] not in load("places", "zh")["home"]
    for other in dict.fromkeys(simplified(each) for each in row["alternatenames"] if _HANZI.fullmatch(each)):
        if foreign and len(other) <= _SHORTEST:
            continue  # two characters of a foreign sound are part of a longer name more often
        yield Spelling(other)
        kind = next((kind for kind in _kinds() if other.endswith(kind)), None)
        if kind and len(other) - len(kind) >= _SHORTEST:
            yield Spelling(other[: -len(kind)])


@functools.cache
def _kinds() -> tuple[str, ...]:
    return tuple(sorted(words("places", "words", "kinds", language="zh"), key=len, reverse=True))
