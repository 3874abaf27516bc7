"""The words of an account, each with its place in the document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.analysis import SPOKEN_BLOCKS
from firsthand.model import Document

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|m|d|re|ve|ll|t))$")
_MARK = re.compile(
    r"``|''|[\"“”„«»‘]"
    r"|(?<![^\s(\[])'(?=[^\W_])(?!(?:s|m|d|t|re|ve|ll|em)\b)"  # an opening mark, no clitic
    r"|(?<=[^\w\s])\s?['’](?![\w'])"  # a closing mark after punctuation
    r"|\n"
)
_SINGLE = ("'", "‘", "’", " '", " ’")
_LONGEST_QUOTATION = 500  # characters; a longer one has lost its closing mark
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one account in order, lower case, without furniture, captions and bylines.

    `forms`, `starts`, `ends`, `capital`, `quoted` and `sentences` run in parallel: the word, its
    place [start, end) in the document's text in code points, whether it is written with a capital,
    whether it stands inside quotation marks, and the sentence it belongs to, counted from 0.
    """

    document: str
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capital: tuple[bool, ...]
    quoted: tuple[bool, ...]
    sentences: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.forms)


def split_words(document: Document) -> Words:
    """Take an account apart into words, so that two accounts can be laid side by side."""
    text = _account(document)
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(text):
        word, start = match.group().lower(), match.start()
        clitic = _CLITIC.search(word)
        # "don't", "do n't" and "don’t" have to read alike: what hangs on a word is left out.
        if clitic and clitic.start() > 0:
            word = word[: clitic.start()]
        elif _CLITIC.fullmatch(word):
            continue
        if len(word) == 1 and starts and word in "stmd" and text[start - 1 : start] in "'’":
            continue
        forms.append(word.replace("’", "'"))
        starts.append(start)
        ends.append(start + len(word))
    return Words(
        document=document.id,
        forms=tuple(forms),
        starts=tuple(starts),
        ends=tuple(ends),
        capital=tuple(text[start].isupper() for start in starts),
        quoted=_inside(starts, quotations(text)),
        sentences=_counted(starts, [match.end() for match in _SENTENCE_END.finditer(text)]),
    )


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the stretches inside quotation marks, marks included.

    A quotation that is not closed ends with its paragraph, so that one lost mark does not turn
    the rest of the account inside out.
    """
    found: list[tuple[int, int]] = []
    start, opener, paragraph, used = -1, "", 0, False
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark == "\n":
            if opener and (opener == "single" or _ends_here(text, start, match.end())):
                if opener == "double":
                    found.append((start, match.start()))
                opener = ""
            paragraph, used = match.end(), False
        elif opener:
            single = mark in _SINGLE
            if single == (opener == "single"):
                found.append((start, match.end()))
                opener, used = "", True
            elif opener == "single":
                start, opener = match.start(), "double"
        elif mark in ("''", "”"):
            if not used:  # its opening mark is lost or stands in an earlier paragraph
                found.append((paragraph, match.end()))
                used = True
        elif mark not in ("’", " ’", " '"):
            start, opener = match.start(), "single" if mark in _SINGLE else "double"
    if opener == "double":
        found.append((start, len(text)))
    return found


def _ends_here(text: str, start: int, after: int) -> bool:
    """Tell whether a quotation still open at the end of a line ends with that line."""
    following = text[after : after + 3]
    return after - start > _LONGEST_QUOTATION or following[:1] in ("\n", "") or following[0] in '"“„«`'


def _account(document: Document) -> str:
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


def _inside(starts: Sequence[int], stretches: Sequence[tuple[int, int]]) -> tuple[bool, ...]:
    inside: list[bool] = []
    at = 0
    for start in starts:
        while at < len(stretches) and stretches[at][1] <= start:
            at += 1
        inside.append(at < len(stretches) and stretches[at][0] <= start)
    return tuple(inside)


def _counted(starts: Sequence[int], breaks: Sequence[int]) -> tuple[int, ...]:
    counted: list[int] = []
    at = 0
    for start in starts:
        while at < len(breaks) and breaks[at] <= start:
            at += 1
        counted.append(at)
    return tuple(counted)
