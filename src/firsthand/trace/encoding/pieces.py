"""Sentences cut into the pieces of words that the encoder knows, each word cut once."""

import re
from collections.abc import Callable
from typing import Protocol

# Words that are kept, and how long one may be: where nothing parts words (Chinese) few come again.
_KEPT = 50_000
_LONGEST = 30
# What the tokenizer takes for a blank; other white space it keeps or makes one of.
_WORD = re.compile(r"[^ \t\n\r\f]+")


class Tokenizer(Protocol):
    """Whatever cuts a text into numbered pieces of words; a word's pieces depend on no other word."""

    def encode(self, texts: str, /, *, add_bos: bool, add_eos: bool) -> list[int]:
        """Return the numbers of the pieces, between those that stand for its begin and end if wanted."""


class Pieces:
    """Cuts texts into pieces as a tokenizer does, and remembers the words it has cut."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Take the tokenizer, whose pieces never reach over a blank."""
        self._cut: Callable[..., list[int]] = tokenizer.encode
        nothing = tokenizer.encode("", add_bos=True, add_eos=True)
        self._begin, self._nothing, self._end = nothing[0], nothing[1:-1], nothing[-1]
        self._known: dict[str, list[int]] = {}

    def of(self, text: str) -> list[int]:
        """Return the numbers of the pieces of a text, with those of its begin and end."""
        found = [self._begin]
        known = self._known
        for word in _WORD.findall(text):
            pieces = known.get(word)
            if pieces is None:
                pieces = self._of_word(word)
            found += pieces
        if len(found) == 1:
            found += self._nothing
        found.append(self._end)
        return found

    def _of_word(self, word: str) -> list[int]:
        pieces = self._cut(word, add_bos=False, add_eos=False)
        if pieces == self._nothing:  # nothing of it is left where it stands alone: marks of zero width
            pieces = []
        if len(word) <= _LONGEST:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[word] = pieces
        return pieces
