"""The words of date expressions in a language read from its surface, and the pattern that finds them."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from firsthand.extract.packs import load
from firsthand.extract.patterns import any_of

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"


@dataclass(frozen=True, slots=True)
class SurfaceDates:
    """A language pack's words for dates, lower case, and the pattern that finds date expressions.

    `shifts` gives a phrase its unit and step ("la semana pasada": week, -1); `lower` says that months
    and weekdays are written without a capital.
    """

    pattern: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    doubtful: frozenset[str]
    before_month: re.Pattern[str]
    lower: bool
    day_words: dict[str, int]
    year_before: re.Pattern[str]
    decades: dict[str, int]
    days: dict[str, int]
    days_doubtful: frozenset[str]
    days_never: re.Pattern[str]
    days_never_behind: re.Pattern[str]
    cased: frozenset[str]
    shifts: dict[str, tuple[str, int]]
    units: dict[str, str]
    numbers: dict[str, float]
    last: frozenset[str]
    next: frozenset[str]
    bounds: dict[str, str]
    parts: dict[str, list[int]]
    opens: re.Pattern[str]
    joins: re.Pattern[str]
    pairs: frozenset[tuple[str, str]]
    future: re.Pattern[str]
    never_future: re.Pattern[str]
    counted: re.Pattern[str]


@functools.cache
def surface_dates(language: str) -> SurfaceDates:
    """Load a language's words for dates once a process."""
    data: dict[str, Any] = load("dates", language)
    measures: dict[str, Any] = load("measures", language)
    shifts = {phrase: key for key, phrases in data["shifts"].items() for phrase in phrases}
    relative, ranges, future = data["relative"], data["ranges"], data["future"]
    numbers = {word: value for word, value in measures["numbers"].items() if 0 < value <= 100}
    endings = rf"|\w{{3,}}(?:{any_of(future['endings'])})" if future["endings"] else ""
    articles = rf"(?:(?:{any_of(ranges['articles'])})\s*)?"
    return SurfaceDates(
        pattern=_pattern(data, numbers, shifts),
        months={name: number for number, names in enumerate(data["months"], 1) for name in names},
        weekdays={name: number for number, names in enumerate(data["weekdays"]) for name in names},
        doubtful=frozenset(data["doubtful_months"]),
        before_month=re.compile(rf"(?<!\w)(?:{any_of(data['before_month'])})[\s-]*$", re.I),
        lower=data["written"] == "lower",
        day_words=data["day"]["words"],
        year_before=re.compile(rf"(?<!\w)(?:{any_of(data['year']['before'])})\s+$", re.I),
        decades=data["decades"]["words"],
        days=data["days"],
        days_doubtful=frozenset(data["days_never"]["words"]),
        days_never=re.compile(rf"(?<!\w)(?:{any_of(data['days_never']['before'])})\s*$", re.I),
        days_never_behind=re.compile(any_of(data["days_never"]["behind"]), re.I),
        cased=frozenset(data["days_never"]["cased"]),
        shifts={phrase: (key.split()[0], int(key.split()[1])) for phrase, key in shifts.items()},
        units=data["units"],
        numbers=numbers,
        last=frozenset([*relative["last"], *relative["last_after"]]),
        next=frozenset([*relative["next"], *relative["next_after"]]),
        bounds={phrase: bound for bound, phrases in data["bounds"].items() for phrase in phrases},
        parts=data["parts"],
        opens=re.compile(
            rf"(?<!\w)(?P<word>{any_of(pair[0] for pair in ranges['pairs'])})\s*{articles}$", re.I
        ),
        joins=re.compile(
            rf"\s*(?P<word>{any_of(pair[1] for pair in ranges['pairs'])}|[-–—])\s*{articles}", re.I
        ),
        pairs=frozenset((opening, joining) for opening, joining in ranges["pairs"]),
        future=re.compile(rf"(?<!\w)(?:{any_of(future['words'])}{endings})(?!\w)", re.I),
        never_future=re.compile(rf"(?<!\w)(?:{any_of(future['never'])})(?!\w)", re.I),
        counted=re.compile(rf"\s+(?:{_counted(measures)})(?!\w)", re.I),
    )


def _counted(measures: dict[str, Any]) -> str:
    """Return the stems of frequently counted nouns, which four digits before them count."""
    nouns = (noun for found in measures["units"].values() for noun in found if len(noun) > 4)
    return rf"(?:{any_of({noun[:-1] if noun[-1] in 'eoa' else noun for noun in nouns})})\w{{0,3}}"


