"""The bounds of a passage moved word by word, for those who do not select with a mouse."""

import re
from dataclasses import dataclass

# A word with what holds it together; in Chinese, Japanese and Korean, which set no spaces, a character.
_EAST = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"[{_EAST}]|[^\W{_EAST}]+(?:[’'.,-][^\W{_EAST}]+)*")
_WINDOW = 400  # code points around a bound in which the next word is looked for


@dataclass(frozen=True, slots=True)
class Nudges:
    """The passage with one bound moved by a word, as (start, end); None where there is no word to move by."""

    start_earlier: tuple[int, int] | None
    start_later: tuple[int, int] | None
    end_earlier: tuple[int, int] | None
    end_later: tuple[int, int] | None


def nudges(text: str, start: int, end: int) -> Nudges:
    """Return the ways to move the bounds of a passage [start, end) by one word."""
    before = [at for at, _ in _words(text, start - _WINDOW, start)]
    inside = _words(text, start, end)
    after = [until for _, until in _words(text, end, end + _WINDOW)]
    return Nudges(
        (before[-1], end) if before else None,
        (inside[1][0], end) if len(inside) > 1 else None,
        (start, inside[-2][1]) if len(inside) > 1 else None,
        (start, _closed(text, after[0])) if after else None,
    )


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the words that lie in [start, end), a word cut by its edge left out."""
    start, end = max(0, start), min(len(text), end)
    return [
        (match.start(), match.end())
        for match in _WORD.finditer(text, max(0, start - 60), min(len(text), end + 60))
        if start <= match.start() and match.end() <= end
    ]


def _closed(text: str, end: int) -> int:
    """Return the end of a passage with the punctuation that closes its last word."""
    while end < len(text) and text[end] in '”’»”)]%"':
        end += 1
    return end
