"""When things happened: dates that cannot both hold, and before against after."""

from firsthand.model import DateRange
from firsthand.weigh.conflicts.profile import Profile


def days_overlap(left: DateRange, right: DateRange) -> bool:
    """Tell whether one day could satisfy both dates; an unknown end is open."""
    if left.earliest and right.latest and left.earliest > right.latest:
        return False
    return not (right.earliest and left.latest and right.earliest > left.latest)


def find_dates_apart(left: Profile, right: Profile) -> tuple[DateRange, DateRange] | None:
    """Return a date of each statement if all of their dates are apart."""
    here, there = _known(left), _known(right)
    if not here or not there or any(days_overlap(a, b) for a in here for b in there):
        return None
    return here[0], there[0]


def dates_agree(left: Profile, right: Profile) -> bool:
    """Tell whether both statements are dated and one day could satisfy both."""
    return any(days_overlap(a, b) for a in _known(left) for b in _known(right))


def in_other_order(left: Profile, right: Profile) -> bool:
    """Tell whether one statement puts something before what the other puts it after."""
    return ("before" in left.cues and "after" in right.cues) or (
        "after" in left.cues and "before" in right.cues
    )


def _known(profile: Profile) -> list[DateRange]:
    return [date for date in profile.statement.dates if date.earliest or date.latest]
