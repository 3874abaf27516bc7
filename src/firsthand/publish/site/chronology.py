"""The register in time: a row a record, its dates as wide as they are vague, its steps where they were told.

What happened on a known day is a dot, what happened in "2019" a bar as long as that year, what began and
has no end an arrow. A status is drawn on the day on which a document first says so: that is told, not done,
and its mark is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from firsthand.model import DateRange, Value
from firsthand.publish.report.developments import Development, Step, drawn_steps
from firsthand.publish.report.timeline import ticks, window
from firsthand.publish.report.views import mark_of
from firsthand.publish.site.records import RecordView, TypeView
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean, cut, day, days, interval

LANES = 60  # rows of the picture: one of more is taller than any reader scrolls; the list has them all
LANE = 24  # px from row to row
TOP = 30
FOOT = 34
WIDE, NARROW = 1040, 350
_LABEL = {WIDE: 290, NARROW: 128}  # px for a record's name at most
_LETTER = 6.7
_AWAY = 60  # px for the dates of what lies before the axis
_FAR = 40 * 366  # days: from there on a year is narrower than its mark on a desk


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing of a record."""

    kind: str  # "dot", "bar", "since", "until", "told"
    x: float
    end: float
    title: str
    off: str  # "before" or "after" the axis, else empty
    away: str  # when, if it is off the axis


@dataclass(frozen=True, slots=True)
class Lane:
    """A record's row."""

    y: float
    label: str
    address: str
    key: str
    contested: bool
    colour: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture in one size."""

    width: int
    height: int
    left: int
    heads: tuple[tuple[float, str], ...]  # (y, type) over the lanes of each type
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    documents: tuple[tuple[float, str], ...]  # days on which documents were published


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list under the picture."""

    when: str
    vague: bool  # more than a day
    what: str
    text: str
    record: RecordView


