"""Where sentences begin."""

from collections.abc import Collection, Sequence

from firsthand.extract.tagging.european.closed import Closed

_ENDS = frozenset({".", "!", "?", "…", "...", "..", "....", "?!", "!?"})
_CLOSING = frozenset("\"'”’»«“‘›‹)]")
_OPENING = frozenset("\"'„“‚‘«»‹›([¿¡—–-•*")
_DASHES = frozenset({"-", "–", "—", "•", "*"})

# A line break twice over ends a sentence whatever stands before.
_BLANK_LINE = 2


def sentence_starts(
    words: Sequence[str], spaces: Sequence[bool], *, starts: Collection[int], closed: Closed
) -> list[bool]:
    """Tell for each word whether it begins a sentence.

    A sentence begins at each of `starts` (offsets of blocks) and after a full stop, a question or
    exclamation mark with the marks that close it, if what follows can begin one: not after
    abbreviations, ordinals and initials (their full stop is part of the word), and not before a small
    letter or a comma, so that "„Wann?“, fragte sie" stays one.
    """
    n = len(words)
    begins = [False] * n
    blocks = sorted(starts)
    block = 0
    offset = 0
    ended = True
    for i, word in enumerate(words):
        at_block = False
        while block < len(blocks) and blocks[block] < offset + len(word):
            at_block = at_block or blocks[block] >= offset or not word.isspace()
            block += 1
        if i == 0 or at_block:
            begins[i] = True
            ended = False
        elif word.isspace():
            if word.count("\n") >= _BLANK_LINE:
                ended = True
        elif ended and not (word in _CLOSING and _closes(words, spaces, i)):
            begins[i] = _can_begin(words, i)
            ended = False
        if word in _ENDS or (
            word[-1] == "."
            and word.lower() in closed.closing_abbreviations
            and _is_small_word(words, i + 1, closed)
        ):
            ended = True
        offset += len(word) + spaces[i]
    return begins


def _closes(words: Sequence[str], spaces: Sequence[bool], i: int) -> bool:
    """Tell whether a mark behind an ended sentence belongs to it: no space parts them, or one follows."""
    tight = not spaces[i - 1] and not words[i - 1].isspace()
    if tight:
        return True
    # French puts a space before the mark that closes, and one behind it.
    return words[i] in "»”’)" and (spaces[i] or i + 1 == len(words) or words[i + 1] in ",.;:")


def _can_begin(words: Sequence[str], i: int) -> bool:
    """Tell whether a sentence can begin with a word: not with a small letter or a comma."""
    n = len(words)
    while i < n and (words[i] in _OPENING or words[i].isspace()):
        dash = words[i] in _DASHES
        i += 1
        if dash and i < n and not words[i][0].islower():
            return True
    if i == n:
        return True
    first = words[i][0]
    return first.isupper() or first.isdigit() or not (first.islower() or first in ",;:.!?)]%&/")


def _is_small_word(words: Sequence[str], i: int, closed: Closed) -> bool:
    """Tell whether an article, pronoun or the like stands with a capital: it begins a sentence."""
    return (
        i < len(words)
        and words[i][0].isupper()
        and bool(
            {"DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV"} & set(closed.classes.get(words[i].lower(), ()))
        )
    )
