"""The words of a picture put together to paragraphs: lines joined, divided words made whole."""

import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import simplemma

from firsthand.model import BlockKind
from firsthand.read.paged.ocr.tesseract import Seen
from firsthand.read.script import IDEOGRAPH

_WIDE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—·]")
_DIVIDED = re.compile(r"[^\W\d_][-‐\xad]$")
_ENDED = re.compile(r"[.!?…。！？:;：；][\"'»”」』’）)\]]*$")
# Chinese print has full-width marks; a model for Chinese reads some of them as their narrow likes.
_NARROW = str.maketrans({",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"})
_ELLIPTIC = frozenset("und oder bzw sowie bis and or to et ou y o e ed und".split())  # "Nord- und Ostsee"
# English words that are seldom the first half of one: "well-known", "long-time" stay hyphenated.
_COMPOUNDING = frozenset(
    "well long short high low self half full hard soft best worst fast slow cross two three four five six "
    "seven eight nine ten ill vice".split()
)
_LARGER = 1.25  # times the height of most lines: set as a heading
_HEADING_LINES = 4
_LETTERS = 6  # a line with fewer may have none that is high
# So many lines that begin where a line does show how far it might have gone; it ends what it is in if it left
# this share free. One that begins further in or out, in heights of its print, is left to tesseract.
_SHOWING, _LEFT_OVER, _INDENT = 3, 0.25, 1.0
# A gap in a Chinese line as wide as this share of its print is one that was set; before the date that ends a
# byline a narrow one is.
_SET_APART, _BEFORE_DATE = 1.2, 0.15
_MARK = re.compile(r"[^\w]$")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}[日号號].{0,8}$")
_BYLINE_LETTERS = 20  # of a byline, before its date


@dataclass(frozen=True, slots=True)
class Laid:
    """A word in its place in the text: the stretch [start, end), and what was seen."""

    start: int
    end: int
    seen: Seen


@dataclass(frozen=True, slots=True)
class Layout:
    """A text, its paragraphs with what their looks say of them, and its words."""

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    hints: tuple[BlockKind | None, ...]
    words: tuple[Laid, ...]


def lay_out(words: Iterable[Seen], *, language: str | None) -> Layout:
    """Put words in reading order together; `language` (ISO 639-1) tells which divided words are one."""
    paragraphs = list(_carried_on(_parted(_paragraphs(words))))
    usual = _usual_height(paragraphs)
    text = ""
    spans: list[tuple[int, int]] = []
    hints: list[BlockKind | None] = []
    laid: list[Laid] = []
    for lines in paragraphs:
        if text:
            text += "\n\n"
        start = len(text)
        written, placed = _joined(lines, language)
        laid += [Laid(start + one.start, start + one.end, one.seen) for one in placed]
        text += written
        spans.append((start, len(text)))
        large = statistics.median(_height(line) for line in lines) > _LARGER * usual
        hints.append("heading" if large and len(lines) <= _HEADING_LINES else None)
    return Layout(text, tuple(spans), tuple(hints), tuple(laid))


Line = list[Seen]


def _paragraphs(words: Iterable[Seen]) -> Iterator[list[Line]]:
    for _, paragraph in groupby(words, key=lambda word: (word.block, word.paragraph)):
        yield [list(line) for _, line in groupby(paragraph, key=lambda word: word.line)]


def _parted(paragraphs: Iterable[list[Line]]) -> Iterator[list[Line]]:
    """End a paragraph where its print changes its size, or a line stops though the next word had room."""
    whole = list(paragraphs)
    lines = [line for paragraph in whole for line in paragraph]
    for paragraph in whole:
        part = paragraph[:1]
        for last, line in pairwise(paragraph):
            if _resized(last, line) or _stops(last, line, lines):
                yield part
                part = []
            part.append(line)
        yield part


def _resized(last: Line, line: Line) -> bool:
    """Tell whether two lines are in print of two sizes: a headline and the byline below it."""
    here, there = _height(last), _height(line)
    lettered = min(sum(letter.isalnum() for word in one for letter in word.text) for one in (last, line))
    return lettered >= _LETTERS and max(here, there) > _LARGER * min(here, there)


