"""When to look: every so often, a little later each time, until somebody stops it."""

import random
import re
import time
from collections.abc import Callable

from firsthand.model.errors import InputError

# Pages that change more often are no work for this; and servers are to be spared.
SHORTEST_SECONDS = 300
# So that many who watch one server with one interval do not all come at once.
_JITTER = 0.1
_UNITS = {"m": 60, "h": 3_600, "d": 86_400}


def seconds_of(text: str) -> int:
    """Return how long "30m", "6h" or "1d" is; raises InputError below five minutes."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([mhd])", text.strip().lower())
    if found is None:
        raise InputError(f"{text}: no interval like this. Write 30m, 6h or 1d.")
    seconds = int(float(found[1]) * _UNITS[found[2]])
    if seconds < SHORTEST_SECONDS:
        raise InputError(
            f"{text}: too often. Look every {SHORTEST_SECONDS // 60} minutes at most: --every 5m"
        )
    return seconds


def repeat(
    look: Callable[[], None],
    every_s: int,
    *,
    sleep: Callable[[float], None] = time.sleep,
    draw: Callable[[], float] = random.random,
) -> None:
    """Look now, and again and again; ends only by an exception (Ctrl-C, SIGTERM)."""
    while True:
        look()
        sleep(every_s * (1 + _JITTER * draw()))
