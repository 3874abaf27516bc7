"""Which of the places of one name a text means."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.extract.places.toponyms import Toponym
from firsthand.model import Place

# What a meaning gains, in powers of ten of population: for being a country or its capital, and for the
# share of the text's other places that lie in the same country and region. On 150 LGL and 60 GeoVirus
# texts .78 and .85 of names come to lie within 161 km; any values from half to twice these give the
# same within .01, so they are round.
_COUNTRY, _CAPITAL, _NATION, _REGION = 2.5, 2.0, 5.0, 4.0


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that can name a place, with what stands around them.

    `personal`: they stand inside a longer name or behind a title. `placed`: words around make a place
    likely ("in X"); `kind`: they say it outright ("the city of X"). `within` is the country or region
    that follows behind a comma.
    """

    start: int
    end: int
    text: str
    meanings: tuple[Toponym, ...]
    personal: bool
    placed: bool
    kind: bool
    within: Toponym | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """How often a document names each country and each region."""

    countries: Counter[str]
    regions: Counter[tuple[str, str]]


def context_of(
    mentions: Sequence[Mention], peoples: Iterable[str], *, countries: Iterable[str] = ()
) -> Context:
    """Count the countries that a document speaks of: by places of one meaning and by codes of peoples.

    `countries` are codes of those that the matter is about, whether or not this document names them.
    """
    named: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    for mention in mentions:
        certain = [meaning for meaning in mention.meanings if meaning.precision != "city"]
        if len(mention.meanings) == 1:
            certain = list(mention.meanings)
        for meaning in (*certain[:1], *([mention.within] if mention.within else [])):
            named[meaning.country] += 1
            if meaning.admin:
                regions[meaning.country, meaning.admin] += 1
    named.update(peoples)
    named.update(countries)
    return Context(named, regions)


def resolved(mention: Mention, context: Context) -> Place:
    """Return the place that a mention most likely means."""
    best = max(mention.meanings, key=lambda meaning: (_weight(meaning, mention, context), -meaning.latitude))
    return Place(
        start=mention.start,
        end=mention.end,
        name=best.name,
        country=best.country,
        latitude=best.latitude,
        longitude=best.longitude,
        geoname=best.geoname,
        precision=best.precision,
    )


def _weight(meaning: Toponym, mention: Mention, context: Context) -> float:
    """Weigh one meaning of a name: population in powers of ten, plus what the text says of its country."""
    weight = math.log10(meaning.population + 10)
    weight += _COUNTRY if meaning.precision == "country" else _CAPITAL if meaning.capital else 0.0
    total = sum(context.countries.values())
    if total:
        weight += _NATION * context.countries[meaning.country] / total
    if meaning.admin and context.regions:
        weight += _REGION * context.regions[meaning.country, meaning.admin] / sum(context.regions.values())
    within = mention.within
    if within is not None and within.country == meaning.country:
        weight += 10.0
        if within.admin and within.admin == meaning.admin:
            weight += 10.0
    return weight
