"""What came of asking for addresses."""

from collections.abc import Callable
from dataclasses import dataclass

from firsthand.model import Capture


@dataclass(frozen=True, slots=True)
class Taken:
    """An address that answered, and is kept. `unchanged` is true where an earlier capture holds the same.

    `bytes` is the size of the page; of one that the server says is not modified, that of the earlier one.
    """

    address: str
    capture: Capture
    bytes: int
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """An address that gave nothing to read; `reason` says why and what to do.

    `status` is what its server answered, None where there was no answer.
    """

    address: str
    reason: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run kept, found unchanged and missed, in the order of asking.

    `before` is how many of its addresses a run that was stopped had kept already. `notes` say what was left
    out on purpose: addresses of other sites, those beyond a limit, a pause that was shortened.
    """

    kept: tuple[Taken, ...] = ()
    unchanged: tuple[Taken, ...] = ()
    missed: tuple[Missed, ...] = ()
    notes: tuple[str, ...] = ()
    before: int = 0


Progress = Callable[[Taken | Missed, int, int], None]
"""Told what came of an address once that is kept, how many are done, and how many there are."""