@dataclass(frozen=True, slots=True)
class Chronology:
    """All that is dated: in pictures, as a list, and what has no day."""

    charts: tuple[Chart, ...]
    entries: tuple[Entry, ...]
    figures: tuple[tuple[RecordView, str, tuple[Development, ...]], ...]  # (record, field, wide and narrow)
    undated: tuple[RecordView, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class _Dated:
    first: date | None
    last: date | None
    kind: str
    what: str
    text: str
    record: RecordView

    @property
    def at(self) -> date:
        return self.first or self.last or date.max


def chronology(index: Index, types: Sequence[TypeView]) -> Chronology:
    """Return everything in the register that has a day."""
    records = [r for t in types for r in t.records]
    found = {r.key: _dated(r) for r in records}
    dated = [r for r in records if found[r.key]]
    order = {t.name: i for i, t in enumerate(types)}
    dated.sort(key=lambda r: (order[r.type], min(d.at for d in found[r.key]), r.title, r.key))
    entries = sorted(
        (d for r in dated for d in found[r.key]),
        key=lambda d: (d.at, d.last or date.max, d.record.title, d.what, d.text),
    )
    published = sorted({d.published for d in index.documents if d.published})
    known = [(d.at, d.last or d.at) for d in entries] + [(p, p) for p in published]
    charts = (
        tuple(_chart(dated[:LANES], found, known, published, types, w) for w in (WIDE, NARROW))
        if dated
        else ()
    )
    return Chronology(
        charts=charts,
        entries=tuple(Entry(_words(d), d.first != d.last, d.what, d.text, d.record) for d in entries),
        figures=tuple(f for r in records for f in _figures(index, r)),
        undated=tuple(r for r in records if not found[r.key]),
        left_out=max(0, len(dated) - LANES),
    )


def _dated(record: RecordView) -> list[_Dated]:
    found = []
    for field, view in zip((f for f in record.record.fields if f.values), record.fields, strict=True):
        for value, shown in zip(field.values, view.values, strict=True):
            if value.dates and (value.dates.earliest or value.dates.latest):
                kind = _kind(value.dates)
                found.append(
                    _Dated(value.dates.earliest, value.dates.latest, kind, view.label, shown.told, record)
                )
            elif value.said and (field.kind in ("status", "quantity")):
                found.append(_Dated(value.said, value.said, "told", view.label, shown.told, record))
    return found


def _kind(dates: DateRange) -> str:
    if dates.earliest is None:
        return "until"
    if dates.latest is None:
        return "since"
    return "dot" if dates.earliest == dates.latest else "bar"


def _words(dated: _Dated) -> str:
    if dated.kind == "told":
        return f"told {day(dated.first)}"
    return days(dated.first, dated.last)


def _chart(
    records: Sequence[RecordView],
    found: dict[str, list[_Dated]],
    known: Sequence[tuple[date, date]],
    published: list[date],
    types: Sequence[TypeView],
    width: int,
) -> Chart:
    start, end = _reach(known)
    away = any(d.last and d.last < start for r in records for d in found[r.key])
    longest = max((len(r.short) for r in records), default=0) * _LETTER
    column = min(_LABEL[width], max(longest, 80.0))
    left, right = column + 10.0 + _AWAY * away, width - 14.0

    def place(d: date) -> float:
        part = ((min(max(d, start), end) - start).days + 0.5) / ((end - start).days + 1)
        return round(left + (right - left) * part, 1)

    colour = {t.name: t.colour for t in types}
    plural = {t.name: t.plural for t in types}
    lanes: list[Lane] = []
    heads: list[tuple[float, str]] = []
    y = TOP + LANE / 2
    for i, record in enumerate(records):
        if i == 0 or records[i - 1].type != record.type:
            heads.append((y + LANE * 0.25, plural[record.type]))
            y += LANE * 1.1
        moments = _beyond(found[record.key], start, end)
        for d in found[record.key]:
            first, last = d.first or d.last, d.last or d.first
            assert first and last
            if last < start or first > end:
                continue
            x, stop = place(first), place(last)
            if d.kind == "since":
                stop = right
            elif d.kind == "until":
                x = left
            title = f"{d.what}: {d.text}, {_words(d)}"
            moments.append(Moment(d.kind, x, stop, title, "", ""))
        label = cut(record.short, int(column / _LETTER))
        lanes.append(
            Lane(
                round(y, 1),
                label,
                record.address,
                record.key,
                record.standing == "contested",
                colour.get(record.type, "x"),
                tuple(moments),
            )
        )
        y += LANE
    inside = [p for p in published if start <= p <= end]
    axis = ticks(start, end, place, int(right - left))
    return Chart(
        width,
        round(y - LANE / 2) + FOOT,
        int(column + 10.0),
        tuple(heads),
        tuple(lanes),
        axis,
        tuple((place(p), day(p)) for p in inside),
    )


def _reach(known: Sequence[tuple[date, date]]) -> tuple[date, date]:
    """Return the days of the axis: all, unless some lie so far off that the others would be one blot."""
    start, end = min(first for first, _ in known), max(last for _, last in known)
    if (end - start).days > _FAR:
        start, end = window([first for first, _ in known])
    return start, max(end, start + timedelta(days=2))


def _beyond(dated: Sequence[_Dated], start: date, end: date) -> list[Moment]:
    """Return an arrow with its dates for what lies before the axis, and one for what lies after it."""
    found = []
    for side in ("before", "after"):
        early = side == "before"
        off = [d for d in dated if ((d.last or end) < start if early else (d.first or start) > end)]
        if off:
            when = days(min(d.first or d.at for d in off), max(d.last or d.at for d in off))
            told = "; ".join(f"{d.what}: {d.text}, {_words(d)}" for d in off)
            found.append(Moment("off", 0.0, 0.0, told, side, when))
    return found


def _figures(index: Index, record: RecordView) -> list[tuple[RecordView, str, tuple[Development, ...]]]:
    """Return a record's figures that moved, drawn as steps with their intervals."""
    found = []
    for field, view in zip((f for f in record.record.fields if f.values), record.fields, strict=True):
        if field.kind == "quantity" and view.moves:
            steps = tuple(_step(index, record, v) for v in field.values if v.quantity)
            quantities = [v.quantity for v in field.values if v.quantity]
            if len(steps) > 1:
                drawn = tuple(drawn_steps(steps, quantities, view.label, width) for width in (WIDE, NARROW))
                found.append((record, view.label, drawn))
    return found


def _step(index: Index, record: RecordView, value: Value) -> Step:
    q = value.quantity
    assert q is not None
    figure = interval(q.low, q.high, approximate=q.approximate, open_low=q.open_low, open_high=q.open_high)
    origins = sorted(value.origins, key=lambda o: (index.rank.get(o, len(index.rank)), o))
    when = (
        days(value.dates.earliest, value.dates.latest)
        if value.dates
        else f"told {day(value.said)}"
        if value.said
        else ""
    )
    mark = mark_of(index, origins[0]) if origins else None
    who = cut(clean(index.name(origins[0])), 20) if origins else ""
    return Step(figure, when, clean(value.text), record.address, mark, who, (q.low, q.high))
