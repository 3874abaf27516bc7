"""Results kept many at a time: a transaction costs the disk some milliseconds, however little is in it."""

import time
from types import TracebackType
from typing import Generic, Protocol, TypeVar

from firsthand.store.kinds import Kind

_T = TypeVar("_T")
# What is waiting is lost when a build is killed, so that little waits, and not long.
_MOST = 64
_MOST_SECONDS = 1.0


class _Keeps(Protocol):
    def keep_all(self, kind: Kind[_T], results: list[tuple[str, _T]]) -> None: ...


class Batch(Generic[_T]):
    """Keeps results of one kind, some at a time; leaving it keeps the last of them, unless it fails."""

    def __init__(self, store: _Keeps, kind: Kind[_T]) -> None:
        self._store, self._kind = store, kind
        self._waiting: list[tuple[str, _T]] = []
        self._since = time.monotonic()

    def keep(self, key: str, value: _T) -> None:
        """Keep a result, now or soon."""
        self._waiting.append((key, value))
        if len(self._waiting) >= _MOST or time.monotonic() - self._since > _MOST_SECONDS:
            self.write()

    def write(self) -> None:
        """Keep now what waits."""
        if self._waiting:
            self._store.keep_all(self._kind, self._waiting)
        self._waiting, self._since = [], time.monotonic()

    def __enter__(self) -> "Batch[_T]":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # What is done is done: also when somebody stops the build.
        self.write()
