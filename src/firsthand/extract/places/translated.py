"""Names of places that a machine translated word by word: "Good Airs" is Buenos Aires.

A run of capitalised words that no gazetteer knows, where the text says outright that it is a place, is
compared word by word with the towns of the countries that the text speaks of. One that fits, and is
the only one, is taken, and the place says so.
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from firsthand.extract.countries import country_name, demonyms
from firsthand.extract.packs import words
from firsthand.extract.places.elements import (
    elements,
    is_element,
    parts_of,
    split_up,
    translates,
    translations,
)
from firsthand.extract.places.gazetteer import gazetteer
from firsthand.extract.places.small_towns import small_towns
from firsthand.extract.places.toponyms import Toponym, toponyms, town_of
from firsthand.model import Place

# Parts of a name at most: "Porto de Pedra Branca do Rio Preto" is as long as they come.
_MOST_PARTS = 4
# Where the text only says "in …", a town must be so large: a hall may be named like a smaller one.
_LARGE = 100_000
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GAP = re.compile(r"[ \u00a0]")


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words; `outright`: the text says that they name a place; `within`: and in which country."""

    start: int
    end: int
    outright: bool
    within: str | None


def with_translated(text: str, places: Sequence[Place], language: str) -> tuple[Place, ...]:
    """Return the places of a text, with those whose names were translated word by word put in."""
    found: list[Place] = []
    for run in _chinese_runs(text) if language == "zh" else _runs(text, places, language):
        place = _read(text, run, places, language)
        # Of the runs that begin at one word the longest that fits is taken.
        if place is not None and not (found and place.start < found[-1].end):
            found.append(place)
    if not found:
        return tuple(places)
    kept = [
        place for place in places if all(place.end <= new.start or new.end <= place.start for new in found)
    ]
    return tuple(sorted([*kept, *found], key=lambda place: (place.start, place.end)))


def _runs(text: str, places: Sequence[Place], language: str) -> Iterator[_Run]:
    tokens = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    opens = words("toponyms", "opens", language=language)
    of = words("toponyms", "of", language=language)
    inside = words("toponyms", "inside", language=language)
    small = words("toponyms", "small", language=language)
    at = 1
    while at < len(tokens):
        word, start, _ = tokens[at]
        if not word[0].isupper():
            at += 1
            continue
        before = [tokens[back][0].lower() for back in range(max(0, at - 2), at)]
        opened = before[-1] in opens or (len(before) > 1 and before[-1] in of and before[-2] in opens)
        said = opened or before[-1] in inside
        if not (said and _joined(text, tokens[at - 1], tokens[at])):
            at += 1
            continue
        ends = [tokens[at][2]]
        stop = at
        while stop + 1 < len(tokens) and _joined(text, tokens[stop], tokens[stop + 1]):
            stop += 1
            if tokens[stop][0][0].isupper():
                ends.append(tokens[stop][2])
            elif tokens[stop][0].lower() not in small:
                break
        for end in reversed(ends):
            within = _within(text, end, places)
            yield _Run(start, end, opened or within is not None, within)
        at += 1


def _joined(text: str, left: tuple[str, int, int], right: tuple[str, int, int]) -> bool:
    """Tell whether nothing but a space stands between two words."""
    return _GAP.fullmatch(text, left[2], right[1]) is not None


def _within(text: str, end: int, places: Sequence[Place]) -> str | None:
    """Return the country named right behind: ", Chile" or " (Chile)"."""
    for place in places:
        between = text[end : place.start] if 0 < place.start - end <= len(", in ") else ""
        if between.startswith((",", " (")) and place.country and place.precision == "country":
            return place.country
    return None


def _chinese_runs(text: str) -> Iterator[_Run]:
    """Yield what stands behind a word like 城市 and is made of nothing but what names are made of."""
    opens = sorted(words("toponyms", "opens", language="zh"), key=len, reverse=True)
    small = words("toponyms", "small", language="zh")
    known = sorted(elements("zh"), key=len, reverse=True)
    for cue in re.finditer("|".join(map(re.escape, opens)), text):
        at = cue.end()
        ends: list[int] = []
        while word := next((each for each in known if text.startswith(each, at)), None):
            at += len(word)
            ends.append(at)
            at += next((len(each) for each in small if text.startswith(each, at)), 0)
        for end in reversed(ends[1:]):
            yield _Run(cue.end(), end, outright=True, within=None)


