"""The words of number expressions in Chinese, and the patterns that find them."""

import functools
import re
from dataclasses import dataclass
from typing import Any

from firsthand.extract.hanzi import DIGITS, SCALES, TENS
from firsthand.extract.packs import load
from firsthand.extract.patterns import any_of

# How many characters of ten, hundred, ten thousand … one number may hold: 亿万 has two, noise thousands.
_LONGEST_UNIT = 6
_ARABIC = r"\d[\d,]*(?:\.\d+)?"


@dataclass(frozen=True, slots=True)
class ChineseWords:
    """The Chinese pack's words for numbers and measures, in simplified characters."""

    number: re.Pattern[str]
    some_of: dict[str, tuple[float, float | None]]
    phrases: dict[str, tuple[float, float | None]]
    inside: dict[str, str]
    effects: dict[str, str]
    effects_after: dict[str, str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    joins: re.Pattern[str]
    percent: re.Pattern[str]
    shares: dict[str, float]
    currencies: dict[str, str]
    signs_before: re.Pattern[str]
    units: dict[str, str]
    longest_unit: int
    classifiers: re.Pattern[str]
    classifier_units: dict[str, str]
    ages: re.Pattern[str]
    labels_before: re.Pattern[str]
    labels_behind: re.Pattern[str]
    time_before: re.Pattern[str]
    time_behind: re.Pattern[str]
    never: re.Pattern[str]
    hotlines: frozenset[str]
    one: re.Pattern[str]
    predicates: frozenset[str]
    between: re.Pattern[str]
    inherit: re.Pattern[str]


@functools.cache
def chinese_words() -> ChineseWords:
    """Load the Chinese words for numbers once a process."""
    data: dict[str, Any] = load("measures", "zh")
    effects = {phrase: effect for effect, phrases in data["before"].items() for phrase in phrases}
    later = {phrase: effect for effect, phrases in data["after"].items() for phrase in phrases}
    money = {noun: code for code, nouns in data["currency_nouns"].items() for noun in nouns}
    units = {noun: unit for unit, nouns in data["units"].items() for noun in nouns} | money
    labels, nouns = data["labels"], data["nouns"]
    return ChineseWords(
        number=_number(data),
        some_of=_ranges(data["some_of"]),
        phrases=_ranges(data["phrases"]),
        inside={word: effect for effect, words in data["inside"].items() for word in words},
        effects=effects,
        effects_after=later,
        before=re.compile(rf"(?P<word>{any_of(effects)})(?:{any_of(data['before_between']['words'])})?$"),
        after=re.compile(rf"(?P<word>{any_of(later)})"),
        joins=re.compile(any_of(data["ranges"]["joins"])),
        percent=re.compile(any_of(data["percent"]["words"])),
        shares=data["shares"],
        currencies=data["currencies"],
        signs_before=re.compile(rf"(?P<word>{any_of(data['currencies'])})\s?$"),
        units=units,
        longest_unit=max(map(len, units)),
        classifiers=re.compile(any_of(data["classifiers"]["words"])),
        classifier_units=data["classifier_units"],
        ages=re.compile(any_of(data["ages"]["words"])),
        labels_before=re.compile(rf"(?:{any_of(labels['before'])})\s?$"),
        labels_behind=re.compile(any_of(labels["behind"])),
        time_before=re.compile(rf"(?:{any_of(labels['time_before'])})$"),
        time_behind=re.compile(any_of(labels["time_behind"])),
        never=re.compile(any_of(labels["never"])),
        hotlines=frozenset(labels["hotlines"]),
        one=re.compile(any_of(data["one"]["counted"])),
        predicates=frozenset(nouns["predicates"]),
        between=re.compile(rf"(?:{any_of(nouns['between'])})*"),
        inherit=re.compile(rf"(?:{any_of(data['inherit']['before'])})$"),
    )


def _ranges(table: dict[str, list[float]]) -> dict[str, tuple[float, float | None]]:
    return {word: (float(low), float(high) or None) for word, (low, high) in table.items()}


def _number(data: dict[str, Any]) -> re.Pattern[str]:
    digit, ten, scale = "".join(DIGITS), "".join(TENS), "".join(SCALES)
    percent = data["percent"]
    core = rf"(?:{_ARABIC}|[{digit}{ten}])(?:{_ARABIC}|[{digit}{ten}{scale}])*"
    inside = any_of(word for words in data["inside"].values() for word in words)
    never = "".join(percent["tenth_never"])
    alternatives = [
        rf"(?:{any_of(percent['before'])})(?P<percent>{core})",
        rf"(?P<share>{any_of(data['shares'])})",
        rf"(?P<phrase>{any_of(data['phrases'])})",
        rf"(?:{any_of(data['some']['words'])})(?P<some>{any_of(data['some_of'])})(?![{digit}])",
        rf"(?<![{digit}{ten}{scale}\d第])(?P<first>[一二两三四五六七八])[、]?(?P<second>[二三四五六七八九])(?P<times>[{ten}{scale}]{{0,{_LONGEST_UNIT}}})(?![{digit}{ten}{scale}\d])",
        rf"(?<!\d)(?P<tenths>[1-9]|[一二两三四五六七八九])(?:{percent['tenth']})(?![{never}])",
        rf"(?P<bareword>(?:{any_of(data['bare']['before'])}))(?P<bare>[{ten}{scale}]{{1,{_LONGEST_UNIT}}})",
        rf"(?<![{digit}])(?P<moreunit>[{ten}{scale}]{{1,{_LONGEST_UNIT}}})(?P<more>{any_of(data['bare']['after'])})(?P<morescale>[{scale}])?",
        rf"(?P<core>{core})(?P<inside>{inside})?(?P<scale>[{scale}]+)?",
    ]
    return re.compile(rf"(?<![A-Za-z\d])(?<![A-Za-z\d][.,:/・·-])(?:{'|'.join(alternatives)})")
