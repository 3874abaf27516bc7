"""Readers kept apart from what they serve: a file that crashes, hangs or swells one costs that file only.

PDF, pictures and office files are read by libraries in C, which a made file can bring down or keep busy for
ever. They run in processes of their own (`Reader`), which are ended when they die, are silent or take too
much; what they were at becomes a failure that says so, and the rest goes on.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from firsthand.model import Failure
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.formats import format_of
from firsthand.read.guarded.attempts import Event, Fault, attempt_here, opened
from firsthand.read.guarded.process import Reader
from firsthand.read.limits import Limits
from firsthand.read.opening import Opened, Original

_TEXTS = frozenset({"text", "markdown", "html"})
# A reader takes about a second to start (0.9 s measured), in which 300,000 bytes of HTML are read (0.35 MB/s
# measured): a shorter text is read here, where there are few.
_SHORT = 300_000
# Texts waiting that a second reader is worth starting for.
_MANY = 3_000_000
# A further reader is worth its start when so much has been asked of readers.
_BUSY_NUMBER, _BUSY_SIZE = 4, 200_000
# How far ahead is looked for something to read: originals, and their bytes.
_AHEAD_NUMBER, _AHEAD_SIZE = 256, 32_000_000


@dataclass(eq=False, slots=True)
class _Task:
    original: Original
    text: bool
    reader: Reader | None = None


@dataclass(slots=True)
class _Ahead:
    """The originals that are looked at but not handed out, in their order."""

    source: Iterator[Original]
    tasks: deque[_Task] = field(default_factory=deque)
    size: int = 0  # bytes
    texts: int = 0  # bytes of those that are short texts
    others: int = 0

    def add(self, task: _Task) -> None:
        """Take in one more."""
        self.tasks.append(task)
        self._count(task, 1)

    def take(self) -> _Task:
        """Hand out the first."""
        task = self.tasks.popleft()
        self._count(task, -1)
        return task

    def _count(self, task: _Task, sign: int) -> None:
        size = sign * len(task.original.data)
        self.size += size
        self.texts += size * task.text
        self.others += sign * (not task.text)


class Guard:
    """Reads originals where they can do no harm; leave it (`with`) and its processes are gone.

    `processes` is how many readers work at a time. `opening` names the function that opens an original.
    """

    def __init__(
        self,
        processes: int,
        limits: Limits | None = None,
        *,
        opening: str = "firsthand.read.opening:open_original",
    ) -> None:
        self._processes = max(1, processes)
        self._limits = limits or Limits()
        self._opening = opening
        self._readers: list[Reader] = []
        self._asked = self._asked_size = 0
        self._many = False

    def __enter__(self) -> "Guard":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all readers; safe to call twice."""
        while self._readers:
            self._readers.pop().stop()

    def open(self, originals: Iterable[Original]) -> Iterator[tuple[Original, Iterator[Opened | Failure]]]:
        """Yield each original, in the order given, with what is found in it, as `open_original` does.

        What is found comes as it is read, and no faster than it is taken: memory holds one part of an
        original for each reader, and a few originals ahead. What is not taken before the next original is
        asked for is dropped. Nothing is raised for bad input.
        """
        ahead = _Ahead(iter(originals))
        current: _Task | None = None
        try:
            while True:
                self._look(ahead)
                if not ahead.tasks:
                    return
                current = ahead.take()
                results = opened(current.original, self._attempt(current, ahead))
                yield current.original, results
                for _ in results:
                    pass
        finally:  # left early: what was asked for is wanted no more
            for task in (current, *ahead.tasks):
                if task is not None and task.reader is not None:
                    self._drop(task)

    def _look(self, ahead: _Ahead) -> None:
        """Look ahead for originals, and have the readers that are free begin."""
        while (
            len(ahead.tasks) < _AHEAD_NUMBER
            and (not ahead.tasks or ahead.size < _AHEAD_SIZE)
            and ahead.others <= self._processes
        ):
            original = next(ahead.source, None)
            if original is None:
                break
            ahead.add(_Task(original, self._read_here(original)))
        if ahead.texts > _MANY:
            self._many = True
        self._assign(ahead)

    def _read_here(self, original: Original) -> bool:
        """Whether it is a short text; what is no format that is read needs no reader, either."""
        try:
            kind = format_of(original.data, name=original.name, media=original.media)
        except UnreadableDocumentError:
            return True
        return kind.name in _TEXTS and len(original.data) <= _SHORT

    def _assign(self, ahead: _Ahead) -> None:
        for task in ahead.tasks:
            if task.reader is None and (self._many or not task.text):
                reader = self._free(start=self._worth_another())
                if reader is None:
                    return
                self._give(task, reader)

    def _give(self, task: _Task, reader: Reader, *known: Any) -> None:
        self._asked += 1
        self._asked_size += len(task.original.data)
        task.reader = reader
        reader.ask(task.original, *known)

    def _worth_another(self) -> bool:
        return not self._readers or self._asked >= _BUSY_NUMBER or self._asked_size >= _BUSY_SIZE

    def _free(self, *, start: bool) -> Reader | None:
        for reader in self._readers:
            if reader.idle:
                return reader
        if not start or len(self._readers) >= self._processes:
            return None
        self._readers.append(Reader(self._limits, opening=self._opening))
        return self._readers[-1]

    def _drop(self, task: _Task) -> None:
        if task.reader is not None:
            task.reader.stop()
            self._readers = [reader for reader in self._readers if reader is not task.reader]
            task.reader = None

    def _attempt(self, task: _Task, ahead: _Ahead) -> Callable[[Mapping[int, str], int], Iterator[Event]]:
        def attempt(avoided: Mapping[int, str], found: int) -> Iterator[Event]:
            if task.text and task.reader is None:
                yield from attempt_here(task.original, self._limits, avoided, found)
                return
            if task.reader is None:
                reader = self._free(start=True)
                assert reader is not None, "all that was handed out before is done with"
                self._give(task, reader, avoided, found)
            assert task.reader is not None
            fault = False
            for event in task.reader.answers(task.original):
                fault = isinstance(event, Fault)
                yield event
            if task.reader.idle:
                task.reader = None
            else:
                self._drop(task)
            if not fault:  # else it is tried again, and needs a reader
                self._assign(ahead)

        return attempt
