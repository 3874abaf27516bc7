"""A match of the number pattern in a Chinese text, and its value."""

import re
from dataclasses import dataclass

from firsthand.extract.hanzi import DIGITS, SCALES, TENS, hanzi_value
from firsthand.extract.quantities.chinese.words import ChineseWords


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at [start, end) of a text in simplified characters, and the interval it claims.

    `effect` is what its own characters make of it (二十多: above); `written` marks one in characters
    alone, which may be part of a word; `bare` plain digits, which may be a label.
    """

    start: int
    end: int
    low: float
    high: float | None
    effect: str | None = None
    written: bool = False
    bare: bool = False
    vague: bool = False
    share: bool = False


def read_numeral(match: re.Match[str], words: ChineseWords) -> Numeral | None:
    """Return the number that a match of `words.number` stands for; None if it is none after all."""
    part = {name: found for name, found in match.groupdict().items() if found}
    start, end = match.span()
    if "percent" in part:
        value = hanzi_value(part["percent"])
        return None if value is None else Numeral(start, end, value, value, share=True)
    if "share" in part:
        value = words.shares[part["share"]]
        above = "above" if part["share"].startswith("过") else None
        return Numeral(start, end, value, value, effect=above, share=True)
    if "phrase" in part:
        low, high = words.phrases[part["phrase"]]
        return Numeral(start, end, low, high, vague=True, written=True)
    if "some" in part:
        low, high = words.some_of[part["some"]]
        return Numeral(start, end, low, high, vague=True, written=True)
    if "first" in part:
        return _neighbours(start, end, part)
    if "tenths" in part:
        value = 10 * float(DIGITS.get(part["tenths"]) or part["tenths"])
        return Numeral(start, end, value, value, share=True)
    if "bare" in part:
        value = _unit_value(part["bare"])
        effect = words.effects.get(part["bareword"], "from")
        return Numeral(start, end, value, value, effect=effect, written=True)
    if "moreunit" in part:
        value = _unit_value(part["moreunit"]) * SCALES.get(part.get("morescale", ""), 1.0)
        return Numeral(start, end, value, value, effect="above", written=True)
    return _core(start, end, part, words)


def _unit_value(characters: str) -> float:
    value = 1.0
    for character in characters:
        value *= TENS.get(character) or SCALES[character]
    return value


def _neighbours(start: int, end: int, part: dict[str, str]) -> Numeral | None:
    """Read 三四百 (300 to 400) and 两三 (2 to 3); 三五 is no number of its own."""
    first, second = DIGITS[part["first"]], DIGITS[part["second"]]
    if second != first + 1:
        return None
    unit = _unit_value(part.get("times", ""))
    return Numeral(start, end, first * unit, second * unit, written=True)


def _core(start: int, end: int, part: dict[str, str], words: ChineseWords) -> Numeral | None:
    value = hanzi_value(part["core"])
    if value is None:
        return None
    scale = _unit_value(part.get("scale", ""))
    effect = words.inside.get(part.get("inside", ""))
    written = not any(character.isascii() for character in part["core"])
    return Numeral(
        start,
        end,
        value * scale,
        value * scale,
        effect=effect,
        written=written,
        bare=part["core"].isascii() and "." not in part["core"] and scale == 1.0,
    )
