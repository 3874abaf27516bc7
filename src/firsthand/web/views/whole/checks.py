"""Checking a whole case while people go on working: one check at a time, its last result kept."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime

from firsthand.custody.faults import CaseCheck
from firsthand.model.errors import FirsthandError
from firsthand.store.places import Place

WAIT = 1.5  # seconds that a visitor waits for a check; a larger case is told to be checked still


@dataclass(frozen=True, slots=True)
class Checked:
    """A check of the case: when it began, and what it found; None while it runs or where it failed."""

    began: datetime
    running: bool
    found: CaseCheck | None = None
    failed: str = ""


class Checks:
    """Runs checks of a case beside the desk."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: Checked | None = None

    def last(self) -> Checked | None:
        """Return the check that runs, or the last one that was made."""
        return self._last

    def begin(self, path: Place, *, wait: float = WAIT) -> Checked:
        """Begin a check unless one runs, and return how it stands after at most `wait` seconds."""
        with self._lock:
            if self._last is not None and self._last.running:
                return self._last
            began = self._last = Checked(datetime.now(UTC), running=True)
        work = threading.Thread(target=self._check, args=(path, began), daemon=True, name="check of the case")
        work.start()
        work.join(wait)
        return self._last

    def _check(self, path: Place, began: Checked) -> None:
        from firsthand.store.checking import check_place

        try:
            done = Checked(began.began, running=False, found=check_place(path))
        except (FirsthandError, OSError) as error:
            done = Checked(began.began, running=False, failed=str(error))
        except Exception as error:  # a defect must not leave the check running for ever
            done = Checked(began.began, running=False, failed=f"{type(error).__name__}: {error}")
        self._last = done