def _stops(last: Line, line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a line ends what it is in: the next one's first word had room, and more than that."""
    left, right = last[0].left, last[-1].right
    size = _height(last)
    near = sorted((one[-1].right for one in lines if abs(one[0].left - left) < 3 * size), reverse=True)
    if len(near) < _SHOWING or line[0].text[0].islower():
        return False
    end = last[-1].text
    if _DIVIDED.search(end) or abs(line[0].left - left) > _INDENT * size:
        return False
    full = near[_SHOWING - 1]  # a headline over several columns is not as far as a column goes
    room = full - right
    if room < line[0].right - line[0].left + size / 2:
        return False
    return bool(_ENDED.search(end)) or room > _LEFT_OVER * (full - left)


def _carried_on(paragraphs: Iterable[list[Line]]) -> Iterator[list[Line]]:
    """Join a paragraph to the one before where its sentence goes on: over a column, around a picture."""
    last: list[Line] | None = None
    for lines in paragraphs:
        if last is not None and _goes_on(last, lines):
            last = [*last, *lines]
            continue
        if last is not None:
            yield last
        last = lines
    if last is not None:
        yield last


def _goes_on(before: list[Line], after: list[Line]) -> bool:
    end, start = before[-1][-1].text, after[0][0].text
    if _ENDED.search(end) or not start[0].islower():
        return False
    here, there = _height(before[-1]), _height(after[0])
    return len(before[-1]) > 2 and max(here, there) < _LARGER * min(here, there)


def _height(line: Line) -> float:
    """Return the height of a line's print: of its tallest words, since "as" has no long letters."""
    return max(word.bottom - word.top for word in line)


def _usual_height(paragraphs: Sequence[list[Line]]) -> float:
    heights = [_height(line) for lines in paragraphs for line in lines for _ in line]
    return statistics.median(heights) if heights else 0.0


def _joined(lines: list[Line], language: str | None) -> tuple[str, list[Laid]]:
    """Join the words of a paragraph; where a word was divided, the hyphen is left out of the text."""
    words = [(word, at == len(line) - 1) for line in lines for at, word in enumerate(line)]
    everything = "".join(word.text for word, _ in words)
    chinese = 2 * len(IDEOGRAPH.findall(everything)) > sum(letter.isalpha() for letter in everything)
    high = max(_height(line) for line in lines)
    text = ""
    placed: list[Laid] = []
    for at, (word, ends_line) in enumerate(words):
        shown = _widened(word.text, words, at) if chinese else word.text
        following = words[at + 1][0].text if at + 1 < len(words) else ""
        gap = " "
        if chinese and following and (_WIDE.search(shown[-1]) or _WIDE.match(following)):
            gap = ""
            if not ends_line and _set_apart(words, at, text + shown, high):
                gap = " "
        elif ends_line and following and _DIVIDED.search(shown):
            shown, gap = _whole(shown, following, language)
        placed.append(Laid(len(text), len(text) + len(shown), word))
        text += shown + (gap if following else "")
    return _closed(text), placed


def _set_apart(words: Sequence[tuple[Seen, bool]], at: int, before: str, high: float) -> bool:
    """Tell whether a gap in a Chinese line is one that was set, as between a name and a date."""
    gap = words[at + 1][0].left - words[at][0].right
    if _MARK.search(before):
        return False
    if gap > _SET_APART * high:
        return True
    short = len(before) <= _BYLINE_LETTERS and not before[-1].isdigit()
    if not short or gap <= _BEFORE_DATE * high or len(words) - at > _BYLINE_LETTERS:
        return False
    return bool(_DATE.match("".join(word.text for word, _ in words[at + 1 :])))


def _closed(text: str) -> str:
    """Return a text with the mark that ends a quotation set right where it was read as a single one.

    “We measured it,’ she said: with a quotation open, and no single one in it, a mark behind a comma or a
    full stop can only end it. One character for one.
    """
    letters = list(text)
    quoted = inner = False
    for at, letter in enumerate(letters):
        if letter == "“":
            quoted, inner = True, False
        elif letter == "”":
            quoted = False
        elif letter == "‘":
            inner = quoted
        elif letter == "’" and at and letters[at - 1] in ",.!?" and text[at + 1 : at + 2] in ("", " "):
            if quoted and not inner:
                letters[at], quoted = "”", False
            inner = False
    return "".join(letters)


def _widened(word: str, words: Sequence[tuple[Seen, bool]], at: int) -> str:
    """Return a mark between Chinese characters as it is printed there."""
    before = words[at - 1][0].text[-1] if at else ""
    if len(word) == 1:
        return word.translate(_NARROW) if not before.isascii() else word
    return re.sub(
        r"(?<=[\u3400-\u9fff”」』》）])[,:;?!()]|[,:;?!(](?=[\u3400-\u9fff“「『《（])",
        lambda m: m[0].translate(_NARROW),
        word,
    )


def _whole(first: str, second: str, language: str | None) -> tuple[str, str]:
    """Return the first part of a word divided at a line's end, and what stands between it and the second."""
    rest = re.split(r"[^\w]", second, maxsplit=1)[0]
    if rest.lower() in _ELLIPTIC:
        return first, " "
    if not rest or not rest[0].islower():
        return first, ""  # "Baden-" and "Württemberg": a hyphen of its own
    start = re.split(r"[^\w]", first[:-1])[-1]
    if language == "en" and start.lower() in _COMPOUNDING and _known(rest, language):
        return first, ""
    if _known(start + rest, language):
        return first[:-1], ""
    if _known(start, language) and _known(rest, language) and len(rest) > 2 and len(start) > 2:
        return first, ""
    return first[:-1], ""


def _known(word: str, language: str | None) -> bool:
    try:
        return simplemma.is_known(word, lang=language or "en")
    except ValueError:  # a language it has no list of
        return False
