"""How fast servers are asked: one question at a time to each, with a pause, longer where they ask for it."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

from firsthand.collect.limits import CollectLimits

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
"""Answers after which asking once more, later, may help."""
_FIRST_WAIT_S = 2.0


class Clock(Protocol):
    """Tells the time and lets it pass; tests bring one that does not wait."""

    def seconds(self) -> float:
        """Return seconds that only ever grow."""

    def now(self) -> datetime:
        """Return the time of day, in UTC."""

    def sleep(self, seconds: float) -> None:
        """Let this many seconds pass."""


class SystemClock:
    """The machine's own clock."""

    def seconds(self) -> float:
        """Return seconds that only ever grow."""
        return time.monotonic()

    def now(self) -> datetime:
        """Return the time of day, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Let this many seconds pass."""
        time.sleep(seconds)


@dataclass(slots=True)
class Pace:
    """When each server (`Place.server`) may be asked next.

    `delay_s` is the pause after an answer, where a server's robots.txt does not ask for a longer one.
    """

    clock: Clock
    limits: CollectLimits
    delay_s: float = 1.0
    _next: dict[str, float] = field(default_factory=dict)
    _delays: dict[str, float] = field(default_factory=dict)
    _closed: dict[str, str] = field(default_factory=dict)

    def ask_for(self, server: str, delay_s: float) -> float:
        """Keep to a server's own pause, as far as `limits.wait`; return the one kept to."""
        self._delays[server] = max(self.delay_s, min(delay_s, float(self.limits.wait)))
        return self._delays[server]

    def ready_in(self, server: str) -> float:
        """Return the seconds until a server may be asked."""
        return max(0.0, self._next.get(server, 0.0) - self.clock.seconds())

    def wait_for(self, server: str) -> None:
        """Let the time pass until a server may be asked."""
        if (left := self.ready_in(server)) > 0:
            self.clock.sleep(left)

    def asked(self, server: str) -> None:
        """Note that a server has just been asked."""
        pause = self._delays.get(server, self.delay_s)
        self._next[server] = max(self._next.get(server, 0.0), self.clock.seconds() + pause)

    def hold(self, server: str, seconds: float) -> None:
        """Leave a server alone for this long."""
        self._next[server] = max(self._next.get(server, 0.0), self.clock.seconds() + seconds)

    def close(self, server: str, why: str) -> None:
        """Leave a server alone for the rest of the run."""
        self._closed[server] = why

    def closed(self, server: str) -> str | None:
        """Return why a server is left alone for the rest of the run, if it is."""
        return self._closed.get(server)


def wait_before(tried: int) -> float:
    """Return the seconds to wait before asking once more, after so many tries: doubled each time."""
    return float(_FIRST_WAIT_S * 2 ** (tried - 1))


def asked_wait(header: str | None, *, now: datetime) -> float | None:
    """Return the seconds that a server asks to wait (Retry-After, RFC 9110: a number, or a date)."""
    said = (header or "").strip()
    if said.isascii() and said.isdecimal():
        return float(said[:12])
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
