"""The link that opens a desk on one's own machine: it works once, and not for long."""

import threading

from firsthand.web.door.keeping.digests import digest_of, new_secret

FRESH_SECONDS = 15 * 60.0


class Link:
    """The one link that opens the desk now; a new one takes its place. Only its digest is kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._digest = ""
        self._made = float("-inf")

    def new(self, *, now: float) -> str:
        """Return the secret of a new link; the one before opens nothing any more."""
        secret = new_secret()
        with self._lock:
            self._digest, self._made = digest_of(secret), now
        return secret

    def use(self, secret: str, *, now: float) -> bool:
        """Tell whether the link opens the desk; from then on it does not."""
        with self._lock:
            fits = self._digest == digest_of(secret) and now - self._made < FRESH_SECONDS
            if fits:
                self._digest = ""
            return fits

    def age(self, *, now: float) -> float:
        """Return how many seconds ago the last link was made."""
        with self._lock:
            return now - self._made
