"""The words of a text, and the runs of capitalised ones that may be somebody's name."""

import bisect
import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from firsthand.model import Document
from firsthand.resolve.people.lexicon import abbreviations, folded, particles

_WORD = re.compile(r"[^\W\d_㐀-鿿぀-ヿ가-힣]+(?:['’‑-][^\W\d_㐀-鿿]+)*")
# An article or preposition that lost its vowel: "l'organisation", "dell'Alba"; "D'Amico" is a name.
_ELISION = re.compile(r"^([a-zàèéìòù]{1,5}|[LJCNSMTQ]|Qu|[DN](?=['’][a-zà-ÿ]))['’](?=\w)")
_JOINED_ARTICLE = re.compile(r"[a-z]{1,3}-[^\W\d_a-z]")  # "al-Khatib"
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_OPENING = re.compile(r"(?:^|[.!?:;…\n•|“”„«»\"(\[*#>–—]|\.{3}|[-'‘]\s?)\s*$")
_APOSTROPHES = frozenset("'’")
_SPACE = re.compile(r"[ \t\u00a0\u202f]{1,3}")
_WRAP = re.compile(r"[ \t]*\r?\n[ \t]*")
_DOT = re.compile(r" ?\.[ \t\u00a0]{0,2}")
# "Ada 'Captain' Lund", "Ada (Captain) Lund": what friends call her, in the middle of her name.
_NICKNAME = re.compile(r"[ \t\u00a0]+[\"“„«‘'(]\s?(\w[^\"”“»’'()\n,.;]{1,23})\s?[\"”“»’')][ \t\u00a0]+")
_WRAPPED = 45  # characters from which on a line is wrapped text and not a line of its own
_MOST_PARTICLES = 3


class Token(NamedTuple):
    """One word: [start, end) of the text without a possessive ending, `plain` folded.

    `opens` tells that it begins a sentence, a line or a quotation, where any word has a capital; `capital`
    that it is written as a name.
    """

    start: int
    end: int
    text: str
    plain: str
    opens: bool
    capital: bool

    @property
    def initial(self) -> bool:
        """Whether it is one capital letter."""
        return len(self.text) == 1 and self.capital


_made = functools.partial(tuple.__new__, Token)  # a text has thousands


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text in Latin or a like script, elided articles and possessives cut off."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        start, word = match.start(), match[0]
        if "'" in word or "’" in word:
            elided = _ELISION.match(word)
            if elided and len(word) > elided.end() + 1:
                found.append(_token(text, start, elided[1], found))
                start, word = start + elided.end(), word[elided.end() :]
            word = _POSSESSIVE.sub("", word) or word
        found.append(_token(text, start, word, found))
    return found


def _token(text: str, start: int, word: str, before: list[Token]) -> Token:
    # Most words stand behind another one.
    inside = start > 1 and text[start - 1] == " " and text[start - 2].isalnum()
    opens = not inside and _opens(text, start, before)
    capital = word[0].isupper() or ("-" in word and _JOINED_ARTICLE.match(word) is not None)
    return _made((start, start + len(word), word, folded(word), opens, capital))


def _opens(text: str, start: int, before: list[Token]) -> bool:
    """Tell whether a sentence, a line or a quotation begins here."""
    opens = not start or bool(_OPENING.search(text[max(0, start - 4) : start]))
    if opens and before and _abbreviates(before[-1]) and _DOT.fullmatch(text, before[-1].end, start):
        return False
    return opens


def _abbreviates(token: Token) -> bool:
    return token.initial or token.plain in abbreviations()


def edges_of(document: Document) -> list[int]:
    """Return where blocks of a document begin: no name goes on from one to the next."""
    return sorted({edge for block in document.blocks for edge in (block.start, block.end)})


def find_runs(text: str, tokens: Sequence[Token], edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised words as (first, last) indices of tokens; particles may stand inside."""
    i = 0
    while i < len(tokens):
        if not tokens[i].capital:
            i += 1
            continue
        last = i
        while (following := _next(text, tokens, last, edges)) is not None:
            last = following
        yield i, last
        i = last + 1


def _next(text: str, tokens: Sequence[Token], at: int, edges: Sequence[int]) -> int | None:
    """Return the capitalised word by which a name may go on behind a word."""
    step = at
    for _ in range(_MOST_PARTICLES + 1):
        step += 1
        if step >= len(tokens) or not joined(text, tokens[step - 1], tokens[step], edges):
            break
        if tokens[step].capital:
            return step
        if tokens[step].plain not in particles():
            break
    nickname = _NICKNAME.match(text, tokens[at].end)
    if nickname:
        after = at + 1
        while after < len(tokens) and tokens[after].start < nickname.end():
            after += 1
        if after < len(tokens) and tokens[after].start == nickname.end() and tokens[after].capital:
            return after
    return None


def joined(text: str, one: Token, other: Token, edges: Sequence[int]) -> bool:
    """Tell whether nothing but space, or the dot of an abbreviation, stands between two words."""
    between = text[one.end : other.start]
    if _SPACE.fullmatch(between) or (between in _APOSTROPHES and one.plain in particles()):
        return True
    if _DOT.fullmatch(between):
        return _abbreviates(one) and (other.capital or other.plain in particles())
    if _WRAP.fullmatch(between):
        at = bisect.bisect_right(edges, one.end - 1)
        if at < len(edges) and edges[at] <= other.start:
            return False
        return one.end - (text.rfind("\n", 0, one.end) + 1) >= _WRAPPED
    return False


def nickname_in(text: str, start: int, end: int) -> str | None:
    """Return what stands in quotation marks inside a name."""
    match = _NICKNAME.search(text, start, end)
    return match[1].strip() if match else None
