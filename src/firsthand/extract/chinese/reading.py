"""A Chinese text as it is read: simplified, cut into words, clauses and quotations."""

import bisect
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from firsthand.extract.analysis import Analysis
from firsthand.extract.packs import words

Stretch = tuple[int, int]

# Where a clause ends, and where a sentence does.
_CLAUSE = re.compile(r"(?:(?!——|――)[^，,。；;：:！？!?\n\r“”「」『』\"…]|(?<=\d)[,:：](?=\d))+")
_CLAUSE_MARK = re.compile(r"[，,。；;：:！？!?\n\r…]")
_GOING_ON = frozenset("，,、。")
_SENTENCE_END = re.compile(r"[。！？!?\n\r]|……(?=[^，,。])")
_QUOTE = re.compile('[“”「」『』"]')
QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"'}

# A quotation without its closing mark is none, nor one longer than this: the marks got lost.
LONGEST_QUOTATION = 1500
# Words in quotation marks inside a clause, longer than this, are somebody's words and no name.
LONGEST_EMBEDDED = 16


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its stretch, itself in simplified characters, the dictionary's part of speech, its sentence."""

    start: int
    end: int
    word: str
    tag: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Clause:
    """The words between two marks: `before` and `after` are the marks there, all of them, without spaces."""

    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its words, clauses, quotations and paragraphs, each in the order of the text.

    `plain` is the text in simplified characters with narrow digits: as long as the text.
    `quotations` are the stretches between quotation marks, the outer ones only, without those in the
    middle of a clause (a name, a word used with reserve).
    """

    plain: str
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    quotations: tuple[Stretch, ...]
    paragraphs: tuple[Stretch, ...]
    starts: list[int] = field(repr=False)

    def at(self, offset: int) -> int:
        """Return the index of the word that an offset lies in; the number of words behind the last."""
        return max(0, bisect.bisect_right(self.starts, offset) - 1)

    def words(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the words that begin in [start, end)."""
        return self.tokens[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]

    def quotation_at(self, offset: int) -> Stretch | None:
        """Return the quotation that an offset lies in."""
        i = bisect.bisect_right(self.quotations, (offset, len(self.plain) + 1)) - 1
        return self.quotations[i] if i >= 0 and offset < self.quotations[i][1] else None

    def paragraph_at(self, offset: int) -> Stretch:
        """Return the paragraph that an offset lies in, or the one before it."""
        i = bisect.bisect_right(self.paragraphs, (offset, len(self.plain) + 1)) - 1
        return self.paragraphs[max(0, i)]

    def after_space(self, offset: int) -> int:
        """Return the first place from an offset on that is no white space."""
        while offset < len(self.plain) and self.plain[offset].isspace():
            offset += 1
        return offset

    def sentence_end(self, offset: int, limit: int) -> int:
        """Return where the sentence that goes on at an offset ends, before its mark; at most `limit`.

        A mark inside a quotation ends no sentence, unless the quotation ends with it.
        """
        while (match := _SENTENCE_END.search(self.plain, offset, limit)) is not None:
            quotation = self.quotation_at(match.start())
            if quotation is None or quotation[0] <= offset:
                return match.start()
            offset = quotation[1] + 1
            ended = self.plain[quotation[1] - 1] in "。！？!?"
            if ended and self.plain[offset : offset + 1] not in _GOING_ON | words(
                "propositions", "behind_quotation", language="zh"
            ):
                return min(offset, limit)
        return limit


def read(analysis: Analysis) -> Reading:
    """Return a document as it is read, made once."""
    found: Reading | None = analysis.doc.user_data.get("reading")
    if found is None:
        found = analysis.doc.user_data["reading"] = _read(analysis)
    return found


def _read(analysis: Analysis) -> Reading:
    doc = analysis.doc
    plain = _lined(analysis, doc.user_data["plain"])
    sentence = -1
    tokens = []
    for token in doc:
        sentence += bool(token.is_sent_start) or sentence < 0
        start = token.idx
        tokens.append(Token(start, start + len(token.text), token.lemma_, token.tag_, sentence))
    paragraphs = _paragraphs(analysis, plain)
    marked = _quotations(plain, paragraphs)
    starts = [token.start for token in tokens]
    following = [tokens[min(bisect.bisect_left(starts, end + 1), len(tokens) - 1)] for _, end in marked]
    titles = [
        quotation
        for quotation, token in zip(marked, following, strict=True)
        if _is_embedded(plain, *quotation, behind=token.word)
    ]
    embedded = frozenset(titles)
    spoken = tuple(quotation for quotation in marked if quotation not in embedded)
    clauses = _clauses(_without_marks(plain, titles))
    return Reading(plain, tuple(tokens), clauses, spoken, paragraphs, starts)


