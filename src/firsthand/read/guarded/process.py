"""A reader in a process of its own, from the side of the one that started it."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

from firsthand.model import Failure
from firsthand.model.errors import FirsthandError
from firsthand.read.guarded.attempts import Begun, Event, Fault, Known, crashed, silent, too_much
from firsthand.read.guarded.wire import BrokenWireError, Message, receive, said_of, send, unbuffered
from firsthand.read.limits import Limits
from firsthand.read.opening import Opened, Original

_LOOK_SECONDS = 0.2
# What Python and the libraries take to come up on a slow disk; not a limit on reading.
_START_SECONDS = 120
# Of the memory it may take: what a reader is stopped at, before the system refuses it more and it crashes.
_FULL = 0.9
# What a reader may hold when it is asked again; one that holds more is replaced.
_SPENT = 0.5
_SERVE = (
    "import sys; sys.path[:] = {path!r}\n"
    "from firsthand.read.guarded.child import serve; serve({parent}, {opening!r}, {memory})"
)


class Reader:
    """A process that reads one original after the other; what ends it is told, never raised."""

    def __init__(self, limits: Limits, *, opening: str) -> None:
        self._limits = limits
        path = [os.path.abspath(one) for one in sys.path]  # noqa: PTH100 - as the import system writes it
        code = _SERVE.format(path=path, parent=os.getpid(), opening=opening, memory=limits.memory)
        # What opens an encrypted case is no business of a process that reads what strangers wrote.
        environment = {name: value for name, value in os.environ.items() if name != "FIRSTHAND_PASSPHRASE"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=environment,
            start_new_session=True,  # Ctrl-C is for the one that started it, which then ends it
        )
        assert self._process.stdin and self._process.stdout
        self._asks = cast(BinaryIO, self._process.stdin)
        self._answers = unbuffered(os.dup(self._process.stdout.fileno()))
        self._process.stdout.close()
        self._ready = False
        self._asked = False
        self._resident = 0

    @property
    def idle(self) -> bool:
        """Whether it can be asked."""
        return not self._asked and self._process.poll() is None

    def ask(self, original: Original, avoided: Mapping[int, str] | None = None, found: int = 0) -> None:
        """Have it read an original, but for the parts with these numbers; see `answers`."""
        self._asked = True
        says = (self._limits, dict(avoided or {}), found, said_of(original))
        with contextlib.suppress(OSError):  # it has died: `answers` tells
            send(self._asks, Message("read", says, original.data))

    def answers(self, original: Original) -> Iterator[Event]:
        """Yield what it finds in the original it was asked to read; a fault is the last."""
        while True:
            message = self._next()
            if isinstance(message, Fault):
                self.stop()
                yield message
                return
            match message.kind:
                case "begun":
                    yield Begun(*message.says)
                case "known":
                    yield Known()
                case "found" if isinstance(message.says, Failure):
                    yield message.says
                case "found":
                    said, document = message.says
                    inner = original if said is None else Original(data=message.data, **said)
                    yield Opened(inner, document)
                case "fault":
                    yield Fault(*message.says)
                case "done":
                    break
        self._asked = False
        if self._taken() > _SPENT * self._limits.memory:
            self.stop()

    def stop(self) -> None:
        """End the process, and those it started; safe to call twice."""
        self._asked = True
        with contextlib.suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        with contextlib.suppress(OSError):
            self._asks.close()
        self._answers.close()

    def _next(self) -> Message | Fault:
        """Return what it says next, or what ended it."""
        while True:
            if (fault := self._wait()) is not None:
                return fault
            try:
                message = receive(self._answers)
            except BrokenWireError:
                return self._died()
            if message.kind == "ready":
                self._ready = True
            elif message.kind != "beat":
                return message

    def _wait(self) -> Fault | None:
        """Wait until it says something; return what is wrong where it does not, or takes too much."""
        since = time.monotonic()
        while not select.select([self._answers], [], [], _LOOK_SECONDS)[0]:
            if self._taken() > _FULL * self._limits.memory:
                return too_much(self._limits)
            if time.monotonic() - since > (self._limits.seconds if self._ready else _START_SECONDS):
                return silent(self._limits)
        return None

    def _taken(self) -> int:
        """Return the bytes of memory it holds, 0 where the system does not tell."""
        try:
            pages = Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]
        except (OSError, IndexError):
            return 0
        self._resident = int(pages) * os.sysconf("SC_PAGE_SIZE") or self._resident
        return self._resident

    def _died(self) -> Fault:
        with contextlib.suppress(OSError):  # it may still be there, and say what nobody understands
            os.killpg(self._process.pid, signal.SIGKILL)
        code = self._process.wait()
        if not self._ready:
            raise FirsthandError(
                f"The process that reads documents cannot be started ({_how(code)}). "
                "Check that firsthand is whole: firsthand doctor"
            )
        if self._resident > _FULL * self._limits.memory:
            return too_much(self._limits)
        return crashed(_how(code))


def _how(code: int) -> str:
    if code >= 0:
        return f"it ended with {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
