"""A run of words that is one number, and its value."""

import re
from dataclasses import dataclass

from text_to_num import text2num

from firsthand.extract.parse import Doc, Token
from firsthand.extract.quantities.words import NumberWords

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)([a-z]{1,3})?\+?$", re.I)
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Number:
    """The tokens [start, end) of a number and the interval it claims before any "more than".

    `bare` is set for digits without scale or comma, which may be a year or a label; `vague` for
    "dozens"; `share` for "half of", which is a percentage; `plus` for "100+".
    """

    start: int
    end: int
    low: float
    high: float | None
    bare: bool = False
    vague: bool = False
    share: bool = False
    plus: bool = False


def read_number(doc: Doc, at: int, words: NumberWords) -> Number | None:
    """Return the number that begins at a token, as long as it goes; None if none does."""
    token = doc[at]
    low = token.lower_
    if low[0].isdigit() or (low[0] == "." and len(low) > 1):
        return _digits(doc, at, words)
    if low in words.multiples and (found := _multiple(doc, at, words)):
        return found
    if low in words.plurals and token.tag_ != "VBZ":
        value, most = words.plurals[low]
        return Number(at, at + 1, value, most, vague=True)
    if found := _vague(doc, at, words):
        return found
    if found := _fraction(doc, at, words):
        return found
    return _written(doc, at, words)


def _digits(doc: Doc, at: int, words: NumberWords) -> Number | None:
    match = _DIGITS.match(doc[at].lower_)
    if not match:
        return None
    letters = (match[2] or "").lower()
    if letters and letters not in words.glued:
        return None
    value = float(match[1].replace(",", ""))
    plus = doc[at].text.endswith("+")
    bare = not letters and "," not in match[1] and "." not in match[1]
    if letters:
        value *= words.scales[letters]
    end = at + 1
    if value < 1000:
        value, end = _scaled(doc, end, value, words)
    if end < len(doc) and doc[end].text == "+":
        plus, end = True, end + 1
    return Number(at, end, value, value, bare=bare and end == at + 1, plus=plus)


def _scaled(doc: Doc, end: int, value: float, words: NumberWords) -> tuple[float, int]:
    """Take in "million" after "1.7"; letters alone are a scale only right after the digits."""
    for _ in range(2):
        if (
            end < len(doc)
            and doc[end].text in _DASHES
            and end + 1 < len(doc)
            and doc[end + 1].lower_ in words.scales
        ):
            end += 1  # "1.7-billion"
        if end >= len(doc):
            break
        scale = words.scales.get(doc[end].lower_)
        short = doc[end].lower_ in words.glued
        if scale is None or (short and doc[end - 1].whitespace_) or doc[end].lower_ == "dozen":
            break
        value, end = value * scale, end + 1
    return value, end


def _written(doc: Doc, at: int, words: NumberWords) -> Number | None:
    """Read "twenty-one thousand", "a hundred", "two and a half million", "a dozen"."""
    first = doc[at].lower_
    if first in words.articles:
        following = doc[at + 1].lower_ if at + 1 < len(doc) else ""
        if following not in words.scales or following in words.glued:
            return None
        counted, end = _scaled_word(doc, at + 1, 1.0, words)
        return Number(at, end, counted, counted)
    if first in words.scales and first not in words.glued and doc[at].tag_ == "CD" and _alone(doc, at):
        return Number(at, at + 1, words.scales[first], words.scales[first])
    if first not in words.cardinals and not _hyphenated(first, words):
        return None
    value: float | None
    parts, end = [first], at + 1
    while end < len(doc):
        low = doc[end].lower_
        after = doc[end + 1].lower_ if end + 1 < len(doc) else ""
        if low in words.cardinals or (low in words.scales and low not in words.glued and low != "dozen"):
            parts.append(low)
            end += 1
        elif (low == "-" and after in words.cardinals) or (
            low == "and" and parts[-1] in words.scales and after in words.cardinals
        ):
            parts += ([] if low == "-" else ["and"]) + [after]
            end += 2
        else:
            break
    value = _value(parts)
    while value is None and len(parts) > 1:
        parts.pop()
        end -= 1
        value = _value(parts)
    if value is None:
        return None
    if end + 2 < len(doc) and [doc[i].lower_ for i in range(end, end + 3)] == ["and", "a", "half"]:
        value, end = _scaled_word(doc, end + 3, value + 0.5, words)
    elif end < len(doc) and doc[end].lower_ == "dozen":
        value, end = value * 12, end + 1
    return Number(at, end, value, value)


