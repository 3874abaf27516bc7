"""The words of date expressions in Chinese, and the pattern that finds them."""

import functools
import re
from dataclasses import dataclass
from typing import Any

from firsthand.extract.packs import load
from firsthand.extract.patterns import any_of


@dataclass(frozen=True, slots=True)
class ChineseDates:
    """The Chinese pack's words for dates, in simplified characters, and the pattern that finds dates."""

    pattern: re.Pattern[str]
    weekdays: dict[str, int]
    days: dict[str, int]
    years: dict[str, int]
    shifts: dict[str, tuple[str, int]]
    units: dict[str, str]
    parts: dict[str, list[int]]
    since: frozenset[str]
    until: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    future: re.Pattern[str]


@functools.cache
def chinese_dates() -> ChineseDates:
    """Load the Chinese words for dates once a process."""
    data: dict[str, Any] = load("dates", "zh")
    shifts = {phrase: key.split() for key, phrases in data["shifts"].items() for phrase in phrases}
    bounds = data["bounds"]
    return ChineseDates(
        pattern=_pattern(data, list(shifts)),
        weekdays={name: number for number, names in enumerate(data["weekdays"]) for name in names},
        days=data["days"],
        years=data["years"],
        shifts={phrase: (unit, int(step)) for phrase, (unit, step) in shifts.items()},
        units=data["units"],
        parts=data["parts"],
        since=frozenset([*bounds["since_before"], *bounds["since_behind"]]),
        until=frozenset([*bounds["until_before"], *bounds["until_behind"]]),
        before=frozenset(bounds["before_behind"]),
        after=frozenset(bounds["after_behind"]),
        future=re.compile(any_of(data["future"]["words"])),
    )


def _pattern(data: dict[str, Any], shifts: list[str]) -> re.Pattern[str]:
    number = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
    any_number = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,4})"
    never, bounds = data["never"], data["bounds"]
    after = any_of(data["never"]["only_number"])
    year = r"(?:(?:1[5-9]|20)\d\d|[一二][〇零○九八七六五〇零]{1}[〇零○一二三四五六七八九]{2})"
    month = rf"{number}(?=月)月(?:份)?(?!{any_of(never['behind_month'])})"
    day = rf"(?<!\d){number}(?:日|号(?={after}))(?!{any_of(never['behind_day'])})"
    years = any_of(data["years"])
    part = rf"(?:{any_of(data['parts'])})"
    weekday = (
        rf"(?:{any_of(data['weekday_heads'])})(?:{any_of(n for names in data['weekdays'] for n in names)})"
    )
    months = any_of(phrase for phrase in shifts if "月" in phrase)
    weeks = any_of(phrase for phrase in shifts if "周" in phrase or "星期" in phrase or "礼拜" in phrase)
    last = "".join(name for names in data["weekdays"] for name in names)
    unit = any_of(data["units"])
    cores = [
        r"(?P<iso>\d{4}-\d\d?-\d\d?)(?!\d)",
        rf"(?:(?P<y1>{year})年|(?P<ry1>{years}))(?P<m1>{month})(?P<d1>{day})?",
        rf"(?P<y2>{year})年(?!{any_of(never['behind_year'])})",
        rf"(?P<ry2>{years})(?!度)",
        rf"(?P<m3>{month})(?P<d3>{day})?",
        rf"(?P<rm>{months})(?P<d5>{day})?",
        rf"(?P<rw>{weeks})(?P<rwd>[{last}](?![个月年]))?",
        rf"(?P<same>{any_of(data['same']['words'])})(?!{any_of(data['same']['never_behind'])})",
        rf"(?P<day>{any_of(data['days'])})",
        rf"(?P<weekday>{weekday})(?!\d|[到至])",
        rf"(?P<n1>{any_number})(?P<u1>{unit})(?:{any_of(data['ago']['after'])})(?!后|者|提|来|往|所|夕)",
        rf"(?:{any_of(data['span']['before'])})(?P<n2>{any_number})(?P<u2>{unit})(?:{any_of(data['span']['after'])})?",
        r"(?:(?:20|上)世纪)?(?P<decade>[1-9]0|[二三四五六七八九]十)年代",
        rf"(?P<d4>{day})",
    ]
    before = any_of([*bounds["since_before"], *bounds["until_before"]])
    behind = any_of(
        [
            *bounds["since_behind"],
            *bounds["until_behind"],
            *bounds["before_behind"],
            *bounds["after_behind"],
        ]
    )
    lead = rf"(?:(?P<opens>{before}))?"
    tail = rf"(?P<part>{part})?(?:(?P<behind>{behind}))?"
    return re.compile(rf"(?<![\d.])(?<![第两一二三四五六七八九十零〇]){lead}(?:{'|'.join(cores)}){tail}")
