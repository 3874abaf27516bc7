"""When something is said to have happened, also where only a month, a weekday or a time of day is told."""

import re
from dataclasses import dataclass
from datetime import date

from firsthand.extract.packs import has, load
from firsthand.model import DateRange
from firsthand.trace.wording.words import is_unspaced
from firsthand.weigh.conflicts.facts.lexicon import month_numbers, weekday_numbers, wording
from firsthand.weigh.conflicts.facts.telling import Telling

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_DAY = re.compile(r"(?<![\d:.,])(\d{1,2})(?:st|nd|rd|th|er|\.|º|日)?(?![\d:%])")
_CHINESE_MONTH = re.compile(r"(\d{1,2})月")
_CLOCK = re.compile(r"\d\s?([ap])\.?m\b")


@dataclass(frozen=True, slots=True)
class Moment:
    """One date expression, as far as it can be read: what is None is not told.

    `earliest` and `latest` are the days it may mean where the day of publication is known; `month` and
    `weekday` count from 1 and 0. `open` marks a bound ("since May"), that says when something began or
    ended at the most.
    """

    text: str
    earliest: date | None = None
    latest: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    open: bool = False

    @property
    def told(self) -> bool:
        """Tell whether anything of it is known."""
        return any(each is not None for each in (self.earliest, self.year, self.month, self.weekday))


def moments_of(telling: Telling) -> tuple[Moment, ...]:
    """Return the dates that a statement names, those that could be read."""
    start = telling.statement.start
    found = (
        _moment(each, telling.statement.text[each.start - start : each.end - start], telling.language)
        for each in telling.statement.dates
    )
    return tuple(each for each in found if each.told)


def apart(one: Moment, other: Moment) -> bool:
    """Tell whether one thing cannot have happened at both moments."""
    if one.earliest and other.latest and one.earliest > other.latest:
        return True
    if other.earliest and one.latest and other.earliest > one.latest:
        return True
    if one.earliest and other.earliest:
        return False
    if _differ(one.year, other.year) or _differ(one.month, other.month):
        return True
    if one.month and other.month and _differ(one.day, other.day):
        return True
    return not (one.month or other.month or one.year or other.year) and _differ(one.weekday, other.weekday)


def times_apart(here: tuple[Moment, ...], there: tuple[Moment, ...]) -> bool:
    """Tell whether both statements are dated and no date of one can be a date of the other."""
    return bool(here and there) and all(apart(one, other) for one in here for other in there)


def part_of_day(telling: Telling) -> str | None:
    """Return the half of the day that a statement names, None if it names none or both."""
    found = {
        half
        for half in ("morning", "evening")
        if wording(f"order.{half}", telling.language).search(telling.text)
    }
    clock = _CLOCK.search(telling.text)
    if clock:
        found.add("morning" if clock.group(1) == "a" else "evening")
    return found.pop() if len(found) == 1 else None


def _moment(each: DateRange, text: str, language: str) -> Moment:
    lower = " ".join(text.lower().split())
    year = _YEAR.search(lower)
    rest = _YEAR.sub(" ", lower)
    month = _month(rest, language)
    day = _DAY.search(rest) if month else None
    resolved = each.earliest is not None and each.latest is not None
    return Moment(
        text=" ".join(text.split()),
        earliest=each.earliest,
        latest=each.latest,
        year=int(year.group(1)) if year else _one_year(each),
        month=month,
        day=int(day.group(1)) if day and 1 <= int(day.group(1)) <= 31 else None,
        weekday=None if is_unspaced(language) or resolved else _weekday(rest, language),
        open=_is_open(each, lower, language),
    )


def _one_year(each: DateRange) -> int | None:
    if each.earliest and each.latest and each.earliest.year == each.latest.year:
        return each.earliest.year
    return None


def _month(text: str, language: str) -> int | None:
    if is_unspaced(language):
        found = _CHINESE_MONTH.search(text)
        if found:
            return int(found.group(1)) if 1 <= int(found.group(1)) <= 12 else None
        named = [name for name in month_numbers(language) if name in text]
        return month_numbers(language)[max(named, key=len)] if named else None
    numbers = {
        month_numbers(language)[word]
        for word in re.findall(r"[^\W\d]+", text)
        if word in month_numbers(language)
    }
    return numbers.pop() if len(numbers) == 1 else None


def _weekday(text: str, language: str) -> int | None:
    numbers = {
        weekday_numbers(language)[word]
        for word in re.findall(r"[^\W\d]+", text)
        if word in weekday_numbers(language)
    }
    return numbers.pop() if len(numbers) == 1 else None


def _is_open(each: DateRange, text: str, language: str) -> bool:
    if (each.earliest is None) != (each.latest is None):
        return True
    bounds = load("dates", language).get("bounds", {}) if has("dates", language) else {}
    return any(text == word or text.startswith(f"{word} ") for word in bounds)


def _differ(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other
