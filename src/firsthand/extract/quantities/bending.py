"""What "more than", "nearly" and "about" make of a number."""

from dataclasses import dataclass

from firsthand.model import Quantity

# "Nearly 250,000" is at most a tenth under it, "about 100" a tenth either way: rounding to the next
# word people would use instead. A convention, shared with the design's example.
_LOOSE = 0.1


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval with what is known of its ends; None is unbounded."""

    low: float | None
    high: float | None
    open_low: bool = False
    open_high: bool = False
    loose: bool = False


def bent(low: float, high: float | None, effect: str | None) -> Bounds:
    """Return the interval that a number claims under a word such as "more than" (effect "above")."""
    most = high if high is not None else low
    if effect == "above":
        return Bounds(low, None, open_low=True)
    if effect == "from":
        return Bounds(low, None)
    if effect == "to":
        return Bounds(None if low == high else low, most)
    if effect == "below":
        return Bounds(None, most, open_high=True)
    if effect == "nearly":
        return Bounds(low * (1 - _LOOSE), most, open_high=True, loose=True)
    if effect == "slightly above":
        return Bounds(low, most * (1 + _LOOSE), open_low=True, loose=True)
    if effect == "about":
        return Bounds(low * (1 - _LOOSE), most * (1 + _LOOSE), loose=True)
    return Bounds(low, high)


def quantity(start: int, end: int, bounds: Bounds, *, unit: str | None, vague: bool = False) -> Quantity:
    """Return the mention of an interval: the passage [start, end) and what it counts."""
    return Quantity(
        start=start,
        end=end,
        low=None if bounds.low is None else round(bounds.low, 6),
        high=None if bounds.high is None else round(bounds.high, 6),
        unit=unit,
        open_low=bounds.open_low,
        open_high=bounds.open_high,
        approximate=bounds.loose or vague,
    )
