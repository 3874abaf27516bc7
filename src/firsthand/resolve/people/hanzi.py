"""Persons' names in Chinese characters: 王小明, 欧阳先生, 阿卜杜勒·卡里姆."""

import functools
import re
from collections.abc import Iterator

from firsthand.extract.cldr import city_names, territory_names
from firsthand.extract.packs import load, words
from firsthand.extract.tagging.script import simplified
from firsthand.model import Document, Extraction
from firsthand.resolve.spelling.chinese import is_han

_HAN = "㐀-鿿"
_DOTTED = re.compile(rf"[{_HAN}]{{1,8}}(?:[·・•‧][{_HAN}]{{1,8}})+")
_AGE = re.compile(r"\s?[（(，,]?\s?(?:现年|今年|年仅|时年)?\s?\d{1,3}\s?(?:岁|周岁)")
_LATIN_BEHIND = re.compile(r"\s?[（(][A-Z][a-z]+[ A-Za-z'’-]*[，,）)]")
_MARKS = re.compile(r"[\s，,、（(“\"「：:/|]*$")
_LISTED = re.compile(r"\s?[、和与及\s]\s?$")
_EVERYDAY = 1000  # times that the tagger's dictionary counts a word no name has behind a conjunction
_LONGEST_WORD = 6  # characters of a word for a person before a name


def find_hanzi(document: Document, extraction: Extraction | None) -> Iterator[tuple[int, int]]:
    """Yield the passages [start, end) of a text that are a person's name in Chinese characters.

    A name is one by the tagger if it has three characters and begins with a family name; one of two
    characters, or one the tagger does not know, only where a word for a person, an office, an age, an
    address or a verb of saying stands beside it, or the byline it stands in.
    """
    if not is_han_text(document.text):
        return
    text = simplified(document.text)
    read = {
        (name.start, name.end)
        for name in (extraction.names if extraction else ())
        if name.kind == "person" and name.form == "name" and is_han(name.text)
    }
    placed = {(place.start, place.end) for place in (extraction.places if extraction else ())}
    found: set[tuple[int, int]] = set()
    for match in _DOTTED.finditer(text):
        end = _sounding(text, match)
        found.add((_behind_words(text, match.start(), end), end))
    for start, end, tagged in _native(text):
        if any(one < end and start < two for one, two in found):
            continue
        if _is_thing(text[start:end]) or (start, end) in placed:
            continue
        likely = tagged and (
            text[start] in _frequent() or (end - start > 2 and not _is_word(text[start:end]))
        )
        if likely or (start, end) in read or _shown(text, start, end, found):
            found.add((start, end))
    found |= {span for span in read - placed if _possible(name := text[slice(*span)]) and not _is_thing(name)}
    yield from sorted(found)


def _is_thing(name: str) -> bool:
    """Tell whether characters that could be a name are an everyday word or a town: 余震, 莫斯科."""
    if name[0] in words("offices", "joining", language="zh") and _is_everyday(name[1:]):
        return True
    return name.startswith(_no_names()) or name in _cities()


@functools.cache
def _no_names() -> tuple[str, ...]:
    return tuple(sorted(words("offices", "no_names", language="zh")))


@functools.cache
def _cities() -> frozenset[str]:
    named = (*city_names("zh").values(), *territory_names("zh").values())
    return frozenset(simplified(name) for names in named for name in names)


def _is_word(text: str) -> bool:
    """Tell whether the tagger's dictionary has these characters."""
    import jieba  # type: ignore[import-untyped]  # loaded when a Chinese text is read

    return bool(jieba.dt.FREQ.get(text))


def _is_everyday(text: str) -> bool:
    import jieba

    return int(jieba.dt.FREQ.get(text) or 0) >= _EVERYDAY


def is_han_text(text: str) -> bool:
    """Tell whether a text holds Chinese characters."""
    return bool(re.search(f"[{_HAN}]", text))


def is_masked(name: str) -> bool:
    """Tell whether a name is one that its text hides already: 李某某, or an address: 王先生."""
    people = load("names", "zh")
    return people["masked"] in name or any(name.endswith(word) for word in people["honorifics"])


def given_parts(name: str) -> list[str]:
    """Return the parts by which somebody may be named alone: 小明, or those between dots."""
    parts = re.split("[·・•‧]", name)
    if len(parts) > 1:
        return parts
    people = load("names", "zh")
    family = next((long for long in people["surnames_long"] if name.startswith(long)), name[:1])
    given = name[len(family) :]
    return [given] if len(given) > 1 and given not in _common() else []


