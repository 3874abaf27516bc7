"""Long lists in parts: a cursor says after what the next part begins, so that nothing is lost or told twice
though the list changed in between."""

import base64
import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from firsthand.desk.shapes import Page
from firsthand.model.errors import GoneError

MOST = 500

_Item = TypeVar("_Item")
_Shown = TypeVar("_Shown")
Key = tuple[Any, ...]  # numbers and texts; the last one an id, so that no two items have the same


@dataclass(frozen=True, slots=True)
class Ordered(Generic[_Item]):
    """Items in the order of their keys; `key` tells the key of each."""

    items: Sequence[_Item]
    key: Callable[[_Item], Key]

    def part(self, after: str, limit: int) -> Page[_Item]:
        """Return the items after a cursor, at most so many."""
        limit = max(1, min(limit, MOST))
        start = 0
        if after:
            try:
                start = bisect_right(self.items, _key(after), key=self.key)
            except TypeError:  # a cursor of a list in another order
                raise _unknown() from None
        shown = tuple(self.items[start : start + limit])
        more = start + limit < len(self.items)
        cursor = _cursor(self.key(self.items[start + limit - 1])) if more else ""
        return Page(shown, cursor, len(self.items))


def ordered(items: Sequence[_Item], key: Callable[[_Item], Key]) -> Ordered[_Item]:
    """Return items in the order of their keys."""
    return Ordered(sorted(items, key=key), key)


def shown(page: Page[_Item], show: Callable[[_Item], _Shown]) -> Page[_Shown]:
    """Return a part with its items made into what is shown of them."""
    return Page(tuple(show(item) for item in page.items), page.after, page.total)


def _cursor(key: Key) -> str:
    return base64.urlsafe_b64encode(json.dumps(key, ensure_ascii=False).encode()).decode().rstrip("=")


def _key(cursor: str) -> Key:
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        raise _unknown() from None
    if not isinstance(found, list) or not found:
        raise _unknown()
    return tuple(found)


def _unknown() -> GoneError:
    return GoneError("This list has no such part. Begin again with its first part.")