def _is_embedded(plain: str, start: int, end: int, *, behind: str) -> bool:
    """Tell whether words in quotation marks are part of the clause around them: the group “北方”表示.

    Where they open a sentence the word `behind` them must say that they are a name: “北方”负责人.
    """
    before, after = plain[max(0, start - 2) : start - 1], plain[end + 1 : end + 2]
    within = end - start <= LONGEST_EMBEDDED and not _CLAUSE_MARK.search(plain, start, end)
    if not within or not _is_word(after):
        return False
    named = behind in words("cues", "plain", language="zh") or behind in _offices() or after in "（("
    return named or _is_word(before) or before in "，,、"


def _offices() -> frozenset[str]:
    return words("names", "people", "offices", language="zh")


def _is_word(char: str) -> bool:
    return bool(char) and (char.isalnum() or char in "（(《")


def _without_marks(plain: str, quotations: Sequence[Stretch]) -> str:
    """Return the text with the quotation marks of some stretches made part of the words."""
    chars = list(plain)
    for start, end in quotations:
        chars[start - 1] = chars[end] = "_"
    return "".join(chars)


def _lined(analysis: Analysis, plain: str) -> str:
    """Return the text with a line's end behind each block, where the blanked text has a space."""
    ends = {block.end for block in analysis.document.blocks if plain[block.end : block.end + 1] == " "}
    return "".join("\n" if at in ends else char for at, char in enumerate(plain)) if ends else plain


def _paragraphs(analysis: Analysis, plain: str) -> tuple[Stretch, ...]:
    """Return the blocks that are read, or the lines of a text without blocks, none empty."""
    edges = {0, len(plain)}
    for block in analysis.document.blocks:
        edges |= {min(block.start, len(plain)), min(block.end, len(plain))}
    edges |= {match.start() for match in re.finditer(r"\n", plain)}
    places = sorted(edges)
    found = []
    for start, end in itertools.pairwise(places):
        body = plain[start:end]
        if body.strip():
            found.append((start + len(body) - len(body.lstrip()), start + len(body.rstrip())))
    return tuple(found) or ((0, len(plain)),)


def _quotations(plain: str, paragraphs: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """Return what stands between quotation marks; a mark without its other, in its paragraph, is none,

    but where the next paragraph opens with the same mark: there somebody goes on speaking."""
    found: list[Stretch] = []
    for number, (begin, end) in enumerate(paragraphs):
        opened: list[tuple[str, int]] = []
        closed: list[Stretch] = []
        for match in _QUOTE.finditer(plain, begin, end):
            mark, at = match.group(), match.start()
            if opened and mark == QUOTES[opened[-1][0]]:
                start = opened.pop()[1]
                if start < at <= start + LONGEST_QUOTATION:
                    closed.append((start, at))
            elif mark in QUOTES:
                if opened and opened[-1][0] == mark:  # opened anew: the first was never closed
                    opened.pop()
                opened.append((mark, at + 1))
        if opened and number + 1 < len(paragraphs) and plain[paragraphs[number + 1][0]] == opened[0][0]:
            closed.append((opened[0][1], end))  # somebody goes on speaking in the next paragraph
        for start, end in sorted(closed):
            if not found or start >= found[-1][1]:
                found.append((start, end))
    return tuple(found)


def _clauses(plain: str) -> tuple[Clause, ...]:
    spans = []
    for match in _CLAUSE.finditer(plain):
        body = match.group()
        if body.strip():
            spans.append((match.start() + len(body) - len(body.lstrip()), match.start() + len(body.rstrip())))
    edges = [0, *(end for _, end in spans)]
    nexts = [*(start for start, _ in spans[1:]), len(plain)]
    return tuple(
        Clause(start, end, plain[edge:start].replace(" ", ""), plain[end:following].replace(" ", ""))
        for (start, end), edge, following in zip(spans, edges, nexts, strict=False)
    )
