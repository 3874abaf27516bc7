"""Names of places weighed against one another: each is read in the light of where the others lie."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from firsthand.extract.places.toponyms import Toponym


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for a meaning, in powers of ten of people.

    `country`, `capital` and `region` are for being one; `seat` for a capital that a far region shares its
    name with: "Washington" alone is the city, among places of the state it is the state. `nation` and
    `admin` are multiplied by the share of the text's other names that lie in the same country or region,
    `near` by how many lie close by; `within` is for lying in what the text says right behind the name.
    `chosen` is for lying in a country that the matter is about.
    """

    people: float = 1.0
    country: float = 2.5
    capital: float = 1.0
    seat: float = 1.5
    region: float = 1.0
    county: float = 0.0
    nation: float = 3.0
    admin: float = 4.0
    near: float = 0.7
    within: float = 10.0
    chosen: float = 3.0
    reach_km: float = 150.0
    heat: float = 1.0
    rounds: int = 3


WEIGHTS = Weights()
# Of the meanings of one name only the likeliest by themselves are weighed: "San José" has 150.
_MOST = 60
_ENOUGH_NEAR = 3.0
_EARTH_KM = 6371.0
_LARGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Named:
    """A name used in one sense: what it can mean, what it is said to lie in, where it stands."""

    meanings: tuple[Toponym, ...]
    within: Toponym | None
    starts: tuple[int, ...]


def weighed(
    units: Sequence[Named],
    peoples: Sequence[str],
    countries: Sequence[str],
    weights: Weights = WEIGHTS,
) -> list[Toponym]:
    """Return the meaning of each name. Every name starts from its own likeliest meanings, and is then
    weighed again, a few times, with what the others are by then taken to mean.
    """
    if not units:
        return []
    kept = [_likeliest(unit, countries, weights) for unit in units]
    every = [meaning for meanings in kept for meaning in meanings]
    owner = np.repeat(np.arange(len(kept)), [len(meanings) for meanings in kept])
    alone = np.array(
        [
            _alone(meaning, units[at], countries, weights)
            for at, meanings in enumerate(kept)
            for meaning in meanings
        ]
    )
    same_nation = _same([meaning.country for meaning in every])
    same_admin = _same([f"{meaning.country}.{meaning.admin}" if meaning.admin else "" for meaning in every])
    other = owner[:, None] != owner[None, :]
    close = _close(every, weights.reach_km)
    # What says where it is: a country has its middle far from its towns, so only its code counts.
    spots = np.array([meaning.precision != "country" and bool(meaning.country) for meaning in every])
    close *= other & spots[None, :] & spots[:, None]
    said = np.array([sum(code == meaning.country for code in peoples) for meaning in every], float)
    share = _shares(alone, owner, weights.heat)
    total = len(kept) - 1 + len(peoples)
    score = alone
    for _ in range(weights.rounds):
        nation = (same_nation * other) @ share + said
        admin = (same_admin * other) @ share
        near = np.minimum(close @ share, _ENOUGH_NEAR)
        score = alone + weights.near * near
        if total:
            score = score + (weights.nation * nation + weights.admin * admin) / total
        share = _shares(score, owner, weights.heat)
    found: list[Toponym] = []
    at = 0
    for meanings in kept:
        own = score[at : at + len(meanings)]
        found.append(meanings[int(np.argmax(own))])
        at += len(meanings)
    return found


def _likeliest(unit: Named, countries: Sequence[str], weights: Weights) -> list[Toponym]:
    """Return a name's meanings, the likeliest by themselves first; ids decide between equals.

    The name of a country is the country's, unless the text says what it lies in: "Lebanon, Ohio".
    """
    nations = [meaning for meaning in unit.meanings if meaning.precision == "country"]
    states = [meaning for meaning in unit.meanings if meaning.precision == "region"]
    return sorted(
        [*nations, *states] if nations and unit.within is None else unit.meanings,
        key=lambda meaning: (
            -_alone(meaning, unit, countries, weights),
            meaning.geoname or 0,
            meaning.latitude,
        ),
    )[:_MOST]


def _alone(meaning: Toponym, unit: Named, countries: Sequence[str], weights: Weights) -> float:
    """Weigh a meaning by itself: its people, what it is, and what the text says right behind the name."""
    weight = weights.people * math.log10(meaning.population + 10)
    if meaning.precision == "country":
        weight += weights.country
    elif meaning.precision == "region":
        weight += weights.region if meaning.population >= _LARGE else weights.county
    elif meaning.capital:
        weight += weights.capital
        if any(other.precision == "region" and other.country == meaning.country for other in unit.meanings):
            weight += weights.seat
    if meaning.country in countries:
        weight += weights.chosen
    within = unit.within
    if within is not None and within.country == meaning.country and within != meaning:
        weight += weights.within
        if within.admin and within.admin == meaning.admin:
            weight += weights.within
    return weight


def _shares(
    score: npt.NDArray[np.float64], owner: npt.NDArray[np.int_], heat: float
) -> npt.NDArray[np.float64]:
    """Return how likely each meaning is among those of its name: powers of ten, made to add up to 1."""
    best = np.full(owner[-1] + 1, -np.inf)
    np.maximum.at(best, owner, score)
    powers: npt.NDArray[np.float64] = np.power(10.0, (score - best[owner]) / heat)
    return np.asarray(powers / np.bincount(owner, powers)[owner])


def _same(labels: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return which labels are the same, "" being like none."""
    _, codes = np.unique(np.array(labels), return_inverse=True)
    known = np.array([bool(label) for label in labels])
    alike = (codes[:, None] == codes[None, :]) & known[:, None] & known[None, :]
    return np.asarray(alike, np.float64)


def _close(every: Sequence[Toponym], reach_km: float) -> npt.NDArray[np.float64]:
    """Return how close places lie to one another: 1 at the same spot, less with the distance."""
    latitude = np.radians([meaning.latitude for meaning in every])
    longitude = np.radians([meaning.longitude for meaning in every])
    points = np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1
    )
    angle = np.arccos(np.clip(points @ points.T, -1.0, 1.0))
    return np.asarray(np.exp(-_EARTH_KM * angle / reach_km))
