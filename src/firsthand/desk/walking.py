"""Going through a list to its end, whichever desk it is of."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from firsthand.desk.shapes import Page

Item = TypeVar("Item")
_AT_ONCE = 500


def walk(listing: Callable[..., Page[Item]], *asked: Any, **options: Any) -> Iterator[Item]:
    """Go through all items of a list, part by part: `walk(desk.claims, Asked(standing="contested"))`.

    `listing` is a method of a desk that answers in parts, here or elsewhere; what else it is asked follows.
    Each part is asked for only when it is come to.
    """
    options.setdefault("limit", _AT_ONCE)
    after = ""
    while True:
        part = listing(*asked, **{**options, "after": after})
        yield from part.items
        if not part.after or part.after == after:
            return
        after = part.after
