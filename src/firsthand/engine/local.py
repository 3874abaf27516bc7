"""Work over the processes of this machine."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from types import TracebackType
from typing import Self, TypeVar

from firsthand.engine.ahead import given_up, look_ahead
from firsthand.engine.batches import cut
from firsthand.engine.pool import Pool
from firsthand.engine.running import run_batch
from firsthand.engine.streaming import through

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

# Loading the language pipeline takes about three seconds, as long as it takes to read 100,000 characters
# (measured on PolNeAR train): below twice that, one process is faster.
_WORTH_A_PROCESS = 200_000
# Where the workers are there and have loaded what is needed, only the way to them is to be paid.
_WORTH_SENDING = 20_000
# Large enough that handing a batch to a process costs nothing beside the work on it; in this process
# small, so that little is lost when it is stopped.
_BATCH = 40_000
_BATCH_HERE = 10_000
# The weight of the items on which a function is tried first, so that it loads what it needs: as large as
# is sure to need it.
_SAMPLE = 1_000


class LocalEngine:
    """Runs batches in worker processes, or in this one where that is faster.

    The workers live until the engine is closed, and are forked from one process that has loaded what
    they need: they share it. An engine is used by one thread; maps of one engine may be nested.
    """

    def __init__(self, processes: int | None = None) -> None:
        self.processes = processes or os.cpu_count() or 1
        self._pool = Pool(self.processes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers; a map that is under way must not be asked for more."""
        self._pool.close()

    def expect(self, function: Callable[[Sequence[_Item]], Sequence[_Result]]) -> None:
        """Make ready for much work of this function; see `Engine.expect`."""
        if self.processes > 1 and hasattr(os, "fork"):
            self._pool.expect(function)

    def map(
        self,
        function: Callable[[Sequence[_Item]], Sequence[_Result]],
        items: Iterable[_Item],
        *,
        weight: Callable[[_Item], int],
        kind: Callable[[_Item], str],
    ) -> Iterator[tuple[_Item, _Result | BaseException]]:
        """Yield (item, result or exception) for every item, in any order; see `Engine.map`."""
        stream = iter(items)
        enough = _WORTH_SENDING if self._pool.is_loaded(function) else _WORTH_A_PROCESS
        ahead, heavy = look_ahead(stream, weight, enough)
        if self.processes == 1 or not heavy or not hasattr(os, "fork"):
            for batch in cut(chain(ahead, stream), weight=weight, kind=kind, most=_BATCH_HERE):
                yield from zip(batch, run_batch(function, batch), strict=True)
            return
        batches = cut(given_up(ahead, stream), weight=weight, kind=kind, most=_BATCH)
        yield from through(self._pool, function, self._loading(function, batches, weight, kind))

    def _loading(
        self,
        function: Callable[[Sequence[_Item]], Sequence[_Result]],
        batches: Iterator[list[_Item]],
        weight: Callable[[_Item], int],
        kind: Callable[[_Item], str],
    ) -> Iterator[list[_Item]]:
        """Yield batches; what a kind needs that is not rare is loaded before its first, while others run."""
        for batch in batches:
            alike = kind(batch[0])
            if not self._pool.is_loaded(function, alike) and sum(map(weight, batch)) >= _BATCH:
                self._pool.load(function, alike, _sample(batch, weight))
            yield batch


def _sample(items: Sequence[_Item], weight: Callable[[_Item], int]) -> list[_Item]:
    """Return the item that weighs most nearly what is sure to load all that is needed, or none."""
    chosen = min(items, key=lambda item: abs(weight(item) - _SAMPLE))
    return [chosen] if weight(chosen) <= _BATCH else []
