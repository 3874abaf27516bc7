"""Figures as intervals: whether two statements count the same thing differently."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from firsthand.model import Quantity, Statement
from firsthand.weigh.conflicts.lexicon import phrases

# How far from a number its "another" or "more" stands, in characters.
_NEAR = 16


@dataclass(frozen=True, slots=True)
class Figures:
    """How the figures of two statements relate: a pair that is apart, or a pair that agrees."""

    apart: tuple[Quantity, Quantity] | None
    agree: bool


def overlap(left: Quantity, right: Quantity) -> bool:
    """Tell whether one number could satisfy both figures."""
    bottom = max(-inf if q.low is None else q.low for q in (left, right))
    top = min(inf if q.high is None else q.high for q in (left, right))
    if bottom != top:
        return bottom < top
    return not any((q.open_low and q.low == bottom) or (q.open_high and q.high == top) for q in (left, right))


def compare_quantities(left: Iterable[Quantity], right: Iterable[Quantity]) -> Figures:
    """Compare two lists of figures: those of one unit agree, or are apart."""
    apart: tuple[Quantity, Quantity] | None = None
    agree = False
    others = tuple(right)
    for one in left:
        for other in others:
            if one.unit is None or one.unit != other.unit:
                continue
            if overlap(one, other):
                agree = True
            elif apart is None:
                apart = (one, other)
    return Figures(apart, agree)


def is_added(statement: Statement, quantity: Quantity, language: str = "en") -> bool:
    """Tell whether a figure is worded as an addition to another: "another 48", "48 more"."""
    start, end = quantity.start - statement.start, quantity.end - statement.start
    text = statement.text.lower()
    before, after = text[max(0, start - _NEAR) : start].rstrip(), text[end : end + _NEAR].lstrip()
    if phrases("not_increment", language).match(after):
        return False
    increment = phrases("increment", language)
    return bool(increment.match(after)) or any(
        match.end() == len(before) for match in increment.finditer(before)
    )


def is_moved(statement: Statement, quantity: Quantity, language: str = "en") -> bool:
    """Tell whether a figure is worded as where it stands now: "risen to 46", "31 cases, up from 12"."""
    start, end = quantity.start - statement.start, quantity.end - statement.start
    text = statement.text.lower()
    before, after = text[max(0, start - 2 * _NEAR) : start].rstrip(), text[end : end + 2 * _NEAR]
    told = (match.end() for match in phrases("moved_to", language).finditer(before))
    return any(len(before) - at <= _NEAR // 2 for at in told) or bool(
        phrases("moved_from", language).search(after)
    )


def ratio(left: Quantity, right: Quantity) -> float:
    """Return how many times the nearest values of one figure go into those of the other (1 or more)."""
    lower, higher = sorted((left, right), key=lambda q: q.low if q.low is not None else -inf)
    top, bottom = lower.high if lower.high is not None else lower.low, higher.low
    return inf if not top or not bottom or top <= 0 else max(1.0, bottom / top)


def figure(quantity: Quantity) -> str:
    """Return a figure as a reader would say it: “54”, “more than 100”, “10 to 20”."""

    def number(value: float) -> str:
        return f"{value:,.0f}" if value == int(value) else f"{value:,g}"

    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        return number(low) if low == high else f"{number(low)} to {number(high)}"
    if low is not None:
        return f"more than {number(low)}" if quantity.open_low else f"at least {number(low)}"
    if high is not None:
        return f"less than {number(high)}" if quantity.open_high else f"at most {number(high)}"
    return "an unknown number"
