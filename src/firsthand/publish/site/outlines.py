"""The ground of the map: country outlines, drawn only as finely as the part of the world that is shown.

Equirectangular, true in both directions at the latitude of the records, so that distances there can be
read off a scale bar and a page can turn a point back into degrees without more than a division (Snyder
1987, Map Projections: A Working Manual, p. 90). Outlines: Natural Earth 1:50 million, see NOTICE.md there.
"""

import functools
import itertools
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

UNIT = 100  # map units a degree of latitude: 1.11 km each, finer than the outlines are
TOP, BOTTOM = 84.0, -58.0  # degrees: what lies beyond has no country
KM = 111.195  # a degree of latitude, on the mean sphere
WIDEST = 1.9  # a map is at most so many times as wide as high
FAR = 0.2  # degrees: outside of what is first shown, bends smaller than this are left out

Box = tuple[float, float, float, float]
"""x, y, width, height in map units."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A map without marks: `box` is what is first shown, `whole` how far one can move."""

    height: int  # px
    squeeze: float  # width of a degree of longitude against one of latitude
    box: Box
    whole: Box
    grid: str  # path of the graticule
    bar: tuple[float, str]  # scale bar: map units, and what they are

    def project(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return a place's position from WGS 84 degrees."""
        return project(longitude, latitude, self.squeeze)


def project(longitude: float, latitude: float, squeeze: float) -> tuple[float, float]:
    """Return a place's position in map units from WGS 84 degrees."""
    return (longitude + 180) * UNIT * squeeze, (TOP - latitude) * UNIT


def ground(places: Iterable[tuple[float, float]], *, width: int, most: int, whole: bool = True) -> Ground:
    """Return the ground for places (longitude, latitude), shown `width` px wide and at most `most` high.

    With `whole` its graticule covers the world, otherwise only what is first shown.
    """
    points = sorted(set(places))
    middle = (min(p[1] for p in points) + max(p[1] for p in points)) / 2 if points else 0.0
    squeeze = round(math.cos(math.radians(max(-60.0, min(60.0, middle)))), 3)
    world: Box = (0, 0, 360 * UNIT * squeeze, (TOP - BOTTOM) * UNIT)
    box = _box([project(x, y, squeeze) for x, y in points], world, width, most)
    pixel = box[2] / width
    return Ground(
        height=round(width * box[3] / box[2]),
        squeeze=squeeze,
        box=box,
        whole=world,
        grid=_grid(squeeze, box, world if whole else box),
        bar=_bar(pixel),
    )


def land(
    grounds: Sequence[Ground], named: frozenset[str], *, width: int = 0
) -> tuple[tuple[str, str, bool], ...]:
    """Return the countries under these grounds, which share their places: (name, path, whether it is named).

    Without `width` they can be moved and zoomed: all the world, finely around what is first shown. With
    one, only what is shown, as finely as that many px can show it.
    """
    left, top = min(g.box[0] for g in grounds), min(g.box[1] for g in grounds)
    right, bottom = max(g.box[0] + g.box[2] for g in grounds), max(g.box[1] + g.box[3] for g in grounds)
    wide, high = right - left, bottom - top
    if width:
        fine = max(1.0, 0.6 * grounds[0].box[2] / width)
        return _countries(grounds[0].squeeze, (left, top, wide, high), named, fine=fine, whole=False)
    reach = (left - wide / 2, top - high / 2, 2 * wide, 2 * high)
    return _countries(grounds[0].squeeze, reach, named, fine=1.0, whole=True)


@functools.cache
def outlines() -> dict[str, Any]:
    """Return the shipped outlines: {"arcs": [[x, y, dx, dy, ..]], "countries": [{"code", "name", "rings"}]}.

    Arcs are in hundredths of a degree; a ring is a list of arcs, a negative one (~i) is arc i backwards.
    """
    file = resources.files("firsthand.publish.site").joinpath("geography/outlines.json")
    loaded: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return loaded


def _box(points: list[tuple[float, float]], world: Box, width: int, most: int) -> Box:
    """Return what to show first: all marks, and enough around them to know where on earth one is."""
    if not points:
        return _shaped(world, world[2] / world[3], world)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    around = max(0.12 * max(wide, high), 2.2 * UNIT)  # degrees around a single town: its neighbours' names
    box = (min(xs) - around, min(ys) - around, wide + 2 * around, high + 2 * around)
    shape = max(width / most, min(box[2] / box[3], WIDEST))
    if box[2] / shape > world[3]:  # taller than the world: there is nothing to see above and below it
        shape = box[2] / world[3]
    return _shaped(box, shape, world)


def _shaped(box: Box, shape: float, world: Box) -> Box:
    """Return the box grown to a shape (width by height) about its middle, and moved into the world."""
    x, y, width, height = box
    wide, high = max(width, height * shape), max(height, width / shape)
    x, y = x - (wide - width) / 2, y - (high - height) / 2
    if wide < world[2]:
        x = min(max(x, 0.0), world[2] - wide)
    if high < world[3]:
        y = min(max(y, 0.0), world[3] - high)
    return round(x), round(y), round(wide), round(high)


@functools.lru_cache(maxsize=8)  # the same ground is drawn again whenever the record on it changed
def _countries(
    squeeze: float, reach: Box, named: frozenset[str], *, fine: float, whole: bool
) -> tuple[tuple[str, str, bool], ...]:
    world = round(360 * UNIT * squeeze)
    arcs = [_arc(flat, squeeze) for flat in outlines()["arcs"]]
    drawn = []
    for arc in arcs:
        drawn.append(_simplified(arc, fine if _meets(arc, reach) else FAR * UNIT))
    found = []
    for country in outlines()["countries"]:
        parts = []
        for ring in country["rings"]:
            points: list[tuple[int, int]] = []
            for i in ring:
                points += drawn[i] if i >= 0 else drawn[~i][::-1]
            for copy in _copies(_unrolled(points, world), world):
                if (whole or _meets(copy, reach)) and (line := _path(copy)):
                    parts.append(line)
        if parts:
            found.append((country["name"], "".join(parts), country["code"] in named))
    return tuple(found)


def _unrolled(points: list[tuple[int, int]], world: int) -> list[tuple[int, int]]:
    """Return a ring that crosses 180° as one that goes on beyond the edge instead of back across the map."""
    found = points[:1]
    turns = 0
    for (x, _), (a, b) in itertools.pairwise(points):
        turns += (x - a > world / 2) - (a - x > world / 2)
        found.append((a + turns * world, b))
    return found


def _copies(points: list[tuple[int, int]], world: int) -> list[list[tuple[int, int]]]:
    """Return the ring, and again at the other edge if it goes beyond one."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    shifts = [0] + [world] * (left < 0) + [-world] * (right > world)
    return [[(x + shift, y) for x, y in points] for shift in shifts]


def _arc(flat: list[int], squeeze: float) -> list[tuple[int, int]]:
    x = y = 0
    points = []
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((round((x / 100 + 180) * UNIT * squeeze), round((TOP - y / 100) * UNIT)))
    return points


def _meets(points: list[tuple[int, int]], box: Box) -> bool:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (
        max(xs) >= box[0] and min(xs) <= box[0] + box[2] and max(ys) >= box[1] and min(ys) <= box[1] + box[3]
    )


def _simplified(points: list[tuple[int, int]], least: float) -> list[tuple[int, int]]:
    """Return the line without steps shorter than `least`; its ends stay, so that neighbours still fit."""
    kept = points[:1]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= least:
            kept.append((x, y))
    return [*kept, points[-1]]


def _path(points: list[tuple[int, int]]) -> str:
    steps = [f"M{points[0][0]} {points[0][1]}l"]
    drawn = 0
    for (x, y), (a, b) in itertools.pairwise(points):
        if (a, b) != (x, y):
            steps.append(f"{a - x} {b - y} ")
            drawn += 1
    return "".join(steps).rstrip().replace(" -", "-") + "z" if drawn > 1 else ""


def _grid(squeeze: float, box: Box, within: Box) -> str:
    """Return meridians and parallels, so many degrees apart that four to ten of them are first seen."""
    degrees = box[3] / UNIT
    every = next((d for d in (1, 2, 5, 10, 20) if degrees / d <= 8), 30)
    right, bottom = within[0] + within[2], within[1] + within[3]
    lines = []
    for longitude in range(-180, 181, every):
        x = round((longitude + 180) * UNIT * squeeze)
        if within[0] <= x <= right:
            lines.append(f"M{x} {round(within[1])}V{round(bottom)}")
    for latitude in range(-60, 85, every):
        y = round((TOP - latitude) * UNIT)
        if within[1] <= y <= bottom:
            lines.append(f"M{round(within[0])} {y}H{round(right)}")
    return "".join(lines)


def _bar(pixel: float) -> tuple[float, str]:
    """Return the scale bar, a round number of kilometres between 60 and 150 px long, in map units."""
    km = pixel * 150 * KM / UNIT
    size = 10.0 ** math.floor(math.log10(km))
    length = max(k * size for k in (1, 2, 5) if k * size <= km)
    return length / KM * UNIT, f"{length:,.0f} km" if length >= 1 else f"{length * 1000:,.0f} m"
