"""What the custody log says of an address: whether it is there, gone or out of reach, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from firsthand.model import Entry

_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Reached:
    """How it stands with an address after the last time it was asked for.

    `url` is where it led, `since` when it was first so, `times` how often it has been so in a row.
    """

    state: Literal["there", "gone", "unreachable"]
    since: datetime
    times: int = 1
    url: str = ""
    reason: str = ""


def reached(entries: Iterable[Entry]) -> dict[str, Reached]:
    """Return how it stands with every page that was ever asked for, by its address."""
    found: dict[str, Reached] = {}
    status: dict[str, int] = {}
    for entry in entries:
        if entry.deed not in ("collected", "missed") or entry.detail("purpose") != "page":
            continue
        address, url = entry.name, entry.detail("address") or ""
        before = found.get(address)
        if entry.deed == "collected":
            status[address] = code = int(entry.detail("status") or 0)
            # A miss is logged in one step with the answer that is one, and stands behind it.
            if 200 <= code < 300 or code == 304:
                times = before.times + 1 if before and before.state == "there" else 1
                since = before.since if before and before.state == "there" else entry.time
                found[address] = Reached("there", since, times, url)
            continue
        state: Literal["gone", "unreachable"] = "gone" if status.pop(address, 0) in _GONE else "unreachable"
        again = before is not None and before.state == state
        found[address] = Reached(
            state,
            before.since if again and before else entry.time,
            before.times + 1 if again and before else 1,
            url,
            entry.detail("reason") or "",
        )
    return found
