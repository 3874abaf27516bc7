"""Batches become parts; what an earlier run left in the work folder is not done again."""

import hashlib
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from firsthand.engine.cluster.packing import digest
from firsthand.engine.cluster.part import Part, keys_of, name_of, read_output, write_input
from firsthand.engine.cluster.work_folder import WorkFolder
from firsthand.engine.streaming import Function, Task

# Outputs of an earlier run whose outcomes are held: items come in nearly the order they came in then.
_HELD = 8


class Runner(Protocol):
    """What runs parts: `run_part`, on some machine."""

    def has_room(self) -> bool:
        """Tell whether a part that is started now is run now, or next."""

    def start(self, part: Part) -> None:
        """Have a part run."""

    def wait(self) -> list[tuple[Part, bool]]:
        """Wait until some of the started parts are done; tell which, and whether they have outcomes.

        A part without is one whose process died, here and where it was tried again. Raises EngineError
        where nothing can be run any more.
        """

    def close(self) -> None:
        """Let go of the machines."""


class Parts:
    """Runs batches as parts of a work folder, by whatever runs parts."""

    def __init__(self, folder: str, runner: Runner, version: Callable[[], str]) -> None:
        self.folder = folder
        self.runner = runner
        self._version, self._wanted = name_of(version), version()
        self._kept: dict[
            str, dict[bytes, str]
        ] = {}  # by function: outputs of earlier runs, by key of an item
        self._held: OrderedDict[str, dict[bytes, Any]] = OrderedDict()
        self._started: dict[Part, tuple[Task, list[bytes], dict[bytes, Any]]] = {}
        self._outputs: set[str] = set()
        self._numbers = 0
        # Told by the map under way: they are written beside the items, for whoever looks at a part.
        self.kind: Callable[[Any], str] = lambda _: ""
        self.weight: Callable[[Any], int] = lambda _: 0

    def has_room(self) -> bool:
        """Tell whether a batch that is submitted now is run now, or next."""
        return self.runner.has_room()

    def submit(self, function: Function, batch: Sequence[Any], finished: "deque[Task]") -> Task:
        """Have a batch run, but for what an earlier run did of it."""
        self._numbers += 1
        task = Task(self._numbers, function, batch, finished)
        name = name_of(function)
        folder = hashlib.sha256(f"{name}\x1f{self._wanted}".encode()).hexdigest()[:16]
        kept = self._kept_by(folder)
        keys = list(map(digest, batch))
        known = {key: self._outcome(kept[key], key) for key in dict.fromkeys(keys) if key in kept}
        rest = {key: item for key, item in zip(keys, batch, strict=True) if key not in known}
        if not rest:
            self._finish(task, keys, known)
            return task
        part = Part(
            self.folder,
            f"{folder}/{hashlib.sha256(b''.join(rest)).hexdigest()[:32]}",
            name,
            self._version,
            self._wanted,
        )
        if part in self._started:  # the same items are on their way already
            part = replace(part, name=f"{part.name}-{task.number}")
        self._start(part, rest)
        self._started[part] = task, keys, known
        return task

    def collect(self) -> None:
        """Wait until some part is done, and put its batch where it is waited for."""
        for part, done in self.runner.wait():
            task, keys, known = self._started.pop(part)
            WorkFolder(part.folder).remove(part.input)
            if done:
                self._finish(task, keys, known | read_output(part.folder, part.output))
            else:
                self._finish(task, keys, None)

    def close(self, *, keep: bool) -> None:
        """Let go of the machines. Without `keep`, what this run wrote or used in the folder is removed."""
        self.runner.close()
        for part in self._started:
            WorkFolder(part.folder).remove(part.input)
        if not keep:
            for name in sorted(self._outputs):
                WorkFolder(self.folder).remove(name)

    def _start(self, part: Part, items: dict[bytes, Any]) -> None:
        values = list(items.values())
        write_input(part, list(items), list(map(self.kind, values)), list(map(self.weight, values)), values)
        self._outputs.add(part.output)
        self.runner.start(part)

    def _finish(self, task: Task, keys: list[bytes], outcomes: dict[bytes, Any] | None) -> None:
        if outcomes is not None:
            task.outcomes = [outcomes[key] for key in keys]
        task.finished.append(task)

    def _kept_by(self, folder: str) -> dict[bytes, str]:
        if folder not in self._kept:
            found = WorkFolder(self.folder).names(folder)
            outputs = [name for name in found if name.endswith(".out.parquet")]
            self._kept[folder] = {key: name for name in outputs for key in keys_of(self.folder, name)}
            self._outputs.update(found)  # what a killed run left half done too
        return self._kept[folder]

    def _outcome(self, output: str, key: bytes) -> Any:
        if output not in self._held:
            self._held[output] = read_output(self.folder, output)
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        return self._held[output][key]
