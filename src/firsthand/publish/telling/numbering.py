"""The numbers claims go by, the same in the report and in the terminal."""

from collections import Counter
from collections.abc import Iterable

from firsthand.model import Claim
from firsthand.publish.telling.headline import matters
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.reading_order import telling


def in_order(index: Index) -> list[Claim]:
    """Return all claims as the report numbers them from 1: those of several documents first, by story."""
    place = {d: i for i, story in enumerate(matters(index)) for d in story.documents}

    def story(claim: Claim) -> int:
        return place_among(index, place, claim.statements)

    shared = sorted(telling(index, index.shared()), key=story)
    return [*shared, *(c for c in index.ranked() if c.documents <= 1)]


def place_among(index: Index, place: dict[str, int], statements: Iterable[str]) -> int:
    """Return the place of the story most of these statements belong to; the last place if to none."""
    inside = Counter(index.statement[i].document for i in statements if i in index.statement)
    last = len(set(place.values()))
    first = min(inside, key=lambda d: (-inside[d], place.get(d, last), d), default="")
    return place.get(first, last)
