"""The words of date expressions, and the pattern that finds them."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from firsthand.extract.packs import load


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of a language pack for dates, and the pattern that finds date expressions."""

    pattern: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    doubtful: frozenset[str]
    before_month: re.Pattern[str]
    surely_month: re.Pattern[str]
    joined_month: re.Pattern[str]
    not_names: frozenset[str]
    parts: dict[str, list[int]]
    bounds: dict[str, str]
    joins: re.Pattern[str]
    opens: re.Pattern[str]
    days: dict[str, int]
    units: dict[str, int]
    last: frozenset[str]
    next: frozenset[str]
    numbers: dict[str, int]
    future: frozenset[str]
    upcoming: frozenset[str]
    counting: frozenset[str]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@functools.cache
def date_words(language: str = "en") -> DateWords:
    """Load a language's words for dates once a process."""
    data: dict[str, Any] = load("dates", language)
    months = {name: number for number, names in enumerate(data["months"], 1) for name in names}
    weekdays = {name: number for number, names in enumerate(data["weekdays"]) for name in names}
    read = [name.capitalize() for name in data["weekdays_read"]]
    relative = data["relative"]
    capitals = [name.upper() for name in months if len(name) > 3]
    month = rf"(?:{_any([*(name.capitalize() for name in months), *capitals])})"
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    year = r"(?:(?:1[5-9]|20)\d\d)"
    number = rf"(?i:\d{{1,3}}|{_any(data['numbers'])})"
    unit = rf"(?i:{_any(data['units'])})"
    shifts = _any([*relative["last"], *relative["this"], *relative["next"]])
    cores = [
        r"(?P<n_a>\d{1,2})[/.](?P<n_b>\d{1,2})[/.](?P<n_y>(?:20)?\d\d)(?!\d)",
        r"(?P<iso>\d{4}-\d\d-\d\d)(?!\d)",
        rf"(?P<m1>{month})\.?\s?(?P<d1>{day})(?!\d)(?:(?:[-–]|\sto\s|\sand\s)(?P<d1b>{day})(?!\d))?"
        rf"(?:,?\s+(?P<y1>{year})|,?\s?(?P<s1>['’]\d\d))?(?![\d,]*\d)",
        rf"(?P<d2>{day})(?:\s+of)?\s+(?P<m2>{month})\b(?:\.?,?\s+(?P<y2>{year}))?(?!\w)",
        rf"(?P<m3>{month})\b(?:(?:\.|,|\s+of)?\s+(?P<y3>{year})|(?:\s+of)?\s+(?P<r3>{shifts})\s+year\b)?(?![\w’'-])",
        r"(?P<decade>(?:1[5-9]|20)\d0)s\b",
        rf"(?P<y4>{year})(?P<y4b>\s?[-–/]\s?(?:\d\d|{year}))?(?![\w%,.]*\d)(?!['’]?s?[A-Za-z])",
        rf"(?P<weekday>{_any(read)})\b",
        rf"(?P<day>(?i:{_any(data['days'])}))\b",
        rf"(?P<n1>{number})\s+(?P<u1>{unit})s?\s+(?:{_any(relative['ago'])})\b",
        rf"(?i:the\s+)?(?i:{_any(relative['span'])})\s+(?P<n2>{number})\s+(?P<u2>{unit})s?\b",
        rf"(?P<shift>(?i:{shifts}))\s+(?P<u3>{unit}|weekend)\b(?!\s+of)",
        r"(?i:over\s+)?(?i:the\s+)(?P<weekend>weekend)\b",
    ]
    bound = rf"(?:(?P<bound>(?i:{_any(data['bounds'])}))\s+(?:(?:the|then|about|around)\s+)?)?"
    part = rf"(?:(?P<part>(?i:{_any(data['parts'])}))[ -]?)?"
    lead = rf"{bound}{part}(?:(?P<which>(?i:{shifts}))\s+)?"
    return DateWords(
        pattern=re.compile(rf"(?<![\w$£€.,/-]){lead}(?:{'|'.join(cores)})"),
        months=months,
        weekdays=weekdays,
        doubtful=frozenset(data["doubtful_months"]),
        before_month=re.compile(rf"(?:^|\W)(?:{_any(data['before_month'])})[\s-]*$", re.I),
        surely_month=re.compile(rf"(?:^|\W)(?:{_any(data['surely_month'])})[\s-]*$", re.I),
        joined_month=re.compile(rf"\b{month}\.?\s+(?:{_any(data['joins_months'])})\s+$"),
        not_names=frozenset([*data["before_month"], *data["surely_month"], *weekdays, *data["parts"]]),
        parts=data["parts"],
        bounds=data["bounds"],
        joins=re.compile(rf"\s*(?:{_any(data['ranges']['join'])})\s*"),
        opens=re.compile(rf"(?:^|\W)(?:{_any(data['ranges']['open'])})\s+$", re.I),
        days=data["days"],
        units=data["units"],
        last=frozenset(relative["last"]),
        next=frozenset(relative["next"]),
        numbers=data["numbers"],
        future=frozenset(data["future"]["auxiliaries"]),
        upcoming=frozenset(data["future"]["adjectives"]),
        counting=frozenset(data["counting"]),
    )
