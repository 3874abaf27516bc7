"""Lay two wordings side by side, word by word, and tell which words differ."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from firsthand.extract.packs import has, table
from firsthand.extract.tagging.script import simplified
from firsthand.trace.wording.words import is_unspaced

_WORD = re.compile(r"\w+(?:[.'’&-]\w+)*")
# Of Chinese every character is compared as a word is elsewhere.
_CHARACTER = re.compile(r"[㐀-鿿豈-﫿]|[^\W㐀-鿿豈-﫿]+")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": " "})
_ELLIPSIS = re.compile(r"\.\s?\.\s?\.|…|\[[^\]]*\]")
# A spelling longer than this is a word, not an ending.
_ENDING = 7
# So many words more are no slip of one who retells.
_MORE = 2
# How many differing stretches an explanation names.
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as its words: `words` as written, `forms` as compared, `pieces` where omissions are marked.

    Case, punctuation, typographic marks, contractions and British or American spelling make no
    difference between forms. `pieces` are the stretches between marks of omission ("...", "[...]").
    """

    words: tuple[str, ...]
    forms: tuple[str, ...]
    pieces: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of one wording that stand where the other has others; "" where it has none."""

    left: str
    right: str


def wording(text: str, *, language: str = "en") -> Wording:
    """Split a text into words and the forms by which they are compared."""
    words: list[str] = []
    forms: list[str] = []
    pieces: list[tuple[str, ...]] = []
    for piece in _ELLIPSIS.split(text):
        here: list[str] = []
        pattern = _CHARACTER if is_unspaced(language) else _WORD
        for match in pattern.finditer(piece.translate(_STRAIGHT)):
            for form in _forms(match.group().lower(), language):
                words.append(match.group())
                here.append(form)
        forms += here
        if here:
            pieces.append(tuple(here))
    return Wording(tuple(words), tuple(forms), tuple(pieces))


@functools.lru_cache(maxsize=20_000)
def _forms(word: str, language: str) -> tuple[str, ...]:
    if is_unspaced(language):
        return (simplified(word),)
    if not has("wording", language):
        return (word,)
    for ending, full in table("wording", "contractions", language=language).items():
        if word.endswith(ending):
            word = word.removesuffix(ending) + full
            break
    out = []
    for part in word.replace("-", " ").replace(".", "").split():
        form = part.removesuffix("'s").removesuffix("'")
        for british, american in table("wording", "spellings", language=language).items():
            if form.endswith(british) and (len(form) > len(british) + 1 or len(british) > _ENDING):
                form = form.removesuffix(british) + american
                break
        out.append(form)
    return tuple(out)


def same_words(left: Wording, right: Wording) -> bool:
    """Tell whether one wording is faithful to the other: the same words, or marked or outer omissions."""
    shorter, longer = sorted((left, right), key=lambda each: len(each.forms))
    at = 0
    for piece in shorter.pieces:
        found = _find(longer.forms, piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _find(words: Sequence[str], piece: Sequence[str], start: int) -> int:
    for at in range(start, len(words) - len(piece) + 1):
        if tuple(words[at : at + len(piece)]) == tuple(piece):
            return at
    return -1


def shared_words(left: Wording, right: Wording) -> tuple[str, ...]:
    """Return the forms that two wordings have in common in the same order."""
    blocks = SequenceMatcher(None, left.forms, right.forms, autojunk=False).get_matching_blocks()
    return tuple(form for block in blocks for form in left.forms[block.a : block.a + block.size])


def differences(left: Wording, right: Wording) -> tuple[Difference, ...]:
    """Return the stretches in which two wordings differ.

    What merely precedes or follows is left out, and what is marked as left out.
    """
    matcher = SequenceMatcher(None, left.forms, right.forms, autojunk=False)
    codes = matcher.get_opcodes()
    inner = [code for code in codes if code[0] == "equal"]
    if not inner:
        return (Difference(" ".join(left.words), " ".join(right.words)),)
    first, last = inner[0], inner[-1]
    out = []
    for tag, a, b, c, d in codes:
        if tag == "equal":
            continue
        outside = b <= first[1] or a >= last[2]
        marked = (a == b and a in _marks(left)) or (c == d and c in _marks(right))
        if (outside and (a == b or c == d)) or marked:
            continue
        out.append(Difference(_join(left.words[a:b]), _join(right.words[c:d])))
    return tuple(out)


def _marks(wording: Wording) -> frozenset[int]:
    """Return the places between words where an omission is marked."""
    return frozenset(accumulate(len(piece) for piece in wording.pieces[:-1]))


def is_fuller(found: Sequence[Difference]) -> bool:
    """Tell whether the right one of two wordings has more words where they differ."""
    more = sum(len(each.right.split()) - len(each.left.split()) for each in found)
    return more >= _MORE


def tell(found: Sequence[Difference]) -> str:
    """Return differences as a reader would note them: “police” became “law enforcement”."""
    parts = []
    for each in found[:_SHOWN]:
        if each.left and each.right:
            parts.append(f"“{each.left}” became “{each.right}”")
        elif each.left:
            parts.append(f"“{each.left}” was dropped")
        else:
            parts.append(f"“{each.right}” was added")
    if len(found) > _SHOWN:
        parts.append(f"and {len(found) - _SHOWN} more")
    return "; ".join(parts)


def tell_apart(found: Sequence[Difference]) -> str:
    """Return differences of which nobody knows which came first: “police” in one, “officers” in the other."""
    parts = []
    for each in found[:_SHOWN]:
        if each.left and each.right:
            parts.append(f"“{each.left}” in one, “{each.right}” in the other")
        else:
            parts.append(f"“{each.left or each.right}” in one of them only")
    if len(found) > _SHOWN:
        parts.append(f"and {len(found) - _SHOWN} more")
    return "; ".join(parts)


def _join(words: Sequence[str]) -> str:
    """Join words, one written once though it has two forms ("it's" is "it is")."""
    return " ".join(word for at, word in enumerate(words) if not at or words[at - 1] != word)
