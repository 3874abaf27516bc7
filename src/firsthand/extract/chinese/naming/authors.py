"""Whose a paper is: “北方观察”的报告, 海关发布的公告, 该组织发布报告称."""

from collections.abc import Sequence

from firsthand.extract.chinese.naming.found import Found
from firsthand.extract.chinese.naming.lexicon import lexicon
from firsthand.extract.chinese.reading import Token
from firsthand.extract.packs import words

# How many words before a paper its author may stand, where a verb of giving out stands between.
_FAR = 12
# Marks that may close an author's name: 湖账”（Lake Ledger）的报告.
_CLOSING = frozenset("”」』》）)")
_OPENING = {"）": "（", ")": "("}


def find_author(tokens: Sequence[Token], found: Sequence[Found], at: int) -> int | None:
    """Return which of the names found is the author of the paper found[at]; None where nobody is told."""
    first = found[at].first
    named = {item.last: k for k, item in enumerate(found) if k != at and _writes(item)}
    k = first - 1
    if k >= 0 and tokens[k].word == lexicon().particle:
        author = named.get(_name_end(tokens, k - 1))
        if author is not None:
            return author
    return _giving_out(tokens, named, first)


def _writes(item: Found) -> bool:
    return item.name.kind in {"government", "organisation", "person", "outlet"}


def _name_end(tokens: Sequence[Token], k: int) -> int:
    """Return the last word of a name, before the marks and brackets that close it."""
    while k > 0 and tokens[k].word in _CLOSING:
        opening = _OPENING.get(tokens[k].word)
        k -= 1
        while opening is not None and k > 0 and tokens[k].word != opening:
            k -= 1
        k -= opening is not None
    return k


def _giving_out(tokens: Sequence[Token], named: dict[int, int], first: int) -> int | None:
    """Return who stands before a verb of giving out before the paper, in the same clause."""
    giving = words("cues", "publishing", language="zh")
    seen = False
    for k in range(first - 1, max(-1, first - _FAR), -1):
        token = tokens[k]
        if token.sentence != tokens[first].sentence or token.word in "，,；;：:。":
            return None
        if seen and k in named:
            return named[k]
        seen = seen or token.word in giving
    return None
