"""When it happened and how figures moved: events on one axis, figures as steps with their intervals."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from firsthand.model import Claim, Quantity, Update
from firsthand.publish.index import Index
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.views import Mark, mark_of
from firsthand.publish.wording import clean, cut, day, days, interval

SPAN = 430  # days: "2019" has its place on an axis, "the nineties" has not
HEIGHT = 190
_GUTTER = 64


@dataclass(frozen=True, slots=True)
class Event:
    """A claim with its date."""

    x: float
    y: float
    wide: float  # how far its span of days reaches, in px
    when: str
    text: str
    address: str
    mark: Mark | None
    documents: int
    off: bool  # too far from the others for the axis: only in the list


@dataclass(frozen=True, slots=True)
class Axis:
    """All dated claims on one axis, and in a list under it."""

    width: int
    height: int
    events: tuple[Event, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One figure of a development."""

    x: float
    y: float
    low: float | None  # px of the interval's lower end; None where it is unbounded
    high: float | None
    figure: str
    when: str
    text: str
    address: str
    mark: Mark | None
    who: str


@dataclass(frozen=True, slots=True)
class Development:
    """A figure or state that moved in time: `path` joins its steps, empty if they are no figures."""

    address: str
    explanation: str
    unit: str
    steps: tuple[Step, ...]
    path: str
    width: int
    height: int
    label: str


def axis(index: Index, width: int) -> Axis | None:
    """Return the dated claims on an axis of a given width in px, or None if there is none."""
    dated: list[tuple[date, date, Claim]] = []
    for claim in index.ranked():
        spans = [
            (d.earliest, d.latest)
            for s in index.statements_of(claim)
            for d in s.dates
            if d.earliest and d.latest and (d.latest - d.earliest).days <= SPAN
        ]
        if spans:
            first, last = min(spans, key=lambda span: (span[1] - span[0], span))
            dated.append((first, last, claim))
    if not dated:
        return None
    dated.sort(key=lambda item: (item[0], item[1], item[2].id))
    start, end = _window([first for first, _, _ in dated])
    left, right = 16.0, width - 16.0

    def place(d: date) -> float:
        return left + (right - left) * ((d - start).days + 0.5) / ((end - start).days + 1)

    events: list[Event] = []
    columns: Counter[int] = Counter()
    for first, last, claim in dated:
        off = first < start or last > end
        x = place(first) if not off else 0.0
        wide = place(last) - x if not off else 0.0
        column = round(x / 13)
        level = columns[column] if not off else 0
        columns[column] += not off
        origins = index.origins_of(claim)
        events.append(
            Event(
                round(x, 1), float(level), round(max(wide, 0), 1), days(first, last), clean(claim.text),
                anchor("c", claim.id), mark_of(index, origins[0]) if origins else None, claim.documents, off,
            )
        )  # fmt: skip
    tallest = min(max(columns.values(), default=1), 12)
    height = 40 + 13 * tallest
    placed = tuple(replace(e, y=height - 30 - 13 * min(e.y, 11)) for e in events)
    return Axis(width, height, placed, _ticks(start, end, place, width))


