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


def counted_back(day: date, count: int, unit: str) -> Days:
    """Return when something was so many days, weeks, months ... ago; weeks are loose by three days."""
    if unit in ("day", "week", "fortnight"):
        then = minus(day, count * {"day": 1, "week": 7, "fortnight": 14}[unit])
        loose = 0 if unit == "day" else 3
        return (minus(then, loose) if then else None, then + timedelta(days=loose) if then else None)
    if unit == "month":
        months = day.year * 12 + day.month - 1 - count
        return whole_month(months // 12, months % 12 + 1) if months >= 12 else (None, None)
    year = day.year - count * (10 if unit == "decade" else 1)
    return (date(year, 1, 1), date(year, 12, 31)) if year > 0 else (None, None)


def bounded(days: Days, bound: str, published: date | None) -> Days:
    """Return what "since", "until", "before" or "after" makes of a range."""
    if bound == "since":
        return (days[0], published if days[0] and published and published >= days[0] else None)
    if bound == "after":
        return (days[1], None)
    if bound == "before":
        return (None, days[0])
    return (None, days[1])


def unsaid_year(day: date, published: date, *, planned: bool) -> int:
    """Return the year of a day or month named without one: the last one, or the next if it is planned."""
    year = published.year
    if planned:
        return year if day >= published.replace(day=1) else year + 1
    return year if day <= published + timedelta(days=1) else year - 1


def day_of_month(
    day: int, month: int, year: int | None, published: date | None, *, planned: bool
) -> Days | None:
    """Return a day as a range, its year filled in where unsaid; None if the calendar has no such day."""
    if year is not None:
        return exact(year, month, day)
    if published is None:
        return (None, None) if exact(2000, month, day) else None
    guess = exact(published.year, month, day) or exact(2000, month, day)
    if guess is None or guess[0] is None:
        return None
    if (month, day) == (2, 29):
        return exact(published.year, 2, 29) or exact(published.year - 1, 2, 29) or (None, None)
    this = guess[0].replace(year=published.year)
    return exact(unsaid_year(this, published, planned=planned), month, day)
