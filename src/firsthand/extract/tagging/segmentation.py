"""Where Chinese words begin and end: the most probable way to cut a text into words of a dictionary."""

import functools
import math
import re
from dataclasses import dataclass

from babel import Locale

from firsthand.extract.packs import has, load
from firsthand.extract.tagging.script import dictionary_file

# Chinese characters in a row, a number, a word in Latin letters, white space, or any one character.
_PIECE = re.compile(
    r"(?P<chinese>[\u3400-\u4dbf\u4e00-\u9fff\u3007]+)|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f]+(?:[-'’][A-Za-z\u00c0-\u024f]+)*)|(?P<space>\s+)|(?P<other>.)",
    re.DOTALL,
)

# How often a word of the pack is taken to occur: of the dictionary's words one in 1,000 is as common.
_COMMON = 5000


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of the dictionary: the logarithm of how often each occurs, and its part of speech.

    `scores` has every beginning of a word too, None where that is no word itself.
    """

    scores: dict[str, float | None]
    tags: dict[str, str]
    total: float


def segment(plain: str) -> list[tuple[str, str]]:
    """Cut a text in simplified characters into words with the dictionary's part of speech.

    The words together are the text. "num" marks a number in digits, "eng" a word in Latin letters,
    "" white space, "w" a mark, "x" a word that is not in the dictionary.
    """
    known = lexicon()
    words: list[tuple[str, str]] = []
    for match in _PIECE.finditer(plain):
        piece = match.group()
        match match.lastgroup:
            case "chinese":
                words += [(word, known.tags.get(word, "x")) for word in _cut(piece, known)]
            case "number":
                words.append((piece, "num"))
            case "latin":
                words.append((piece, "eng"))
            case "space":
                words.append((piece, ""))
            case _:
                words.append((piece, "w"))
    return words


def _cut(piece: str, known: Lexicon) -> list[str]:
    """Cut Chinese characters in a row at the most probable places; time is linear in their number."""
    size = len(piece)
    scores, rare = known.scores, -known.total
    best = [0.0] * (size + 1)
    ends = [0] * size
    for start in range(size - 1, -1, -1):
        top, top_end = rare + best[start + 1], start + 1
        end = start + 1
        word = piece[start]
        while word in scores:
            score = scores[word]
            if score is not None:
                total = score - known.total + best[end]
                if total > top or end == start + 1:
                    top, top_end = total, end
            end += 1
            if end > size:
                break
            word = piece[start:end]
        best[start], ends[start] = top, top_end
    words = []
    at = 0
    while at < size:
        words.append(piece[at : ends[at]])
        at = ends[at]
    return words


@functools.cache
def country_names() -> frozenset[str]:
    """Return the names of countries, which the dictionary lacks or takes for other words."""
    territories = Locale.parse("zh").territories
    found = {name for code, name in territories.items() if code.isalpha()}
    others = load("countries", "zh").get("names", {}) if has("countries", "zh") else {}
    found |= {name for names in others.values() for name in names}
    return frozenset(name for name in found if len(name) > 1)


def _outlets() -> set[str]:
    """Return the Chinese names of news outlets."""
    outlets = load("outlets", "zh")["outlets"]
    return {word for name, others in outlets.items() for word in (name, *others) if not word.isascii()}


@functools.cache
def lexicon() -> Lexicon:
    """Read the dictionary, and what the pack adds to it or takes out of it, once a process: 0.6 s, 90 MB."""
    scores: dict[str, float | None] = {}
    tags: dict[str, str] = {}
    pack = load("segmentation", "zh")
    apart = frozenset(pack["apart"])
    total = 0
    with dictionary_file().open(encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split(" ")
            if word in apart:
                continue
            frequency = int(count)
            total += frequency
            scores[word] = math.log(frequency) if frequency else None
            tags[word] = tag[:-1]
    for tag, added in pack["words"].items():
        for word in added:
            scores[word] = max(scores.get(word) or 0.0, math.log(_COMMON))
            tags[word] = tag
    for word in _outlets():
        scores[word] = max(scores.get(word) or 0.0, math.log(_COMMON))
        tags[word] = "nt"
    for word in country_names():
        scores[word] = max(scores.get(word) or 0.0, math.log(_COMMON))
        tags[word] = "ns"
    for word in list(tags):
        for end in range(len(word) - 1, 0, -1):
            if word[:end] in scores:
                break
            scores[word[:end]] = None
    return Lexicon(scores, tags, math.log(total))
