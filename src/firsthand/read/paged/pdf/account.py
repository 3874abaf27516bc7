"""The paragraphs of all pages to one text: a paragraph that runs over a page break is put together again.

The sheets stay whole: what stands on one page is one stretch of the text, and where a paragraph runs on, the
page ends inside it. What the earlier page holds below it (its notes, its number) is read before it then.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from firsthand.read.paged.pdf.layout.joining import clean, joined
from firsthand.read.paged.pdf.layout.lines import BROKEN, Line
from firsthand.read.paged.pdf.layout.order import in_order
from firsthand.read.paged.pdf.layout.paragraphs import BULLET, CLOSED, Pitches, Stretch, paragraphs
from firsthand.read.paged.pdf.leaves import Leaf
from firsthand.read.script import IDEOGRAPH

# A last line that leaves no more of its column free than this may go on elsewhere.
_LEFT_FREE = 0.14
_SAME_SIZE, _SMALLER = 1.06, 0.95
_BOLDER = 150
_CELL_WORDS = 8
_ASIDE_LETTERS = 12  # what is shorter and larger than the text is a number or a mark in the margin
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|Lt|Col|Sra?|Sig|Hr|Fr|Mme|[A-Z])\.$")
_STOPPED = re.compile(r"[.!?。！？][\"'»”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph's part on one page; broken words still carry their mark.

    `row` is there for cells: the first of a row, or another. `full` tells that its last line leaves no room.
    """

    sheet: int
    text: str
    size: float
    weight: int
    lines: int
    top: float
    bottom: float
    full: bool
    running: bool = False
    row: int | None = None

    @property
    def unfinished(self) -> bool:
        """Whether it may go on in another column or on another page."""
        if self.row is not None or self.running:
            return False
        return self.text.endswith(BROKEN) or (self.full and self.lines > 1 and not _is_over(self.text))


def _is_over(text: str) -> bool:
    """Tell whether a sentence ends here; "Mr." ends none."""
    return bool(CLOSED.search(text)) and not _ABBREVIATED.search(text)


def items(leaf: Leaf, running: frozenset[int], before: Pitches | None = None) -> list[Item]:
    """Return what stands on a page in the order it is read: its head, its text, its foot.

    `before` is what the pages before told of how far apart lines are.
    """
    body = [row for at, row in enumerate(leaf.rows) if at not in running]
    edge = sorted(running, key=lambda at: leaf.rows[at][0].baseline)
    heads = [at for at in edge if leaf.rows[at][0].top < leaf.height / 2]
    feet = [at for at in edge if at not in heads]
    found = [_edge(leaf, at) for at in heads]
    row = 0
    for group in paragraphs(in_order(body), before):
        for at, stretch in enumerate(group):
            item = _item(leaf.number, stretch, row=None if not stretch.cell else row)
            if item.text:
                found.append(item)
            row += stretch.cell and at == len(group) - 1
    return [*found, *(_edge(leaf, at) for at in feet)]


def _item(sheet: int, stretch: Stretch, *, row: int | None) -> Item:
    last = stretch.lines[-1]
    left = min(line.left for line in stretch.lines)
    free = stretch.full - last.right < _LEFT_FREE * (stretch.full - left)
    text = joined(clean(line.text) for line in stretch.lines)
    return Item(
        sheet,
        text,
        stretch.size,
        stretch.weight,
        len(stretch.lines),
        stretch.lines[0].top,
        last.top,
        free,
        row=row,
    )


def _edge(leaf: Leaf, at: int) -> Item:
    row: tuple[Line, ...] = leaf.rows[at]
    text = " ".join(clean(part.text) for part in row).replace(BROKEN, "-")
    return Item(leaf.number, text, row[0].size, row[0].weight, 1, row[0].top, row[0].top, False, running=True)


Paragraph = tuple[Item, ...]
"""The parts of one paragraph: more than one where it runs over columns or pages."""


def flowing(pages: Sequence[Sequence[Item]]) -> list[Paragraph]:
    """Return the paragraphs of all pages in order."""
    out: list[Paragraph] = []
    size = usual_size(item for page in pages for item in page)
    open_at: int | None = None  # the paragraph that may go on
    for page in pages:
        for item in page:
            if open_at is not None and (moved := _continued(out, open_at, item)) is not None:
                open_at = moved
                continue
            out.append((item,))
            if _is_body(item, out[open_at][-1] if open_at is not None else None, size):
                open_at = len(out) - 1
    return out


def usual_size(found: Iterable[Item]) -> float:
    """Return the size that most letters of the running text are set in."""
    sizes: Counter[float] = Counter()
    for item in found:
        if item.row is None and not item.running:
            sizes[round(2 * item.size) / 2] += len(item.text)
    return min(sizes, key=lambda one: (-sizes[one], one), default=0.0)


def _is_body(item: Item, waiting: Item | None, size: float) -> bool:
    """Tell whether an item ends the wait for what goes on: a note, a caption, a cell do not."""
    if item.running or item.row is not None:
        return False
    if waiting is None or not waiting.unfinished:
        return True
    larger = item.size > size / _SMALLER
    return item.size > _SMALLER * min(waiting.size, size) and not (larger and len(item.text) < _ASIDE_LETTERS)


def _continued(out: list[Paragraph], at: int, item: Item) -> int | None:
    """Add an item to the paragraph that it goes on from; return where that now is, None if it does not."""
    paragraph = out[at]
    last = paragraph[-1]
    if not _goes_on(last, item):
        return None
    if last.sheet == item.sheet:
        out[at] = (*paragraph, item)
        return at
    beside = [other for other in out[at + 1 :] if other[0].sheet < item.sheet]
    if last.sheet != item.sheet - 1 or (paragraph[0].sheet < last.sheet and beside):
        return None
    after = out[at + 1 + len(beside) :]
    out[at:] = [*beside, (*paragraph, item), *after]
    return at + len(beside)


def _goes_on(last: Item, item: Item) -> bool:
    if item.running or item.row is not None or not last.unfinished:
        return False
    if last.sheet == item.sheet and item.top >= last.bottom:
        return False  # right below: the page showed that it ends
    larger, smaller = max(last.size, item.size), min(last.size, item.size)
    if larger > _SAME_SIZE * smaller or abs(last.weight - item.weight) > _BOLDER:
        return False
    if BULLET.match(item.text):
        return False
    first = item.text[0]
    if last.text.endswith(BROKEN) or first.islower() or IDEOGRAPH.match(first):
        return True
    return item.lines > 1 or bool(_STOPPED.search(item.text))


def is_cell(item: Item) -> bool:
    """Tell whether a table's cell holds no sentence."""
    return item.row is not None and not (
        _STOPPED.search(item.text) and (len(item.text.split()) >= _CELL_WORDS or IDEOGRAPH.search(item.text))
    )


def spaced(out: Sequence[Paragraph]) -> Iterator[tuple[str, Paragraph]]:
    """Yield each paragraph with the white space that parts it from the one before."""
    last: Item | None = None
    for paragraph in out:
        item = paragraph[0]
        if last is None:
            space = ""
        elif last.row is not None and item.row is not None and last.sheet == item.sheet:
            space = "\t" if last.row == item.row else "\n"
        else:
            space = "\n\n"
        yield space, paragraph
        last = paragraph[-1]
