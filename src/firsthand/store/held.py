"""The case files that this process has open, each with one descriptor of its own beside SQLite's.

SQLite locks a file with POSIX locks, and a process loses all its locks on a file when it closes any
descriptor of it (https://sqlite.org/howtocorrupt.html, 2.2). The bytes of a case are hashed and its seal is
written past SQLite; so the descriptor for that stays open until no store of this process has the file open.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from threading import Lock


@dataclass(slots=True)
class Held:
    """A file that stores of this process have open; `seal_due` once one has written to it."""

    identity: tuple[int, int]
    path: Path
    users: int = 0
    seal_due: bool = False
    descriptor: int | None = None

    def file(self) -> int:
        """Return the descriptor, opened for writing where that is allowed."""
        if self.descriptor is None:
            try:
                self.descriptor = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
            except OSError:
                self.descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        return self.descriptor


_FILES: dict[tuple[int, int], Held] = {}
_LOCK = Lock()


def hold(path: Path) -> Held:
    """Note that one store more has this file open; raises OSError where it cannot be looked at."""
    found = path.stat()
    identity = (found.st_dev, found.st_ino)
    with _LOCK:
        held = _FILES.setdefault(identity, Held(identity, path))
        held.users += 1
    return held


def let_go(held: Held) -> None:
    """Note that one store less has the file open; to be called after its connection is closed."""
    with _LOCK:
        held.users -= 1
        if held.users == 0:
            _FILES.pop(held.identity, None)
            if held.descriptor is not None:
                os.close(held.descriptor)
                held.descriptor = None
