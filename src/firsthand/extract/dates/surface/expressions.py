"""Date expressions in languages read from their surface, as the days they may mean."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from firsthand.extract.analysis import Analysis, text_of
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
from firsthand.extract.dates.surface.words import SurfaceDates, surface_dates
from firsthand.extract.parse import Doc
from firsthand.model import DateRange

_WORD = re.compile(r"\s*[\w.]+|\s*\S")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:…\n\"»“”„«(–—-]|\s{2})\s*$")
# How far before an expression the words that belong to it may begin, in characters.
_BACK = 40


def find_dates(analysis: Analysis, *, language: str) -> tuple[DateRange, ...]:
    """Return every date expression of a document, in order, as an inclusive range of days."""
    words = surface_dates(language)
    text = text_of(analysis.doc)
    found: list[DateRange] = []
    at = 0
    while match := words.pattern.search(text, at):
        days = _Expression(match, analysis.document.published, words, analysis.doc, text).days()
        if days is None:
            word = _WORD.match(text, match.start())
            at = word.end() if word else match.end()
            continue
        found.append(DateRange(match.start(), match.end(), *days))
        at = match.end()
    return tuple(_joined(found, text, words))


class _Expression:
    """One match of the pattern, on its way to days."""

    def __init__(
        self, match: re.Match[str], published: date | None, words: SurfaceDates, doc: Doc, text: str
    ):
        self._match = match
        self._part = {name: found for name, found in match.groupdict().items() if found}
        self._published = published
        self._words = words
        self._doc = doc
        self._text = text

    def days(self) -> Days | None:
        """Return the days meant; None where the match is no date after all."""
        core = self._core()
        if core is None:
            return None
        part, bound = self._said("part"), self._said("bound")
        if part and core[0] and core[1]:
            core = share(core[0], core[1], *self._words.parts[part])
        return bounded(core, self._words.bounds[bound], self._published) if bound else core

    def _said(self, group: str) -> str:
        return " ".join(self._part.get(group, "").lower().split())

    def _core(self) -> Days | None:
        part = self._part
        if "iso" in part:
            return exact(*map(int, part["iso"].split("-")))
        if "nd" in part:
            year = int(part["ny"])
            return exact(
                year + (2000 if year < 70 else 1900 if year < 100 else 0), int(part["nm"]), int(part["nd"])
            )
        if "d6" in part:
            return self._day(int(part["d6"]), int(part["m6"]), None)
        if "m1" in part:
            return self._days_of_month(part)
        if "m3" in part:
            return self._day(
                self._number_of_day(part["d3"]), self._month_number("m3"), self._year_of("y3", "r3")
            )
        if "m4" in part:
            return self._month()
        if "weekday" in part:
            return self._weekday()
        if "dec" in part or "decb" in part:
            return self._decade(part.get("dec") or part["decb"])
        if "y5" in part:
            return self._year(part)
        return self._relative(part)

    def _relative(self, part: dict[str, str]) -> Days | None:
        if "day" in part and not self._is_day(part["day"]):
            return None
        published = self._published
        if published is None:
            return (None, None)
        if "shift" in part:
            return shifted(published, *self._words.shifts[self._said("shift")])
        if "day" in part:
            day = published + timedelta(days=self._words.days[self._said("day")])
            return (day, day)
        for count, unit in (("n1", "u1"), ("n1b", "u1b")):
            if count in part:
                return counted_back(
                    published, self._number(part[count]), self._words.units[part[unit].lower()]
                )
        count, unit = ("n2", "u2") if "n2" in part else ("n3", "u3")
        span = self._number(part[count]) * shifted_length(self._words.units[part[unit].lower()])
        return (minus(published, span), published)

    def _is_day(self, word: str) -> bool:
        """Tell whether a word such as "mañana" or "morgen" is a day here, not the morning."""
        if self._words.days_never_behind.match(self._text, self._match.end()):
            return False
        if word.lower() in self._words.cased and word != word.lower():
            return False
        doubtful = word.lower() in self._words.days_doubtful
        return not (doubtful and self._words.days_never.search(self._before()))

    def _before(self) -> str:
        start = self._match.start()
        return self._text[max(0, start - _BACK) : start]

    def _days_of_month(self, part: dict[str, str]) -> Days | None:
        month, year = self._month_number("m1"), self._year_of("y1", "")
        first = self._day(self._number_of_day(part["d1"]), month, year)
        last = self._day(self._number_of_day(part["d2"]), month, year)
        if first is None or last is None:
            return last
        return (first[0], last[1]) if not (first[0] and last[1]) or first[0] <= last[1] else last

    def _number_of_day(self, word: str) -> int:
        return self._words.day_words.get(word.lower()) or int(re.sub(r"\D", "", word))

    def _month_number(self, group: str) -> int:
        return self._words.months[self._part[group].lower()]

    def _year_of(self, year: str, shift: str) -> int | None:
        if year in self._part:
            return int(self._part[year])
        if self._published is None or shift not in self._part:
            return None
        said = self._said(shift)
        if " " not in said:  # "novembre dernier" is the last one, which may be this year's
            return None
        return self._published.year + self._step(said)

    def _day(self, day: int, month: int, year: int | None) -> Days | None:
        planned = year is None and self._planned()
        return day_of_month(day, month, year, self._published, planned=planned)

    def _month(self) -> Days | None:
        name = self._part["m4"]
        year = self._year_of("y4", "r4")
        if year is None and "r4" not in self._part and not self._is_month(name):
            return None
        number = self._month_number("m4")
        if year is not None:
            return whole_month(year, number)
        if self._published is None:
            return (None, None)
        step = self._step(self._said("r4") or self._said("which"))
        if step:
            this = self._published.year
            this += (
                step
                if (number >= self._published.month if step < 0 else number <= self._published.month)
                else 0
            )
            return whole_month(this, number)
        first = date(self._published.year, number, 1)
        return whole_month(unsaid_year(first, self._published, planned=self._planned()), number)

    def _is_month(self, name: str) -> bool:
        """Tell whether a word such as "August" or "mars" is the month here, not a name or another word."""
        lead = self._text[max(0, self._match.start("m4") - _BACK) : self._match.start("m4")]
        if self._words.lower and name[0].isupper():
            return False
        if not self._words.lower and name[0].islower():
            return False
        return name.lower() not in self._words.doubtful or bool(self._words.before_month.search(lead))

    def _weekday(self) -> Days | None:
        name = self._part["weekday"]
        if self._words.lower == name[0].isupper() and not (
            self._words.lower and _SENTENCE_BEGINS.search(self._before()) and name[1:].islower()
        ):
            return None
        if self._published is None:
            return (None, None)
        back = (self._published.weekday() - self._words.weekdays[name.lower()]) % 7
        step = self._step(self._said("wr") or self._said("which"))
        said = "wr" in self._part or "which" in self._part
        if step > 0 or (not said and self._planned()):
            day = self._published + timedelta(days=(7 - back) % 7 or 7)
        elif step < 0:
            day = self._published - timedelta(days=back or 7)
        else:
            day = self._published - timedelta(days=back)
        return (day, day)

    def _decade(self, said: str) -> Days:
        number = self._words.decades.get(said.lower()) or int(said)
        first = number if number > 100 else 1900 + number
        return date(first, 1, 1), date(first + 9, 12, 31)

    def _year(self, part: dict[str, str]) -> Days | None:
        year = int(part["y5"])
        if "y5b" in part:
            last = int(part["y5b"])
            last += year - year % 100 if last < 100 else 0
            return (date(year, 1, 1), date(last, 12, 31)) if year < last < year + 200 else None
        named = "bound" in part or "part" in part or self._words.year_before.search(self._before())
        if not named and self._words.counted.match(self._text, self._match.end()):
            return None
        return date(year, 1, 1), date(year, 12, 31)

    def _planned(self) -> bool:
        """Tell whether the sentence that the expression stands in speaks of the future."""
        span = self._doc.char_span(self._match.start(), self._match.end(), alignment_mode="expand")
        if span is None:
            return False
        said = self._doc.sentence_at(span.start).text
        return bool(self._words.future.search(said)) and not self._words.never_future.search(said)

    def _number(self, word: str) -> int:
        return int(word) if word.isdigit() else int(self._words.numbers[word.lower()])

    def _step(self, said: str) -> int:
        return -1 if said in self._words.last else 1 if said in self._words.next else 0


def shifted_length(unit: str) -> int:
    """Return about how many days a unit has."""
    return {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}[unit]


def _joined(found: list[DateRange], text: str, words: SurfaceDates) -> Iterable[DateRange]:
    """Join "zwischen 2016 und 2018" and "de marzo a junio de 2020" into one range each."""
    at = 0
    while at < len(found):
        one = found[at]
        two = found[at + 1] if at + 1 < len(found) else None
        start = _range_start(one, two, text, words) if two else None
        if two is None or start is None:
            yield one
            at += 1
            continue
        yield DateRange(start, two.end, _same_year(one, two, text, words) or one.earliest, two.latest)
        at += 2


def _range_start(one: DateRange, two: DateRange, text: str, words: SurfaceDates) -> int | None:
    """Return where a range of two dates begins, with the word that opens it; None if they make none."""
    joins = words.joins.match(text, one.end)
    if not joins or not two.start <= joins.end() < two.end or joins.start("word") > two.start:
        return None
    opening = words.opens.search(text[max(0, one.start - _BACK) : one.start])
    start = one.start - len(opening[0]) if opening else one.start
    word = opening["word"].lower() if opening else text[one.start :].split()[0].lower()
    first = _same_year(one, two, text, words) or one.earliest
    if (word, joins["word"].lower()) not in words.pairs or (first and two.latest and first > two.latest):
        return None
    return start


def _same_year(one: DateRange, two: DateRange, text: str, words: SurfaceDates) -> date | None:
    """Return the first day of "Februar" in "von Februar bis Dezember 2017"."""
    month = words.months.get(text[one.start : one.end].split()[-1].strip(".").lower())
    if month is None or two.latest is None or not re.search(r"\d{4}", text[two.start : two.end]):
        return None
    return date(two.latest.year - (month > two.latest.month), month, 1)
