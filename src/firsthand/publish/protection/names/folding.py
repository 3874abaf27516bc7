"""Text as names are compared in it: no case, no accents, one kind of dash, one script of Chinese.

Every folded character knows the original one it came from, so that what is found can be replaced.
"""

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from anyascii import anyascii

from firsthand.extract.tagging.script import simplified

_SPECIAL = {
    "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "đ": "d", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "ng",
    "ß": "ss",
}  # fmt: skip
_APOSTROPHES = frozenset("'’‘ʼ´`′＇")
_ASCII = {**dict.fromkeys(range(32), " "), 127: " ", ord("`"): "'"}
_HAN = re.compile(r"[㐀-鿿豈-﫿𠀀-\U0010ffff]")
_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")
_FIRST_WIDE = 0x2E80  # from here on characters are those of East Asia; Han keeps its own


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `starts` and `ends` give, for each of its characters, the original stretch."""

    original: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original that a stretch of the folded text came from."""
        return self.starts[start], self.ends[end - 1]


@functools.lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """Fold a text, keeping for every character where it was."""
    if text.isascii():  # most of what is looked through, and letter for letter
        plain = text.lower().translate(_ASCII)
        return Folded(text, plain, range(len(plain)), range(1, len(plain) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _RUN.finditer(text):
        at, end = match.span()
        if end - at > 1 or text[at].isascii():
            letters.append(match[0].lower().translate(_ASCII))
            starts.extend(range(at, end))
            ends.extend(range(at + 1, end + 1))
            continue
        folded = _fold_character(text[at])
        if not folded and ends:  # an accent of its own, a soft hyphen: part of the letter before it
            last = starts[-1]
            for back in range(len(ends) - 1, -1, -1):
                if starts[back] != last:
                    break
                ends[back] = end
        letters.append(folded)
        starts.extend([at] * len(folded))
        ends.extend([end] * len(folded))
    return Folded(text, "".join(letters), tuple(starts), tuple(ends))


def folded_text(text: str) -> str:
    """Return only the folded characters."""
    return "".join(map(_fold_character, text))


@functools.lru_cache(maxsize=65_536)
def _fold_character(character: str) -> str:
    if "a" <= character <= "z" or "0" <= character <= "9":
        return character
    if character in _APOSTROPHES:
        return "'"
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category in ("Zs", "Zl", "Zp", "Cc"):
        return " "
    if category == "Pd":
        return "-"
    if is_han(character):
        return simplified(character)
    bare = "".join(
        _SPECIAL.get(c, c)
        for c in unicodedata.normalize("NFKD", character.casefold())
        if not unicodedata.combining(c)
    )
    if bare.isascii() or ord(character) >= _FIRST_WIDE or category[0] not in "L":
        return bare
    return _latin(character) or bare


def _latin(character: str) -> str:
    """Return a letter of another alphabet in Latin ones, lower case: "Ж" gives "z"."""
    return "".join(c for c in anyascii(character).casefold() if c.isalpha())


def is_han(character: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character >= "\U00020000"


def has_han(text: str) -> bool:
    """Tell whether a text has a Chinese character."""
    return not text.isascii() and _HAN.search(text) is not None
