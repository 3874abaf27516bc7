"""Invented texts as parsed documents, for tests of languages read without a parse."""

from firsthand.extract.analysis import Analysis, analyse
from firsthand.model import Block, Document


def read(text: str, language: str, *, title: bool = False) -> Analysis:
    """Return a text, a block a line, read in a language; the first line is a title where `title` says so."""
    blocks = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), "title" if title and not blocks else "paragraph"))
        at += len(line) + 1
    document = Document(id="0", name="osk", text=text, blocks=tuple(blocks), language=language)
    return next(iter(analyse([document])))
