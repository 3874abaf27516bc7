"""The process that reads what may do harm: asked over standard input, it answers over standard output.

It ends with the one that started it, whatever it is doing; it leaves no memory dump behind, which would be
plain text of what it read.
"""

import contextlib
import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from firsthand.model import Failure
from firsthand.read.guarded.attempts import Begun, Fault, Known, Opening, attempt_here
from firsthand.read.guarded.wire import BrokenWireError, Message, receive, said_of, send, unbuffered
from firsthand.read.limits import Limits
from firsthand.read.opening import Opened, Original

_BEAT_SECONDS = 0.2
_PR_SET_PDEATHSIG = 1


def serve(parent: int, opening: str, memory: int) -> None:
    """Read what is asked for until nobody asks; `opening` ("module:function") opens an original."""
    _end_with(parent)
    asked, answers = unbuffered(os.dup(0)), os.fdopen(os.dup(1), "wb", buffering=0)
    _quiet()
    _bound(memory)
    module, _, function = opening.partition(":")
    opener: Opening = getattr(import_module(module), function)
    with contextlib.suppress(OSError):
        send(answers, Message("ready"))
        while True:
            try:
                request = receive(asked, trusted=True)
            except BrokenWireError:
                return
            limits, avoided, found, known = request.says
            original = Original(data=request.data, **known)
            _read(answers, original, limits, avoided, found, opener)


def _read(
    answers: BinaryIO,
    original: Original,
    limits: Limits,
    avoided: dict[int, str],
    found: int,
    opener: Opening,
) -> None:
    def begun(at: Begun) -> None:
        send(answers, Message("begun", (at.number, at.name)))

    events = attempt_here(
        original, limits, avoided, found, opening=opener, begun=begun, alive=_beating(answers)
    )
    for event in events:
        match event:
            case Fault():
                send(answers, Message("fault", (event.told, event.remedy)))
            case Known():
                send(answers, Message("known"))
            case Failure():
                send(answers, Message("found", event))
            case Opened(inner, document):
                if inner is original:
                    send(answers, Message("found", (None, document)))
                else:
                    send(answers, Message("found", (said_of(inner), document), inner.data))
    send(answers, Message("done"))


def _beating(answers: BinaryIO) -> Callable[[], None]:
    last = time.monotonic()

    def beat() -> None:
        nonlocal last
        if (now := time.monotonic()) - last >= _BEAT_SECONDS:
            last = now
            send(answers, Message("beat"))

    return beat


def _end_with(parent: int) -> None:
    """End this process when the one that started it ends, however that comes about."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _quiet() -> None:
    """Keep what libraries print out of the answers, and what they start away from the questions."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)
    os.close(nothing)


def _bound(memory: int) -> None:
    """Let this process, and each that it starts, take no more than `memory` bytes on top of what it has."""
    try:
        import resource
    except ImportError:  # no such bounds on this system: the one that started it watches
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        statm = Path("/proc/self/statm")
        has = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
        resource.setrlimit(resource.RLIMIT_AS, (has + memory, has + memory))
