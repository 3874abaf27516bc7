"""Results kept many at a time: a transaction costs the disk some milliseconds, however little is in it."""

import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Protocol, TypeVar

from firsthand.store.kinds import Kind

_T = TypeVar("_T")
# What is waiting is lost when a build is killed, so that little waits, and not long; and while a transaction
# is open nobody else can write.
_MOST = 64
_MOST_SECONDS = 1.0


class _Keeps(Protocol):
    def keep_all(self, kind: Kind[_T], results: list[tuple[str, _T]]) -> None: ...

    def together(self) -> AbstractContextManager[None]: ...


class Batch:
    """Keeps results, some at a time; leaving it keeps the last of them, however it is left."""

    def __init__(self, store: _Keeps) -> None:
        self._store = store
        self._begin()

    def keep(self, kind: Kind[_T], key: str, value: _T) -> None:
        """Keep a result, now or soon."""
        self._results[kind].append((key, value))
        self._count()

    def later(self, write: Callable[[], object]) -> None:
        """Write something else to the store, now or soon; it comes before the results that wait with it."""
        self._writes.append(write)
        self._count()

    def write(self) -> None:
        """Keep now what waits, all of it or nothing."""
        writes, results = self._writes, self._results
        self._begin()
        if writes or results:
            with self._store.together():
                for write in writes:
                    write()
                for kind, kept in results.items():
                    self._store.keep_all(kind, kept)

    def _begin(self) -> None:
        self._writes: list[Callable[[], object]] = []
        self._results: dict[Kind[Any], list[tuple[str, Any]]] = defaultdict(list)
        self._waiting, self._since = 0, time.monotonic()

    def _count(self) -> None:
        self._waiting += 1
        if self._waiting >= _MOST or time.monotonic() - self._since > _MOST_SECONDS:
            self.write()

    def __enter__(self) -> "Batch":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # What is done is done: also when somebody stops the build.
        self.write()
