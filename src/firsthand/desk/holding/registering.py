"""Records that decisions may add to, derived anew beside the work; of a large case the next build does it."""

import threading

from firsthand.desk.holding.kept import KeptCase
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.whole import whole
from firsthand.register import derive_register
from firsthand.review import is_structural

MOST = 5_000  # statements; a larger case would keep everybody waiting for seconds
_QUIET_SECONDS = 1.0  # without a further decision


class Registering:
    """Derives the register anew when nothing was decided for a moment."""

    def __init__(self, kept: KeptCase) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._closed = False

    def ask(self) -> None:
        """Derive the register soon, if what was decided may add to it."""
        now = self._kept.now()
        if not may_add(now) or len(now.base.findings.statements) > MOST:
            return
        with self._lock:
            if self._closed:
                return
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(_QUIET_SECONDS, self._derive)
            self._timer.daemon = True
            self._timer.start()

    def close(self) -> None:
        """Derive nothing more, and wait for what is being derived."""
        with self._lock:
            self._closed = True
            timer = self._timer
        if timer is not None:
            timer.cancel()
            timer.join()

    def _derive(self) -> None:
        now = self._kept.now()
        if not may_add(now):
            return
        try:
            codebook = self._kept.codebook()
            if codebook is None:
                return
            register = derive_register(whole(now), codebook)
        except Exception:  # the next build tells of it; until then the records stay as they are
            return
        if not self._closed:
            self._kept.register(now, register.records, register.tallies)


def may_add(now: Snapshot) -> bool:
    """Tell whether a decision changed findings since the register was derived."""
    new = now.decisions[now.base.registered :]
    return any(is_structural(decision, now.decisions) for decision in new)