def _pattern(data: dict[str, Any], numbers: Iterable[str], shifts: Iterable[str]) -> re.Pattern[str]:
    day, relative, years = data["day"], data["relative"], data["decades"]
    names = [name for found in data["months"] for name in found]
    month = rf"(?:{any_of(names)})(?!\w)"
    mark = rf"(?:{any_of(day['marks'])})"
    needed = mark if data["written"] == "upper" else rf"{mark}?"
    dom = rf"(?:{DAY}(?!\d){needed}|(?:{any_of(day['words'])})(?!\w))"
    loose = rf"(?:{DAY}(?!\d){mark}?)"
    year_link = any_of(day["year_links"])
    link = "|".join(re.escape(word) for word in sorted(day["links"], key=len, reverse=True))
    joins = any_of(day["joins"])
    weekday = any_of(name for found in data["weekdays"] for name in found)
    after = any_of([*relative["last_after"], *relative["this_after"], *relative["next_after"]])
    before = any_of([*relative["last"], *relative["this"], *relative["next"]])
    unit, number = any_of(data["units"]), rf"(?:\d{{1,3}}|{any_of(numbers)})"
    ago = rf"(?:{any_of(relative['ago_before'])})\s+" if relative["ago_before"] else ""
    ago_after = rf"\s+(?:{any_of(relative['ago_after'])})(?!\w)"
    swallowed = rf"(?:(?:{weekday}),?\s(?:(?:den|dem|le|el|il|l')\s?)?)?"
    cores = [
        r"(?P<iso>\d{4}-\d\d-\d\d)(?!\d)",
        rf"(?P<nd>{DAY})(?P<sep>[./-])(?P<nm>0?[1-9]|1[0-2])(?P=sep)(?P<ny>(?:20|19)?\d\d)(?!\d)",
        rf"{swallowed}(?P<d1>{loose})(?:{joins})(?P<d2>{dom})(?:{link})(?P<m1>{month})(?:\.(?=\s?\d))?"
        rf"(?:(?:{year_link})(?P<y1>{YEAR})(?!\d))?",
        rf"{swallowed}(?P<d3>{dom})(?:{link})(?P<m3>{month})(?:\.(?=\s?\d))?"
        rf"(?:(?:{year_link})(?P<y3>{YEAR})(?!\d)|\s(?P<r3>{after})(?!\w))?",
        rf"(?P<m4>{month})(?:\.(?=\s?\d))?(?:\s(?:de\s|del\s|des\sJahres\s)?(?P<y4>{YEAR})(?!\d)|\s(?P<r4>{after})(?!\w))?(?![’'-]\w)",
        rf"(?P<shift>{any_of(shifts)})(?!\w)",
        rf"(?P<weekday>{weekday})(?!\w)(?:\s(?P<wr>{after})(?!\w))?",
        rf"(?P<day>{any_of(data['days'])})(?!\w)",
        rf"(?:{any_of(relative['span_before'])})\s+(?P<n2>{number})\s+(?P<u2>{unit})(?!\w)",
        rf"(?P<n3>{number})\s+(?:{any_of(relative['span_between'])})\s+(?P<u3>{unit})(?!\w)",
        rf"(?:{any_of(years['before'])})\s?(?P<dec>(?:1[5-9]|20)?\d0|{any_of(years['words'])})(?![\w%])",
        rf"(?P<decb>(?:1[5-9]|20)?\d0)(?:{any_of(years['after'])})(?!\w)",
        rf"(?P<y5>{YEAR})(?:\s?[-–/]\s?(?P<y5b>\d\d(?!\d)|{YEAR}))?(?![\w%]|[.,:/-]\d)",
    ]
    if ago:
        cores.insert(5, rf"{ago}(?P<n1>{number})\s+(?P<u1>{unit})(?!\w)")
    if relative["ago_after"]:
        cores.insert(5, rf"(?P<n1b>{number})\s+(?P<u1b>{unit}){ago_after}")
    if day["before"]["words"]:
        cores.insert(2, rf"(?<=\s)(?P<d6>{DAY})\.(?P<m6>0?[1-9]|1[0-2])\.(?!\d)")
    bounds = [phrase for phrases in data["bounds"].values() for phrase in phrases]
    bound = rf"(?:(?P<bound>{any_of(bounds)})\s+(?:(?:{any_of(data['bound_articles']['words'])})\s*)?)?"
    links = "|".join(re.escape(word) for word in sorted(data["part_links"]["words"], key=len, reverse=True))
    part = rf"(?:(?P<part>{any_of(data['parts'])})(?:{links}))?"
    which = rf"(?:(?P<which>{before})\s)?"
    return re.compile(rf"(?<![\w$£€./,-]){bound}{part}{which}(?:{'|'.join(cores)})", re.I)
