"""Days, weeks, months and years as ranges of days."""

import calendar
from datetime import date, timedelta

Days = tuple[date | None, date | None]


def exact(year: int, month: int, day: int) -> Days | None:
    """Return one day as a range; None if the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return (found, found)


def whole_month(year: int, month: int) -> Days:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def minus(day: date, days: int) -> date | None:
    """Return the day so many days earlier; None before the calendar begins."""
    try:
        return day - timedelta(days=days)
    except OverflowError:
        return None


def share(first: date, last: date, low: int, high: int) -> Days:
    """Return a part of a range, from one twelfth of it to another: "early 2014"."""
    days = (last - first).days + 1
    return first + timedelta(days=days * low // 12), first + timedelta(days=max(0, days * high // 12 - 1))


def shifted(day: date, unit: str, step: int) -> Days:
    """Return the whole week, month, year, ... that a day is in, or one before or after it."""
    if unit == "weekend":
        saturday = day - timedelta(days=(day.weekday() - 5) % 7) + timedelta(days=7 * max(0, step))
        if step == 0 and day.weekday() < 5:
            saturday += timedelta(days=7)
        return saturday, saturday + timedelta(days=1)
    if unit == "day":
        moved = day + timedelta(days=step)
        return moved, moved
    if unit in ("week", "fortnight"):
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * step)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + step
        return whole_month(months // 12, months % 12 + 1)
    if unit == "decade":
        first = day.year - day.year % 10 + 10 * step
        return date(first, 1, 1), date(first + 9, 12, 31)
    return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
