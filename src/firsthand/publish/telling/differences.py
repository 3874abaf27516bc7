"""Which words differ between two wordings, so that a reader sees the change and not the sameness."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# A word; in Chinese, which sets no spaces, a character.
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:[’'.,][^\W\u3400-\u9fff]+)*%?")
_LONGEST = 600  # words; difflib is quadratic, and no passage worth aligning by eye is longer


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a wording: the `same` as the other's, or `only` in this one."""

    text: str
    kind: Literal["same", "only"]


def compare(earlier: str, changed: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return both wordings as runs; joined again, each gives its text letter for letter.

    Words are compared without case and typographic quotation marks; punctuation alone is no change.
    """
    left, right = _pieces(earlier), _pieces(changed)
    if len(left) > _LONGEST or len(right) > _LONGEST:
        return _whole(earlier, changed)
    keys = [_key(earlier[a:b]) for a, b in left], [_key(changed[a:b]) for a, b in right]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    alone: tuple[set[int], set[int]] = (set(range(len(left))), set(range(len(right))))
    for a, b, size in matcher.get_matching_blocks():
        alone[0].difference_update(range(a, a + size))
        alone[1].difference_update(range(b, b + size))
    return _runs(earlier, left, alone[0]), _runs(changed, right, alone[1])


def rows(earlier: str, changed: str) -> list[tuple[str, str, bool]]:
    """Return both wordings in step: (earlier words, changed words, same), one word at a time where same."""
    left, right = _pieces(earlier), _pieces(changed)
    matcher = SequenceMatcher(
        None, [_key(earlier[a:b]) for a, b in left], [_key(changed[a:b]) for a, b in right], autojunk=False
    )
    steps: list[tuple[str, str, bool]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            steps += [
                (_word(earlier, left, a + k, b), _word(changed, right, c + k, d), True) for k in range(b - a)
            ]
        else:
            steps.append((_slice(earlier, left, a, b), _slice(changed, right, c, d), False))
    return steps


def _word(text: str, pieces: Sequence[tuple[int, int]], at: int, end: int) -> str:
    """Return one word with the punctuation behind it, up to the next word of its run."""
    until = pieces[at + 1][0] if at + 1 < end else pieces[at][1]
    return text[pieces[at][0] : until].rstrip()


def _pieces(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text)]


def _key(piece: str) -> str:
    return piece.casefold().replace("’", "'")


def _slice(text: str, pieces: Sequence[tuple[int, int]], first: int, last: int) -> str:
    return text[pieces[first][0] : pieces[last - 1][1]] if last > first else ""


def _whole(earlier: str, changed: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    kind: Literal["same", "only"] = "same" if earlier == changed else "only"
    return (Run(earlier, kind),), (Run(changed, kind),)


def _runs(text: str, pieces: Sequence[tuple[int, int]], alone: set[int]) -> tuple[Run, ...]:
    """Cut a text into runs; what stands between two lone words in a row belongs to them."""
    runs: list[Run] = []
    at = i = 0
    while i < len(pieces):
        if i not in alone:
            i += 1
            continue
        last = i
        while last + 1 in alone:
            last += 1
        start, end = pieces[i][0], pieces[last][1]
        if start > at:
            runs.append(Run(text[at:start], "same"))
        runs.append(Run(text[start:end], "only"))
        at, i = end, last + 1
    if at < len(text):
        runs.append(Run(text[at:], "same"))
    return tuple(runs)
