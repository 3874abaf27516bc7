"""What is new to a visitor: since when they have not looked, as their own browser remembers it.

The overview leaves two instants with the browser: from when things are new to them, and when they looked
last. Whoever comes back after a while is told what happened since; who only reloads the page is told the same
again. Nothing about it is kept at the server: nobody can ask who looked at what.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

COOKIE = "firsthand_looked"
KEPT = 400 * 24 * 3600  # seconds: as long as browsers keep a cookie at most
APART = timedelta(minutes=30)  # who was away for longer comes back, who was not reads on


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor's look at the overview: what happened after `since` is new to them, None on their first."""

    since: datetime | None
    looked: datetime

    @property
    def cookie(self) -> str:
        """What the browser keeps until next time."""
        since = self.since.isoformat(timespec="seconds") if self.since else ""
        return f"{since}|{self.looked.isoformat(timespec='seconds')}"


def visit_of(cookie: str, now: datetime) -> Visit:
    """Return this visit from what the last one left; what cannot be read is a first. `now` has an offset."""
    since, _, looked = cookie.partition("|")
    last = instant(looked)
    if last is None or last > now:
        return Visit(None, now)
    return Visit(last if now - last > APART else instant(since), now)


def instant(text: str) -> datetime | None:
    """Return the instant that a text names with its offset, None where it names none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.utcoffset() is not None else None


def is_after(text: str, since: datetime | None) -> bool:
    """Tell whether an instant, as decisions and builds have it, lies after another."""
    found = instant(text)
    return found is not None and since is not None and found > since
