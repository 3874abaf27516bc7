"""Workers of this machine, forked from one process that loaded what they need."""

import contextlib
import os
import pickle
import socket
import subprocess
import sys
import weakref
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from firsthand.engine.streaming import Function, Task
from firsthand.engine.worker import ONE_THREAD
from firsthand.model.undisturbed import undisturbed

# Batches that a worker runs before a new one takes its place: what a process once held it seldom gives
# back, and the language pipeline keeps every word it met. A new one is forked in milliseconds.
_LIFE = 250


@dataclass(eq=False, slots=True)
class _Worker:
    connection: Connection
    tasks: "deque[Task]" = field(default_factory=deque)  # those it was sent, the one it runs first
    left: int = _LIFE


class Pool:
    """Runs batches in workers, each of which is sent one more than it runs, so that none waits."""

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self._workers: list[_Worker] = []
        self._server: _Server | None = None
        self._loaded: set[tuple[Function, str]] = set()
        self._numbers = 0

    def is_loaded(self, function: Function, kind: str | None = None) -> bool:
        """Tell whether new workers have what this function needs, for items of this kind or of any."""
        return any(one is function and kind in {None, alike} for one, alike in self._loaded)

    def expect(self, function: Function) -> None:
        """Start what workers are forked from, and have it import the function's module; wait for nothing."""
        if self._server is None:
            self._server = _Server()
            self._server.tell("import", function.__module__.encode())

    def load(self, function: Function, kind: str, sample: Sequence[Any]) -> None:
        """Have what a function needs for a kind loaded once, by running it on a few items of the kind.

        Workers that have done their work are replaced by such as share it.
        """
        self._loaded.add((function, kind))
        if not sample:
            return
        self._ask("load", pickle.dumps((function, sample), pickle.HIGHEST_PROTOCOL))
        for worker in list(self._workers):
            worker.left = 0
            if not worker.tasks:
                self._dismiss(worker)

    def has_room(self) -> bool:
        """Tell whether a batch that is submitted now is run now, or next."""
        return len(self._workers) < self.processes or any(w.left and len(w.tasks) < 2 for w in self._workers)

    def submit(self, function: Function, batch: Sequence[Any], finished: "deque[Task]") -> Task:
        """Send a batch to a worker; when done it is put into `finished`, by some later `collect`."""
        self._numbers += 1
        task = Task(self._numbers, function, batch, finished)
        self._send(task)
        return task

    def collect(self) -> None:
        """Wait until some worker has finished, or died, and put its batch where it is waited for."""
        by_connection = {worker.connection: worker for worker in self._workers if worker.tasks}
        for ready in wait(list(by_connection)):
            worker = by_connection[ready]  # type: ignore[index]
            try:
                with undisturbed():
                    number, outcomes = pickle.loads(worker.connection.recv_bytes())
            except (EOFError, OSError):
                self._bury(worker)
                continue
            task = worker.tasks.popleft()
            assert task.number == number
            if isinstance(outcomes, BaseException):
                outcomes = [outcomes] * len(task.batch)
            task.outcomes = outcomes
            task.finished.append(task)
            if not worker.left and not worker.tasks:
                self._dismiss(worker)

    def close(self) -> None:
        """End the workers, and what they were forked from."""
        for worker in self._workers:
            worker.connection.close()
        self._workers.clear()
        if self._server is not None:
            self._server.close()
            self._server = None

    def _send(self, task: Task) -> None:
        with undisturbed():
            packed = pickle.dumps((task.function, task.batch), pickle.HIGHEST_PROTOCOL)
        message = pickle.dumps((task.number, packed), pickle.HIGHEST_PROTOCOL)
        while True:
            worker = self._free()
            try:
                worker.connection.send_bytes(message)
            except OSError:  # it died while it had nothing to do, or beside another batch
                self._bury(worker)
                continue
            worker.tasks.append(task)
            worker.left = max(worker.left - 1, 0)
            return

    def _free(self) -> _Worker:
        idle = next((worker for worker in self._workers if not worker.tasks), None)
        if idle is None and len(self._workers) < self.processes:
            idle = self._fork()
        return idle or min(self._workers, key=lambda worker: (not worker.left, len(worker.tasks)))

    def _fork(self) -> _Worker:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self._ask("fork", b"", theirs)
            worker = _Worker(Connection(ours.detach()))
        self._workers.append(worker)
        return worker

    def _bury(self, worker: _Worker) -> None:
        """Take a dead worker out: the batch it ran is suspect, those that waited behind it are sent anew."""
        self._dismiss(worker)
        if worker.tasks:
            suspect = worker.tasks.popleft()
            suspect.finished.append(suspect)
        for task in worker.tasks:
            self._send(task)

    def _dismiss(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()

    def _ask(self, what: str, data: bytes, given: socket.socket | None = None) -> None:
        """Ask the server; where it died, of what it was to load or by other hands, a new one."""
        for _ in range(2):
            if self._server is None:
                self._server = _Server()
            try:
                return self._server.ask(what, data, given)
            except (EOFError, OSError):
                self._server.close()
                self._server = None
                if what == "load":
                    return None
        raise RuntimeError("firsthand cannot start processes here; run it with --processes 1")


class _Server:
    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "firsthand.engine.fork_server", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env={
                    **os.environ,
                    **ONE_THREAD,
                    # Where firsthand itself is found; all else it is told.
                    "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
                },
                stdin=subprocess.DEVNULL,
            )
        self._control = ours
        self._messages = Connection(os.dup(ours.fileno()))
        self._messages.send(sys.path)
        self._owed = 0  # answers that nobody waited for
        self._end = weakref.finalize(self, _end, self._process, self._control, self._messages)

    def tell(self, what: str, data: bytes) -> None:
        """Ask without waiting for the answer."""
        with contextlib.suppress(OSError):  # it died: whoever asks it next finds out
            self._messages.send((what, data))
            self._owed += 1

    def ask(self, what: str, data: bytes, given: socket.socket | None) -> None:
        while self._owed:
            self._messages.recv()
            self._owed -= 1
        self._messages.send((what, data))
        if given is not None:
            socket.send_fds(self._control, [b"."], [given.fileno()])
        self._messages.recv()

    def close(self) -> None:
        self._end()


def _end(process: "subprocess.Popen[bytes]", control: socket.socket, messages: Connection) -> None:
    messages.close()
    control.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
    if process.returncode is None:
        process.kill()
        process.wait()
