"""Lines put together to running text: spaces, broken words, web addresses, Chinese without spaces.

A word broken at a line's end is put together without its hyphen, unless the hyphen is the word's own. The
document tells best: it often has the word elsewhere, whole. Else the habits of the language decide.
"""

import functools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from firsthand.read.paged.pdf.layout.lines import BROKEN

# No ink of their own: soft hyphens, marks of width and direction, what is no character at all.
_INVISIBLE = {
    code: None
    for code in (0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFF, *range(0x202A, 0x202F), *range(0x20))
    if chr(code) != "\t"
}
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
LETTERS: dict[int, str | None] = _INVISIBLE | _LIGATURES
"""What is written for a letter of the page; None for one that has no ink."""

_WIDE = "\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
_SPACED = re.compile(rf"(?<=[{_WIDE}])[ \t\xa0]+(?=[{_WIDE}])")
_SPACE = re.compile(r"[ \t\xa0]{2,}|[\t\xa0]")
_ENDS_WIDE, _BEGINS_WIDE = re.compile(rf"[{_WIDE}]\Z"), re.compile(rf"[{_WIDE}]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s]*\Z")
TURN = "\x00"
"""Marks in a paragraph's text where a page ends."""
_UNUSUAL = re.compile(f"[{re.escape(''.join(map(chr, LETTERS)))}\ud800-\udfff\t\xa0]|  ")
_HALVES = re.compile("[\ud800-\udfff]")  # a rare letter in two
_HALF = re.compile(r"\w-\Z")
_EDGES = "\"'“”„‘’«»()[]{}.,;:!?…"


def clean(text: str) -> str:
    """Return a line's text without invisible characters, ligatures and doubled spaces."""
    if _UNUSUAL.search(text):
        if _HALVES.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = _SPACE.sub(" ", text.translate(LETTERS))
    text = text.strip()
    return text if text.isascii() or " " not in text else _SPACED.sub("", text)


def joint(before: str, after: str) -> str:
    """Return what belongs between the end of one line and the beginning of the next."""
    if before.endswith(BROKEN) or not before or not after:
        return ""
    if before[-1] not in "/_=&?-" and before[-1].isascii() and after[0].isascii():
        return " "
    if _ENDS_WIDE.search(before) or _BEGINS_WIDE.match(after):
        return ""
    if before[-1] in "/_=&?" and _ADDRESS.search(before):
        return ""
    if _HALF.search(before) and after[0].isdigit():
        return ""  # a number or a range that is broken at its hyphen
    return " "


def joined(lines: Iterable[str]) -> str:
    """Return the running text of some lines; broken words still carry their mark."""
    text = ""
    for line in lines:
        text += joint(text, line) + line
    return text


@dataclass(frozen=True, slots=True)
class Habits:
    """How a language uses hyphens: words that keep theirs before and after them, and that leave one open."""

    before: frozenset[str]
    after: frozenset[str]
    open: frozenset[str]


@functools.cache
def _all_habits() -> dict[str, Habits]:
    source = files("firsthand.read.paged.pdf.layout").joinpath("hyphens.toml").read_text(encoding="utf-8")
    return {
        language: Habits(*(frozenset(words.get(name, ())) for name in ("before", "after", "open")))
        for language, words in tomllib.loads(source).items()
    }


def habits_of(language: str) -> Habits:
    """Return how a language uses hyphens."""
    return _all_habits().get(language, Habits(frozenset(), frozenset(), frozenset()))


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that a document has whole, in small letters."""
    words: set[str] = set()
    for text in texts:
        words.update(text.split())
    return frozenset(
        word.strip(_EDGES).casefold() for word in words if BROKEN not in word and TURN not in word
    )


def mended(text: str, known: frozenset[str], habits: Habits) -> str:
    """Return a text with its broken words put together."""
    parts = text.split(BROKEN)
    whole = parts[0]
    for part in parts[1:]:
        left = whole[_before_word(whole) :]
        turn = TURN if part.startswith(TURN) else ""
        rest = part.removeprefix(TURN)
        right = rest.split(maxsplit=1)[0].split(TURN)[0] if rest and not rest[0].isspace() else ""
        whole += (between(left, right, known, habits) if right else "-") + turn + rest
    return whole


def _before_word(text: str) -> int:
    """Return where the last word of a text begins."""
    return max(text.rfind(" "), text.rfind(TURN)) + 1


def between(left: str, right: str, known: frozenset[str], habits: Habits) -> str:
    """Return what stands between the two halves of a broken word: nothing, a hyphen, or that and a space."""
    first, second = left.lstrip(_EDGES).casefold(), right.rstrip(_EDGES).casefold()
    if not first or not second or "://" in left or "www." in left:
        return "-"
    if first[-1].isdigit() or second[0].isdigit():
        return "-"
    if second in habits.open:
        return "- "
    if first + second in known:
        return ""
    if f"{first}-{second}" in known:
        return "-"
    if right[0].isupper() and not left.strip(_EDGES).isupper():
        return "-"
    if first in habits.before or second in habits.after or second.split("-")[0] in habits.after:
        return "-"
    return ""
