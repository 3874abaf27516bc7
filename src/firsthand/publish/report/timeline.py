"""When it happened and how figures moved: events on one axis, figures as steps with their intervals."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from firsthand.model import Claim, Quantity, Update
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.views import Mark, mark_of
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean, cut, day, days, interval, number

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
    drawn: bool
    left: bool  # its figure is written to the left, for want of room
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
    steps: tuple[Step, ...]
    drawn: tuple[Step, ...]
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
        off = not start <= first <= end
        x = place(first) if not off else 0.0
        wide = min(place(last), right) - x if not off else 0.0
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
    """Return how one figure moved: a step a claim, with its interval and who gave it.

    A figure that makes the next total with the one before it ("54", "another 48", "102 in all") is
    drawn on top of that one. Nothing is drawn where a step has no figure or no date.
    """
    claims = [index.claim[c] for c in update.claims if c in index.claim]
    figures = _figures(index, claims, update)
    added = _additions(figures)
    origins = [index.origins_of(claim) for claim in claims]
    steps = [
        Step(
            x=0.0, y=0.0, low=None, high=None, drawn=False,
            figure=("+" if add else "") + _words(figure) if figure else "",
            when=_when(index, claim),
            text=clean(claim.text),
            address=anchor("c", claim.id),
            mark=mark_of(index, begun[0]) if begun else None,
            who=cut(clean(index.name(begun[0])), 20) if begun else "",
            left=False,
        )
        for claim, figure, add, begun in zip(claims, figures, added, origins, strict=True)
    ]  # fmt: skip
    drawn, path = _drawn(steps, figures, added, width)
    return Development(
        anchor("u", update.id), index.readable(update.explanation), tuple(steps), drawn, path, width, HEIGHT,
        " then ".join(f"{s.figure or s.text} ({s.when or 'undated'})" for s in steps),
    )  # fmt: skip


def _drawn(
    steps: list[Step], figures: list[Quantity | None], added: list[bool], width: int
) -> tuple[tuple[Step, ...], str]:
    """Place the steps, one for every figure that differs from those before it, and the line through them."""
    values = [(f.low if f.low is not None else f.high) if f else None for f in figures]
    if len(set(values)) < 2 or None in values or not all(s.when for s in steps):
        return (), ""
    kept: list[tuple[Step, Quantity, float]] = []
    for step, figure, value, add in zip(steps, figures, values, added, strict=True):
        if figure is None or value is None or any(step.figure == other.figure for other, _, _ in kept):
            continue
        kept.append((step, figure, value + (kept[-1][2] if add and kept else 0.0)))
    top = max(max(value, figure.high or 0) for _, figure, value in kept) * 1.15 or 1.0
    gap = (width - 2 * _GUTTER) / max(1, len(kept) - 1)

    def height_of(value: float) -> float:
        return round(24 + (HEIGHT - 74) * (1 - max(value, 0.0) / top), 1)

    placed = [
        replace(
            step,
            x=round(_GUTTER + gap * i, 1),
            y=height_of(value),
            low=None if figure.low is None else height_of(value),
            high=None if figure.high is None else height_of(value + figure.high - (figure.low or value)),
            drawn=True,
            left=i == len(kept) - 1,
        )
        for i, (step, figure, value) in enumerate(kept)
    ]
    return tuple(placed), f"M{placed[0].x} {placed[0].y}" + "".join(f"H{s.x}V{s.y}" for s in placed[1:])


def _words(figure: Quantity) -> str:
    return interval(
        figure.low, figure.high,
        approximate=figure.approximate, open_low=figure.open_low, open_high=figure.open_high,
    )  # fmt: skip


def _additions(figures: list[Quantity | None]) -> list[bool]:
    """Tell which figures are added to the one before: the sum of both is a later figure of the same."""
    exact = [f.low if f and f.low == f.high else None for f in figures]
    found = [False]
    for i in range(1, len(exact)):
        before, now = exact[i - 1], exact[i]
        found.append(
            before is not None and now is not None and before > 0 < now and before + now in exact[i + 1 :]
        )
    return found[: len(figures)]


def _figures(index: Index, claims: list[Claim], update: Update) -> list[Quantity | None]:
    """Return each claim's figure: in the unit most claims share, rather one that the explanation names."""
    units = Counter(
        q for claim in claims for q in {q.unit for s in index.statements_of(claim) for q in s.quantities}
    )
    unit = min(units, key=lambda u: (-units[u], u is None, u or ""), default=None)
    named = set(re.findall(r"\d[\d,.]*\d|\d", update.explanation))
    figures: list[Quantity | None] = []
    for claim in claims:
        found = [q for s in index.statements_of(claim) for q in s.quantities if q.unit == unit]
        counted = Counter((q.low, q.high, q.open_low, q.open_high, q.approximate) for q in found)
        best = min(
            counted,
            key=lambda v: (
                not any(bound is not None and number(bound) in named for bound in v[:2]),
                -counted[v],
                repr(v),
            ),
            default=None,
        )
        figures.append(next((q for q in found if (q.low, q.high) == best[:2]), None) if best else None)
    return figures


def _when(index: Index, claim: Claim) -> str:
    """Return when a figure held: the date its statements give, or else when it was first published."""
    statements = index.statements_of(claim)
    spans = Counter((d.earliest, d.latest) for s in statements for d in s.dates if d.earliest and d.latest)
    if spans:
        first, last = min(spans, key=lambda s: (-spans[s], s))
        return days(first, last)
    published = [p for s in statements if (p := index.document[s.document].published)]
    return f"published {day(min(published))}" if published else ""
