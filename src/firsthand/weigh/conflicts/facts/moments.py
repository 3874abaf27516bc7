"""When something is said to have happened, also where only a month, a weekday or a time of day is told."""

import re
from dataclasses import dataclass, replace
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
# The time of day stands right behind the day ("Sunday morning"), within so many characters.
_HALF_NEAR = 14


@dataclass(frozen=True, slots=True)
class Moment:
    """One date expression, as far as it can be read: what is None is not told.

    `earliest` and `latest` are the days it may mean where the day of publication is known; `month` and
    `weekday` count from 1 and 0; `half` of the day is "morning" or "evening"; `turn` tells how it stands
    to what was told before: "together" with it, or "afterwards". `open` marks a bound ("since May"), that
    says when something began or ended at the most.
    """

    text: str
    earliest: date | None = None
    latest: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    half: str | None = None
    turn: str | None = None
    open: bool = False

    @property
    def told(self) -> bool:
        """Tell whether anything of it is known."""
        return any(
            each is not None for each in (self.earliest, self.year, self.month, self.weekday, self.turn)
        )


def moments_of(telling: Telling) -> tuple[Moment, ...]:
    """Return the dates that a statement names, those that could be read."""
    start = telling.statement.start
    found = [
        replace(
            _moment(each, telling.statement.text[each.start - start : each.end - start], telling.language),
            half=_half(telling.text[each.end - start : each.end - start + _HALF_NEAR], telling.language),
        )
        for each in telling.statement.dates
    ]
    for turn in ("together", "afterwards"):
        for match in wording(f"order.{turn}", telling.language).finditer(telling.text):
            end = _word_end(telling.text, match.end())
            found.append(Moment(telling.statement.text[match.start() : end], turn=turn))
    return tuple(each for each in found if each.told)


def apart(one: Moment, other: Moment) -> bool:
    """Tell whether one thing cannot have happened at both moments."""
    if one.turn or other.turn:
        return bool(one.turn and other.turn) and one.turn != other.turn
    if one.earliest and other.latest and one.earliest > other.latest:
        return True
    if other.earliest and one.latest and other.earliest > one.latest:
        return True
    if one.earliest and other.earliest:
        one_day = one.earliest == one.latest == other.earliest == other.latest
        return one_day and _differ(one.half, other.half)
    if _differ(one.year, other.year) or _differ(one.month, other.month):
        return True
    if one.month and other.month and _differ(one.day, other.day):
        return True
    if one.month or other.month or one.year or other.year:
        return False
    return _differ(one.weekday, other.weekday) or _differ(one.half, other.half)


def times_apart(here: tuple[Moment, ...], there: tuple[Moment, ...]) -> bool:
    """Tell whether both statements are dated and no date of one can be a date of the other."""
    return bool(here and there) and all(apart(one, other) for one in here for other in there)


def _half(text: str, language: str) -> str | None:
    """Return the half of the day that a text names, None if it names none or both."""
    found = {half for half in ("morning", "evening") if wording(f"order.{half}", language).search(text)}
    clock = _CLOCK.search(text)
    if clock:
        found.add("morning" if clock.group(1) == "a" else "evening")
    return found.pop() if len(found) == 1 else None


def _word_end(text: str, at: int) -> int:
    """Return where the word behind a place ends ("later that month")."""
    behind = re.compile(r" \w+").match(text, at)
    return behind.end() if behind else at


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


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other
