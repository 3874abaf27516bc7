"""The bullets and numbers that Word sets before paragraphs: they stand on the page and not in the text."""

import re
from dataclasses import dataclass, field

from firsthand.read.office.package import Element, attribute, child, local

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_LEVELS = 9


@dataclass(slots=True)
class _Level:
    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts on from paragraph to paragraph; made once for a document."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        patterns: dict[str, _List] = {}
        for one in root if root is not None else ():
            if local(one) == "abstractNum":
                patterns[attribute(one, "abstractNumId") or ""] = _List(_levels(one))
        for one in root if root is not None else ():
            if local(one) == "num" and (made := attribute(child(one, "abstractNumId"), "val")) in patterns:
                pattern = patterns[made]
                starts = _overridden(one, pattern.levels)
                restarted = _List({**pattern.levels, **starts}) if starts else pattern
                self._lists[attribute(one, "numId") or ""] = restarted

    def marker(self, properties: Element | None, from_style: Element | None) -> str:
        """Return what stands before a paragraph, with a blank after it: "• ", "3.2 ", or nothing."""
        own = child(properties, "numPr")
        chosen = own if own is not None and child(own, "numId") is not None else from_style
        number = attribute(child(chosen, "numId"), "val")
        level = attribute(child(own if own is not None else chosen, "ilvl"), "val") or "0"
        if number not in self._lists or not level.isdecimal() or int(level) >= _MOST_LEVELS:
            return ""
        return _counted(self._lists[number], int(level))


def _levels(pattern: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for one in pattern:
        number = attribute(one, "ilvl") or ""
        if local(one) == "lvl" and number.isdecimal():
            start = attribute(child(one, "start"), "val") or "1"
            levels[int(number)] = _Level(
                attribute(child(one, "numFmt"), "val") or "decimal",
                attribute(child(one, "lvlText"), "val") or "",
                int(start) if start.isdecimal() else 1,
            )
    return levels


def _overridden(number: Element, levels: dict[int, _Level]) -> dict[int, _Level]:
    changed: dict[int, _Level] = {}
    for one in number:
        level = attribute(one, "ilvl") or ""
        start = attribute(child(one, "startOverride"), "val") or ""
        if local(one) == "lvlOverride" and level.isdecimal() and int(level) in levels and start.isdecimal():
            was = levels[int(level)]
            changed[int(level)] = _Level(was.form, was.pattern, int(start))
    return changed


def _counted(found: _List, level: int) -> str:
    shape = found.levels.get(level)
    if shape is None:
        return ""
    found.counts[level] = found.counts.get(level, shape.start - 1) + 1
    for deeper in [one for one in found.counts if one > level]:
        del found.counts[deeper]
    if shape.form == "none":
        return ""
    if shape.form == "bullet":
        return "• "

    def shown(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        other = found.levels.get(at)
        return spelled(found.counts.get(at, other.start), other.form) if other else ""

    text = _PLACE.sub(shown, shape.pattern).strip()
    return f"{text} " if text else ""


def spelled(count: int, form: str) -> str:
    """Return a count as a list of this form shows it: 3, c, C, iii, III."""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min(9, (count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        text = ""
        for value, sign in _ROMAN:
            text += sign * (count // value)
            count %= value
        return text.upper() if form == "upperRoman" else text
    return str(count)
