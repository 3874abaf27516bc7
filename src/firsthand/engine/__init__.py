"""How per-document work is run: here, over processes.

`Engine` is what the case asks of a place that runs work. Another engine (a cluster) is another
class with the same one method.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from firsthand.engine.local import LocalEngine

__all__ = ["Engine", "LocalEngine"]

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Engine(Protocol):
    """Runs a function over batches of items and hands back each outcome as it comes."""

    def map(
        self,
        function: Callable[[Sequence[_Item]], Sequence[_Result]],
        items: Iterable[_Item],
        *,
        weight: Callable[[_Item], int],
        kind: Callable[[_Item], str],
    ) -> Iterator[tuple[_Item, _Result | BaseException]]:
        """Yield (item, result) for every item, in any order.

        `function` takes a batch and returns a result for each of its items. An item on which it
        raises is yielded with the exception; the others are not harmed. `weight` is an item's
        size, in characters, by which batches are cut. Items of one `kind` need the same things
        loaded, as documents of one language do: they are best worked on together.
        """
