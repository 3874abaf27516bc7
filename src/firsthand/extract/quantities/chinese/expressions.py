"""Number expressions in Chinese: the number, what bends it, what it counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from firsthand.extract.analysis import Analysis, text_of
from firsthand.extract.hanzi import DIGITS
from firsthand.extract.parse import Doc
from firsthand.extract.quantities.bending import bent, quantity
from firsthand.extract.quantities.chinese.numerals import Numeral, read_numeral
from firsthand.extract.quantities.chinese.units import Counted, counted
from firsthand.extract.quantities.chinese.words import ChineseWords, chinese_words
from firsthand.extract.tagging.script import simplified
from firsthand.model import DateRange, Quantity

# How far before a number the words that bend it may begin, in characters.
_BACK = 8
_DOTS = frozenset("・·")


def find_quantities(analysis: Analysis, *, dates: Iterable[DateRange]) -> tuple[Quantity, ...]:
    """Return every counted or measured quantity of a document, in order, as intervals.

    Digits and characters are read alike, in either script: 3.5万, 三万五千, 两百多名, 逾百.
    """
    words = chinese_words()
    page = _Page(analysis.doc, simplified(text_of(analysis.doc)), words)
    days = [(day.start, day.end) for day in dates]
    found: list[Quantity] = []
    at = 0
    while match := words.number.search(page.text, at):
        numeral = read_numeral(match, words)
        at = match.start() + 1
        if numeral is None or any(numeral.start < stop and start < numeral.end for start, stop in days):
            if match["core"]:
                at = match.end()
            continue
        at = numeral.end
        reading = _read(page, numeral, found)
        if reading is not None:
            found.append(reading)
            at = max(at, reading.end)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Page:
    doc: Doc
    text: str
    words: ChineseWords

    def before(self, offset: int) -> str:
        """Return the text right before an offset."""
        return self.text[max(0, offset - _BACK) : offset]


def _read(page: _Page, numeral: Numeral, earlier: list[Quantity]) -> Quantity | None:
    words, text = page.words, page.text
    start = numeral.start
    sign = words.signs_before.search(page.before(start))
    if sign:
        start -= len(sign[0])
    if _in_phrase(page, numeral) or words.labels_before.search(page.before(start)):
        return None
    joined = _range(page, numeral)
    if sign:
        unit = Counted(words.currencies[sign["word"]], joined.end, True)
    elif joined.share:
        unit = Counted("%", joined.end, True)
    elif percent := words.percent.match(text, joined.end):
        unit = Counted("%", percent.end(), True)
    else:
        unit = counted(page.doc, text, joined.end, words)
    if _is_label(page, joined, unit):
        return None
    if text[numeral.start : numeral.end] in words.hotlines and not words.classifiers.match(text, joined.end):
        return None
    effect, begins = _before(page, start)
    end = joined.end if not joined.share and unit.unit != "%" else unit.end
    later = words.after.match(text, unit.end) or words.after.match(text, joined.end)
    if later and effect is None:
        effect, end = words.effects_after[later["word"]], later.end()
    if not _counts(page, numeral, unit):
        return None
    counting = unit.unit if unit.named else _ahead(page, begins) or unit.unit
    if counting is None and words.inherit.search(page.before(begins)) and earlier:
        counting = earlier[-1].unit
    bounds = bent(joined.low, joined.high, effect if effect not in (None, "exact") else joined.effect)
    return quantity(begins, end, bounds, unit=counting, vague=numeral.vague)


def _counts(page: _Page, numeral: Numeral, unit: Counted) -> bool:
    """Tell whether characters are a number here: 三家 and 两人 are, 三峡 and 一个 are not."""
    if numeral.share or not numeral.written:
        return True
    said = page.text[numeral.start : numeral.end]
    if said == "零" or (len(said) > 2 and all(character in DIGITS for character in said)):
        return False  # 零部件; a number plate
    if said == "一":
        return unit.unit == "people" and bool(page.words.one.match(page.text, unit.end))
    if not unit.known and not (numeral.effect or numeral.vague or numeral.low >= 100):
        return False
    token = page.doc.char_span(numeral.start, numeral.end, alignment_mode="expand")
    if token is None or numeral.low >= 100:
        return True
    inside = token[0].idx < numeral.start
    return not inside or token[0].pos_ in ("NUM", "")


def _range(page: _Page, numeral: Numeral) -> Numeral:
    """Take in the upper end of 20至30, 二三十 and 两到三."""
    words, text = page.words, page.text
    percent = words.percent.match(text, numeral.end)
    join = words.joins.match(text, percent.end() if percent else numeral.end)
    if not join or numeral.high is None or numeral.vague:
        return numeral
    match = words.number.match(text, join.end()) or words.number.match(text[join.end() : join.end() + 20])
    if match is None:
        return numeral
    other = read_numeral(match, words)
    if other is None or other.high is None or other.vague:
        return numeral
    end = match.end() if match.string is text else join.end() + match.end()
    low = numeral.low
    factor = other.high / low if low else 0
    if low < 1000 and factor >= 1000 and other.high >= 1e4:  # 2至3万
        low *= 1e8 if other.high >= 1e8 else 1e4
    if not low < other.high:
        return numeral
    return replace(numeral, end=end, low=low, high=other.high, bare=False, share=numeral.share or other.share)


def _in_phrase(page: _Page, numeral: Numeral) -> bool:
    """Tell whether characters are part of a phrase that is no number: 十分, 千方百计."""
    around = page.words.never.finditer(page.text, max(0, numeral.start - 3), numeral.end + 4)
    return any(found.start() <= numeral.start < found.end() for found in around)


def _ahead(page: _Page, start: int) -> str | None:
    """Return the counted thing that is named right before: 车辆42部."""
    before = page.before(start)
    return next(
        (page.words.units[before[at:]] for at in range(len(before) - 1) if before[at:] in page.words.units),
        None,
    )


def _is_label(page: _Page, numeral: Numeral, unit: Counted) -> bool:
    words, text = page.words, page.text
    if numeral.share or unit.unit == "%":
        return False
    if text[numeral.end : numeral.end + 1] in _DOTS:
        return True
    behind = words.labels_behind.match(text, numeral.end)
    if behind and unit.end <= numeral.end + len(behind[0]) and numeral.effect is None:
        return True
    return bool(
        words.time_before.search(page.before(numeral.start)) and words.time_behind.match(text, numeral.end)
    )


def _before(page: _Page, start: int) -> tuple[str | None, int]:
    """Return what the words before a number do to it, and where they begin."""
    found = page.words.before.search(page.before(start))
    if not found:
        return None, start
    return page.words.effects[found["word"]], start - len(found[0])
