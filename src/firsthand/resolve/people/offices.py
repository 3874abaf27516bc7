"""Whether somebody is named in an office: as mayor, spokeswoman, judge, founder of a body."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from firsthand.extract.packs import load
from firsthand.extract.packs import words as words_of
from firsthand.extract.tagging.script import simplified
from firsthand.model import Passage
from firsthand.resolve.people.lexicon import Lexicon, abbreviations, folded, is_role
from firsthand.resolve.people.reading import Reading
from firsthand.resolve.spelling.chinese import is_han

_STOP = re.compile(r"[.!?;:\n“”\"«»()\[\]—–]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:['’]s\b|['’](?!\w))?")
_POSSESSIVE = re.compile(r"['’]s?$")
_APPOSED = re.compile(r"\s?(?:,|\(|–|—|-)\s?(?=\w)|\s(?=\()\(")
_PAUSE = re.compile(r"[.!?;:\n“”\"«»()\[\],]")
_CHINESE_APPOSED = re.compile(
    r"(?:[（(，,](?:是|系|担任|出任|任|为)?|(?:是|系|担任|出任|任|为))([^，。；：！？、（）()“”\s的]{2,12})(?=[，。；！？、）)\s]|$)"
)
_EX = re.compile(r"ex-?\w")
_HEAD_LAST = frozenset({"en"})  # languages that put no "of ..." between an office and a name
_GROWN = 18
_ABBREVIATED = 4
_ABBREVIATIONS = frozenset({"pm", "mp", "rep", "sen", "gov", "gen", "col", "lt", "maj", "sgt", "adm", "capt"})
_LONG = 4  # letters of an office that may end a compound
_LONGEST_BYLINE = 100  # characters of a line that names the author
_NEAR = 40  # characters of a byline before its second author
_BEFORE, _BEHIND = 90, 140  # characters beside a name in which its office stands
_MOST_WORDS = 9  # words of an apposition before its head: "who has been the harbour's deputy"


@dataclass(frozen=True, slots=True)
class Capacity:
    """The passage that shows an office beside a name, and what it shows in words."""

    passage: Passage
    because: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the words beside one mention say of its bearer, and the passage of both."""

    office: str
    start: int
    end: int
    private: bool


def capacity_of(
    mentions: Mapping[int, Set[tuple[int, int]]], readings: Sequence[Reading], *, speaks: bool
) -> Capacity | None:
    """Return the office in which somebody is named, None for a private person.

    Whom another passage calls a victim, a suspect or an exile is private all the same, unless they speak;
    a child is private always. The earliest passage of the first document is shown.
    """
    private = False
    first: tuple[int, Shown] | None = None
    signed: tuple[int, Shown] | None = None
    for at in sorted(mentions):
        reading = readings[at]
        for start, end in sorted(mentions[at]):
            if _is_minor(reading, start, end):
                return None
            if signed is None and _signs(reading, start, end):
                signed = at, Shown("the author of a published account", start, end, private=False)
            for shown in _beside(reading, start, end):
                private = private or shown.private
                if not shown.private and first is None:
                    first = at, shown
    first = first or signed
    if first is None or (private and not speaks):
        return None
    at, shown = first
    because = f"{'spoke' if speaks else 'is named'} as {shown.office}"
    return Capacity(Passage(readings[at].document.id, shown.start, shown.end), because)


def _signs(reading: Reading, start: int, end: int) -> bool:
    """Tell whether somebody signs the account: in a byline of its own line, not as its photographer."""
    line_start = reading.flat.rfind("\n", 0, start) + 1
    line_end = reading.flat.find("\n", end)
    line = reading.flat[line_start : line_end if line_end >= 0 else len(reading.flat)]
    if len(line) > _LONGEST_BYLINE or ":" in line[: start - line_start]:
        return False
    before = simplified(reading.flat[line_start:start]).strip(" *_#（(【[|—–-\t").lower()
    if is_han(reading.flat[start:end]):
        return any(before.endswith(word) for word in words_of("offices", "reporters", language="zh"))
    words = [folded(word) for word in _WORD.findall(before)]
    return bool(words) and words[0] in reading.lexicon.by and (len(words) == 1 or start - line_start < _NEAR)


