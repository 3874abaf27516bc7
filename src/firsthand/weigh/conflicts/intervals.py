"""Figures as intervals: whether two statements count the same thing differently."""

from dataclasses import dataclass

from firsthand.model import Quantity
from firsthand.weigh.conflicts.profile import Profile


@dataclass(frozen=True, slots=True)
class Figures:
    """How the figures of two statements relate: a pair that is apart, or a pair that agrees."""

    apart: tuple[Quantity, Quantity] | None
    agree: bool


def overlap(left: Quantity, right: Quantity) -> bool:
    """Tell whether one number could satisfy both figures."""
    infinity = float("inf")
    low, high = (
        (-infinity if q.low is None else q.low for q in (left, right)),
        (infinity if q.high is None else q.high for q in (left, right)),
    )
    lows, highs = tuple(low), tuple(high)
    bottom, top = max(lows), min(highs)
    if bottom < top:
        return True
    if bottom > top:
        return False
    return not any((q.open_low and q.low == bottom) or (q.open_high and q.high == top) for q in (left, right))


def compare_figures(left: Profile, right: Profile) -> Figures:
    """Compare the figures of two statements that count the same unit."""
    apart: tuple[Quantity, Quantity] | None = None
    agree = False
    for one in left.statement.quantities:
        for other in right.statement.quantities:
            if one.unit is None or other.unit is None or one.unit != other.unit:
                continue
            if overlap(one, other):
                agree = True
            elif apart is None:
                apart = (one, other)
    return Figures(apart, agree)
