"""Batches go through a pool of workers, as many at a time as it has room for."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from firsthand.engine.running import WorkerDied

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

Function = Callable[[Sequence[Any]], Sequence[Any]]


@dataclass(eq=False, slots=True)
class Task:
    """A batch on its way. `outcomes` are None where the worker that ran it died."""

    number: int
    function: Function
    batch: Sequence[Any]
    finished: "deque[Task]"
    outcomes: list[Any] | None = None


class Workers(Protocol):
    """A place where batches are run, several at a time."""

    def has_room(self) -> bool:
        """Tell whether a batch that is submitted now is run now, or next."""

    def submit(self, function: Function, batch: Sequence[Any], finished: "deque[Task]") -> Task:
        """Have a batch run; when done it is put into `finished`, now or by some later `collect`."""

    def collect(self) -> None:
        """Wait until some batch is done, whoever waits for it, and put it where it is waited for."""


def through(
    workers: Workers,
    function: Callable[[Sequence[_Item]], Sequence[_Result]],
    batches: Iterator[list[_Item]],
) -> Iterator[tuple[_Item, _Result | BaseException]]:
    """Yield every item of the batches with what came of it, as they come.

    No batch is asked for before there is room for it. A batch whose worker died (memory, a crash in native
    code) is run again at the end, in halves and halves of these, until the item that does it is found, which
    is yielded with WorkerDied.
    """
    finished: deque[Task] = deque()
    suspects: deque[list[_Item]] = deque()
    tried: Task | None = None  # suspects, run at a time when nothing else of this map is
    under_way = 0
    ended = False
    while True:
        while not finished and not ended and workers.has_room():
            batch = next(batches, None)
            if batch is None:
                ended = True
            else:
                workers.submit(function, batch, finished)
                under_way += 1
        if not finished and ended and not under_way:
            if not suspects:
                return
            tried = workers.submit(function, suspects.popleft(), finished)
            under_way += 1
        if not finished:
            workers.collect()
        while finished:
            task = finished.popleft()
            under_way -= 1
            if task.outcomes is not None:
                yield from zip(task.batch, task.outcomes, strict=True)
            elif task is tried and len(task.batch) == 1:
                yield task.batch[0], WorkerDied()
            else:
                half = (len(task.batch) + 1) // 2
                halves = [list(task.batch[:half]), list(task.batch[half:])]
                suspects.extendleft(one for one in reversed(halves) if one)
