"""Telling quickly that a text holds none of the names: what is let through is looked at closely.

A text is reduced to its folded letters and figures, without a mark or space between them; a name that
stands in it in any form then stands in what is left, letter for letter.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from firsthand.publish.protection.names.folding import folded_text
from firsthand.publish.protection.names.forms import Form

_PIECE = 4_000  # characters that are looked at together
_OVERLAP = 200  # characters that are looked at twice, so that no name falls between two pieces
_HAN = re.compile(r"[㐀-鿿豈-﫿𠀀-𯿿]")

Needle = tuple[str, ...]


class _Letters(dict[int, str]):
    """What each character leaves behind, worked out once each: letters, figures and the `kept` marks."""

    def __init__(self, kept: str = "") -> None:
        self._kept = kept

    def __missing__(self, code: int) -> str:
        left = self[code] = "".join(c for c in folded_text(chr(code)) if c.isalnum() or c in self._kept)
        return left


_LETTERS, _WITH_DOTS = _Letters(), _Letters(".")


@dataclass(frozen=True, slots=True)
class Sieve:
    """Letters through the pieces of a text that may hold a name.

    Each needle is what must be there, all of it, for one form of a name to be there; `dotted` are forms
    that begin with an initial. `spoken` tells that a name may stand in Chinese characters by its sound
    alone: then every piece with a Chinese character is let through.
    """

    needles: tuple[Needle, ...]
    dotted: tuple[str, ...]
    spoken: bool

    def pieces(self, text: str, *, binary: bool = False) -> Iterator[tuple[int, str]]:
        """Yield the pieces that may hold a name, each with where it begins in the text."""
        near = self._near(text, self.needles, self.dotted)
        chinese = self.spoken and not binary and _HAN.search(text) is not None
        if not any(near) and not chinese:
            return
        for start in range(0, len(text), _PIECE):
            piece = text[start : start + _PIECE + _OVERLAP]
            if (chinese and _HAN.search(piece)) or any(self._near(piece, *near)):
                yield start, piece

    @staticmethod
    def _near(
        text: str, needles: tuple[Needle, ...], dotted: tuple[str, ...]
    ) -> tuple[tuple[Needle, ...], tuple[str, ...]]:
        """Return those that are there."""
        letters = text.translate(_LETTERS)
        found = tuple(needle for needle in needles if all(word in letters for word in needle))
        initials = tuple(form for form in dotted if form.replace(".", "") in letters)
        if initials:
            letters = text.translate(_WITH_DOTS)
            initials = tuple(form for form in initials if form in letters)
        return found, initials


def sieve_of(forms: Iterable[Form], *, shared: Collection[str] = frozenset()) -> Sieve:
    """Return the sieve for the forms that may not be told: whole names, and single words that count anywhere.

    `shared` are single words that may be told, being somebody else's as well.
    """
    needles: set[Needle] = set()
    dotted: set[str] = set()
    spoken = False
    for form in forms:
        if not form.whole and (form.manner != "always" or (len(form.words) == 1 and form.words[0] in shared)):
            continue
        words = tuple("".join(c for c in word if c.isalnum()) for word in form.words)
        if form.words[0].endswith("."):
            dotted.add(f"{words[0]}.{''.join(words[1:])}")
            continue
        needles.add(("".join(words),))
        if form.whole and len(words) == 2 and not _HAN.search("".join(words)):
            needles.add(words)  # "Ada Maria Lund"
            spoken = True
    return Sieve(tuple(sorted(needles)), tuple(sorted(dotted)), spoken)
