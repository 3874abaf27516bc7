"""The link that opens a desk on one's own machine: it works once, and not for long."""

import threading

from firsthand.web.door.keeping.digests import digest_of, new_secret

FRESH_SECONDS = 15 * 60.0


class Link:
    """The one link that opens the desk now; a new one takes its place. Only its digest is kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._digest = ""
        self._until = 0.0

    def new(self, *, now: float) -> str:
        """Return the secret of a new link; the one before opens nothing any more."""
        secret = new_secret()
        with self._lock:
            self._digest, self._until = digest_of(secret), now + FRESH_SECONDS
        return secret

    def use(self, secret: str, *, now: float) -> bool:
        """Tell whether the link opens the desk; from then on it does not."""
        with self._lock:
            fits = bool(self._digest) and self._digest == digest_of(secret) and now < self._until
            if fits:
                self._digest = ""
            return fits

    def fits(self, secret: str, *, now: float) -> bool:
        """Tell whether the link would open the desk, without using it up."""
        with self._lock:
            return bool(self._digest) and self._digest == digest_of(secret) and now < self._until
