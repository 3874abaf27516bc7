"""All that a name can mean where it is known to be a place's: small towns and counties, too."""

import functools
from collections.abc import Iterable, Iterator

from firsthand.extract.countries import country_name, country_of_demonym
from firsthand.extract.packs import load, words
from firsthand.extract.places.divisions import divisions_named, key_of
from firsthand.extract.places.gazetteer import folded
from firsthand.extract.places.other_names import other_names
from firsthand.extract.places.small_towns import small_towns
from firsthand.extract.places.toponyms import Toponym, region_of, toponyms, town_of

# Letters in capitals up to this many are an abbreviation, not a name shouted.
_LONGEST_LETTERS = 4
# "Roman" is of Rome, but "Ian" of no place.
_SHORTEST_STEM = 4
# A region is left out behind the town of its name that has so many people, and such a share of the region's.
# There states are named without their kind, so both are kept.
_STATES = frozenset({"US", "CA", "AU"})
_LARGE_TOWN = 100_000
_MAIN_SHARE = 0.15


@functools.lru_cache(maxsize=4096)
def candidates(name: str, language: str) -> tuple[Toponym, ...]:
    """Return what a name can mean: countries first, then regions, then towns by their size.

    More is allowed than where a name must be recognised among other words: an article, a genitive,
    a short form ("St."), a region without the kind behind it ("Cook" for Cook County), a people,
    another language's name.
    """
    for form in _forms(name, language):
        found = [*_people(form, language), *toponyms(language).meanings(form), *_regions(form, language)]
        found += _small(form, language)
        if not found and language != "zh":
            found += _regions(form, "en")  # as it is called at home, or in English
        if found:
            return tuple(_as_spelt(form, _without_surroundings(list(_distinct(found)))))
    return tuple(_distinct(_elsewhere(name, language)))


def _people(name: str, language: str) -> Iterator[Toponym]:
    """Yield the country of a people: "the French"."""
    code = country_of_demonym(name, language=language)
    if code:
        for meaning in toponyms(language).meanings(country_name(code, language=language)):
            if meaning.precision == "country" and meaning.country == code:
                yield meaning


def _regions(name: str, language: str) -> Iterator[Toponym]:
    for division in divisions_named(key_of(name, language), language):
        yield region_of(division)


def _small(name: str, language: str) -> Iterator[Toponym]:
    if language == "zh" or (name.isupper() and len(name) < _LONGEST_LETTERS):
        return  # "EU" is no town called Eu
    for town in small_towns().named(name):
        yield Toponym(
            town.name,
            town.country,
            town.latitude,
            town.longitude,
            "city",
            town.population,
            town.admin,
            town.geoname,
        )


def _elsewhere(name: str, language: str) -> Iterator[Toponym]:
    """Yield what a name means that this language does not know: part of a region, people, others' names."""
    known = toponyms(language)
    plain = " ".join(name.split())
    for town in other_names().named(plain):
        yield town_of(town)
    first, _, rest = plain.partition(" ")
    if rest and first.lower() in words("toponyms", "directions", language=language):
        wider = [meaning for meaning in candidates(rest, language) if meaning.precision != "city"]
        if wider:
            yield from wider
            return
    for ending, instead in load("toponyms", language)["people"]:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_STEM:
            stem = plain.removesuffix(ending) + instead
            found = [*known.meanings(stem), *_regions(stem, language)]
            if found:
                yield from found
                return


def _forms(name: str, language: str) -> Iterator[str]:
    """Yield the name, then forms that may be known where it is not."""
    plain = " ".join(name.split())
    if plain.isupper() and len(plain) > _LONGEST_LETTERS:
        plain = plain.title()  # a headline
    yield plain
    bare = plain
    for article in words("places", "articles", language=language):
        if plain.lower().startswith(article):
            bare = plain[len(article) :]
            yield bare
            break
    for ending in ("'s", "’s", "'", "’"):
        if bare.endswith(ending):
            bare = bare.removesuffix(ending)
            yield bare
            break
    kinds = words("places", "words", "kinds", language=language)
    first, _, rest = bare.partition(" ")
    if rest and first.lower() in kinds:
        of, _, behind = rest.partition(" ")
        yield behind if of in words("toponyms", "of", language=language) and behind else rest
    rest, _, last = bare.rpartition(" ")
    if rest and last.lower() in kinds:
        yield rest


def _without_surroundings(found: list[Toponym]) -> list[Toponym]:
    """Leave out a region around a large town of its name: "Beijing" is the city, "Zürich", too.

    So is a capital, whose region of the same name may lie beside it: "Buenos Aires".
    """
    seats = {each.country for each in found if each.precision == "city" and each.capital}
    people: dict[tuple[str, str | None], int] = {}
    for each in found:
        if each.precision == "city":
            people.setdefault((each.country, each.admin), each.population)
    return [
        each
        for each in found
        if each.precision != "region"
        or each.country in _STATES
        or (
            each.country not in seats
            and people.get((each.country, each.admin), 0) < max(_LARGE_TOWN, each.population * _MAIN_SHARE)
        )
    ]


def _as_spelt(form: str, found: list[Toponym]) -> list[Toponym]:
    """Leave out towns that are written otherwise where the name as written is known: "Canada" is no Cañada.

    Letters in capitals are an abbreviation, never a small town shouted: "EU" is not Eu.
    """
    shouted = form.isupper() and len(form) <= _LONGEST_LETTERS
    plain = [
        each
        for each in found
        if each.precision != "city"
        or each.population >= _LARGE_TOWN
        or (not (shouted and each.name != form) and (each.name == form or folded(each.name) != form))
    ]
    return plain or found


def _distinct(found: Iterable[Toponym]) -> Iterator[Toponym]:
    """Yield each place once: a region is known from two lists."""
    seen: set[object] = set()
    for one in found:
        keys: set[object] = {one.geoname or (one.name, one.latitude)}
        if one.precision == "region":
            keys |= {(one.country, one.admin, one.name), (one.name, round(one.latitude))}
        if seen.isdisjoint(keys):
            yield one
        seen |= keys
