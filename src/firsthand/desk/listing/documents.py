"""Documents as a list, and one of them in parts that a page can hold."""

from bisect import bisect_right
from datetime import date

from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.listing.paging import Key, Ordered, ordered
from firsthand.desk.shapes import DocumentRow
from firsthand.model import Document

PART = 12_000  # code points of a document's text that a page shows at once


def asked_documents(snapshot: Snapshot, story: str) -> Ordered[DocumentRow]:
    """Return the documents of a story, or of the case, by date."""
    return snapshot.once(("documents", story), lambda: _asked(snapshot, story))


def _asked(snapshot: Snapshot, story: str) -> Ordered[DocumentRow]:
    stories = [snapshot.stories[story]] if story else list(snapshot.stories.values())
    return ordered([row for told in stories for row in told.documents], _by_date)


def _by_date(row: DocumentRow) -> Key:
    return ((row.published or date.max).toordinal(), row.name, row.id)


def parts_of(document: Document) -> tuple[int, ...]:
    """Return where each part of a document's text begins: between blocks, at a line's end in a long block."""
    if len(document.text) <= PART * 3 // 2:
        return (0,)
    starts = sorted({0, *(block.start for block in document.blocks)})
    found = [0]
    length = len(document.text)
    while length - found[-1] > PART * 3 // 2:
        wanted = found[-1] + PART
        place = starts[bisect_right(starts, wanted) - 1]
        if place < found[-1] + PART // 2:  # one block longer than a part
            place = document.text.rfind("\n", found[-1] + PART // 2, wanted) + 1 or wanted
        found.append(place)
    return tuple(found)


def part_at(document: Document, at: int) -> tuple[int, int]:
    """Return the part [start, end) of a document's text that holds a code point."""
    starts = parts_of(document)
    place = bisect_right(starts, max(0, min(at, len(document.text) - 1))) - 1
    place = max(0, place)
    end = starts[place + 1] if place + 1 < len(starts) else len(document.text)
    return starts[place], end
