"""The pages of a PDF read one after the other, as many as the limits allow."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pypdfium2

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.limits import Limits
from firsthand.read.paged.pdf.account import Item, items
from firsthand.read.paged.pdf.layout.paragraphs import Pitches
from firsthand.read.paged.pdf.layout.running import running
from firsthand.read.paged.pdf.leaves import Leaf, leaves
from firsthand.read.paged.scan import Scanned, read_picture

# So many pages before and after are looked at to tell what runs on every page from what is said on one.
_AROUND = 4


@dataclass(slots=True)
class Gathered:
    """The pages read so far, without their lines; what stands on them; what was seen on those without text.

    `cut` tells that there was more than the limits allow.
    """

    leaves: list[Leaf] = field(default_factory=list)
    pages: list[list[Item]] = field(default_factory=list)
    scans: dict[int, Scanned] = field(default_factory=dict)
    readable: bool = True  # until a picture turns out not to be
    cut: bool = False


def gather(document: pypdfium2.PdfDocument, name: str, limits: Limits) -> Gathered:
    """Read the pages of an open PDF."""
    gathered = Gathered()
    pitches: Pitches = {}
    length = 0
    for leaf, moving in _with_running(_looked_at(document, gathered, name, limits)):
        found = items(leaf, moving, pitches)
        scanned = gathered.scans.get(leaf.number)
        size = sum(len(item.text) + 3 for item in found) + (len(scanned.text) + 2 if scanned else 0)
        if length + size > limits.characters:
            gathered.cut = True
            if gathered.pages:
                break
            found, scanned = _shortened(found, scanned, limits.characters)
            if scanned:
                gathered.scans[leaf.number] = scanned
        length += size
        gathered.pages.append(found)
        gathered.leaves.append(replace(leaf, rows=(), edges={}))
        if gathered.cut:
            break
    read = {leaf.number for leaf in gathered.leaves}
    gathered.scans = {number: scan for number, scan in gathered.scans.items() if number in read}
    return gathered


def _looked_at(
    document: pypdfium2.PdfDocument, gathered: Gathered, name: str, limits: Limits
) -> Iterator[Leaf]:
    """Yield the pages; those that are pictures are read, unless there is no program for it."""
    languages: tuple[str, ...] | None = None
    for leaf in leaves(document, limits=limits, pictures=lambda: gathered.readable):
        if leaf.picture is None:
            yield leaf
            continue
        try:
            scanned = read_picture(
                leaf.picture,
                number=leaf.number,
                width=leaf.width,
                height=leaf.height,
                languages=languages,
                name=name,
                limits=limits,
            )
        except UnreadableDocumentError:
            gathered.readable = False
            yield replace(leaf, picture=None, unread=True)
            continue
        languages = scanned.languages or languages
        gathered.scans[leaf.number] = scanned
        yield replace(leaf, picture=None)


def _with_running(found: Iterable[Leaf]) -> Iterator[tuple[Leaf, frozenset[int]]]:
    """Yield each page with the rows that run on from page to page; only the pages around are kept."""
    near: deque[Leaf] = deque()
    waiting: deque[Leaf] = deque()
    for leaf in found:
        near.append(leaf)
        waiting.append(leaf)
        if len(waiting) > _AROUND:
            yield _told(waiting.popleft(), near)
            while near and waiting and near[0].number < waiting[0].number - _AROUND:
                near.popleft()
    while waiting:
        yield _told(waiting.popleft(), near)


def _told(leaf: Leaf, near: Iterable[Leaf]) -> tuple[Leaf, frozenset[int]]:
    around = [
        (other.number, other.edges)
        for other in near
        if other.edges and 0 < abs(other.number - leaf.number) <= _AROUND
    ]
    return leaf, running(leaf.number, leaf.edges, around)


def _shortened(found: list[Item], scanned: Scanned | None, most: int) -> tuple[list[Item], Scanned | None]:
    """Cut a single page that alone is longer than is read."""
    if scanned:
        spans = tuple(span for span in scanned.paragraphs if span[1] <= most)
        words = tuple(word for word in scanned.words if word.end <= most)
        return [], replace(
            scanned,
            text=scanned.text[:most],
            paragraphs=spans,
            words=words,
            hints=scanned.hints[: len(spans)],
        )
    kept: list[Item] = []
    for item in found:
        text = item.text[: max(0, most - 3)]
        most -= len(text) + 3
        if text:
            kept.append(replace(item, text=text))
    return kept, None
