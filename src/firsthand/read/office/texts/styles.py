"""What a paragraph's style says that it is: the title, a heading, a caption, a line of the contents."""

import re
from dataclasses import dataclass

from firsthand.read.office.package import Element, attribute, child, local

_HEADING = re.compile(r"heading (\d)")
_CONTENTS = re.compile(r"toc (?:\d|heading)|table of (?:figures|authorities)|index \d")
_BODY = 9  # an outline level that says: no heading
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """What a style makes of a paragraph; `level` 0 is the title, `numbered` the numbering it brings."""

    level: int | None = None
    caption: bool = False
    contents: bool = False
    numbered: Element | None = None


class Styles:
    """The styles of one Word document; built-in ones keep their English name in every language."""

    def __init__(self, root: Element | None) -> None:
        self._known: dict[str, Element] = {}
        for style in root if root is not None else ():
            if local(style) == "style" and (name := attribute(style, "styleId")):
                self._known[name] = style

    def look(self, style: str | None, properties: Element | None) -> Look:
        """Return how a paragraph looks, by its own properties first, then its style and those below."""
        level = _outline(properties)
        numbered: Element | None = None
        for one in self._chain(style):
            name = (attribute(child(one, "name"), "val") or "").lower()
            own = child(one, "pPr")
            numbered = child(own, "numPr") if numbered is None else numbered
            if name == "title":
                return Look(level=0)
            if name == "caption":
                return Look(caption=True)
            if _CONTENTS.fullmatch(name):
                return Look(contents=True)
            if found := _HEADING.fullmatch(name):
                return Look(level=level or int(found[1]), numbered=numbered)
            level = _outline(own) if level is None else level
            if name == "subtitle":
                return Look(level=level or 2)
        return Look(level=None if level is None or level > _BODY else level, numbered=numbered)

    def _chain(self, style: str | None) -> list[Element]:
        chain: list[Element] = []
        while style in self._known and len(chain) < _LONGEST_CHAIN:
            chain.append(self._known[style])
            style = attribute(child(chain[-1], "basedOn"), "val")
        return chain


def _outline(properties: Element | None) -> int | None:
    """Return the level that an outline gives a paragraph, from 1; 10 for none."""
    value = attribute(child(properties, "outlineLvl"), "val")
    return int(value) + 1 if value and value.isdecimal() else None
