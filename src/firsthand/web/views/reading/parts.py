"""The way through a long document: the part before, the part after, and any other by its number."""

from bisect import bisect_right
from dataclasses import dataclass

from firsthand.desk.listing.documents import parts_of as beginnings
from firsthand.desk.shapes import DocumentFile

_AROUND = 3  # parts before and after the one that is shown that are named, beside the first and the last


@dataclass(frozen=True, slots=True)
class Parts:
    """The part that is shown, counting from 1, of how many, and where others begin, in code points.

    `before` and `after` are None where there is none; `named` are (number, where it begins), in order.
    """

    number: int = 1
    count: int = 1
    before: int | None = None
    after: int | None = None
    named: tuple[tuple[int, int], ...] = ()


def parts_of(file: DocumentFile) -> Parts:
    """Return the way from the part of a document that is shown to the others."""
    starts = beginnings(file.document)
    if len(starts) == 1:
        return Parts()
    at = max(0, bisect_right(starts, file.start) - 1)
    near = {0, len(starts) - 1, *range(max(0, at - _AROUND), min(len(starts), at + _AROUND + 1))}
    return Parts(
        number=at + 1,
        count=len(starts),
        before=starts[at - 1] if at else None,
        after=starts[at + 1] if at + 1 < len(starts) else None,
        named=tuple((one + 1, starts[one]) for one in sorted(near)),
    )
