"""The engine that runs work over many machines."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from types import TracebackType
from typing import Self, TypeVar

from firsthand.engine.ahead import given_up, look_ahead
from firsthand.engine.batches import cut
from firsthand.engine.cluster.parts import Parts, Runner
from firsthand.engine.cluster.work_folder import WorkFolder
from firsthand.engine.running import run_batch
from firsthand.engine.streaming import through

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

# Less than this is done here before a cluster would have begun.
_WORTH_A_CLUSTER = 200_000
# Three seconds of work, beside which the way there and back, some 20 ms, is little; and no more than that
# is lost where a machine is.
_BATCH = 100_000
_BATCH_HERE = 10_000


class ClusterEngine:
    """Runs batches as tasks of a cluster, over a work folder in which what is done stays done.

    `runner` is begun when there is work for it. `work` is a folder that all machines see, or a place in
    object storage; None is a folder of this machine that is removed in the end. A run that is killed goes
    on, with the same `work`, from what is there. `version` is a top-level function that stands for the
    code: results of other code are not used. An engine is used by one thread.
    """

    def __init__(
        self,
        runner: Callable[[], Runner],
        *,
        work: str | None,
        version: Callable[[], str],
        worth: int = _WORTH_A_CLUSTER,
        batch: int = _BATCH,
    ) -> None:
        self._runner = runner
        self._work = work
        self._own: str | None = None
        self._version = version
        self._worth = worth
        self._batch = batch
        self._parts: Parts | None = None
        if work is not None:
            WorkFolder(work).check()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close(keep=error is not None)

    def close(self) -> None:
        """Let go of the machines, and remove what was written: whoever maps has kept what came of it."""
        self._close(keep=False)

    def expect(self, function: Callable[[Sequence[_Item]], Sequence[_Result]]) -> None:
        """Do nothing: the cluster's workers stand ready."""

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
        ahead, heavy = look_ahead(stream, weight, self._worth)
        if not ahead:
            return
        if not heavy:
            for batch in cut(chain(ahead, stream), weight=weight, kind=kind, most=_BATCH_HERE):
                yield from zip(batch, run_batch(function, batch), strict=True)
            return
        parts = self._begun()
        parts.kind, parts.weight = kind, weight
        yield from through(
            parts, function, cut(given_up(ahead, stream), weight=weight, kind=kind, most=self._batch)
        )

    def _begun(self) -> Parts:
        if self._parts is None:
            if self._work is None:
                self._own = tempfile.mkdtemp(prefix="firsthand-work-")
            self._parts = Parts(self._work or str(self._own), self._runner(), self._version)
        return self._parts

    def _close(self, *, keep: bool) -> None:
        if self._parts is not None:
            self._parts.close(keep=keep)
            self._parts = None
        if self._own is not None:
            shutil.rmtree(self._own, ignore_errors=True)
            self._own = None
