"""A match of the number pattern, and its value."""

import re
from dataclasses import dataclass

from firsthand.extract.quantities.surface.words import SurfaceWords


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at [start, end) of a text and the interval it claims by itself.

    `bare` is set for digits without scale, point or grouping, which may be a year or a label; `word`
    for a number written as one word that is also another word; `vague` for "dozens"; `loose` for
    "une vingtaine"; `share` for a part of a whole, in percent; `plus` for "100+".
    """

    start: int
    end: int
    low: float
    high: float | None
    bare: bool = False
    word: str = ""
    vague: bool = False
    loose: bool = False
    share: bool = False
    plus: bool = False
    scale: float = 1.0


def read_numeral(match: re.Match[str], text: str, words: SurfaceWords) -> Numeral | None:
    """Return the number that a match of `words.number` stands for; None if it is none after all."""
    start, end = match.span()
    # A pattern's space is any kind of space; the pack has the common one.
    part = {name: re.sub(r"\s", " ", found.lower()) for name, found in match.groupdict().items() if found}
    if "share" in part:
        value = words.shares[part["share"]]
        return Numeral(start, end, value, value, share=True)
    if "vague" in part:
        low, high = words.vague[part["vague"]]
        base = words.bases[part["vbase"]] * (words.bases[part["vtimes"]] if "vtimes" in part else 1)
        return Numeral(start, end, low * base, high * base if high else None, vague=True)
    if "part" in part:
        value = words.parts[part["part"]] * words.scales[part["pscale"]]
        return Numeral(start, end, value, value)
    if "many" in part:
        value = words.collectives[part["many"]] * (words.bases[part["mtimes"]] if "mtimes" in part else 1)
        times = words.numbers[part["times"]] if "times" in part else 1
        return Numeral(start, end, value * times, value * times, loose=part["many"] in words.loose)
    if "dozens" in part:
        value = words.bases[part["dozens"]] * words.numbers[part["timesof"]]
        half = words.half.match(text, end) if words.half else None
        value += words.bases[part["dozens"]] / 2 if half else 0
        return Numeral(start, half.end() if half else end, value, value)
    if "plural" in part:
        low, high = words.plurals[part["plural"]]
        base = words.bases[part["ptimes"]] if "ptimes" in part else 1
        return Numeral(start, end, low * base, high * base if high else None, vague=True)
    if "digits" in part:
        return _digits(match, part, text, words)
    return _spelled(match, text, words)


def _digits(match: re.Match[str], part: dict[str, str], text: str, words: SurfaceWords) -> Numeral | None:
    end = match.end()
    following = text[end : end + 2]
    if following[:1].isalnum() and "dscale" not in part:
        # "A380", "1er", "20h": no number here, but "34jährig" and "20km" are.
        glued = words.age_after.match(text, end) or words.percent_sign.match(text, end)
        if not glued and not _unit_glued(text, end, words):
            return None
    if re.match(r"[.:,/]\d", following) or following[:1] in ("º", "ª", "°"):
        return None
    if len(part.get("short", "")) == 1 and not re.match(r"\s?[€$£]", following):
        end = match.end("digits")  # "79 m" are metres, "300 M€" are millions
        part.pop("short")
    value = _value(part["digits"], words)
    scale = words.scales.get(part.get("dscale", ""), words.short_scales.get(part.get("short", ""), 1.0))
    half = words.half.match(text, end) if words.half and scale > 1 else None
    if half:
        value, end = value + 0.5, half.end()
    bare = part["digits"].isdigit() and scale == 1.0
    total = value * scale
    return Numeral(match.start(), end, total, total, bare=bare, plus="plus" in part, scale=scale)


def _unit_glued(text: str, end: int, words: SurfaceWords) -> bool:
    unit = re.match(r"[^\W\d_]+", text[end : end + 12])
    return bool(unit and unit[0].lower() in words.units and unit[0].lower() not in ("m", "g"))


def _value(digits: str, words: SurfaceWords) -> float:
    """Return what digits are worth: "35.000", "3,5", and in American usage "3,500"."""
    if words.swapped and re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return float(digits.replace(",", ""))
    if re.fullmatch(r"\d+\.\d", digits):
        return float(digits)
    whole, _, rest = digits.partition(words.decimal)
    return float(re.sub(r"\D", "", whole) + ("." + rest if rest else ""))


def _spelled(match: re.Match[str], text: str, words: SurfaceWords) -> Numeral | None:
    start, end = match.span("spelled")
    atoms = list(words.atoms.finditer(text, start, end))
    while atoms:
        stop = atoms[-1].end()
        value = spelled_value([" ".join(atom[0].lower().split()) for atom in atoms], words)
        if value is not None and not text[stop : stop + 1].isalpha():
            half = words.half.match(text, stop) if words.half and value >= 1e6 else None
            scale = words.scales.get(atoms[-1][0].lower(), 1.0)
            if half:
                value, stop = value + 0.5 * scale, half.end()
            word = text[start:stop].lower()
            return Numeral(start, stop, value, value, word=word, scale=scale)
        atoms.pop()
    return None


def spelled_value(atoms: list[str], words: SurfaceWords) -> float | None:
    """Return what number words add up to: ["drei", "und", "zwanzig"] gives 23; None if they do not."""
    total, group, tail, previous = 0.0, -1.0, -1.0, ""
    limit = float("inf")
    for atom in atoms:
        if atom == words.reversed:
            previous = atom
            continue
        scale = words.scales.get(atom)
        if scale is not None:
            if group < 0 and not total and scale > 1e3:
                return None
            if scale >= limit:  # "mille milliards": what was said so far, times the scale
                total = (total + max(group, 0)) * scale
            else:
                total += (1 if group < 0 else group) * scale
            limit, group, tail = scale, -1.0, -1.0
        else:
            joined = _joined(words.numbers[atom], group, tail, reversed_=previous == words.reversed != "")
            if joined is None:
                return None
            group, tail = joined
        previous = atom
    if previous == words.reversed != "":
        return None
    return total + max(group, 0)


def _joined(value: float, group: float, tail: float, *, reversed_: bool) -> tuple[float, float] | None:
    """Add a number word to a group below a thousand; returns the group and its last two digits."""
    if group < 0:
        return value, value % 100 if value >= 100 else value
    if value >= 100:
        if not 1 <= group < 20 or value >= 200:
            return None
        return group * 100 + (value - 100), value - 100
    if group >= 100 and tail == 0:
        return group + value, value
    if reversed_:
        return (group + value, tail + value) if 1 <= tail < 10 and value >= 20 else None
    if tail >= 20 and tail % 10 == 0 and 0 < value < (20 if tail in (60, 80) else 10):
        return group + value, tail + value
    return None