def _window(firsts: list[date]) -> tuple[date, date]:
    """Return the shortest stretch that holds four fifths of the dates: one of 1948 must not squeeze May."""
    firsts = sorted(firsts)
    need = max(1, -(-len(firsts) * 4 // 5))
    if (firsts[-1] - firsts[0]).days <= SPAN:
        return firsts[0], firsts[-1] + timedelta(days=1)
    spans = [(firsts[i + need - 1] - firsts[i], i) for i in range(len(firsts) - need + 1)]
    span, i = min(spans)
    reach = max(span, timedelta(days=30))
    inside = [d for d in firsts if firsts[i] - reach <= d <= firsts[i + need - 1] + reach]
    return inside[0], inside[-1] + timedelta(days=1)


def _ticks(
    start: date, end: date, place: Callable[[date], float], width: int
) -> tuple[tuple[float, str], ...]:
    """Return round days to write under the axis: years, months or days, as many as there is room for."""
    room = max(2, width // 120)
    total = (end - start).days
    if total > 3 * 366:
        every = max(1, -(-(end.year - start.year) // room))
        ticks = [date(year, 1, 1) for year in range(start.year + 1, end.year + 1, every)]
        return tuple((round(place(d), 1), str(d.year)) for d in ticks)
    if total > 100:
        months = range(start.year * 12 + start.month, end.year * 12 + end.month)
        every = max(1, -(-len(months) // room))
        firsts = [date(m // 12, m % 12 + 1, 1) for m in months[::every]]
        return tuple((round(place(d), 1), day(d).split(" ", 1)[1]) for d in firsts)
    every = max(1, -(-total // room))
    return tuple(
        (round(place(d), 1), day(d)) for k in range(0, total, every) for d in [start + timedelta(days=k)]
    )


def development(index: Index, update: Update, width: int) -> Development:
    """Return how one figure moved: a step a claim, with its interval and who gave it."""
    claims = [index.claim[c] for c in update.claims if c in index.claim]
    unit = _common_unit(index, claims)
    figures = [_figure(index, claim, unit) for claim in claims]
    bounds = [v for f in figures if f for v in (f.low, f.high) if v is not None]
    top, bottom = (max(bounds), min(0.0, *bounds)) if bounds else (1.0, 0.0)
    top = top * 1.15 or 1.0
    drawn = all(figures) and len(figures) > 1

    def height_of(value: float) -> float:
        return round(24 + (HEIGHT - 74) * (1 - (value - bottom) / (top - bottom)), 1)

    gap = (width - 2 * _GUTTER) / max(1, len(claims) - 1)
    steps: list[Step] = []
    for i, (claim, figure) in enumerate(zip(claims, figures, strict=True)):
        value = (figure.low if figure.low is not None else figure.high) if figure else None
        origins = index.origins_of(claim)
        steps.append(
            Step(
                x=round(_GUTTER + gap * i, 1),
                y=height_of(value) if value is not None and drawn else 0.0,
                low=height_of(figure.low) if drawn and figure and figure.low is not None else None,
                high=height_of(figure.high) if drawn and figure and figure.high is not None else None,
                figure=interval(figure.low, figure.high, approximate=figure.approximate) if figure else "",
                when=_when(index, claim),
                text=clean(claim.text),
                address=anchor("c", claim.id),
                mark=mark_of(index, origins[0]) if origins else None,
                who=cut(clean(index.name(origins[0])), 24) if origins else "",
            )
        )
    path = ""
    if drawn:
        path = f"M{steps[0].x} {steps[0].y}" + "".join(f"H{s.x}V{s.y}" for s in steps[1:])
    return Development(
        anchor("u", update.id), clean(update.explanation), clean(unit or ""), tuple(steps), path, width,
        HEIGHT,
        " then ".join(f"{s.figure or s.text} ({s.when or 'undated'})" for s in steps),
    )  # fmt: skip


def _common_unit(index: Index, claims: list[Claim]) -> str | None:
    """Return the unit most of the claims share: what the development is counted in."""
    units = Counter(
        q for claim in claims for q in {q.unit for s in index.statements_of(claim) for q in s.quantities}
    )
    return min(units, key=lambda u: (-units[u], u is None, u or ""), default=None)


def _figure(index: Index, claim: Claim, unit: str | None) -> Quantity | None:
    """Return the figure most of a claim's statements give in a unit."""
    found = [q for s in index.statements_of(claim) for q in s.quantities if q.unit == unit]
    counted = Counter(
        (q.low, q.high, q.approximate) for q in found if q.low is not None or q.high is not None
    )
    if not counted:
        return None
    best = min(counted, key=lambda v: (-counted[v], [(x is None, x or 0) for x in v]))
    return next(q for q in found if (q.low, q.high, q.approximate) == best)


def _when(index: Index, claim: Claim) -> str:
    """Return when a figure held: the date its statements give, or else when it was first published."""
    statements = index.statements_of(claim)
    spans = Counter((d.earliest, d.latest) for s in statements for d in s.dates if d.earliest and d.latest)
    if spans:
        first, last = min(spans, key=lambda s: (-spans[s], s))
        return days(first, last)
    published = [p for s in statements if (p := index.document[s.document].published)]
    return f"published {day(min(published))}" if published else ""
