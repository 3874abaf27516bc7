"""Documents as a list, and one of them in parts that a page can hold."""

from bisect import bisect_right
from datetime import date

from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.claim import history_of
from firsthand.desk.listing.over_all import over_all
from firsthand.desk.listing.paging import Key, Ordered, ordered
from firsthand.desk.shapes import DocumentFile, DocumentRow
from firsthand.model import Document

PART = 12_000  # code points of a document's text that a page shows at once


def asked_documents(snapshot: Snapshot, story: str) -> Ordered[DocumentRow]:
    """Return the documents of a story, or of the case, by date."""
    if story:
        return ordered(snapshot.stories[story].documents, _by_date)
    return over_all(snapshot, "documents", lambda told: told.documents, key=_by_date)


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


def document_file(now: Snapshot, told: Told, document: Document, at: int) -> DocumentFile:
    """Return a document with the part of its text that holds a code point, and the statements of that."""
    start, end = part_at(document, at)
    statements = told.statements_in(document.id)
    rejected = [s.id for s in told.machine.findings.statements if s.document == document.id]
    here = dict.fromkeys((document.id, *rejected, *(s.id for s in statements)))
    return DocumentFile(
        row=next(row for row in told.documents if row.id == document.id),
        document=document,
        statements=tuple(s for s in statements if s.start < end and s.end > start),
        history=history_of(now, here),
        start=start,
        end=end,
    )
