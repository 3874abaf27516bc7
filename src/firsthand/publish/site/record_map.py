"""The register on a map: a mark a place and type, honest about how much is known of where.

A town is a filled mark; what is only known to the country or region wears a ring; what accounts place
differently, or contest otherwise, is split. Records of one place are one mark with their number in it.
Drawn whole in Python, so that it prints and shows without scripts; a script adds moving and zooming.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.model import Place
from firsthand.publish.report.addresses import anchor
from firsthand.publish.site.outlines import Ground, ground, land
from firsthand.publish.site.records import RecordView, TypeView, country_name
from firsthand.publish.telling.wording import clean, count, cut

SIZES = {
    "wide": (1040, 640),
    "small": (350, 400),
}  # px, width and most height: on a desk and on paper; on a phone
LABELS = {"wide": 40, "small": 14}
_TOUCH = 14  # px: marks nearer than this to one of their kind are left out where nobody can zoom
_APART = 17  # px between marks of different types at one place
_LETTER = 6.6  # px a letter of a name takes, on average
_Spot = tuple[float, float, str]  # longitude, latitude, precision
_NAME = 28  # letters of a place's name on the map


@dataclass(frozen=True, slots=True)
class Pin:
    """One mark. `x`, `y` are map units; `aside` px to the right of them."""

    address: str  # of its place in the table
    key: str
    x: float
    y: float
    aside: float
    shape: int
    colour: str
    ring: bool
    contested: bool
    records: tuple[str, ...]  # keys
    name: str
    title: str
    label: str  # "right", "left" or "" where there is no room for the name


@dataclass(frozen=True, slots=True)
class Row:
    """A record at a place, as the table under the map has it."""

    address: str  # of its place: set on the first row only
    place: str
    country: str
    known: str  # "town", "only the region", "only the country"
    record: RecordView


@dataclass(frozen=True, slots=True)
class Drawing:
    """One size of the map."""

    size: str
    width: int
    height: int
    ground: Ground
    scale: float  # map units a px
    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class RecordMap:
    """The map in its sizes, the table under it, and what has no place."""

    land: tuple[tuple[str, str, bool], ...]  # (country, path, has records)
    drawings: tuple[Drawing, ...]
    rows: tuple[Row, ...]
    unplaced: tuple[RecordView, ...]
    types: tuple[TypeView, ...]  # those that have a mark
    rings: bool
    splits: bool


def record_map(
    types: Sequence[TypeView], *, whole: bool = True, sizes: Mapping[str, tuple[int, int]] = SIZES
) -> RecordMap | None:
    """Return the map of all records, None if none has coordinates; `whole` one that can be moved.

    `sizes` are width and most height in px, of a "wide" and a "small" drawing.
    """
    at: defaultdict[_Spot, list[tuple[RecordView, Place, bool]]] = defaultdict(list)
    unplaced = []
    for kind in types:
        for record in kind.records:
            places, contested = _places(record, kind)
            for place in places:
                assert place.latitude is not None and place.longitude is not None
                spot: _Spot = (round(place.longitude, 3), round(place.latitude, 3), place.precision or "city")
                at[spot].append((record, place, contested))
            if not places:
                unplaced.append(record)
    if not at:
        return None
    countries = frozenset(p.country for found in at.values() for _, p, _ in found if p.country)
    order = sorted(
        at,
        key=lambda s: (country_name(at[s][0][1].country or "~"), s[2] == "city", clean(at[s][0][1].name), s),
    )
    names = {s: anchor("p", f"{s[1]}-{s[0]}-{s[2]}") for s in order}  # where it lies: not its turn
    pins = [pin for spot in order for pin in _pins(spot, at[spot], names[spot], types)]
    drawings = []
    for size, (width, most) in sizes.items():
        base = ground([(s[0], s[1]) for s in order], width=width, most=most, whole=whole)
        scale = base.box[2] / width
        placed = [replace(p, x=round(x, 1), y=round(y, 1)) for p in pins for x, y in [base.project(p.x, p.y)]]
        if not whole:
            placed = _thinned(placed, scale * _TOUCH)
        drawings.append(
            Drawing(
                size, width, base.height, base, round(scale, 4), _labelled(placed, scale, LABELS[size], base)
            )
        )
    rows = []
    for spot in order:
        for i, (record, place, _) in enumerate(
            sorted(at[spot], key=lambda f: (f[0].type_label, f[0].title, f[0].key))
        ):
            known = "town" if spot[2] == "city" else f"only the {spot[2]}"
            rows.append(
                Row(
                    "" if i else names[spot],
                    clean(place.name),
                    country_name(place.country) if place.country else "",
                    known,
                    record,
                )
            )
    grounds = [d.ground for d in drawings]
    return RecordMap(
        land(grounds, countries, width=0 if whole else sizes["wide"][0]),
        tuple(drawings),
        tuple(rows),
        tuple(unplaced),
        tuple(t for t in types if any(r.record is not None and r.record.type == t.name for r in rows)),
        any(p.ring for p in pins),
        any(p.contested for p in pins),
    )


def _places(record: RecordView, kind: TypeView) -> tuple[list[Place], bool]:
    """Return where a record is drawn: its first place, every answer to it where they exclude each other."""
    for field in record.record.fields:
        if field.kind != "place":
            continue
        known = [
            v.place
            for v in field.values
            if v.place and v.place.latitude is not None and v.place.longitude is not None
        ]
        if known:
            return (known if field.contested else known[:1]), record.standing == "contested"
    return [], False


def _pins(
    spot: _Spot,
    found: list[tuple[RecordView, Place, bool]],
    address: str,
    types: Sequence[TypeView],
) -> list[Pin]:
    here = [t for t in types if any(r.type == t.name for r, _, _ in found)]
    pins = []
    for i, kind in enumerate(here):
        records = sorted(
            {r.key: (r, c) for r, _, c in found if r.type == kind.name}.values(), key=lambda f: f[0].key
        )
        name = clean(found[0][1].name)
        what = (
            count(len(records), kind.label, kind.plural)
            if len(records) > 1
            else f"{kind.label}: {records[0][0].short}"
        )
        ring = spot[2] != "city"
        contested = any(c for _, c in records)
        pins.append(
            Pin(
                address=address,
                key=f"{address}-{i}",
                x=spot[0],
                y=spot[1],
                aside=(i - (len(here) - 1) / 2) * _APART,
                shape=kind.shape,
                colour=kind.colour,
                ring=ring,
                contested=contested,
                records=tuple(r.key for r, _ in records),
                name=cut(name, _NAME) if i == len(here) - 1 else "",
                title=f"{name}. {what}"
                + (f"; only the {spot[2]} is known" if ring else "")
                + ("; contested" if contested else ""),
                label="",
            )
        )
    return pins


def _thinned(pins: list[Pin], cell: float) -> list[Pin]:
    """Leave out marks that would lie on one of their kind where nobody can zoom: the large map has them."""
    kept: dict[tuple[object, ...], Pin] = {}
    for pin in pins:
        place = (pin.shape, pin.colour, pin.ring, round(pin.x / cell), round(pin.y / cell))
        if place not in kept or (pin.contested and not kept[place].contested):
            kept[place] = pin
    return list(kept.values())


def _labelled(pins: list[Pin], scale: float, most: int, base: Ground) -> tuple[Pin, ...]:
    """Return the pins with names where one fits beside its mark without touching another name or mark."""
    taken = [_box(p.x / scale + p.aside - 9, p.y / scale - 9, 18, 18) for p in pins]
    given: dict[str, str] = {}
    right_end = (base.box[0] + base.box[2]) / scale
    for pin in sorted(pins, key=lambda p: (p.ring, -len(p.records), p.title)):
        if not pin.name or len(given) >= most:
            continue
        x, y, wide = pin.x / scale + pin.aside, pin.y / scale, len(pin.name) * _LETTER
        gap = 14 if pin.ring else 11
        for side, left in (("right", x + gap), ("left", x - gap - wide)):
            box = _box(left, y - 8, wide, 16)
            own = _box(x - 9, y - 9, 18, 18)
            if (
                box[0] > base.box[0] / scale
                and box[2] < right_end
                and all(b == own or not _touch(box, b) for b in taken)
            ):
                taken.append(box)
                given[pin.key] = side
                break
    drawn = sorted(pins, key=lambda p: not p.ring)  # what is surely there lies above what may be anywhere
    return tuple(replace(p, label=given.get(p.key, "")) for p in drawn)


def _box(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    return x, y, x + width, y + height


def _touch(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
