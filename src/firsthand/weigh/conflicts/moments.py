"""When things happened: dates that cannot both hold, and before against after."""

from firsthand.model import DateRange
from firsthand.weigh.conflicts.lexicon import phrases
from firsthand.weigh.conflicts.profile import Profile

# What an event is placed before or after is named in this many content words behind the cue.
_NAMED = 3


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
    return _points_at("before", left, "after", right) or _points_at("after", left, "before", right)


def _points_at(cue: str, left: Profile, other: str, right: Profile) -> bool:
    """Tell whether the first words after two cues name one thing: "predate the flood", "after the flood"."""
    if cue not in left.cues or other not in right.cues:
        return False
    return bool(_after(cue, left) & _after(other, right))


def _after(cue: str, profile: Profile) -> frozenset[str]:
    found: set[str] = set()
    for match in phrases(cue, profile.language).finditer(profile.text):
        start = profile.statement.start + match.end()
        later = [word.lemma for word in profile.statement.words if word.start >= start]
        found.update(later[:_NAMED])
    return frozenset(found)


def _known(profile: Profile) -> list[DateRange]:
    return [date for date in profile.statement.dates if date.earliest or date.latest]
