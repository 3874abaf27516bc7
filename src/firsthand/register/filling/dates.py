"""When: the dates of a statement that say when a thing began or happened."""

from calendar import monthrange
from dataclasses import replace
from datetime import date

from firsthand.extract.packs import words
from firsthand.model import DateRange
from firsthand.register.answers import Answer
from firsthand.register.codebook import FieldRule, RecordType
from firsthand.register.finding import Speaking
from firsthand.register.reading import Telling

# So many words may stand between a date's signal and the date.
_BESIDE = 6
# So many characters before a date the word that bounds it may begin.
_LOOK_BACK = 24


def fill_dates(kind: RecordType, rule: FieldRule, speaking: Speaking) -> list[Answer]:
    """Return the dates that answer a field: beside its signals where it has some, else all.

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
        elif each.latest is None or stands_behind(telling, each, "bounds"):
            continue
        dates = _begun(telling, each) if stands_behind(telling, each, "since") else _up_to(telling, each)
        key = ("date", dates.earliest, dates.latest)
        if key in found:
            found[key] = replace(found[key], spots=(*found[key].spots, each.start))
            continue
        found.setdefault(
            key,
            Answer(
                key=key,
                spots=(each.start,),
                text=written(dates),
                telling=telling,
                stance=statement.stance,
                doubted=bool(statement.hedges),
                dates=dates,
            ),
        )
    return list(found.values())


def _up_to(telling: Telling, each: DateRange) -> DateRange:
    """Return a date without the days that lie after the document."""
    first = each.earliest or date.min
    latest = min(filter(None, (each.latest, telling.document.published)), default=first)
    return DateRange(each.start, each.end, first, max(latest, first))


def _begun(telling: Telling, each: DateRange) -> DateRange:
    """Return the year, month or day in which began what has lasted since then."""
    first = each.earliest or date.min
    last = first
    if first.day == 1:
        last = first.replace(day=monthrange(first.year, first.month)[1])
        if first.month == 1:
            last = first.replace(month=12, day=31)
    return _up_to(telling, DateRange(each.start, each.end, first, last))


def _beside(telling: Telling, start: int, end: int, each: DateRange) -> bool:
    tokens = telling.tokens
    if each.start <= start < each.end or each.start < end <= each.end:
        return True  # the date was read with its signal: "since 2016"
    low, high = (end, each.start) if each.start >= end else (each.end, start)
    return sum(1 for token in tokens if low <= token.start < high and not token.mark) <= _BESIDE


def stands_behind(telling: Telling, each: DateRange, kind: str) -> bool:
    """Tell whether a date begins with, or stands behind, a word of this kind: "since", "before", "until"."""
    listed = words("placing", kind, language=telling.language)
    text = telling.document.text
    within = text[each.start : each.end].lower()
    before = " " + text[max(0, each.start - _LOOK_BACK) : each.start].lower().rstrip()
    if telling.language == "zh":
        return any(before.endswith(word) or within.startswith(word) for word in listed)
    return any(
        before.endswith((f" {word}", f" {word} the")) or within.startswith(f"{word} ") for word in listed
    )


def written(dates: DateRange) -> str:
    """Return days as a reader would say them: "12 May 2022", "May 2022", "2016", "2016 to 2018"."""
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
