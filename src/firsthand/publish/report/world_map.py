"""Where it happens: the places of the statements on a map of the world that needs no network.

Outlines: Natural Earth, 1:110 million, public domain (see geography/NOTICE.md), in the Natural Earth
projection (Šavrič, Jenny, Patterson, Petrovič, Hurni 2011).
"""

import functools
import json
import math
from collections import defaultdict
from dataclasses import dataclass
from importlib import resources
from typing import Any

from firsthand.model import Place
from firsthand.publish.report.addresses import anchor
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean, count

LABELS = 14  # names written on the map; every place is in the list below it
_HALF = 0.8707 * math.pi  # half the projection's width at the equator


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a mark: a dot for a town, a ring where only the country or region is known."""

    x: float
    y: float
    r: float
    ring: bool
    contested: bool
    name: str
    title: str
    where: str  # country and coordinates, in words
    statements: tuple[tuple[str, str], ...]  # (address, how its document is called)
    labelled: bool
    label_left: bool


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The map: country outlines, marks, the part of the world they lie in, and what has no place."""

    countries: tuple[tuple[str, str, bool], ...]  # (name, path, named in the documents)
    spots: tuple[Spot, ...]
    box: tuple[int, int, int, int]
    letter: int  # height of the names, in map units
    world: tuple[int, int, int, int]
    unplaced: tuple[str, ...]


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return a place's position on the shipped map (10,000 units wide) from WGS 84 degrees."""
    x, y = _natural_earth(longitude, latitude)
    scale = 10000 / (2 * _HALF)
    return 5000 + scale * x, scale * (_natural_earth(0, 84)[1] - y)


def _natural_earth(longitude: float, latitude: float) -> tuple[float, float]:
    l, p = math.radians(longitude), math.radians(latitude)  # noqa: E741
    p2 = p * p
    p4 = p2 * p2
    return (
        l * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))),
        p * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))),
    )


@functools.cache
def world() -> dict[str, Any]:
    """Return the shipped outlines: {"width", "height", "countries": [{"code", "name", "path"}]}."""
    file = resources.files("firsthand.publish.report").joinpath("geography/world.json")
    loaded: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return loaded


def world_map(index: Index, *, width: int = 1040) -> WorldMap | None:
    """Return the map of all places with coordinates, or None if no statement names a place at all.

    `width` is how many px wide it is shown: names and marks keep their size on the screen.
    """
    named: defaultdict[tuple[Any, ...], list[tuple[Place, str]]] = defaultdict(list)
    unplaced: set[str] = set()
    contested = {s for c in index.findings.conflicts for s in c.statements}
    for s in index.findings.statements:
        for place in s.places:
            if place.latitude is None or place.longitude is None:
                unplaced.add(clean(place.name))
            else:
                key = (
                    place.geoname or (round(place.latitude, 2), round(place.longitude, 2)),
                    place.precision,
                )
                named[key].append((place, s.id))
    if not named and not unplaced:
        return None
    whole = (0, 0, world()["width"], world()["height"])
    shape = 2.1 if width > 600 else 1.25
    box = _box(
        [project(p.longitude or 0, p.latitude or 0) for f in named.values() for p, _ in f[:1]], whole, shape
    )
    pixel = max(box[2], box[3] * shape) / width
    spots = _spots(index, named, contested, pixel)
    codes = {place.country for found in named.values() for place, _ in found}
    return WorldMap(
        countries=tuple((c["name"], c["path"], c["code"] in codes) for c in world()["countries"])
        if spots
        else (),
        spots=spots,
        box=box,
        letter=round(13 * pixel),
        world=whole,
        unplaced=tuple(sorted(unplaced)),
    )


def _spots(
    index: Index, named: dict[tuple[Any, ...], list[tuple[Place, str]]], contested: set[str], pixel: float
) -> tuple[Spot, ...]:
    found: list[Spot] = []
    ranked = sorted(named.values(), key=lambda f: (-len({s for _, s in f}), f[0][0].name, f[0][1]))
    taken: list[tuple[float, float]] = []
    for many in ranked:
        names = sorted(
            {clean(place.name) for place, _ in many}, key=lambda n: (-sum(p.name == n for p, _ in many), n)
        )
        place = next(p for p, _ in many if clean(p.name) == names[0])
        assert place.latitude is not None and place.longitude is not None
        x, y = project(place.longitude, place.latitude)
        ids = list(dict.fromkeys(s for _, s in sorted(many, key=lambda f: f[1])))
        ring = place.precision in ("country", "region")
        free = all(abs(x - a) > 105 * pixel or abs(y - b) > 19 * pixel for a, b in taken)
        labelled = free and len(taken) < LABELS
        if labelled:
            taken.append((x, y))
        found.append(
            Spot(
                x=round(x), y=round(y),
                r=round((3 + 2.4 * math.log2(1 + len(ids))) * pixel),
                ring=ring,
                contested=any(s in contested for s in ids),
                name=names[0],
                title=f"{names[0]}: {count(len(ids), 'statement')}"
                + (f", only the {place.precision} is known" if ring else ""),
                where=f"{place.country or 'country unknown'}, {place.latitude:.2f}, {place.longitude:.2f}",
                statements=tuple((anchor("s", s), index.title(index.statement[s].document)) for s in ids),
                labelled=labelled,
                label_left=x > 8600,
            )
        )  # fmt: skip
    return tuple(found)


def _box(
    points: list[tuple[float, float]], whole: tuple[int, int, int, int], shape: float
) -> tuple[int, int, int, int]:
    """Return the part of the world to open with: all marks, and enough around them to know where one is."""
    if not points:
        return whole
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(xs) - 500, max(xs) + 700, min(ys) - 350, max(ys) + 350
    width, height = max(right - left, 2600), max(bottom - top, 1300)
    width, height = max(width, height * shape), max(height, width / shape)
    if width >= whole[2] * 0.8 or height >= whole[3]:
        return whole
    x = min(max(0, (left + right) / 2 - width / 2), whole[2] - width)
    y = min(max(0, (top + bottom) / 2 - height / 2), whole[3] - height)
    return round(x), round(y), round(width), round(height)