def _is_minor(reading: Reading, start: int, end: int) -> bool:
    """Tell whether an age under eighteen stands beside a name."""
    text, ages = reading.flat, reading.lexicon.ages
    behind = re.match(
        r"\s?[,(（，]\s?(?:[^\W\d]{1,6}\s){0,2}(\d{1,2})\s?([^\W\d_]*)\s?[,.;)），岁]?", text[end : end + 24]
    )
    if (
        behind
        and int(behind[1]) < _GROWN
        and (not behind[2] or folded(behind[2]) in ages or behind[2][0] in "岁")
    ):
        return True
    before = re.search(
        r"(\d{1,2})-[^\W\d]+(?:-[^\W\d]+)?\s+(?:[^\W\d]+\s+)?$", text[max(0, start - 40) : start]
    )
    if before is not None and int(before[1]) < _GROWN:
        return True
    said = _spelled_age(reading.lexicon.language)
    return bool(said.search(text[max(0, start - 40) : start]))  # whoever is told of so is mostly a child


@functools.cache
def _spelled_age(language: str) -> re.Pattern[str]:
    """Return a pattern for an age in words right before a name: "Ten-year-old Ada"."""
    number = load("protection", language)["patterns"]["number"]
    return re.compile(rf"\b(?:{number})-?[^\W\d]+(?:-[^\W\d]+)?\s+$", re.IGNORECASE)


def _beside(reading: Reading, start: int, end: int) -> Iterator[Shown]:
    """Yield the words for a person right beside a name."""
    if is_han(reading.document.text[start:end]):
        yield from _in_chinese(reading, start, end)
        return
    yield from _before(reading, start, end)
    yield from _behind(reading, start, end)


def _before(reading: Reading, start: int, end: int) -> Iterator[Shown]:
    """An office before a name: "Mayor Ada Lund", "the minister of ports, Ada Lund,"."""
    text, known = reading.flat, reading.lexicon
    begin = max(0, start - _BEFORE)
    stops = [match.end() for match in _STOP.finditer(text, begin, start) if not _abbreviation(text, match)]
    begin = max([begin, *stops])
    words = [_Word(m.start(), m.end(), m[0]) for m in _WORD.finditer(text, begin, start)]
    while words and words[-1].plain in known.titles and not _is_office(words[-1], known):
        words.pop()
    if not words:
        return
    gap = text[words[-1].end : start]
    if "," in gap and not re.match(r"\s*(?:[,.;:()”\"]|$)", text[end : end + 2]):
        return  # "The mayor had resigned, Ada Lund said": no apposition
    at = _head_before(words, known, apart="," in gap)
    if at is None:
        return
    yield from _told(words, at, known, start, end)


def _head_before(words: Sequence["_Word"], known: Lexicon, *, apart: bool) -> int | None:
    """Return the word that says who somebody is, in the words before the name."""
    at = len(words) - 1
    while at >= 0 and not _is_person(words[at], known):
        if len(words) - at > _MOST_WORDS or words[at].plain in known.saying or "," in words[at].text:
            return None
        at -= 1
    if at < 0:
        return None
    behind = words[at + 1 :]
    if behind and behind[0].plain not in known.of and not (apart and _of_genitive(behind, known)):
        return None
    if behind and not apart and known.language in _HEAD_LAST and not _is_title(words[at:], known):
        return None  # "the minister of ports Ada Lund": not in English
    titled = not apart and known.language in _HEAD_LAST
    if any(word.plain in known.saying or (word.plain in known.whose and not titled) for word in behind):
        return None
    # "The neighbour of the mayor, Ada Lund,": who is told of is the neighbour.
    while behind or apart:
        before = at - 1
        while before >= 0 and (
            words[before].plain in known.of
            or words[before].plain in known.articles
            or (words[before].capital and not _is_person(words[before], known))
        ):
            before -= 1
        linked = any(word.plain in known.of for word in words[before + 1 : at])
        if before < 0 or not linked or not _is_person(words[before], known):
            break
        at = before
    return at


