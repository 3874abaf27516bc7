"""Words that were looked for, marked where they stand."""

from collections.abc import Sequence

from firsthand.desk.folding import fold
from firsthand.publish.telling.differences import Run


def marked_words(text: str, words: Sequence[str]) -> tuple[Run, ...]:
    """Return a text as runs, those "only" that hold one of the words; `words` are folded."""
    folded, places = _folded(text)
    hits = sorted(
        (places[at], places[at + len(word) - 1] + 1) for word in words if word for at in _all(folded, word)
    )
    runs: list[Run] = []
    done = 0
    for start, end in hits:
        start = max(start, done)
        if start >= end:
            continue
        if start > done:
            runs.append(Run(text[done:start], "same"))
        runs.append(Run(text[start:end], "only"))
        done = end
    if done < len(text):
        runs.append(Run(text[done:], "same"))
    return tuple(runs)


def snippet(text: str, words: Sequence[str], *, around: int = 110) -> str:
    """Return the stretch of a text around the first of the words, "" if none is there."""
    folded, places = _folded(text)
    at = min((found for word in words if (found := folded.find(word)) >= 0), default=-1)
    if at < 0:
        return ""
    start, end = max(0, places[at] - around), min(len(text), places[at] + around)
    begun = text.rfind(" ", max(0, start - 20), start) + 1 if start else 0
    until = text.find(" ", end, end + 20) if end < len(text) else end
    begun, until = (begun or start), (until if until > 0 else end)
    cut = " ".join(text[begun:until].split())
    return f"{'…' if begun else ''}{cut}{'…' if until < len(text) else ''}"


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return a text folded letter by letter, and for each letter of it its place in the text."""
    parts = list(map(_LETTERS.__getitem__, text))
    folded = "".join(parts)
    if len(folded) == len(text) and all(parts):  # a letter each
        return folded, range(len(text))
    return folded, [place for place, plain in enumerate(parts) for _ in plain]


class _Letters(dict[str, str]):
    """Letters as they are folded, each looked up once."""

    def __missing__(self, letter: str) -> str:
        plain = " " if letter.isspace() else fold(letter)
        if len(self) < _MOST_LETTERS:
            self[letter] = plain
        return plain


_MOST_LETTERS = 20_000
_LETTERS = _Letters()


def _all(text: str, word: str) -> list[int]:
    found: list[int] = []
    at = text.find(word)
    while at >= 0 and len(found) < 100:
        found.append(at)
        at = text.find(word, at + len(word))
    return found