def _native(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield words that may be a Chinese name, and whether the tagger takes them for one."""
    people = load("names", "zh")
    at = 0
    pieces: list[tuple[int, str, str]] = []
    for word, tag in _tagged(text):
        pieces.append((at, word, tag))
        at += len(word)
    for i, (start, word, tag) in enumerate(pieces):
        if tag.startswith("nr") and 2 <= len(word) <= 4 and _possible(word):
            following = pieces[i + 1][1] if i + 1 < len(pieces) else ""
            longer = text[start : start + len(word) + 1]
            if len(following) == 1 and is_han(following) and _possible(longer) and _ends(pieces, i + 2):
                yield start, start + len(longer), True
            else:
                yield start, start + len(word), True
            continue
        if (word not in people["surnames"] and word not in people["surnames_long"]) or not is_han(word):
            continue
        length = len(word)
        if tag in {"c", "p"} and i + 1 < len(pieces) and _is_everyday(pieces[i + 1][1]):
            continue  # "and a", "to the scene": 和 and 向 are family names, too
        for _, following, other in pieces[i + 1 : i + 3]:
            if (
                not is_han(following)
                or length - len(word) + len(following) > 2
                or other in {"ns", "r", "p", "c"}
            ):
                break
            length += len(following)
            if _possible(text[start : start + length]):
                yield start, start + length, False


@functools.cache
def _frequent() -> frozenset[str]:
    """The hundred most frequent family names: the pack lists them by frequency."""
    return frozenset(load("names", "zh")["surnames"][:100])


def _ends(pieces: list[tuple[int, str, str]], at: int) -> bool:
    """Tell whether behind these words only an address, a verb of saying or a mark can follow a name."""
    if at >= len(pieces):
        return True
    word = pieces[at][1]
    return word in _honorifics() or word in _saying() or not is_han(word)


def _possible(name: str) -> bool:
    """Tell whether characters can be a name: they begin with a family name and end in no place or body."""
    people = load("names", "zh")
    if any(mark in name for mark in "·・•‧"):
        return True
    if is_masked(name):
        return False
    family = next((long for long in people["surnames_long"] if name.startswith(long)), name[:1])
    given = name[len(family) :]
    if family not in people["surnames"] and family not in people["surnames_long"]:
        return False
    if not 1 <= len(given) <= 2 or any(c in people["not_given"] for c in given):
        return False
    return given[-1] not in people["bodies"]["places_by_last"] and given not in _common()


@functools.cache
def _common() -> frozenset[str]:
    bands = (str(text).split() for key, text in load("commonness", "zh").items() if key.startswith("one_in"))
    return frozenset(word for band in bands for word in band if len(word) > 1)


def _shown(text: str, start: int, end: int, found: set[tuple[int, int]]) -> bool:
    """Tell whether the words beside characters show that they name a person."""
    before, behind = text[max(0, start - 12) : start], text[end : end + 12]
    if text[start:end] in _common():
        return False
    if _AGE.match(behind) or _LATIN_BEHIND.match(behind):
        return True
    if any(behind.startswith(word) for word in (*_honorifics(), *_saying())):
        return True
    bare = _MARKS.sub("", before)
    if any(bare.endswith(word) for word in _people()):
        return len(bare) == len(before) or before[-1] in " 、：:/（(" or end - start > 2
    return bool(_LISTED.search(before)) and any(0 <= start - two <= 2 for _, two in found)


def _sounding(text: str, match: re.Match[str]) -> int:
    """Return where a dotted name ends: its last part goes on as long as characters write foreign sounds."""
    sounds = load("names", "zh")["foreign"]["sounds"]
    at = max(match[0].rfind(dot) for dot in "·・•‧") + match.start() + 2
    while at < match.end() and text[at] in sounds:
        at += 1
    return at


def _behind_words(text: str, start: int, end: int) -> int:
    """Return where a dotted name begins behind the office that touches it: 总统普京·… ."""
    for word in sorted(_people(), key=len, reverse=True):
        at = text.rfind(word, start, end)
        if at == start and at + len(word) < end:
            return at + len(word)
    return start


@functools.cache
def _people() -> frozenset[str]:
    """Words for persons that stand right before a name, of two characters or more."""
    people = load("names", "zh")["people"]
    listed = {
        *people["offices"],
        *people["crowd"],
        *people["reporters"],
        *words("offices", "public", language="zh"),
    }
    listed |= {*words("offices", "private", language="zh"), *words("offices", "bylines", language="zh")}
    return frozenset(word for word in listed if 1 < len(word) <= _LONGEST_WORD)


@functools.cache
def _honorifics() -> tuple[str, ...]:
    return tuple(sorted(word for word in load("names", "zh")["honorifics"] if len(word) > 1))


@functools.cache
def _saying() -> tuple[str, ...]:
    return tuple(sorted(words("offices", "saying", language="zh")))


def _tagged(text: str) -> list[tuple[str, str]]:
    import jieba.posseg  # type: ignore[import-untyped]  # loaded when a Chinese text is read

    jieba.setLogLevel(60)
    return [(pair.word, pair.flag) for pair in jieba.posseg.cut(text)]
