"""Date expressions in Chinese, as the days they may mean."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from firsthand.extract.analysis import Analysis, text_of
from firsthand.extract.dates.chinese.words import ChineseDates, chinese_dates
from firsthand.extract.dates.days import (
    Days,
    bounded,
    counted_back,
    day_of_month,
    exact,
    minus,
    share,
    shifted,
    unsaid_year,
    whole_month,
)
from firsthand.extract.hanzi import hanzi_value
from firsthand.extract.packs import words as pack_words
from firsthand.extract.tagging.script import simplified
from firsthand.model import DateRange

_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}
# How far before an expression the words that put it into the future may stand, in characters.
_BACK = 12


def find_dates(analysis: Analysis) -> tuple[DateRange, ...]:
    """Return every date expression of a document, in order, as an inclusive range of days.

    A bare day ("2日") is the last one of that number; 当日 is the day named just before.
    """
    words = chinese_dates()
    text = simplified(text_of(analysis.doc))
    found: list[DateRange] = []
    at = 0
    while match := words.pattern.search(text, at):
        days = _Expression(match, analysis.document.published, words, text, found).days()
        if days is None:
            at = match.start() + 1
            continue
        found.append(DateRange(match.start(), match.end(), *days))
        at = match.end()
    return tuple(_joined(found, text, analysis.document.published))


class _Expression:
    """One match of the pattern, on its way to days."""

    def __init__(
        self,
        match: re.Match[str],
        published: date | None,
        words: ChineseDates,
        text: str,
        earlier: list[DateRange],
    ):
        self._match = match
        self._part = {name: found for name, found in match.groupdict().items() if found}
        self._published = published
        self._words = words
        self._text = text
        self._earlier = earlier

    def days(self) -> Days | None:
        """Return the days meant; None where the match is no date after all."""
        core = self._core(self._part)
        if core is None:
            return None
        part = self._part.get("part")
        if part and core[0] and core[1]:
            core = share(core[0], core[1], *self._words.parts[part])
        bound = self._part.get("behind") or self._part.get("opens") or ""
        for effect in ("since", "until", "before", "after"):
            if bound in getattr(self._words, effect):
                return bounded(core, effect, self._published)
        return core

    def _core(self, part: dict[str, str]) -> Days | None:
        if "iso" in part:
            return exact(*map(int, part["iso"].split("-")))
        if "m1" in part:
            year = _number(part["y1"]) if "y1" in part else self._this_year(self._words.years[part["ry1"]])
            return self._of_month(part["m1"], part.get("d1"), year)
        if "m3" in part:
            return self._of_month(part["m3"], part.get("d3"), None)
        if "y2" in part:
            year = _number(part["y2"])
            return (date(year, 1, 1), date(year, 12, 31)) if year else None
        if "decade" in part:
            first = 1900 + (_number(part["decade"]) or 0)
            return date(first, 1, 1), date(first + 9, 12, 31)
        if "same" in part:
            last = self._earlier[-1] if self._earlier else None
            return (last.earliest, last.latest) if last and last.earliest == last.latest else None
        if self._published is None:
            return (None, None)
        return self._relative(part, self._published)

    def _relative(self, part: dict[str, str], published: date) -> Days | None:
        if "ry2" in part:
            year = published.year + self._words.years[part["ry2"]]
            return date(year, 1, 1), date(year, 12, 31)
        if "rm" in part:
            first, last = shifted(published, *self._words.shifts[part["rm"]])
            if "d5" in part and first:
                return exact(first.year, first.month, _number(part["d5"]) or 0)
            return first, last
        if "rw" in part:
            first, last = shifted(published, *self._words.shifts[part["rw"]])
            if "rwd" in part and first:
                day = first + timedelta(days=self._words.weekdays[part["rwd"]])
                return (day, day)
            return first, last
        if "day" in part:
            day = published + timedelta(days=self._words.days[part["day"]])
            return (day, day)
        if "weekday" in part:
            return self._weekday(part["weekday"][-1], published)
        if "n1" in part:
            return counted_back(published, _number(part["n1"]) or 0, self._words.units[part["u1"]])
        if "n2" in part:
            span = (_number(part["n2"]) or 0) * _LENGTHS[self._words.units[part["u2"]]]
            return (minus(published, span), published)
        return self._bare_day(_number(part["d4"]) or 0, published)

    def _of_month(self, month: str, day: str | None, year: int | None) -> Days | None:
        number = _number(month)
        if number is None or not 1 <= number <= 12:
            return None
        if day:
            of_month = _number(day) or 0
            return day_of_month(of_month, number, year, self._published, planned=self._planned())
        if year is not None:
            return whole_month(year, number)
        if self._published is None:
            return (None, None)
        first = date(self._published.year, number, 1)
        return whole_month(unsaid_year(first, self._published, planned=self._planned()), number)

    def _this_year(self, step: int) -> int | None:
        return None if self._published is None else self._published.year + step

    def _bare_day(self, day: int, published: date) -> Days | None:
        """Return the last day of that number, or the next one where the text looks ahead."""
        if not 1 <= day <= 31:
            return None
        planned = self._planned()
        for step in (0, 1, 2) if planned else (0, -1, -2):
            first, _ = shifted(published, "month", step)
            found = exact(first.year, first.month, day) if first else None
            if found and found[0]:
                ahead = found[0] > published + timedelta(days=1)
                if (planned and found[0] >= published) or (not planned and not ahead):
                    return found
        return None

    def _weekday(self, name: str, published: date) -> Days:
        back = (published.weekday() - self._words.weekdays[name]) % 7
        step = (7 - back) % 7 or 7 if self._planned() else -back
        day = published + timedelta(days=step)
        return (day, day)

    def _planned(self) -> bool:
        """Tell whether the words around look ahead: 将于11月2日, 星期五将."""
        start, end = self._match.span()
        clause = re.split(r"[，。；！？,;!?\n]", self._text[max(0, start - _BACK) : start])[-1]
        return bool(self._words.future.search(clause) or self._words.future.match(self._text, end))


def _number(text: str) -> int | None:
    value = hanzi_value(re.sub(r"[年月份日号]", "", text))
    return None if value is None else int(value)


def _joined(found: list[DateRange], text: str, published: date | None) -> Iterable[DateRange]:
    """Join 11月2日至4日 and 2016年到2018年 into one range each."""
    joins = pack_words("dates", "ranges", "joins", language="zh")
    at = 0
    while at < len(found):
        one = found[at]
        two = found[at + 1] if at + 1 < len(found) else None
        between = text[one.end : two.start] if two else ""
        opened = two is not None and two.start == one.end and text[two.start] in joins
        if two is None or not (between in joins or opened) or not (one.earliest and two.latest):
            yield one
            at += 1
            continue
        latest = two.latest
        if (
            latest < one.earliest
            and one.earliest == one.latest
            and re.fullmatch(r".?\d{1,2}[日号].*", text[two.start : two.end])
        ):
            days = exact(one.earliest.year, one.earliest.month, latest.day)
            latest = days[1] if days and days[1] else latest
        elif re.fullmatch(r".?\d{1,2}[日号]", text[two.start : two.end]):
            days = exact(one.earliest.year, one.earliest.month, latest.day)
            latest = days[1] if days and days[1] and days[1] >= one.earliest else latest
        yield DateRange(one.start, two.end, one.earliest, max(latest, one.earliest))
        at += 2
