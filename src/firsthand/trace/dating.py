"""The day an account says of itself that it was written: its date of publication, or the one at its head."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from firsthand.extract.packs import has, load
from firsthand.model import Document
from firsthand.trace.wording.words import account, is_unspaced, language_of

# A dateline stands before the first sentence is well under way: "OSKHAVEN, 9 May 2030 -".
_DATELINE = 60
_DATELINE_WORDS = 5
_HEAD = 300
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN = re.compile(r"[\s.,/|-]{1,4}|(?:st|nd|rd|th|er|º|\.)?\s*,?\s*(?:of|de|del)?\s*")
_FARTHEST_DAYS = 60  # two days without a year are taken for the same year's only where they are this near
_SHORT_NAME = 4  # letters: "sun", "mar" and "mier" are other words too
_SMALL_WORD = 3  # letters
_LATEST_DAY = 3  # a weekday up to three days on is told of as past or to come; beyond, it is the one before


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, the year perhaps not said."""

    month: int
    day: int
    year: int | None = None


def days_between(first: Day | None, second: Day | None) -> int | None:
    """Return how many days the second is after the first; None where that cannot be told."""
    if first is None or second is None:
        return None
    year = first.year or second.year or 2000
    try:
        a = date(first.year or year, first.month, first.day)
        b = date(second.year or year, second.month, second.day)
    except ValueError:
        return None
    apart = (b - a).days
    unsaid = first.year is None or second.year is None
    return None if unsaid and abs(apart) > _FARTHEST_DAYS else apart


def written_on(document: Document) -> Day | None:
    """Return the day an account was published as far as it says so, None where it does not."""
    if document.published:
        return Day(document.published.month, document.published.day, document.published.year)
    language = language_of(document)
    if is_unspaced(language) or not has("dates", language):
        return None
    months = _numbered("months", language, first=1)
    lines = _head(document).split("\n")
    written = [_first_day(line, months) for line in lines]
    sure = (day for day in written if day and day.year)
    # A day without its year stands in a dateline; elsewhere it is told of ("must act by 9 May").
    short = (day for line, day in zip(lines, written, strict=True) if day and _is_dateline(line))
    return next(sure, None) or next(short, None)


def weekdays_told(document: Document) -> tuple[int, ...]:
    """Return the weekdays an account names, 0 for Monday, as often as it names them; () where unknown."""
    language = language_of(document)
    if is_unspaced(language) or not has("dates", language):
        return ()
    pattern, number = _weekdays(language)
    return tuple(number[found.lower()] for found in pattern.findall(account(document)))


def later_told(ours: Sequence[int], theirs: Sequence[int]) -> int:
    """Tell which of two accounts tells of a later weekday: 1 the second, -1 the first, 0 neither.

    Takes what `weekdays_told` gives of each. Days are counted from the weekday both name most: one
    tells of Sunday and Monday, the other of Sunday alone.
    """
    both = set(ours) & set(theirs)
    if not both:
        return 0
    anchor = max(sorted(both), key=lambda day: min(ours.count(day), theirs.count(day)))
    latest = [max((_after(anchor, day) for day in told), default=0) for told in (ours, theirs)]
    return (latest[1] > latest[0]) - (latest[0] > latest[1])


@functools.cache
def _numbered(key: str, language: str, *, first: int) -> dict[str, int]:
    """Return the names of months or weekdays in a language, lower case, with their numbers."""
    names: list[list[str]] = load("dates", language)[key]
    return {name: number for number, several in enumerate(names, first) for name in several}


@functools.cache
def _weekdays(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Return what finds the names of weekdays, abbreviations left out, and their numbers."""
    named = _numbered("weekdays", language, first=0)
    number = {name: day for name, day in named.items() if len(name) > _SHORT_NAME}
    names = "|".join(sorted(map(re.escape, number), key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE), number


def _after(anchor: int, day: int) -> int:
    apart = (day - anchor) % 7
    return apart if apart <= _LATEST_DAY else 0


def _head(document: Document) -> str:
    for block in document.blocks:
        if block.kind == "paragraph":
            return document.text[: block.start + _DATELINE]
    return document.text[:_HEAD]


def _is_dateline(line: str) -> bool:
    return len(_TOKEN.findall(line)) <= _DATELINE_WORDS


def _first_day(text: str, months: dict[str, int]) -> Day | None:
    """Return the first day that is written out: a month's name beside a number, with its year if said."""
    # The small words between them ("9 de mayo de 2030") are looked at by what may stand in between.
    tokens = [
        (match.group(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
        if len(match.group()) > _SMALL_WORD or match.group().isdigit() or match.group().lower() in months
    ]
    without_year = None
    for at, (word, _, _) in enumerate(tokens):
        month = months.get(word.lower())
        if month is None:
            continue
        for day_at, year_at in ((at + 1, at + 2), (at - 1, at + 1)):
            day = _number(tokens, day_at, text, at)
            if day is None or not 1 <= day <= 31:
                continue
            year = _number(tokens, year_at, text, max(at, day_at))
            if year is not None and 1900 <= year <= 2099:
                return Day(month, day, year)
            without_year = without_year or Day(month, day)
    return without_year


def _number(tokens: Sequence[tuple[str, int, int]], at: int, text: str, beside: int) -> int | None:
    """Return the number at a place among the tokens if little stands between it and another place."""
    if not 0 <= at < len(tokens) or not tokens[at][0].isdigit():
        return None
    low, high = sorted((at, beside))
    between = text[tokens[low][2] : tokens[high][1]]
    return int(tokens[at][0]) if _BETWEEN.fullmatch(between) else None