def _of_genitive(words: Sequence["_Word"], known: Lexicon) -> bool:
    """Tell whether words are a name in the genitive behind an office: "der Minister Ostlands, Ada Lund"."""
    return known.compounds and all(word.capital and word.plain.endswith("s") for word in words)


def _is_title(words: Sequence["_Word"], known: Lexicon) -> bool:
    """Tell whether words are written as a title before a name: "Secretary of State"."""
    small = known.of | known.articles
    return words[0].capital and all(word.capital or word.plain in small for word in words[1:])


def _behind(reading: Reading, start: int, end: int) -> Iterator[Shown]:
    """An office behind a name: "Ada Lund, the mayor of Kell", "Ada Lund is mayor"."""
    text, known = reading.flat, reading.lexicon
    opened = _APPOSED.match(text, end, end + _BEHIND)
    begin = opened.end() if opened else end
    stop = next(
        (m.start() for m in _PAUSE.finditer(text, begin, end + _BEHIND) if not _abbreviation(text, m)),
        min(len(text), end + _BEHIND),
    )
    words = [_Word(m.start(), m.end(), m[0]) for m in _WORD.finditer(text, begin, stop)]
    at = 0
    if opened and words and words[0].plain in known.relatives:
        at = 1
        if len(words) < 2 or words[1].plain not in known.copulas | known.auxiliaries:
            if words[0].plain not in known.articles:
                return
            at = 0  # "der" opens a clause or an apposition
    elif not opened and (not words or words[0].plain not in known.copulas | known.auxiliaries):
        return
    joins = at
    while at < len(words) and words[at].plain in known.copulas | known.auxiliaries | known.articles:
        at += 1
    if not opened and at == joins:
        return
    linked = any(word.plain in known.copulas for word in words[joins:at])
    if (not opened or joins) and not linked:
        return  # "Lund had a lawyer", "Lund, who has an attorney,"
    articles = any(word.plain in known.articles for word in words[joins:at])
    for k in range(at, min(len(words), at + _MOST_WORDS)):
        word = words[k]
        if word.plain in known.whose or (word.plain in known.of | known.relatives and k > at):
            return
        if word.plain in known.articles and k > at and not words[k - 1].possessive:
            return
        plain_word = not word.capital and not word.possessive and word.plain not in known.modifiers
        if not opened and plain_word and not _is_person(word, known) and not articles:
            return  # "Lund had told officials"
        if _is_person(word, known) and not word.possessive:
            while k + 1 < len(words) and _is_person(words[k + 1], known) and not words[k + 1].possessive:
                if text[words[k].end : words[k + 1].start].strip():
                    break
                k += 1
            behind = words[k + 1] if k + 1 < len(words) else None
            genitive = behind is not None and _of_genitive([behind], known)  # "Minister Ostlands"
            listed = behind is not None and behind.capital and behind.start - words[k].end == 1
            if listed and word.capital and not genitive:
                return  # "Ada Lund, Secretary Jonas Berg": a list
            yield from _told(words[at : k + 1], k - at, known, start, end)
            return


def _told(words: Sequence["_Word"], at: int, known: Lexicon, start: int, end: int) -> Iterator[Shown]:
    """Yield what a word for a person says, unless it says what somebody was once or will be."""
    head = words[at]
    if head.plain in known.private or head.plain.rsplit("-", 1)[-1] in known.private:
        yield Shown(head.text, start, end, private=True)
        return
    before = words[max(0, at - 3) : at]
    former = any(word.plain in known.former for word in before) or _EX.match(head.plain)
    if former or not _is_office(head, known):
        return
    first = at
    while (
        first
        and words[first].start - words[first - 1].end == 1
        and (
            words[first - 1].capital
            or words[first - 1].plain in known.modifiers
            or words[first - 1].possessive
        )
    ):
        first -= 1
    office = " ".join(word.text for word in words[first : at + 1])
    yield Shown(
        office,
        min(start, words[first].start),
        max(end, words[-1].end if words[-1].start > end else end),
        private=False,
    )


