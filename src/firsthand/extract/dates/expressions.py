"""When something is said to have happened: date expressions as the days they may mean."""

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
from firsthand.extract.dates.words import DateWords, date_words
from firsthand.extract.parse import Doc
from firsthand.model import DateRange

_WORD = re.compile(r"\s*\S+")
_YEAR = re.compile(r"\d{4}")


def find_dates(analysis: Analysis) -> tuple[DateRange, ...]:
    """Return every date expression of a document, in order, as an inclusive range of days.

    What is left unsaid is filled from the date of publication ("Dec 4", "last month", "on Monday");
    where that is unknown, both ends are None. "since 2015" ends on the day of publication, "until
    March" has no beginning.
    """
    words = date_words()
    text = text_of(analysis.doc)
    found: list[DateRange] = []
    at = 0
    while match := words.pattern.search(text, at):
        expression = _Expression(match, analysis.document.published, words, analysis.doc, text)
        days = expression.days()
        if days is None:
            word = _WORD.match(text, match.start())
            at = word.end() if word else match.end()
            continue
        found.append(DateRange(match.start(), match.end(), *days))
        at = match.end()
    return tuple(_joined(found, text, words))


class _Expression:
    """One match of the pattern, on its way to days."""

    def __init__(self, match: re.Match[str], published: date | None, words: DateWords, doc: Doc, text: str):
        self._match = match
        self._published = published
        self._words = words
        self._doc = doc
        self._text = text

    def days(self) -> Days | None:
        """Return the days meant; None where the match is no date after all."""
        core = self._core()
        if core is None:
            return None
        part = self._match["part"]
        if part and core[0] and core[1]:
            core = share(core[0], core[1], *self._words.parts[" ".join(part.split())])
        bound = self._match["bound"]
        if not bound:
            return core
        return bounded(core, self._words.bounds[" ".join(bound.lower().split())], self._published)

    def _core(self) -> Days | None:
        part = self._match.groupdict()
        if part["iso"]:
            return exact(*map(int, part["iso"].split("-")))
        if part["n_a"]:
            return self._numeric(int(part["n_a"]), int(part["n_b"]), int(part["n_y"]))
        if part["m1"]:
            year = part["y1"] or (f"20{part['s1'][1:]}" if part["s1"] else None)
            first = self._day(part["m1"], part["d1"], year)
            last = self._day(part["m1"], part["d1b"], year) if part["d1b"] else first
            ordered = first and last and first[0] and last[1] and first[0] <= last[1]
            return (first[0], last[1]) if first and last and ordered else first
        if part["m2"]:
            return self._day(part["m2"], part["d2"], part["y2"])
        if part["m3"]:
            return self._month(part["m3"], part["y3"], part["r3"])
        if part["decade"]:
            return date(int(part["decade"]), 1, 1), date(int(part["decade"]) + 9, 12, 31)
        if part["y4"]:
            return self._year(part["y4"], part["y4b"])
        if part["weekday"]:
            return self._weekday(part["weekday"].lower())
        return self._relative(part)

    def _relative(self, part: dict[str, str | None]) -> Days | None:
        published = self._published
        if (part["day"] or "").isupper() or (part["u3"] or "").lower() == "day":
            return None  # a newspaper's name; "the next day" is counted from another day
        if published is None:
            return (None, None)
        if part["day"]:
            day = published + timedelta(days=self._words.days[" ".join(part["day"].lower().split())])
            return (day, day)
        if part["n1"] and part["u1"]:
            return counted_back(published, self._number(part["n1"]), part["u1"].lower())
        if part["n2"] and part["u2"]:
            span = self._number(part["n2"]) * self._words.units[part["u2"].lower()]
            return (minus(published, span), published)
        if part["u3"] and part["shift"]:
            return shifted(published, part["u3"].lower(), self._step(part["shift"]))
        return shifted(published, "weekend", -1)

    def _numeric(self, first: int, second: int, year: int) -> Days | None:
        """Read "31/12/2022"; where both could be the month, American and British readings differ: unknown."""
        year += 2000 if year < 100 else 0
        if first > 12:
            return exact(year, second, first)
        if second > 12:
            return exact(year, first, second)
        one, other = exact(year, first, second), exact(year, second, first)
        return one if one == other else (None, None)

    def _day(self, month: str, day: str, year: str | None) -> Days | None:
        number = self._words.months[month.lower()]
        of_month = int(re.sub(r"\D", "", day))
        said = int(year) if year else None
        planned = said is None and self._planned()
        return day_of_month(of_month, number, said, self._published, planned=planned)

    def _month(self, month: str, year: str | None, year_of: str | None) -> Days | None:
        if month.lower() in self._words.doubtful and not (year or year_of) and not self._is_month(month):
            return None
        number = self._words.months[month.lower()]
        if year:
            return whole_month(int(year), number)
        if self._published is None:
            return (None, None)
        if year_of:
            return whole_month(self._published.year + self._step(year_of), number)
        which = (self._match["which"] or "").lower()
        if which:
            step = self._step(which)
            this = self._published.year + (step if step < 0 and number >= self._published.month else 0)
            return whole_month(this + (1 if step > 0 and number <= self._published.month else 0), number)
        first = date(self._published.year, number, 1)
        return whole_month(unsaid_year(first, self._published, planned=self._planned()), number)

    def _is_month(self, month: str) -> bool:
        """Tell whether a word such as "May" or "March" is the month here, not a verb or a name."""
        text = self._text
        before = text[max(0, self._match.start("m3") - 24) : self._match.start("m3")]
        if self._words.joined_month.search(before):
            return True
        named = any(
            found[1].lower() not in self._words.not_names
            for found in re.finditer(rf"\b([A-Z][\w.]*)\s+{month}\b(?!\s+\d)", text)
        )
        return bool((self._words.surely_month if named else self._words.before_month).search(before))

    def _year(self, first: str, second: str | None) -> Days | None:
        if not second and not self._match["bound"] and self._counts():
            return None
        year = int(first)
        if not second:
            return date(year, 1, 1), date(year, 12, 31)
        last = int(re.sub(r"\D", "", second))
        last += year - year % 100 if last < 100 else 0
        return (date(year, 1, 1), date(last, 12, 31)) if year < last < year + 200 else None

    def _counts(self) -> bool:
        """Tell whether four digits count something ("2000 people") rather than name a year."""
        span = self._doc.char_span(self._match.start("y4"), self._match.end("y4"), alignment_mode="expand")
        if span is None:
            return False
        token = span[-1]
        counted = token.head
        if token.dep_ != "nummod" or counted.tag_ not in ("NNS", "NNPS") or not 0 < counted.i - token.i <= 3:
            return False
        return token.i == 0 or token.is_sent_start or token.nbor(-1).lower_ in self._words.counting

    def _weekday(self, name: str) -> Days:
        if self._published is None:
            return (None, None)
        back = (self._published.weekday() - self._words.weekdays[name]) % 7
        which = (self._match["which"] or "").lower()
        if which in self._words.next or (not which and self._planned()):
            day = self._published + timedelta(days=(7 - back) % 7 or 7)
        elif which in self._words.last:
            day = self._published - timedelta(days=back or 7)
        else:
            day = self._published - timedelta(days=back)
        return (day, day)

    def _planned(self) -> bool:
        """Tell whether the verb that the expression belongs to is in the future."""
        token = self._doc.char_span(self._match.start(), self._match.end(), alignment_mode="expand")
        if token is None:
            return False
        head = token.root
        for _ in range(6):
            if head.pos_ in ("VERB", "AUX"):
                helpers = {child.lower_ for child in head.children if child.dep_ in ("aux", "auxpass")}
                return bool(helpers & self._words.future) and "have" not in helpers
            if any(child.lower_ in self._words.upcoming for child in head.children):
                return True
            if head.head is head:
                break
            head = head.head
        return False

    def _number(self, word: str) -> int:
        return int(word) if word.isdigit() else self._words.numbers[word.lower()]

    def _step(self, word: str) -> int:
        plain = " ".join(word.lower().split())
        return -1 if plain in self._words.last else 1 if plain in self._words.next else 0


def _joined(found: list[DateRange], text: str, words: DateWords) -> Iterable[DateRange]:
    """Join "between 2016 and 2018" and "from March to June" into one range each."""
    at = 0
    while at < len(found):
        one = found[at]
        two = found[at + 1] if at + 1 < len(found) else None
        if two and words.joins.fullmatch(text, one.end, two.start) and words.opens.search(text[: one.start]):
            opening = words.opens.search(text[max(0, one.start - 12) : one.start])
            start = one.start - (len(opening[0].lstrip()) if opening else 0)
            yield DateRange(start, two.end, _same_year(one, two, text, words) or one.earliest, two.latest)
            at += 2
        else:
            yield one
            at += 1


def _same_year(one: DateRange, two: DateRange, text: str, words: DateWords) -> date | None:
    """Return the first day of "February" in "between February and December 2017"."""
    month = words.months.get(text[one.start : one.end].strip(".").lower())
    if month is None or two.earliest is None or not _YEAR.search(text, two.start, two.end):
        return None
    return date(two.earliest.year - (month > two.earliest.month), month, 1)
