"""Which of two accounts that share wording was first."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from firsthand.model import Document
from firsthand.trace.wording.reuse import Reuse

# Of the 18 labelled pairs with a known direction and shared wording, 14 have more of the copy in the
# parent than of the parent in the copy; where both shares differ by half or more, 10 of 10 do.
_CLEARLY_MORE = 1.5
_LEAST_CONTAINED = 0.4


@dataclass(frozen=True, slots=True)
class Direction:
    """Parent and child among two accounts, and what says so; for "unknown" sorted by name."""

    parent: str
    child: str
    why: Literal["credit", "date", "containment", "unknown"]


def find_direction(
    reuse: Reuse, a: Document, b: Document, *, credits: Container[tuple[str, str]]
) -> Direction:
    """Tell which of two accounts was written from the other.

    `a` and `b` are the documents of `reuse.a` and `reuse.b`. `credits` holds (child, parent)
    pairs of document ids: the first names the second's outlet. A credit says most, then the day of
    publication, then containment: what is cut down lies nearly whole in what it was cut from.
    """
    forth, back = (b.id, a.id) in credits, (a.id, b.id) in credits
    if forth != back:
        return Direction(a.id, b.id, "credit") if forth else Direction(b.id, a.id, "credit")
    if a.published and b.published and a.published != b.published:
        first, second = (a, b) if a.published < b.published else (b, a)
        return Direction(first.id, second.id, "date")
    low, high = sorted(((reuse.share_a, a.id), (reuse.share_b, b.id)))
    if high[0] >= _LEAST_CONTAINED and high[0] >= _CLEARLY_MORE * low[0]:
        return Direction(low[1], high[1], "containment")
    first, second = sorted((a, b), key=lambda document: (document.name, document.id))
    return Direction(first.id, second.id, "unknown")
