"""A web page as a row of stretches: the visible text between block tags, with what encloses it."""

import re
from dataclasses import dataclass, field
from typing import Literal

from firsthand.read.page_words import tag_words

_TAGS = tag_words()
SKIPPED = frozenset(_TAGS["skipped"])
VOID = frozenset(_TAGS["void"])
SELF_CLOSING = frozenset(_TAGS["self_closing"])
_BLOCKS = frozenset(_TAGS["blocks"])
_SURROUND_TAGS = frozenset(_TAGS["surround"]["tags"])
_SURROUND_ROLES = frozenset(_TAGS["surround"]["roles"])
_NEVER_SURROUND = frozenset(_TAGS["surround"]["never"])


def _named(names: list[str]) -> re.Pattern[str]:
    """Match one of the names as whole words of a class or id, however their parts are joined."""
    parts = "|".join(re.escape(name).replace(r"\*", r"\w*") for name in names)
    return re.compile(rf"(?:^|[\s_-])(?:{parts})(?:$|[\s_-])", re.I)


_SURROUND_NAMES = _named(_TAGS["surround"]["names"])
_BYLINE_NAMES = _named(_TAGS["kinds"]["byline"])
_QUOTED_NAMES = frozenset(_TAGS["kinds"]["quoted"])
_CAPTION_NAMES = _named(_TAGS["kinds"]["caption"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDDEN_NAMES = re.compile(r"(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text|hidden)(?:$|\s)", re.I)
_SPACE = re.compile(r"[ \t\r\n\f\xa0\u200b]+")

# An element whose name says "caption" or "byline" and that holds more than this holds the account too;
# so does one called "sidebar" or "widget" with more than this share of the page's text.
_LABEL_CHARACTERS = 600
_WHOLE_SHARE = 0.5

Kind = Literal["text", "heading", "caption", "byline"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between two block tags. `linked` counts its characters inside links, `level` is 1 for an h1.

    `quoted` counts the earlier letters that it is inside of, as mail programs mark them.
    """

    text: str
    kind: Kind = "text"
    level: int = 0
    linked: int = 0
    surround: bool = False
    cell: bool = False
    quoted: int = 0

    @property
    def words(self) -> int:
        """The number of words."""
        return len(self.text.split())


@dataclass(slots=True)
class _Open:
    """An element under way, with what it makes of the text inside."""

    tag: str
    surround: bool
    kind: Kind
    level: int
    cell: bool
    link: bool
    pre: bool
    quoted: int


@dataclass(slots=True)
class Stretches:
    """Collects stretches from opening tags, closing tags and text, in reading order.

    `total` is the number of characters on the page, 0 where it is not known.
    """

    total: int = 0
    _open: list[_Open] = field(default_factory=list)
    _done: list[Stretch] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _linked: int = 0
    _breaks: int = 0

    def open(self, tag: str, attributes: dict[str, str], *, nested: bool = True, characters: int = 0) -> None:
        """Enter an element that holds so many characters.

        With `nested` false (a tag soup) it breaks the text and encloses nothing.
        """
        if tag == "br":
            self._breaks += 1
            if self._breaks > 1:
                self._flush()
            else:
                self._parts.append("\n")
            return
        if tag in _BLOCKS:
            self._flush()
        if tag == "q":
            self._parts.append("“")
        if not nested:
            self._open = [_opened(tag, attributes, None, 0, 0)] if tag in _BLOCKS else self._open
        else:
            outer = self._open[-1] if self._open else None
            self._open.append(_opened(tag, attributes, outer, characters, self.total))

    def close(self, tag: str, *, nested: bool = True) -> None:
        """Leave an element."""
        if tag == "q":
            self._parts.append("”")
        if tag in _BLOCKS:
            self._flush()
        if nested and self._open and tag != "br":
            self._open.pop()
        elif not nested and tag in _BLOCKS:
            self._open = []

    def text(self, text: str) -> None:
        """Add text; runs of white space count as one, as in a browser."""
        if not text:
            return
        inside = self._open[-1] if self._open else None
        plain = text if inside and inside.pre else _SPACE.sub(" ", text)
        if plain.strip():
            self._breaks = 0
        self._parts.append(plain)
        if inside and inside.link:
            self._linked += len(plain)

    def finish(self) -> list[Stretch]:
        """Return the stretches collected."""
        self._flush()
        return self._done

    def _flush(self) -> None:
        text = "".join(self._parts)
        text = re.sub(r" *\n *", "\n", re.sub(r"  +", " ", text)).strip(" \n\t")
        inside = self._open[-1] if self._open else None
        if text:
            self._done.append(
                Stretch(
                    text,
                    kind=inside.kind if inside else "text",
                    level=inside.level if inside else 0,
                    linked=min(self._linked, len(text)),
                    surround=bool(inside and inside.surround),
                    cell=bool(inside and inside.cell),
                    quoted=inside.quoted if inside else 0,
                )
            )
        self._parts.clear()
        self._linked = self._breaks = 0


def hidden(attributes: dict[str, str]) -> bool:
    """Tell whether an element is not shown to a reader."""
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(attributes.get("style", "")))
        or bool(_HIDDEN_NAMES.search(attributes.get("class", "")))
    )


def _opened(tag: str, attributes: dict[str, str], outer: _Open | None, characters: int, total: int) -> _Open:
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    small = characters <= _LABEL_CHARACTERS and tag not in _NEVER_SURROUND
    kind: Kind = outer.kind if outer else "text"
    level = outer.level if outer else 0
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        kind, level = "heading", int(tag[1])
    elif tag in ("figcaption", "caption") or (small and _CAPTION_NAMES.search(names)):
        kind = "caption"
    elif tag == "address" or attributes.get("rel") == "author" or (small and _BYLINE_NAMES.search(names)):
        kind = "byline"
    return _Open(
        tag=tag,
        surround=bool(outer and outer.surround) or _surrounds(tag, attributes, names, characters, total),
        kind=kind,
        level=level,
        cell=bool(outer and outer.cell) or tag in ("td", "th"),
        link=bool(outer and outer.link) or tag == "a",
        pre=bool(outer and outer.pre) or tag == "pre",
        quoted=(outer.quoted if outer else 0) + _quotes(tag, attributes),
    )


def _quotes(tag: str, attributes: dict[str, str]) -> bool:
    """Tell whether an element holds an earlier letter, as mail programs mark it."""
    cited = tag == "blockquote" and (
        attributes.get("type") == "cite" or "gmail_quote" in names_of(attributes)
    )
    return cited or (tag == "div" and bool(_QUOTED_NAMES & names_of(attributes)))


def names_of(attributes: dict[str, str]) -> frozenset[str]:
    """Return the classes and the id of an element, in lower case."""
    return frozenset(f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().split())


def _surrounds(tag: str, attributes: dict[str, str], names: str, characters: int, total: int) -> bool:
    if tag in _SURROUND_TAGS or attributes.get("role", "").lower() in _SURROUND_ROLES:
        return True
    whole = characters > _WHOLE_SHARE * total
    return not whole and tag not in _NEVER_SURROUND and bool(_SURROUND_NAMES.search(names))
