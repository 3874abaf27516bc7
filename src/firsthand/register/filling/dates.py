"""When: the dates of a statement that say when a thing began or happened."""

import functools
from datetime import date

from firsthand.extract.packs import load
from firsthand.model import DateRange
from firsthand.register.answers import Answer
from firsthand.register.codebook import FieldRule, RecordType
from firsthand.register.finding import Speaking

# So many words may stand between a date's signal and the date.
_BESIDE = 6


def fill_dates(kind: RecordType, rule: FieldRule, speaking: Speaking) -> list[Answer]:
    """Return the dates that answer a field: beside its signals where it has some, else those of the statement.

    None that lies after the document, and without a signal none that only bounds something ("since 1994").
    """
    telling = speaking.telling
    statement = telling.statement
    signals = telling.found("field", kind.name, rule.name)
    found: dict[tuple[object, ...], Answer] = {}
    for each in statement.dates:
        if each.earliest is None or (
            telling.document.published and each.earliest > telling.document.published
        ):
            continue
        if rule.signals:
            if not any(_beside(telling, hit.start, hit.end, each) for hit in signals):
                continue
        elif each.latest is None or _bounds(telling, each):
            continue
        latest = min(filter(None, (each.latest, telling.document.published)), default=each.earliest)
        dates = DateRange(each.start, each.end, each.earliest, max(latest, each.earliest))
        if rule.signals and each.latest is None:
            dates = DateRange(each.start, each.end, each.earliest, each.earliest)
        key = ("date", dates.earliest, dates.latest)
        found.setdefault(
            key,
            Answer(
                key=key,
                text=written(dates),
                telling=telling,
                stance=statement.stance,
                doubted=bool(statement.hedges),
                dates=dates,
            ),
        )
    return list(found.values())


def _beside(telling: object, start: int, end: int, each: DateRange) -> bool:
    tokens = getattr(telling, "tokens", ())
    if each.start <= start < each.end or each.start < end <= each.end:
        return True  # the date was read with its signal: "since 2016"
    low, high = (end, each.start) if each.start >= end else (each.end, start)
    return sum(1 for token in tokens if low <= token.start < high and not token.mark) <= _BESIDE


def _bounds(telling: object, each: DateRange) -> bool:
    """Tell whether a word before a date makes it the bound of something else: "since", "before", "until"."""
    document = getattr(telling, "document", None)
    language = getattr(telling, "language", "en")
    if document is None:
        return False
    listed = _bounding(language)
    within = document.text[each.start : each.end].lower()
    before = document.text[max(0, each.start - 24) : each.start].lower().rstrip()
    if language == "zh":
        return any(before.endswith(word) or within.startswith(word) for word in listed)
    return any(
        (" " + before).endswith(" " + word)
        or (" " + before).endswith(f" {word} the")
        or within.startswith(word + " ")
        for word in listed
    )


@functools.cache
def _bounding(language: str) -> tuple[str, ...]:
    return tuple(load("placing", language)["bounds"])


def written(dates: DateRange) -> str:
    """Return a stretch of days as a reader would say it: "12 May 2022", "May 2022", "2016", "2016 to 2018"."""
    first, last = dates.earliest, dates.latest
    if first is None or last is None:
        one = first or last
        return _day(one) if one else ""
    if first == last:
        return _day(first)
    if (first.day, first.month) == (1, 1) and _is_end(last):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first.day == 1 and first.month == last.month and first.year == last.year and last.day >= 28:
        return f"{first:%B %Y}"
    return f"{_day(first)} to {_day(last)}"


def _is_end(day: date) -> bool:
    return (day.day, day.month) == (31, 12)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
