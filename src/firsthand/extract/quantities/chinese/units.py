"""What a number counts in Chinese: a measure, a currency, or the noun behind a measure word."""

from dataclasses import dataclass

from firsthand.extract.analysis import text_of
from firsthand.extract.parse import Doc
from firsthand.extract.quantities.chinese.words import ChineseWords

# How many characters behind a measure word its noun may stand.
_REACH = 14
# How many characters may stand between the measure word and a known noun.
_GAP = 6
_STOPS = frozenset("0123456789，。、；：！？,.;:!?()（）\n」』”》 ")
_NOUNS = frozenset(["NOUN", "PROPN", "X"])
_BETWEEN = frozenset(["ADJ", "PART", "DET", "NUM"])
_ENDS = frozenset(["ADP", "AUX", "CCONJ", "SCONJ", "PRON"])


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts, and where the measure words behind it end.

    `known` says that a measure or a noun follows at all, `named` that the noun does.
    """

    unit: str | None
    end: int
    known: bool
    named: bool = True


def counted(doc: Doc, text: str, at: int, words: ChineseWords) -> Counted:
    """Return what the number that ends at offset `at` counts; `text` is in simplified characters."""
    at += text.startswith("的", at)
    if ages := words.ages.match(text, at):
        return Counted("year old", ages.end(), True)
    measure = words.classifiers.match(text, at)
    unit, end = _known(text, at, words)
    if unit is not None and (
        measure is None or end > measure.end() or not _noun_follows(doc, text, end, words)
    ):
        noun = _chained(text, at, words)
        return Counted(noun[0] or unit, max(end, noun[1]), True)
    if measure is None:
        return Counted(unit, end, unit is not None)
    begin = words.between.match(text, measure.end())
    start = begin.end() if begin else measure.end()
    behind, _ = _noun(doc, text, start, words)
    if behind is not None:
        return Counted(behind, measure.end(), True)
    return Counted(words.classifier_units.get(measure[0]), measure.end(), True, named=False)


def _known(text: str, at: int, words: ChineseWords) -> tuple[str | None, int]:
    """Return the longest measured thing that the text names right here."""
    for length in range(min(words.longest_unit, len(text) - at), 0, -1):
        unit = words.units.get(text[at : at + length])
        if unit is not None:
            return unit, at + length
    return None, at


def _chained(text: str, at: int, words: ChineseWords) -> tuple[str | None, int]:
    """Follow known nouns that stand together to the last: 警察 and 服务站 make a station."""
    unit, end = _known(text, at, words)
    while unit is not None:
        following, stop = _known(text, end, words)
        if following is None or stop - end < 2 or text[end:stop] in words.predicates:
            break
        unit, end = following, stop
    return unit, end


def _noun_follows(doc: Doc, text: str, at: int, words: ChineseWords) -> bool:
    return _noun(doc, text, at, words)[0] is not None


def _noun(doc: Doc, text: str, at: int, words: ChineseWords) -> tuple[str | None, int]:
    """Return the noun that ends the run of nouns behind a measure word, by its shared name if it has one."""
    limit = _limit(doc, text, at)
    at = _behind_clause(doc, text, at, limit)
    for start in range(at, min(limit, at + _GAP + 1)):
        if start > at and words.number.match(text, start):
            break
        unit, stop = _chained(text, start, words)
        alone = stop - start > 1 or start == at or stop == limit
        if (
            unit is not None
            and alone
            and text[start:stop] not in words.predicates
            and not _inside(doc, start)
        ):
            return unit, stop
    return _by_words(doc, at, words)


def _behind_clause(doc: Doc, text: str, at: int, limit: int) -> int:
    """Return where the noun stands behind a clause that describes it: 一名坐在车内的乘客."""
    first = doc.char_span(at, at + 1, alignment_mode="expand")
    if first is None or first[0].pos_ != "VERB":
        return at
    of = text.rfind("的", at, limit)
    return of + 1 if of > 0 else at


def _limit(doc: Doc, text: str, at: int) -> int:
    """Return where at the latest a noun phrase that begins at an offset ends."""
    limit = next((at + i for i, mark in enumerate(text[at : at + _REACH]) if mark in _STOPS), at + _REACH)
    span = doc.char_span(at, min(limit, len(text)), alignment_mode="expand")
    return (
        next((token.idx for token in span if token.pos_ in _ENDS and token.idx > at), limit)
        if span
        else limit
    )


def _inside(doc: Doc, offset: int) -> bool:
    """Tell whether an offset lies inside a word, where the text is cut into words."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span is not None and span[0].idx < offset


def _by_words(doc: Doc, at: int, words: ChineseWords) -> tuple[str | None, int]:
    """Return the last noun of the words behind a measure word; None where the text is not cut into words."""
    span = doc.char_span(at, min(at + _REACH, len(text_of(doc))), alignment_mode="expand")
    if span is None or not any(token.pos_ for token in span):
        return None, at
    noun, end, joined = None, at, ""
    for token in span:
        if token.idx < at:
            return None, at
        if token.pos_ in _NOUNS and token.lemma_ not in words.predicates:
            noun, end = token.lemma_ or token.text, token.idx + len(token)
            joined += noun
        elif token.pos_ in _BETWEEN and not (noun and token.pos_ == "NUM"):
            continue
        elif (
            token.pos_ == "VERB" and noun is None and len(token) > 1 and token.lemma_ not in words.predicates
        ):
            continue  # 3名受伤村民
        else:
            break
    if noun is None:
        return None, at
    for start in range(len(joined)):
        if joined[start:] in words.units and (len(joined) - start > 1 or len(noun) == 1):
            return words.units[joined[start:]], end
    return noun, end