def _read(text: str, run: _Run, places: Sequence[Place], language: str) -> Place | None:
    """Return the place that a run of words means, None unless exactly one town fits."""
    printed = text[run.start : run.end]
    parts = _chinese_parts(printed) if language == "zh" else parts_of(printed)
    if not 1 < len(parts) <= _MOST_PARTS:
        return None
    beside = [place for place in places if place.end <= run.start or run.end <= place.start]
    countries = frozenset({run.within}) if run.within else _in_reach(text, beside, language)
    if countries & _known_in(printed, language):
        return None  # there is a place of that name
    fitting = {town.geoname: town for town in _fitting(parts, countries, language, run.outright)}
    if len(fitting) != 1:
        return None
    (town,) = fitting.values()
    country = country_name(town.country)
    return Place(
        start=run.start,
        end=run.end,
        name=town.name,
        country=town.country,
        latitude=town.latitude,
        longitude=town.longitude,
        geoname=town.geoname,
        precision="city",
        note=f"{printed}: read as {town.name} ({country}), its name translated word by word",
    )


def _in_reach(text: str, places: Sequence[Place], language: str) -> frozenset[str]:
    """Return the countries that a text names, by themselves or by their people; places in them count, too."""
    return _peoples_named(text, language) | {place.country for place in places if place.country}


@functools.lru_cache(maxsize=8)  # asked for every run of the text that is being read
def _peoples_named(text: str, language: str) -> frozenset[str]:
    peoples = demonyms(language)
    return frozenset(peoples[word] for word in _WORD.findall(text) if word in peoples)


def _known_in(name: str, language: str) -> set[str]:
    """Return the countries in which a place bears a name."""
    known = {meaning.country for meaning in toponyms(language).meanings(name)}
    return known | {town.country for town in small_towns().named(name)}


@functools.lru_cache(maxsize=256)
def _fitting(
    parts: tuple[str, ...], countries: frozenset[str], language: str, outright: bool
) -> tuple[Toponym, ...]:
    """Return the towns of some countries that have a name of these words in another language."""
    said = {word for each in split_up(parts) for word in each}
    meant = frozenset(other for one in said for other in translations(one, language))
    towns = gazetteer().towns
    return tuple(
        town_of(at)
        for at in sorted({at for country in countries for at in _made_of(country, meant)})
        if (outright or towns[at].population >= _LARGE)
        and _fits(parts, parts_of(towns[at].plain), language, joined=outright)
    )


def _made_of(country: str, meant: frozenset[str]) -> Iterator[int]:
    """Yield the towns of a country with one of some words in their names."""
    made = _by_element(country)
    for word in made.keys() & meant:
        yield from made[word]


@functools.cache
def _by_element(country: str) -> Mapping[str, tuple[int, ...]]:
    """Return the towns of a country by the words in their names that mean something, joined ones cut."""
    found: dict[str, list[int]] = {}
    towns = gazetteer().towns
    for at in _by_country().get(country, ()):
        made = {word for each in split_up(parts_of(towns[at].plain)) for word in each}
        for word in filter(is_element, made):
            found.setdefault(word, []).append(at)
    return {word: tuple(listed) for word, listed in found.items()}


@functools.cache
def _by_country() -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for at, country in enumerate(gazetteer().towns.countries):
        found.setdefault(country, []).append(at)
    return {country: tuple(listed) for country, listed in found.items()}


def _fits(parts: tuple[str, ...], own: tuple[str, ...], language: str, *, joined: bool) -> bool:
    """Tell whether words are those of a name, in any order, some of them translated and the rest the same.

    `joined`: a word may be two in one, as in "Casablanca".
    """
    if not 0 < len(own) <= _MOST_PARTS:
        return False
    return any(
        len(mine) == len(theirs) > 1 and _pairs(mine, theirs, language)
        for mine in (split_up(parts) if joined else (parts,))
        for theirs in (split_up(own) if joined else (own,))
    )


def _pairs(mine: tuple[str, ...], theirs: tuple[str, ...], language: str) -> bool:
    if not any(translates(one, other, language) for one in mine for other in theirs):
        return False
    for order in permutations(theirs):
        translated = 0
        for one, other in zip(mine, order, strict=True):
            if one == other:
                continue
            if not translates(one, other, language):
                break
            translated += 1
        else:
            if translated:
                return True
    return False


def _chinese_parts(printed: str) -> tuple[str, ...]:
    known = sorted(elements("zh"), key=len, reverse=True)
    found: list[str] = []
    at = 0
    while at < len(printed):
        word = next((each for each in known if printed.startswith(each, at)), None)
        found += [word] if word else []
        at += len(word) if word else 1
    return tuple(found)
