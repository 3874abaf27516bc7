"""What was made of a story for a page is kept as long as the story's findings stay as they are."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from firsthand.publish.telling.index import Index

Made = TypeVar("Made")


class OfStory:
    """Keeps the last answers to what was asked of stories: what changes the findings of one forgets its own.

    An index is never changed, only replaced, and decisions that only mark something leave it in its place.
    What is kept may hence depend on the index and the key alone, and on no decision.
    """

    def __init__(self, most: int) -> None:
        """Begin with nothing; of all stories together at most so many answers are kept."""
        self._most = most
        self._lock = threading.Lock()
        self._index: dict[str, Index] = {}
        self._made: OrderedDict[tuple[str, Hashable], Any] = OrderedDict()

    def of(self, index: Index, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` makes of a story, now or before."""
        story = index.findings.stories[0].id if index.findings.stories else ""
        made: Made
        with self._lock:
            if self._index.get(story) is index and (story, key) in self._made:
                self._made.move_to_end((story, key))
                made = self._made[story, key]
                return made
        made = make()
        with self._lock:
            if self._index.get(story) is not index:
                for old in [one for one in self._made if one[0] == story]:
                    del self._made[old]
                self._index[story] = index
            self._made[story, key] = made
            while len(self._made) > self._most:
                (gone, _), _ = self._made.popitem(last=False)
                if gone != story and not any(one == gone for one, _ in self._made):
                    del self._index[gone]
        return made
