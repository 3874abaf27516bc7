"""The words of an account, each with its place in the document."""

import functools
import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.analysis import SPOKEN_BLOCKS
from firsthand.extract.tagging.script import simplified
from firsthand.model import Document
from firsthand.trace.wording.boilerplate import boilerplate

_ENGLISH = "en"  # what a document is taken for whose language nobody knows
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLAIN_WORD = re.compile(r"[^\W_]+")  # "l'usine" is two words
# Chinese and Japanese put no spaces between words: each character is compared as a word is elsewhere.
_CHARACTER = re.compile(r"[㐀-鿿豈-﫿]|[^\W_㐀-鿿豈-﫿]+")
_CHINESE = "zh"
_UNSPACED = frozenset({_CHINESE, "ja"})
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|m|d|re|ve|ll|t))$", re.IGNORECASE)
HANGING = frozenset({"s", "t", "m", "d", "re", "ve", "ll"})
_MARK = re.compile(
    r"(?P<double>``|''|[\"“”„«»「」『』])"
    r"|(?P<open>‘|(?<![^\s(\[])'(?=[^\W_])(?!(?:s|m|d|t|re|ve|ll|em)\b))"
    r"|(?P<close>(?<=[^\w\s])\s?['’](?![\w'])|(?<=\w)['’](?![\w']))"
    r"|(?P<line>\n)"
)
_KEPT = 1024  # accounts whose words are kept: those of a story are asked for again and again
_LONGEST_QUOTATION = 500  # characters; a longer one has lost its closing mark


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one account in order, lower case, without furniture, captions and bylines.

    `forms`, `starts`, `ends`, `capital` and `quoted` run in parallel: the word, its place
    [start, end) in the document's text in code points, whether it is written with a capital, and
    whether it stands inside quotation marks (both 0 or 1). `language` is the document's, English
    where nobody knows it. Of Chinese every character is a word.
    """

    document: str
    forms: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    capital: bytes
    quoted: bytes
    language: str = _ENGLISH

    def __len__(self) -> int:
        return len(self.forms)


@functools.lru_cache(maxsize=_KEPT)
def split_words(document: Document) -> Words:
    """Take an account apart into words, so that two accounts can be laid side by side.

    What hangs on a word is left out: "don't", "do n't" and "don’t" have to read alike. So are the
    sentences that an outlet prints below every account.
    """
    text, language = account(document), language_of(document)
    if language == _CHINESE:
        text = simplified(text)  # one script, character for character
    quoted = quotations(text)  # before any sentence goes: it may hold a mark that opens or closes
    for start, end in boilerplate(text, language):
        text = text[:start] + " " * (end - start) + text[end:]
    forms: list[str] = []
    starts, ends = array("I"), array("I")
    for match in word_pattern(language).finditer(text):
        word, start = match.group(), match.start()
        if not word.isalnum():
            word = word[: hanging(word)]
        if not word or (language == _ENGLISH and word in HANGING and text[start - 1 : start] in ("'", "’")):
            continue
        forms.append(sys.intern(word.lower()))
        starts.append(start)
        ends.append(start + len(word))
    return Words(
        document=document.id,
        forms=tuple(forms),
        starts=starts,
        ends=ends,
        capital=bytes(text[start].isupper() for start in starts),
        quoted=_inside(starts, quoted),
        language=language,
    )


def language_of(document: Document) -> str:
    """Return the language a document is compared in: accounts share words only within one."""
    return document.language or _ENGLISH


def is_unspaced(language: str) -> bool:
    """Tell whether a language puts no spaces between words, so that its characters are compared."""
    return language in _UNSPACED


def paired(words: Words) -> list[str]:
    """Return each character with the one that follows it, which is most often a word; "" at an end."""
    return [
        words.forms[i] + words.forms[i + 1] if words.starts[i + 1] == words.ends[i] else ""
        for i in range(len(words) - 1)
    ]


def word_pattern(language: str) -> re.Pattern[str]:
    """Return what a word of a language looks like."""
    if is_unspaced(language):
        return _CHARACTER
    return _WORD if language == _ENGLISH else _PLAIN_WORD


def hanging(word: str) -> int:
    """Return where what hangs on a word begins, or its end."""
    clitic = _CLITIC.search(word)
    return clitic.start() if clitic else len(word)


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the stretches inside quotation marks, marks included.

    A quotation that is not closed ends with its paragraph, so that one lost mark does not turn
    the rest of the account inside out.
    """
    found: list[tuple[int, int]] = []
    start, opener, paragraph, used = -1, "", 0, False
    for match in _MARK.finditer(text):
        kind = match.lastgroup
        if kind == "line":
            if opener and (opener == "open" or _ends_here(text, start, match.end())):
                if opener == "double":
                    found.append((start, match.start()))
                opener = ""
            paragraph, used = match.end(), False
        elif opener:
            if (opener == "double") == (kind == "double"):
                found.append((start, match.end()))
                opener, used = "", True
            elif kind == "double":
                start, opener = match.start(), "double"
        elif kind == "double" and match.group() in ("''", "”"):
            if not used:  # its opening mark is lost or stands in an earlier paragraph
                found.append((paragraph, match.end()))
                used = True
        elif kind != "close":
            start, opener = match.start(), str(kind)
    if opener == "double":
        found.append((start, len(text)))
    return found


def _ends_here(text: str, start: int, after: int) -> bool:
    """Tell whether a quotation still open at the end of a line ends with that line."""
    following = text[after : after + 3]
    return after - start > _LONGEST_QUOTATION or following[:1] in ("\n", "") or following[0] in '"“„«`'


@functools.lru_cache(maxsize=_KEPT)
def account(document: Document) -> str:
    """Return the text with all but the account blanked, character for character."""
    if not document.blocks:
        return document.text
    kept: list[str] = []
    at = 0
    for block in document.blocks:
        if block.kind in SPOKEN_BLOCKS:
            kept += ["\n" * (block.start - at), document.text[block.start : block.end]]
            at = block.end
    kept.append("\n" * (len(document.text) - at))
    return "".join(kept)


def _inside(starts: Sequence[int], stretches: Sequence[tuple[int, int]]) -> bytes:
    inside = bytearray(len(starts))
    for start, end in stretches:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        inside[first:last] = b"\x01" * (last - first)
    return bytes(inside)
