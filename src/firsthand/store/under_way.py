"""How far the build of a case is, where other processes see it: in a small file beside the case, CASE-build.

That of a case in PostgreSQL is in the case itself (`store.postgres.under_way`).

Its first line is JSON, written anew about once a second and padded to one length, so that who reads while it
is written reads no half of it. The build locks the file for as long as it runs, and removes it when it ends,
however it ends; so a file that nobody locks was left by a build that was killed. It holds no word of the
case, and has no part in its custody.
"""

import fcntl
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from firsthand.model.errors import BusyCaseError
from firsthand.store.places import Address, Place

Progress = Callable[[str, int, int], None]

_KEPT = ("step", "done", "total", "began", "process")
_SUFFIX = "-build"
_LENGTH = 512
_EVERY_SECONDS = 1.0
_PATIENCE_SECONDS = 0.5  # who looks on locks the file for a moment
_PAUSE_SECONDS = 0.02

# A process has no locks against itself, and loses them when it closes any descriptor of the file.
_HERE: dict[Path, "UnderWay"] = {}
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class UnderWay:
    """How far a build is: the step, how much of it is done, how much there is, and when the build began.

    `began` is an ISO 8601 instant with its offset, `process` the number of the build's process. `stopped` is
    true where that was killed, and this is how far it had come. `host` is the machine it
    runs on, "" for this one.
    """

    step: str
    done: int
    total: int
    began: str
    process: int
    stopped: bool = False
    host: str = ""


@contextmanager
def telling(case: Place | None, progress: Progress, *, by: str = "") -> Iterator[Progress]:
    """Tell within how far the build of a case is, beside telling it to `progress`; None is a case in memory.

    `by` is who builds, for others to see where they are on other machines.

    Raises BusyCaseError where another build of this case is under way.
    """
    if case is None:
        yield progress
        return
    if isinstance(case, Address):
        from firsthand.store.postgres import under_way as in_postgres

        with in_postgres.telling(case, progress, by=by) as told:
            yield told
        return
    path, began = _beside(case), datetime.now(UTC).isoformat(timespec="seconds")
    first = UnderWay("", 0, 0, began, os.getpid())
    with _LOCK:
        if path in _HERE:
            raise _another(case, _HERE[path])
        if (file := _take(case, path)) is not None:
            _HERE[path] = first
    if file is None:
        yield progress
        return
    try:
        with suppress(OSError):
            _write(file, first)
        yield _teller(path, file, first, progress)
    finally:
        with _LOCK:
            del _HERE[path]
            with suppress(OSError):
                path.unlink(missing_ok=True)
            os.close(file)


def how_far(case: Place | None) -> UnderWay | None:
    """Return how far the build of a case is that runs, or how far the last one came that was killed."""
    if case is None:
        return None
    if isinstance(case, Address):
        return _in_postgres(case)
    path = _beside(case)
    with _LOCK:
        if path in _HERE:
            return _HERE[path]
        try:
            file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        try:
            return _read(file, stopped=_lock(file, fcntl.LOCK_SH))
        finally:
            os.close(file)


def _in_postgres(case: Address) -> UnderWay | None:
    from firsthand.store.postgres import under_way as in_postgres

    if (found := in_postgres.how_far(case)) is None:
        return None
    row, stopped = found
    host = "" if row.host == socket.gethostname() else row.host
    return UnderWay(row.step, row.done, row.total, row.began, row.process, stopped, host)


def _teller(path: Path, file: int, first: UnderWay, progress: Progress) -> Progress:
    last, step_before = time.monotonic(), ""

    def tell(step: str, done: int, total: int) -> None:
        nonlocal last, step_before
        progress(step, done, total)
        now = time.monotonic()
        if step != step_before or now - last >= _EVERY_SECONDS:
            last, step_before = now, step
            _HERE[path] = told = UnderWay(step, done, total, first.began, first.process)
            with suppress(OSError):  # a full disk: the build goes on, or says so itself
                _write(file, told)

    return tell


def _take(case: Path, path: Path) -> int | None:
    """Open and lock the file of a build; None where none can be made. Raises BusyCaseError."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:  # a folder that can only be read: the build says so itself, if it has to write
            return None
        if _lock(file, fcntl.LOCK_EX) and _is_at(file, path):
            return file
        told = _read(file)
        os.close(file)
        if time.monotonic() > until:
            raise _another(case, told)
        time.sleep(_PAUSE_SECONDS)


def _another(case: Path, told: UnderWay | None) -> BusyCaseError:
    since = f" since {told.began}, by process {told.process}" if told else ""
    return BusyCaseError(
        f"{case} is being built by another firsthand{since}. Wait until it is done; nothing of this was kept."
    )


def _lock(file: int, lock: int) -> bool:
    try:
        fcntl.lockf(file, lock | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_at(file: int, path: Path) -> bool:
    """Tell whether an open file is the one at this path; its last owner may have removed it."""
    try:
        return os.fstat(file).st_ino == path.stat().st_ino
    except OSError:
        return False


def _write(file: int, told: UnderWay) -> None:
    text = json.dumps({name: getattr(told, name) for name in _KEPT})
    os.pwrite(file, text.encode("ascii").ljust(_LENGTH - 1) + b"\n", 0)


def _read(file: int, *, stopped: bool = False) -> UnderWay | None:
    try:
        found = json.loads(os.pread(file, _LENGTH, 0))
        told = UnderWay(**{name: found[name] for name in _KEPT}, stopped=stopped)
    except (OSError, ValueError, KeyError, TypeError):
        return None  # it begins just now, or ends
    kinds = {"step": str, "done": int, "total": int, "began": str, "process": int}
    return told if all(type(getattr(told, name)) is kind for name, kind in kinds.items()) else None


def _beside(case: Path) -> Path:
    return case.absolute().with_name(f"{case.name}{_SUFFIX}")
