"""A clock that does not wait."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from firsthand.collect import Collected

Collecting = Callable[..., Collected]
"""Collects into the case of the test; see the fixture."""


@dataclass
class StillClock:
    """A clock that stands still until somebody sleeps, and then jumps."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    def seconds(self) -> float:
        return self.at

    def now(self) -> datetime:
        return datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=self.at)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds
