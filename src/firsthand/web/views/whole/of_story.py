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
        self._now: dict[str, tuple[Index, set[Hashable]]] = {}  # by story: as it is, what was asked of it
        self._made: OrderedDict[tuple[str, Hashable], Any] = OrderedDict()

    def of(self, index: Index, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` makes of a story, now or before."""
        story = index.findings.stories[0].id if index.findings.stories else ""
        made: Made
        with self._lock:
            if (story, key) in self._made and self._now[story][0] is index:
                self._made.move_to_end((story, key))
                made = self._made[story, key]
                return made
        made = make()
        with self._lock:
            before = self._now.get(story)
            if before is None or before[0] is not index:
                for old in before[1] if before else ():
                    del self._made[story, old]
                self._now[story] = (index, set())
            self._now[story][1].add(key)
            self._made[story, key] = made
            while len(self._made) > self._most:
                (other, oldest), _ = self._made.popitem(last=False)
                asked = self._now[other][1]
                asked.discard(oldest)
                if not asked:
                    del self._now[other]
        return made
