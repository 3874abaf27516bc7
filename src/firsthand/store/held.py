"""The case files that this process has open, each with one descriptor of its own beside SQLite's.

SQLite locks a file with POSIX locks, and a process loses all its locks on a file when it closes any
descriptor of it (https://sqlite.org/howtocorrupt.html, 2.2). The bytes of a case are hashed and its seal is
written past SQLite; so the descriptor for that stays open until no store of this process has the file open.

Several processes may have a case open. Each holds a lock on one byte of it for as long as it does, past those
that SQLite locks, so that it is known who comes first and who goes last: who finds a file without its seal
and nobody there knows that a run was stopped, and who goes last seals. It is a lock of the open file, not of
the process, since SQLite lets go all of those when it lets go its own.
"""

import fcntl
import os
import struct
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from firsthand.model.errors import BusyCaseError

# In the page that SQLite leaves empty for its own locks (https://sqlite.org/fileformat2.html, 1.4).
_BYTE = 0x40000000 + 1024
_SETLK: int | None = getattr(fcntl, "F_OFD_SETLK", None)
_PATIENCE_SECONDS = 10.0
_PAUSE_SECONDS = 0.02


@dataclass(slots=True)
class Held:
    """A file that stores of this process have open; `seal_due` once one has written to it.

    `watched` while this process is one of those who had it open without a gap since it was sealed.
    """

    identity: tuple[int, int]
    path: Path
    users: int = 0
    seal_due: bool = False
    watched: bool = False
    descriptor: int | None = None

    def file(self) -> int:
        """Return the descriptor, opened for writing where that is allowed."""
        if self.descriptor is None:
            try:
                self.descriptor = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
            except OSError:
                self.descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        return self.descriptor

    def come(self) -> bool | None:
        """Tell whether no other process has the file open; None where that cannot be known.

        Until `stay` or `leave`, nobody else comes. Raises BusyCaseError where somebody takes very long.
        """
        until = time.monotonic() + _PATIENCE_SECONDS
        try:
            while True:
                if self._take(fcntl.F_WRLCK):
                    return True
                if self._take(fcntl.F_RDLCK):
                    return False
                if time.monotonic() > until:
                    raise BusyCaseError(
                        f"{self.path} is being closed by another firsthand. Wait for it, and try again."
                    )
                time.sleep(_PAUSE_SECONDS)
        except OSError:  # a file that can only be read, or a file system without locks
            return None

    def stay(self) -> None:
        """Be one of those who have the file open."""
        try:
            self.watched = self._take(fcntl.F_RDLCK)
        except OSError:
            self.watched = False

    def leave(self) -> None:
        """Be none of those who have the file open."""
        self.watched = False
        try:
            self._take(fcntl.F_UNLCK)
        except OSError:
            return

    def is_last(self) -> bool:
        """Leave, and tell whether nobody else has the file open; if so, nobody comes before it is let go."""
        self.leave()
        try:
            return self._take(fcntl.F_WRLCK)
        except OSError:  # a file system without locks: nobody can tell
            return True

    def _take(self, lock: int) -> bool:
        """Take or let go a lock, or turn one into the other; raises OSError where there are none."""
        if _SETLK is None:
            raise OSError
        try:
            fcntl.fcntl(self.file(), _SETLK, _asked(lock))
        except (BlockingIOError, PermissionError):
            return False
        return True


def _asked(lock: int) -> bytes:
    """Return the lock that is asked for on the byte, as fcntl(2) takes it."""
    if sys.platform == "darwin":
        return struct.pack("qqihh", _BYTE, 1, 0, lock, os.SEEK_SET)
    return struct.pack("hhqqi0q", lock, os.SEEK_SET, _BYTE, 1, 0)


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


def is_held(path: Path) -> bool:
    """Tell whether a store of this process has the file open, which then must not be opened otherwise."""
    try:
        found = path.stat()
    except OSError:
        return False
    with _LOCK:
        return (found.st_dev, found.st_ino) in _FILES


def is_same(held: Held) -> bool:
    """Tell whether the file that is held is still the one that its path names."""
    try:
        found = held.path.stat()
    except OSError:
        return False
    return (found.st_dev, found.st_ino) == held.identity
