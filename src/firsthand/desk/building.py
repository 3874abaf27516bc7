"""A build in a process of its own, started from a desk, and how far it or anybody's build is.

The process gets what opens an encrypted case by its standard input, where nobody else can read it, and says
on its standard output, as one line of JSON, how it went. How far it is stands beside the case, as with every
build (`store.under_way`).
"""

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace

from firsthand.desk.shapes import Building
from firsthand.model.errors import CaseError
from firsthand.store import Address, Place, Store
from firsthand.store.explaining import only_readable
from firsthand.store.under_way import UnderWay, how_far

_PATIENCE_SECONDS = 10.0

__all__ = ["Builds"]


class Builds:
    """The builds of a case that a desk has open: one at a time, whoever began it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._watcher: threading.Thread | None = None
        self._last = Building(running=False)

    def building(self) -> Building:
        """Return how far a build is that runs, or how the last one of this desk went."""
        with self._lock:
            far = how_far(self._store.place)
            own = self._process is not None
            if far is not None and not far.stopped:
                told = "" if own and self._is_own(far) else "by another firsthand"
                return Building(True, far.step, far.done, far.total, far.began, told)
            if own:
                return replace(self._last, running=True)
            if far is not None and self._last.began != far.began:
                return Building(False, far.step, far.done, far.total, far.began, _killed(far), failed=True)
            return self._last

    def start(self) -> Building:
        """Begin to build the case again from what it keeps; where a build runs, return how far that is.

        Raises CaseError for a case in memory, and ReadOnlyCaseError.
        """
        path = self._store.place
        if path is None:
            raise CaseError(
                "This case is in memory, and no other process sees it. Keep it in a file to build it from "
                "here: firsthand build FOLDER --case FILE"
            )
        if self._store.read_only:
            raise only_readable(path, self._store.read_only)
        if (now := self.building()).running:
            return now
        self._store.rest()
        with self._lock:
            if self._process is None:
                self._last = Building(running=False)
                self._process = self._begin(path)
        return self.building()

    def close(self) -> None:
        """Stop the build of this desk, if one runs, and wait for it; what it did is kept."""
        with self._lock:
            process, watcher = self._process, self._watcher
        if process is None or watcher is None:
            return
        process.terminate()
        watcher.join(_PATIENCE_SECONDS)
        if watcher.is_alive():
            process.kill()
            watcher.join()

    def _begin(self, path: Place) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "firsthand.desk.build_process", str(path.absolute())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=os.environ | {"FIRSTHAND_BY": self._store.by},
            start_new_session=True,  # Ctrl-C at the desk is for the desk, which ends the build in order
        )
        key = self._store.key
        opens = {"passphrase": key.passphrase, "secret": key.secret} if key else {}
        told = json.dumps(opens | ({"address": path.in_full()} if isinstance(path, Address) else {}))
        self._watcher = threading.Thread(target=self._watch, args=(process, told), daemon=True)
        self._watcher.start()
        return process

    def _watch(self, process: subprocess.Popen[str], told: str) -> None:
        """Wait for a build to end, and take in how it went."""
        said, errors = process.communicate(told)
        last = _outcome(said, errors, process.returncode)
        far = how_far(self._store.place)
        if far is not None and far.stopped and far.process == process.pid:
            last = replace(last, step=far.step, done=far.done, total=far.total, began=far.began)
        with self._lock:
            self._last, self._process = last, None

    def _is_own(self, far: UnderWay) -> bool:
        return self._process is not None and self._process.pid == far.process and not far.host


def _outcome(said: str, errors: str, code: int) -> Building:
    try:
        return Building(**json.loads(said.splitlines()[-1]))
    except (IndexError, ValueError, TypeError):
        pass
    if code < 0:
        told = (
            f"The build was stopped ({signal.Signals(-code).name}): if nobody did it, memory ran short. What "
            "was done is kept: build again, and it goes on from there."
        )
    else:
        lines = [line for line in errors.splitlines() if line.strip()] or ["it did not say why"]
        told = f"The build broke off: {lines[-1]}. What was done is kept. firsthand build may say more."
    return Building(running=False, told=told, failed=True)


def _killed(far: UnderWay) -> str:
    at = f" at {far.step}, {far.done} of {far.total}" if far.step else ""
    return f"A build was stopped{at}. What was done is kept: build again, and it goes on from there."
