"""What is dear to draw is drawn once for what it shows, and kept until that changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")
_MOST = 16  # drawings; the overview needs a few, and each that was decided on in the meantime one more


class Kept(Generic[Made]):
    """Keeps what was made of some things as long as these very things are shown.

    Snapshots of a case are never changed, only replaced: the same object is the same content. What was made
    holds on to what it was made of, so that no other object can take its place.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._made: OrderedDict[tuple[int, ...], tuple[tuple[Any, ...], Made]] = OrderedDict()

    def of(self, parts: tuple[Any, ...], make: Callable[[], Made]) -> Made:
        """Return what `make` made of these parts, now or before."""
        key = tuple(map(id, parts))
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key][1]
        made = make()
        with self._lock:
            self._made[key] = (parts, made)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made
