"""A stream of items is cut into batches, each of one kind, and never held as a whole."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")

# How many batches' worth of items may wait for others of their kind.
_WINDOW = 16
# So many items may wait, however light they are.
_MOST_WAITING = 4_000


def cut(
    items: Iterable[_Item], *, weight: Callable[[_Item], int], kind: Callable[[_Item], str], most: int
) -> Iterator[list[_Item]]:
    """Yield batches of one kind, each about as heavy as `most`, or of a single item that is heavier.

    What is rare waits for others of its kind, so that few processes load what it needs; where too much
    waits, the heaviest of what waits goes. At the end the heaviest goes first: the last batches are
    small, and no process idles long.
    """
    waiting: dict[str, list[_Item]] = {}
    weights: dict[str, int] = {}
    held = total = 0
    for item in items:
        alike, own = kind(item), weight(item)
        waiting.setdefault(alike, []).append(item)
        weights[alike] = weights.get(alike, 0) + own
        held += 1
        total += own
        if weights[alike] >= most:
            full = alike
        elif total > _WINDOW * most or held > _MOST_WAITING:
            full = max(weights, key=lambda one: (weights[one], len(waiting[one])))
        else:
            continue
        batch = waiting.pop(full)
        total -= weights.pop(full)
        held -= len(batch)
        yield batch
    for alike in sorted(waiting, key=lambda one: weights[one], reverse=True):
        yield waiting[alike]
