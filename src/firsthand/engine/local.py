"""Work over the processes of this machine."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

# A process needs about three seconds to load the language pipeline, as long as it takes to read
# 100,000 characters (measured on PolNeAR train): below twice that, one process is faster.
_WORTH_A_PROCESS = 200_000
# Large enough that handing a batch to a process costs nothing beside the work on it; in this process
# small, so that little is lost when it is stopped.
_BATCH_CHARACTERS = 60_000
_BATCH_CHARACTERS_HERE = 10_000


class LocalEngine:
    """Runs batches in worker processes, or in this one where that is faster."""

    def __init__(self, processes: int | None = None) -> None:
        self.processes = processes or os.cpu_count() or 1

    def map(
        self,
        function: Callable[[Sequence[_Item]], Sequence[_Result]],
        items: Iterable[_Item],
        *,
        weight: Callable[[_Item], int],
        kind: Callable[[_Item], str],
    ) -> Iterator[tuple[_Item, _Result | BaseException]]:
        """Yield (item, result or exception) for every item, in any order."""
        waiting = list(items)
        if self.processes == 1 or sum(map(weight, waiting)) < _WORTH_A_PROCESS:
            for batch in _batches(waiting, weight, _BATCH_CHARACTERS_HERE):
                yield from _run(function, batch)
            return
        suspects: list[_Item] = []
        for batch, outcome in self._in_pool(function, _by_kind(waiting, weight, kind)):
            if isinstance(outcome, BrokenProcessPool):
                suspects += batch
            else:
                yield from outcome
        # A process died (memory, a crash in native code): find the item that does it, alone.
        for item in suspects:
            for batch, outcome in self._in_pool(function, [[item]]):
                if isinstance(outcome, BrokenProcessPool):
                    yield batch[0], outcome
                else:
                    yield from outcome

    def _in_pool(
        self, function: Callable[[Sequence[_Item]], Sequence[_Result]], batches: list[list[_Item]]
    ) -> Iterator[tuple[list[_Item], list[tuple[_Item, _Result | BaseException]] | BrokenProcessPool]]:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(min(self.processes, len(batches)), mp_context=context)
        try:
            pending: dict[Future[list[tuple[_Item, _Result | BaseException]]], list[_Item]] = {}
            queue = iter(batches)
            broken: BrokenProcessPool | None = None
            while True:
                while broken is None and len(pending) < 2 * self.processes:
                    batch = next(queue, None)
                    if batch is None:
                        break
                    try:
                        pending[pool.submit(_run, function, batch)] = batch
                    except BrokenProcessPool as error:
                        broken = error
                        yield batch, error
                if not pending:
                    break
                for future in wait(pending, return_when=FIRST_COMPLETED).done:
                    batch = pending.pop(future)
                    try:
                        yield batch, future.result()
                    except BrokenProcessPool as error:
                        broken = error
                        yield batch, error
            for batch in queue:
                yield batch, broken or BrokenProcessPool()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _run(
    function: Callable[[Sequence[_Item]], Sequence[_Result]], batch: Sequence[_Item]
) -> list[tuple[_Item, _Result | BaseException]]:
    """Run a batch; where it fails, run its items one by one to find which one does."""
    try:
        return list(zip(batch, function(batch), strict=True))
    except Exception as error:
        if len(batch) == 1:
            return [(batch[0], error)]
        return [outcome for item in batch for outcome in _run(function, [item])]


def _by_kind(
    items: list[_Item], weight: Callable[[_Item], int], kind: Callable[[_Item], str]
) -> list[list[_Item]]:
    """Cut items into batches of one kind, so that few processes load what a rare kind needs.

    The kind with the most to do comes first and in it the heaviest: the last batches are small, and
    no process idles long at the end.
    """
    kinds: dict[str, list[_Item]] = {}
    for item in sorted(items, key=weight, reverse=True):
        kinds.setdefault(kind(item), []).append(item)
    ordered = sorted(kinds.values(), key=lambda alike: sum(map(weight, alike)), reverse=True)
    return [batch for alike in ordered for batch in _batches(alike, weight, _BATCH_CHARACTERS)]


def _batches(items: list[_Item], weight: Callable[[_Item], int], most: int) -> Iterator[list[_Item]]:
    batch: list[_Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += weight(item)
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