def _abbreviation(text: str, match: re.Match[str]) -> bool:
    """Tell whether a full stop ends an abbreviation: "Dr. Lund", "J. Lund"."""
    if match[0] != ".":
        return False
    word = re.search(r"[^\W\d_]+$", text[max(0, match.start() - 8) : match.start()])
    return word is not None and (len(word[0]) == 1 or folded(word[0]) in abbreviations())


def _is_person(word: "_Word", known: Lexicon) -> bool:
    if _is_office(word, known) or _EX.match(word.plain):
        return True
    return is_role(word.plain, known.language) and word.plain not in known.modifiers


def _is_office(word: "_Word", known: Lexicon) -> bool:
    """Tell whether a word is an office, also in the plural, the genitive, or at the end of a compound."""
    if len(word.plain) <= _ABBREVIATED and word.plain in _ABBREVIATIONS and not word.capital:
        return False  # "5 pm"
    stems = {word.plain}
    if known.compounds:
        stems |= {word.plain.removesuffix(ending) for ending in ("s", "es", "n", "en")}
    if stems & known.offices:
        return True
    last = word.plain.rsplit("-", 1)[-1]
    if last != word.plain and {last, last.removesuffix("s")} & known.offices:
        return True
    return known.compounds and any(
        stem.endswith(office) for stem in stems for office in known.offices if len(office) >= _LONG
    )


def _in_chinese(reading: Reading, start: int, end: int) -> Iterator[Shown]:
    """An office that touches a name in Chinese characters: 外交部发言人王小明."""
    text = reading.document.text
    before, behind = text[max(0, start - 14) : start], text[end : end + 14]
    before = re.split(r"[，。；：！？、（）「」“”\s]", simplified(before))[-1]
    behind = simplified(behind)
    offices, private = (
        words_of("offices", "public", language="zh"),
        words_of("offices", "private", language="zh"),
    )
    former = words_of("offices", "former", language="zh")
    if any(before.endswith(word) for word in private):
        yield Shown("", start, end, private=True)
        return
    office = max((word for word in offices if before.endswith(word)), key=len, default="")
    if office and not any(before.startswith(word) or f"的{word}" in before for word in former):
        yield Shown(before, start - len(before), end, private=False)
        return
    touching = max((word for word in offices if behind.startswith(word)), key=len, default="")
    if touching:
        yield Shown(touching, start, end + len(touching), private=False)
        return
    apposed = _CHINESE_APPOSED.match(behind)
    if apposed:
        told = apposed[1]
        if any(told.endswith(word) for word in private):
            yield Shown("", start, end, private=True)
        elif any(told.endswith(word) for word in offices) and not any(told.startswith(w) for w in former):
            yield Shown(told, start, end + apposed.end(1), private=False)


class _Word(NamedTuple):
    """One word beside a name."""

    start: int
    end: int
    text: str

    @property
    def plain(self) -> str:
        """The word folded, without a possessive ending."""
        return _unowned(self.text)[0]

    @property
    def possessive(self) -> bool:
        """Whether it says whose something is: "the minister's"."""
        return _unowned(self.text)[1]

    @property
    def capital(self) -> bool:
        """Whether it is written as a name."""
        return self.text[0].isupper()


@functools.lru_cache(maxsize=65_536)
def _unowned(text: str) -> tuple[str, bool]:
    """Return a word folded without a possessive ending, and whether it had one."""
    bare = _POSSESSIVE.sub("", text)
    return folded(bare), bare != text
