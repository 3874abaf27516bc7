"""When it happened: the dated claims on one axis, and in the order of time."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from firsthand.model import Claim
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.views import Mark, mark_of
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean, day, days

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
    start, end = window([first for first, _, _ in dated])
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
    return Axis(width, height, placed, ticks(start, end, place, width))


def window(firsts: list[date]) -> tuple[date, date]:
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


def ticks(
    start: date, end: date, place: Callable[[date], float], width: int
) -> tuple[tuple[float, str], ...]:
    """Return round days to write under the axis: years, months or days, as many as there is room for."""
    room = max(2, width // 120)
    total = (end - start).days
    if total > 3 * 366:
        every = max(1, -(-(end.year - start.year) // room))
        years = [date(year, 1, 1) for year in range(start.year + 1, end.year + 1, every)]
        return tuple((round(place(d), 1), str(d.year)) for d in years)
    if total > 100:
        months = range(start.year * 12 + start.month, end.year * 12 + end.month)
        every = max(1, -(-len(months) // room))
        firsts = [date(m // 12, m % 12 + 1, 1) for m in months[::every]]
        return tuple((round(place(d), 1), day(d).split(" ", 1)[1]) for d in firsts)
    every = max(1, -(-total // room))
    return tuple(
        (round(place(d), 1), day(d)) for k in range(0, total, every) for d in [start + timedelta(days=k)]
    )
