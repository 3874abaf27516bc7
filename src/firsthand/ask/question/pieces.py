"""A document cut into pieces that fit into one question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.extract.analysis import LONGEST_READ, SPOKEN_BLOCKS
from firsthand.model import Document

_PARAGRAPH = re.compile(r"[^\n]+")
# Where a paragraph too long for one piece is cut: behind a sentence, else between words.
_SENTENCE_END = re.compile(r"[.!?…][\"”»’')\]]*\s+|[。！？][”」』）]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some paragraphs of a document, one after the other: stretches [start, end) of its text.

    Pieces do not overlap; what is no account (menus, bylines, captions) is in none.
    """

    paragraphs: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where it begins in the document."""
        return self.paragraphs[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the document."""
        return self.paragraphs[-1][1]

    def words(self, text: str) -> str:
        """Return what is sent: its paragraphs, an empty line between them."""
        return "\n\n".join(text[start:end] for start, end in self.paragraphs)

    def halves(self, text: str) -> "tuple[Piece, Piece] | None":
        """Cut it in two of about the same length, None where it is too short for that."""
        whole = sum(end - start for start, end in self.paragraphs)
        if whole < _SHORTEST_CUT:
            return None
        parts = list(_within(text, self.paragraphs, whole // 2 + 1))
        if len(parts) < 2:
            return None
        rest = tuple(paragraph for part in parts[1:] for paragraph in part.paragraphs)
        return parts[0], Piece(rest)


_SHORTEST_CUT = 400


def pieces_of(document: Document, *, characters: int) -> tuple[Piece, ...]:
    """Cut a document into pieces of at most so many characters, at the edges of paragraphs where it can."""
    text = document.text[:LONGEST_READ]
    if document.blocks:
        paragraphs = [(b.start, b.end) for b in document.blocks if b.kind in SPOKEN_BLOCKS]
    else:
        paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    told = tuple((start, min(end, len(text))) for start, end in paragraphs if text[start:end].strip())
    return tuple(_within(text, told, characters))


def _within(text: str, paragraphs: tuple[tuple[int, int], ...], most: int) -> Iterator[Piece]:
    held: list[tuple[int, int]] = []
    size = 0
    for paragraph in paragraphs:
        for start, end in _cut(text, *paragraph, most):
            if held and size + end - start > most:
                yield Piece(tuple(held))
                held, size = [], 0
            held.append((start, end))
            size += end - start
    if held:
        yield Piece(tuple(held))


def _cut(text: str, start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    """Cut one paragraph into parts of at most so many characters."""
    while end - start > most:
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, start + most)]
        space = text.rfind(" ", start + most // 2, start + most) + 1
        at = ends[-1] if ends and ends[-1] - start > most // 4 else space or start + most
        yield start, at
        start = at
    yield start, end
