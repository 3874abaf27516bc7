"""When things happened: dates that cannot both hold."""

from firsthand.model import DateRange


def days_overlap(left: DateRange, right: DateRange) -> bool:
    """Tell whether one day could satisfy both dates; an unknown end is open."""
    if left.earliest and right.latest and left.earliest > right.latest:
        return False
    return not (right.earliest and left.latest and right.earliest > left.latest)
