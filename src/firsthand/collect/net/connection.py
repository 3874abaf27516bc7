"""A connection to one checked IP address: every wait ends, and a server that only drips is left."""

import contextlib
import socket
import ssl
import time
from collections.abc import Sequence

from firsthand.collect.addresses import Place
from firsthand.collect.limits import CollectLimits, met
from firsthand.collect.net.failing import UnansweredError

_AT_ONCE = 65_536
_MOST_WAYS = 4


class SlowError(Exception):
    """The server took longer than is waited; its text says which limit was met."""


class Connection:
    """Sends and receives under limits, secured where `tls` is given; `ip` is what it is connected to."""

    def __init__(
        self, place: Place, ways: Sequence[str], *, limits: CollectLimits, tls: ssl.SSLContext | None
    ) -> None:
        self._limits = limits
        self._until = time.monotonic() + limits.seconds
        self.ip, plain = _connected(place, ways, limits)
        self._socket = _secured(plain, place, tls) if tls else plain
        self._since, self._received = time.monotonic(), 0

    def send(self, data: bytes) -> None:
        """Send all of it; raises OSError, SlowError."""
        self._socket.settimeout(self._left())
        try:
            self._socket.sendall(data)
        except TimeoutError as error:
            raise SlowError(f"took no question for {self._limits.silence} s {met('silence')}") from error

    def receive(self) -> bytes:
        """Return what came next, nothing at the end; raises OSError, SlowError."""
        self._check_rate()
        self._socket.settimeout(self._left())
        try:
            data = self._socket.recv(_AT_ONCE)
        except TimeoutError as error:
            self._left()
            raise SlowError(f"sent nothing for {self._limits.silence} s {met('silence')}") from error
        self._received += len(data)
        return data

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(OSError):
            self._socket.close()

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise SlowError(f"was not done after {self._limits.seconds} s {met('seconds')}")
        return min(left, self._limits.silence)

    def _check_rate(self) -> None:
        now = time.monotonic()
        if now - self._since < self._limits.grace:
            return
        if self._received < self._limits.rate * (now - self._since):
            raise SlowError(f"sent less than {self._limits.rate} bytes a second {met('rate')}")
        self._since, self._received = now, 0


def _connected(place: Place, ways: Sequence[str], limits: CollectLimits) -> tuple[str, socket.socket]:
    """Connect to the first of the checked addresses that picks up."""
    why = ""
    for ip in ways[:_MOST_WAYS]:
        plain = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
        plain.settimeout(limits.connect)
        try:
            plain.connect((ip, place.port))
        except OSError as error:
            plain.close()
            slow = isinstance(error, TimeoutError)
            why = f"nobody picks up within {limits.connect} s" if slow else error.strerror or str(error)
            continue
        return ip, plain
    raise UnansweredError(f"no connection to {place.host} ({why}). Try again later", again=True)


def _secured(plain: socket.socket, place: Place, tls: ssl.SSLContext) -> ssl.SSLSocket:
    try:
        return tls.wrap_socket(plain, server_hostname=place.host)
    except ssl.SSLCertVerificationError as error:
        plain.close()
        raise UnansweredError(
            f"the certificate of {place.host} cannot be trusted ({error.verify_message}): somebody may be in "
            "between. If its page is wanted all the same: --ignore-certificates REASON"
        ) from error
    except (OSError, ValueError) as error:
        plain.close()
        said = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        raise UnansweredError(
            f"no safe connection to {place.host} ({said}). Try again later", again=True
        ) from error
