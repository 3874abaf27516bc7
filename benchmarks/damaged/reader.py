"""One process that reads damaged originals one after another, watched from outside: it may crash or hang."""

import multiprocessing
import os
import random
import re
import resource
import signal
import time
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection

_PICTURE = re.compile(rb"\x89PNG|\xff\xd8|II\*|MM\0|BM|GIF8|RIFF")
_SPAWN = multiprocessing.get_context("spawn")
MEMORY = 2_000_000_000  # bytes on top of what the process has when it begins
DEADLINE_S = 90.0  # without an answer, it hangs
# Of computing (not of waiting for others on this machine): too slow for a small original, and for one that is
# read by OCR, which tries a page that is noise in every direction (about 12 s measured).
SLOW_S, SLOW_OCR_S = 10.0, 40.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one original: how many documents and failures, and what is wrong ("" where nothing is)."""

    documents: int
    failures: int
    seconds: float
    wrong: str = ""
    kind: str = ""  # of what is wrong: crash, hang, raised, slow, result


class Reading:
    """A process that reads; a new one takes the place of one that died or hung."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self.started = 0

    def read(self, task: tuple[str, tuple[tuple[str, bytes], ...]]) -> Answer:
        """Have originals read ("read" or "case", and the originals); return what came of it."""
        if self._pipe is None or self._process is None:
            self._start()
        assert self._pipe is not None
        assert self._process is not None
        before = time.monotonic()
        try:
            self._pipe.send(task)
            if not self._pipe.poll(DEADLINE_S):
                self.stop()
                return Answer(0, 0, time.monotonic() - before, f"no answer in {DEADLINE_S:g} s", "hang")
            found: Answer = self._pipe.recv()
        except (EOFError, OSError):
            self._process.join(10)
            code = self._process.exitcode
            self.stop()
            return Answer(0, 0, time.monotonic() - before, f"ended with {code}", "crash")
        return found

    def _start(self) -> None:
        ours, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs,))
        self._process.start()
        theirs.close()
        self._pipe = ours
        self.started += 1

    def stop(self) -> None:
        """End the process, and what it started."""
        if self._process is not None and self._process.pid is not None:
            if self._process.is_alive():
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.join(10)
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def _serve(pipe: Connection) -> None:
    os.setsid()
    from damaged import findings

    with open("/proc/self/statm") as statm:  # noqa: PTH123
        has = int(statm.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (has + MEMORY, has + MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    random.seed(0)
    while True:
        try:
            how, originals = pipe.recv()
        except EOFError:
            return
        before = _computed()
        wrong = kind = ""
        documents = failures = 0
        try:
            documents, failures, wrong = (findings.of_case if how == "case" else findings.of_reading)(
                originals
            )
            kind = "result" if wrong else ""
        except BaseException:  # whatever comes out of a reader is a find
            wrong, kind = traceback.format_exc()[-3000:], "raised"
        took = _computed() - before
        if took > _most(originals) and not wrong:
            wrong, kind = f"{took:.0f} s of computing", "slow"
        pipe.send(Answer(documents, failures, took, wrong, kind))


def _most(originals: tuple[tuple[str, bytes], ...]) -> float:
    return sum(SLOW_OCR_S if b"/Image" in data or _PICTURE.match(data) else SLOW_S for _, data in originals)


def _computed() -> float:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
