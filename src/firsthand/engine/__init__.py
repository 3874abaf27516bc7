"""How work is run over documents, over stories, over anything that falls into parts: here, over processes.

`Engine` is what the case asks of a place that runs work. Another engine (a cluster) is another
class with the same methods.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Protocol, Self, TypeVar

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
        """Yield (item, result) for every item, in any order, as they come.

        Items are taken from `items` as there is room for them, and are never all held; so are results,
        of which no more are made than are asked for. `function` is one that can be imported by its
        name; it takes a batch and returns a result for each of its items. An item on which it
        raises is yielded with the exception; the others are not harmed. `weight` is an item's
        size, in characters, by which batches are cut. Items of one `kind` need the same things
        loaded, as documents of one language do: they are best worked on together.
        """

    def expect(self, function: Callable[[Sequence[_Item]], Sequence[_Result]]) -> None:
        """Be told that there will be much work of this function soon, and make ready meanwhile."""

    def close(self) -> None:
        """Let go of processes and connections; `with` does."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
