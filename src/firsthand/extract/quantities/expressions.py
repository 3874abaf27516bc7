"""Number expressions: the number, what "more than" and "nearly" make of it, and what it counts."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from firsthand.extract.analysis import Analysis, text_of
from firsthand.extract.parse import Doc, Token
from firsthand.extract.quantities.bending import bent, quantity
from firsthand.extract.quantities.numbers import Number, read_number
from firsthand.extract.quantities.units import counted, is_label, money
from firsthand.extract.quantities.words import NumberWords, number_words
from firsthand.model import DateRange, Quantity


def find_quantities(analysis: Analysis, *, dates: Iterable[DateRange]) -> tuple[Quantity, ...]:
    """Return every counted or measured quantity of a document, in order, as intervals.

    A passage covers the number and the words that bend it ("more than 100", "$1.7 billion", "25
    percent"), not the noun it counts. Ordinals, dates, labels ("Article 5") and numbers inside names
    are left out. `dates` are the document's date expressions.
    """
    words = number_words()
    doc = analysis.doc
    days = [(day.start, day.end) for day in dates]
    quantities: list[Quantity] = []
    past = 0
    for at in _starts(doc, words):
        number = read_number(doc, at, words) if at >= past else None
        if number is None:
            continue
        found_one, past = _quantity(doc, number, words, days, quantities)
        if found_one is not None:
            quantities.append(found_one)
    return tuple(quantities)


def _starts(doc: Doc, words: NumberWords) -> Iterator[int]:
    """Yield the tokens that a number can begin at."""
    offsets = doc.starts
    last = -1
    for found in words.starters.finditer(text_of(doc)):
        at = bisect_right(offsets, found.start()) - 1
        if at > last:
            yield at
            last = at


def _quantity(
    doc: Doc,
    number: Number,
    words: NumberWords,
    days: list[tuple[int, int]],
    earlier: list[Quantity],
) -> tuple[Quantity | None, int]:
    """Return the quantity around a number, and the token after it."""
    begins, ends = doc[number.start].idx, doc[number.end - 1].idx + len(doc[number.end - 1])
    if any(begins < stop and start < ends for start, stop in days):
        return None, number.end
    start = number.start
    currency = money(doc, start, words)
    if currency:
        start -= 1
    number, end = _second(doc, start, number, words)
    unit, end = counted(doc, number, end, currency, words)
    if is_label(doc, number, unit, words) or _plain_one(doc, number, unit, words):
        return None, end
    if unit is None:
        unit = _inherited(doc, number, earlier, words)
    effect, begin = _before(doc, start, words)
    if not _is_during(doc, begin, start, unit, words):
        start = begin
    else:
        effect = None
    later, end = _after(doc, end, words)
    bounds = bent(number.low, number.high, effect or later or ("from" if number.plus else None))
    begins, ends = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    return quantity(begins, ends, bounds, unit=unit, vague=number.vague), end


def _inherited(doc: Doc, number: Number, earlier: list[Quantity], words: NumberWords) -> str | None:
    """Return the unit of the number before: "40 boats; another 12 were found, two in the north"."""
    before = doc[number.start - 1].lower_ if number.start else ""
    after = doc[number.end].lower_ if number.end < len(doc) else ""
    if not earlier or not (before in words.inheriting or after in words.inherited_before):
        return None
    sentence = doc[number.start].sent
    previous = sentence.start and doc[sentence.start - 1].sent.start_char
    last = earlier[-1]
    return last.unit if last.start >= previous and last.unit and last.unit.islower() else None


def _second(doc: Doc, start: int, number: Number, words: NumberWords) -> tuple[Number, int]:
    """Take in the upper end of "between 2 and 5", "10 to 12", "20-30"."""
    join = number.end
    if join + 1 >= len(doc) or doc[join].lower_ not in words.joins:
        return number, number.end
    opened = start > 0 and doc[start - 1].lower_ in words.opens
    word = doc[join].lower_
    if word == "and" and not (opened and doc[start - 1].lower_ == "between"):
        return number, number.end
    at = join + 1
    if at < len(doc) and doc[at].lower_ in words.currencies:
        at += 1
    other = read_number(doc, at, words) if at < len(doc) else None
    if other is None or other.high is None or number.high is None or other.vague or other.share:
        return number, number.end
    low = number.low
    # "5 to 6 million": the scale is said once.
    if other.high >= 1e3 and low < 1e3 and doc[other.end - 1].lower_ in words.scales and number.bare:
        low *= words.scales[doc[other.end - 1].lower_]
    if not low < other.high:
        return number, number.end
    joined = replace(number, end=other.end, low=low, high=other.high, bare=False)
    return joined, other.end


def _is_during(doc: Doc, begin: int, start: int, unit: str | None, words: NumberWords) -> bool:
    """Tell whether what stands before a span of time says within it: "leaks over five years"."""
    if start - begin != 1 or doc[begin].lower_ not in words.during or unit not in words.during_units:
        return False
    return begin > doc[begin].sent.start and doc[begin - 1].lower_ not in words.counted_behind


def _before(doc: Doc, start: int, words: NumberWords) -> tuple[str | None, int]:
    """Return what the words before a number do to it, and where they begin."""
    first = doc[start].sent.start
    at = start
    if at > first and doc[at - 1].lower_ in words.opens and doc[at - 1].lower_ == "between":
        return None, at - 1
    article = 1 if at > first and doc[at - 1].lower_ in words.articles else 0  # "more than a 1,000"
    for length in range(4, 0, -1):
        phrase = tuple(token.lower_ for token in doc[max(first, at - article - length) : at - article])
        effect = words.before.get(phrase) if len(phrase) == length else None
        if effect:
            return effect, at - article - length
    verb: Token | None = doc[at - 1] if at > first else None
    if verb is not None and verb.pos_ == "VERB" and verb.lemma_ in words.before_verbs:
        return words.before_verbs[verb.lemma_], at
    return None, at


def _after(doc: Doc, end: int, words: NumberWords) -> tuple[str | None, int]:
    for length in (2, 1):
        phrase = tuple(token.lower_ for token in doc[end : end + length])
        effect = words.after.get(phrase) if len(phrase) == length else None
        if effect:
            return effect, end + length
    return None, end


def _plain_one(doc: Doc, number: Number, unit: str | None, words: NumberWords) -> bool:
    """Tell whether "one" or "zero" does not count: "one of them", "one day", "one-on-one", "zero-risk"."""
    if number.end - number.start != 1 or number.low > 1 or doc[number.start].text[0].isdigit():
        return False
    if unit is None or unit in words.uncounted:
        return True
    before = doc[number.start - 1].lower_ if number.start else ""
    after = doc[number.end].lower_ if number.end < len(doc) else ""
    return before in words.before_one or after in words.uncounted or (number.low == 0 and after == "-")
