"""Number expressions in languages read from their surface: the number, what bends it, what it counts."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from firsthand.extract.analysis import Analysis, text_of
from firsthand.extract.packs import words as pack_words
from firsthand.extract.parse import Doc
from firsthand.extract.quantities.bending import bent, quantity
from firsthand.extract.quantities.surface.numerals import Numeral, read_numeral
from firsthand.extract.quantities.surface.units import noun_behind, singulars
from firsthand.extract.quantities.surface.words import SurfaceWords, surface_words
from firsthand.model import DateRange, Quantity

# How far before a number the words that bend it may begin, in characters.
_BACK = 44
# How much behind the joining word of a range is read for its upper end, in characters.
_AHEAD = 60
# Within how many characters a number may count what the one before it counted.
_INHERITED = 160
_HYPHENED = re.compile(r"-([^\W\d_]{2,})")
_ABBREVIATION = re.compile(r"(?<![\w’'.-])[A-Z]{1,4}[ ]$")
_NAME_BEFORE = re.compile(r"(?<![.!?:\n«„“\"(] )(?<![\n.!?])\b[^\W\d_][\w’'-]*[ ]$")


def find_quantities(analysis: Analysis, *, dates: Iterable[DateRange], language: str) -> tuple[Quantity, ...]:
    """Return every counted or measured quantity of a document, in order, as intervals.

    A passage covers the number and the words that bend it ("más de 100", "fast eine Viertelmillion"),
    not the noun it counts. Ordinals, dates, labels and numbers inside names are left out.
    """
    words = surface_words(language)
    page = _Page(analysis.doc, text_of(analysis.doc), analysis.doc.starts, words, language)
    days = [(day.start, day.end) for day in dates]
    found: list[Quantity] = []
    at = 0
    while match := words.number.search(page.text, at):
        numeral = read_numeral(match, page.text, words)
        if numeral is None or any(numeral.start < stop and start < numeral.end for start, stop in days):
            at = _past(page.text, match.start())
            continue
        at = numeral.end
        reading = _read(page, numeral, found)
        if reading is not None:
            at = max(at, reading.end)
            found.append(reading)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Page:
    doc: Doc
    text: str
    offsets: list[int]
    words: SurfaceWords
    language: str

    def token_at(self, offset: int) -> int:
        """Return the first token that begins at an offset or behind it."""
        return bisect_left(self.offsets, offset)

    def before(self, offset: int) -> str:
        """Return the text right before an offset."""
        return self.text[max(0, offset - _BACK) : offset]


def _said(phrase: str) -> str:
    """Return a phrase as the pack has it: in lower case, whatever kind of space is in it."""
    return " ".join(phrase.lower().split())


def _past(text: str, start: int) -> int:
    """Return the end of the word or figure that stands at `start`, where looking goes on."""
    word = re.compile(r"[\d.,:/]*\w+|\S").match(text, start)
    return word.end() if word else start + 1


def _read(page: _Page, numeral: Numeral, earlier: list[Quantity]) -> Quantity | None:
    words, text = page.words, page.text
    start = numeral.start
    sign = words.signs_before.search(page.before(start))
    currency = words.currencies[_said(sign[0])] if sign else None
    if sign:
        start -= len(sign[0])
    single = numeral
    if text.startswith("- ", numeral.end):
        return None  # "zwei- bis dreimal"
    numeral, opening = _range(page, start, numeral)
    unit, end = _unit(page, numeral, currency, start)
    if _is_label(page, single, start, end, unit):
        return None
    sure = unit == "%" or currency is not None
    effect, begins = _before(page, opening if opening is not None else start, numeral, sure=sure)
    if opening is not None and begins == opening:
        effect = None
    later = words.after.match(text, end)
    if later and effect is None and not later[0].startswith("-"):
        effect, end = words.effects["+" + _said(later["word"])], later.end()
    if unit is None:
        unit = _inherited(page, start, end, earlier)
    if not _counts(page, single, unit, effect):
        return None
    if effect is None:
        effect = "about" if numeral.loose else "from" if numeral.plus else None
    bounds = bent(numeral.low, numeral.high, effect)
    return quantity(begins, end, bounds, unit=unit, vague=numeral.vague or numeral.loose)


def _counts(page: _Page, numeral: Numeral, unit: str | None, effect: str | None) -> bool:
    """Tell whether a number word counts: "ein Toter" does, "ein Mann" and "die acht" do not."""
    words = page.words
    if numeral.word in words.one:
        return (effect == "from" and unit is not None) or unit in pack_words(
            "measures", "one", "counted", language="world"
        )
    if numeral.word in words.doubtful:
        return unit in words.counted or (effect is not None and unit is not None)
    return not (numeral.vague and numeral.low < 3 and unit is None)


def _range(page: _Page, start: int, numeral: Numeral) -> tuple[Numeral, int | None]:
    """Take in the upper end of "zwischen 2 und 5", "10-15"; also where the opening word begins."""
    words, text = page.words, page.text
    join = words.joins.match(text, numeral.end)
    if not join or numeral.high is None or numeral.vague:
        return numeral, None
    at = join.end()
    sign = re.compile(r"(?:US)?[$€£¥]\s?").match(text, at)
    at = sign.end() if sign else at
    ahead = text[at : at + _AHEAD]
    match = words.number.match(ahead)
    other = read_numeral(match, ahead, words) if match else None
    if other is None or other.high is None or other.vague or other.share or other.word in words.one:
        return numeral, None
    joining = _said(join["word"])
    opened = words.opens.search(page.before(start))
    opening = _said(opened[0]) if opened else ""
    paired = (opening, joining) in words.pairs
    if any(joining == pair[1] for pair in words.pairs) and not paired and not _joins_alone(joining, page):
        return numeral, None
    low = numeral.low
    if other.scale > 1 and numeral.scale == 1 and low < 1000:
        low *= other.scale  # "5 bis 6 Millionen": the scale is said once
    if not low < other.high:
        return numeral, None
    joined = replace(numeral, end=at + other.end, low=low, high=other.high, bare=False, loose=False)
    return joined, start - len(opened[0].lstrip()) if paired and opened else None


def _joins_alone(joining: str, page: _Page) -> bool:
    return joining in pack_words("measures", "ranges", "joins", language=page.language)


def _unit(page: _Page, numeral: Numeral, currency: str | None, start: int) -> tuple[str | None, int]:
    """Return what a number counts, and where its own words ("Prozent", "€") end."""
    words, text, end = page.words, page.text, numeral.end
    if currency:
        return currency, end
    if numeral.share:
        return "%", end
    if percent := words.percent_sign.match(text, end):
        return "%", percent.end()
    if _is_age(page, numeral, start):
        return "year old", end
    if hyphened := _HYPHENED.match(text, end):
        return next(
            (words.units[form] for form in _forms(hyphened[1], words) if form in words.units), None
        ), end
    of = re.compile(r"\s+d(?:e|i|’|')\s*").match(text, end)
    for at in (end, of.end() if of else end):
        if (sign := words.signs_after.match(text, at)) and not sign[0].startswith("-"):
            signed = not sign["word"][0].isalpha()
            return words.currencies[_said(sign["word"])], sign.end() if signed else end
    return noun_behind(page.doc, page.token_at(end), words), end


def _forms(word: str, words: SurfaceWords) -> tuple[str, ...]:
    return (word.lower(), *singulars(word.lower(), words))


def _is_age(page: _Page, numeral: Numeral, start: int) -> bool:
    words, text, end = page.words, page.text, numeral.end
    if words.age_after.match(text, end):
        return True
    before = page.before(start)
    if words.years.match(text, end):
        if words.age_before.search(before) or (words.age_person and words.age_person.search(before)):
            return True
        behind = words.years.match(text, end)
        closing = text[behind.end() : behind.end() + 1] if behind else ""
        aside = re.search(r", (?:d[ei] )?$", before) is not None
        return aside and closing in (",", ")", ".") and numeral.bare and numeral.low < 116
    if not (numeral.bare and 10 <= numeral.low <= 115):
        return False
    named = re.compile(r"\b[^\W\d_a-zà-ÿ]\w+(?P<mark>, | \()$").search(before)
    return bool(named and text[end : end + 1] == ("," if named["mark"] == ", " else ")"))


def _is_label(page: _Page, numeral: Numeral, start: int, end: int, unit: str | None) -> bool:
    """Tell whether a number names rather than counts: "Artikel 5", "20 Uhr", "der 2. Zug"."""
    words, text = page.words, page.text
    before = page.before(start)
    if words.clock.match(text, numeral.end):
        return True
    if (
        words.clock_before
        and words.clock_before.search(before)
        and numeral.low <= 24
        and not numeral.scale > 1
    ):
        between = words.clock_between
        if (between and between.match(text, numeral.end)) or unit is None:
            return True
    if not numeral.bare:
        return False
    mark = words.ordinal_mark
    if mark and text.startswith(mark + " ", numeral.end) and numeral.low < 1000:
        following = text[numeral.end + 2 : numeral.end + 3]
        if words.ordinal_before.search(before) or following.islower():
            return True
    previous = re.compile(r"(?:\S+\s+)?(\S+)\s+$").search(before)
    if previous and re.split(r"[(\"'’«„“]", previous[1].lower())[-1] in words.labels:
        return True
    if unit is not None:
        return False
    if _ABBREVIATION.search(before):
        return True
    if words.capitals:
        return False
    return bool((named := _NAME_BEFORE.search(before)) and not named[0].islower())


def _before(page: _Page, start: int, numeral: Numeral, *, sure: bool) -> tuple[str | None, int]:
    """Return what the words before a number do to it, and where they begin."""
    words = page.words
    found = words.before.search(page.before(start))
    if found:
        phrase = _said(found["closed"] or found["open"])
        if sure or not (phrase in words.doubtful_effects and numeral.low < 10):
            return words.effects[phrase], start - len(found[0])
    at = page.token_at(start) - 1
    if words.before_verbs and at >= 0:
        verb = page.doc[at]
        if verb.lower_ in ("los", "las", "les", "i", "le", "die", "den") and at:
            verb = page.doc[at - 1]
        effect = words.before_verbs.get(verb.lemma_.lower())
        if effect:
            return effect, start
    return None, start


def _inherited(page: _Page, start: int, end: int, earlier: list[Quantity]) -> str | None:
    """Return the unit of the number before: "54 Boote; weitere 12 wurden gefunden"."""
    words = page.words
    before = page.before(start).split()
    behind = page.text[end : end + 16].split()
    said = bool(before and before[-1].lower() in words.inherit_before) or bool(
        behind and behind[0].lower().strip(".,;") in words.inherit_after
    )
    if not earlier or not said or start - earlier[-1].end > _INHERITED:
        return None
    last = earlier[-1]
    return last.unit if last.unit and last.unit.islower() else None