def _hyphenated(word: str, words: NumberWords) -> bool:
    return "-" in word and all(part in words.cardinals for part in word.split("-"))


def _alone(doc: Doc, at: int) -> bool:
    return at == 0 or doc[at - 1].pos_ != "NUM"


def _scaled_word(doc: Doc, end: int, value: float, words: NumberWords) -> tuple[float, int]:
    while (
        end < len(doc) and (scale := words.scales.get(doc[end].lower_)) and doc[end].lower_ not in words.glued
    ):
        value, end = value * scale, end + 1
    return value, end


def _value(parts: list[str]) -> float | None:
    try:
        return float(text2num(" ".join(parts).replace("-", " "), "en"))
    except ValueError:
        return None


def _multiple(doc: Doc, at: int, words: NumberWords) -> Number | None:
    """Read "tens of thousands", "hundreds of millions"."""
    if at + 2 >= len(doc) or doc[at + 1].lower_ != "of":
        return None
    scale = words.plurals.get(doc[at + 2].lower_)
    singular = words.scales.get(doc[at + 2].lower_.removesuffix("s"))
    if scale is None or singular is None:
        return None
    low, high = words.multiples[doc[at].lower_]
    return Number(at, at + 3, low * singular, high * singular if high else None, vague=True)


def _vague(doc: Doc, at: int, words: NumberWords) -> Number | None:
    """Read "several hundred", "a few thousand", "a couple of dozen"."""
    for phrase, (low, high) in words.vague.items():
        end = at + len(phrase)
        if end >= len(doc) or doc[at].lower_ != phrase[0]:
            continue
        if tuple(token.lower_ for token in doc[at:end]) != phrase:
            continue
        scale = words.scales.get(doc[end].lower_)
        if scale and doc[end].lower_ not in words.glued:
            value, stop = _scaled_word(doc, end, 1.0, words)
            return Number(at, stop, low * value, high * value if high else None, vague=True)
    return None


def _fraction(doc: Doc, at: int, words: NumberWords) -> Number | None:
    """Read "half a million", "a quarter of a million", "two-thirds of", "half of"."""
    start, times = at, 1.0
    low = doc[at].lower_
    if low in words.articles and at + 1 < len(doc):
        at += 1
    elif low in words.cardinals and at + 1 < len(doc):
        value = _value([low])
        at += 2 if doc[at + 1].text in _DASHES else 1
        if value is None or at >= len(doc):
            return None
        times = value
    part = words.fractions.get(doc[at].lower_)
    if part is None or (times > 1) != doc[at].lower_.endswith("s") or times * part > 1:
        return None
    share = times * part
    end = at + 1
    following = [token.lower_ for token in doc[end : end + 3]]
    skip = 1 if following[:1] == ["of"] else 0
    article = following[skip] if len(following) > skip else ""
    if article in words.articles or article == "one":
        scale_at = end + skip + 1
        if (
            scale_at < len(doc)
            and doc[scale_at].lower_ in words.scales
            and doc[scale_at].lower_ not in words.glued
        ):
            value, stop = _scaled_word(doc, scale_at, share, words)
            return Number(start, stop, value, value)
    nominal = doc[at].pos_ in ("NOUN", "NUM", "DET", "ADJ", "PRON", "ADV")
    if skip and nominal and (start != at or doc[at].lower_ == "half") and _plural_after(doc, end + 1):
        return Number(start, end, 100 * share, 100 * share, share=True)
    return None


def _plural_after(doc: Doc, at: int) -> bool:
    """Tell whether a noun follows within three words: a share of things, not "a quarter of 2020"."""
    following: list[Token] = list(doc[at : at + 4])
    return any(token.pos_ in ("NOUN", "PROPN", "PRON") for token in following) and not (
        following and following[0].like_num
    )
