"""Paragraphs, cells and notes in reading order to one text, and to the page that it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from firsthand.model import Block, BlockKind
from firsthand.read.furniture import Piece, has_verb
from firsthand.read.language import tongue
from firsthand.read.mastheads import read_imprint
from firsthand.read.page import Page
from firsthand.read.page_words import PageWords, page_words
from firsthand.read.plain import page_of
from firsthand.read.script import IDEOGRAPH

PARAGRAPH, ROW, CELL = "\n\n", "\n", " | "
"""What stands between two paragraphs, two rows of a table, two cells of a row."""

_CLOSED = re.compile(r"[.!?…。！？][\"'»”」』’)\]]*$")
_SENTENCE_WORDS, _OPEN_SENTENCE_WORDS = 4, 8
_HEADING_WORDS = 25  # what is set as a heading and is longer is a paragraph that somebody made big
# A first heading is the title only where no account stands above it.
_ACCOUNT_WORDS = 25
_EDGE = " \t\r\n\f\x0b\xa0\ufeff\u200b\u3000"
_LIST_ITEM = "- "


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph, heading or cell as its format gives it.

    `kind` is what the format surely knows, `level` a heading's (0: the title, None: no heading). `marker` is
    the bullet or number that the program sets before it. `before` is what parts it from what stands above.
    """

    text: str
    kind: BlockKind | None = None
    level: int | None = None
    marker: str = ""
    before: str = PARAGRAPH
    cell: bool = False


@dataclass(slots=True)
class Flow:
    """Collects stretches; `page` makes of them what a plain text would give."""

    stretches: list[Stretch] = field(default_factory=list)
    gap: str = ""  # of cells that hold nothing: their separators count

    def add(self, stretch: Stretch) -> None:
        """Append a stretch; of an empty one only what parts it is kept, where it is a cell."""
        text = stretch.text.strip(_EDGE)
        if not text:
            if stretch.cell:
                self.gap += stretch.before
            return
        self.stretches.append(replace(stretch, text=text, before=self.gap + stretch.before))
        self.gap = ""

    def page(self, *, notes: Iterable[str] = ()) -> Page:
        """Return the page: the text whole, each stretch told as for the same words in a text file."""
        language = tongue("\n".join(one.text for one in self.stretches))
        words = page_words(language)
        title = _title(self.stretches, words)
        parts: list[str] = []
        pieces: list[Piece] = []
        told: set[int] = set()
        at = 0
        for number, one in enumerate(self.stretches):
            lead = (one.before if number else "") + one.marker
            start = at + len(lead)
            hint = "title" if number == title else _hint(one, words)
            # A list's short lines are known by their bullets; the bullet itself is no part of the passage.
            listed = _LIST_ITEM if one.marker and hint is None else ""
            pieces.append(Piece(start, start + len(one.text), listed + one.text, hint))
            if one.cell and hint is None:
                told.add(start)
            parts += [lead, one.text]
            at = start + len(one.text)
        text = "".join(parts)
        page = page_of(text, pieces, language=language)
        return replace(page, blocks=_cells_told(page.blocks, told), notes=tuple(notes))


def holds_sentence(text: str, words: PageWords) -> bool:
    """Tell whether a cell holds a sentence, and so is more than a name, a date or a figure."""
    line = text.strip()
    count = len(line.split()) + len(IDEOGRAPH.findall(line)) // 2
    if count < _SENTENCE_WORDS or not has_verb(line, words):
        return False
    return count >= _OPEN_SENTENCE_WORDS or bool(_CLOSED.search(line))


def _hint(stretch: Stretch, words: PageWords) -> BlockKind | None:
    if (stretch.kind == "furniture" or stretch.level is not None) and read_imprint(stretch.text, words):
        return None  # a letterhead, in a page's head or set as a title: who publishes this
    if stretch.kind:
        return stretch.kind
    if stretch.cell:
        return None if holds_sentence(stretch.text, words) else "cell"
    if stretch.level is not None and len(stretch.text.split()) <= _HEADING_WORDS:
        return "heading"
    return None


def _title(stretches: list[Stretch], words: PageWords) -> int | None:
    """Return which stretch is set as the title: by that style, or the first heading above the account."""
    free = [
        (at, one)
        for at, one in enumerate(stretches)
        if one.kind is None and not one.cell and not read_imprint(one.text, words)
    ]
    first = next((at for at, one in free if one.level == 0), None)
    if first is not None:
        return first
    for at, one in free:
        if one.level == 1 and len(one.text.split()) <= _HEADING_WORDS:
            return at
        if one.level is None and len(one.text.split()) >= _ACCOUNT_WORDS:
            return None
    return None


def _cells_told(blocks: tuple[Block, ...], told: set[int]) -> tuple[Block, ...]:
    """Return the blocks, every cell that holds a sentence a paragraph."""
    return tuple(
        replace(block, kind="paragraph")
        if block.start in told and block.kind in ("heading", "caption", "furniture", "title")
        else block
        for block in blocks
    )
