"""Decisions of a desk as lines, with all that says whether they hold."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol
from weakref import WeakKeyDictionary

from firsthand.desk.operations import Desk
from firsthand.model import Decision
from firsthand.web.views.whole.decided import Lookup, Told, told

PART = 500  # decisions asked for at once


class Revised(Desk, Protocol):
    """A desk that names its moments."""

    @property
    def revision(self) -> str:
        """The name of this moment; another one as soon as something is decided or built."""


class OpenToAll(Desk, Lookup, Protocol):
    """A desk in this process, which can also be asked for a story's index."""


_GATHERED: WeakKeyDictionary[Revised, tuple[str, tuple[Decision, ...]]] = WeakKeyDictionary()


def every_decision(desk: Revised) -> tuple[Decision, ...]:
    """Return all decisions, the latest first; gathered once until something is decided or built."""
    revision = desk.revision
    kept = _GATHERED.get(desk)
    if kept is None or kept[0] != revision:
        kept = _GATHERED[desk] = (revision, _gathered(desk))
    return kept[1]


def _gathered(desk: Desk) -> tuple[Decision, ...]:
    found: list[Decision] = []
    after = ""
    while True:
        part = desk.decisions(after=after, limit=PART)
        found.extend(part.items)
        after = part.after
        if not after:
            return tuple(found)


def taken_back_by(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the withdrawal that holds of each decision that was taken back, by the decision's id."""
    made = sorted(decisions, key=lambda d: d.at)
    gone: dict[str, Decision] = {}
    for decision in reversed(made):
        if decision.action == "withdraw" and decision.id not in gone:
            gone.setdefault(decision.target, decision)
    return gone


def lines_of(
    desk: OpenToAll,
    decisions: Iterable[Decision],
    *,
    persons: bool,
    among: Iterable[Decision] = (),
    misfits: Mapping[str, str] | None = None,
) -> tuple[Told, ...]:
    """Return decisions as lines; `among` are those that may have taken them back or were taken back."""
    shown = tuple(decisions)
    known = {d.id: d for d in (*shown, *among)}
    by_id: Callable[[str], Decision | None] = known.get
    if misfits is None:
        misfits = {one.decision.id: one.why for one in desk.misfits()}
    gone = taken_back_by(known.values())
    force = desk.in_force()
    return tuple(
        told(one, desk, in_force=force, misfits=misfits, taken_back=gone, by_id=by_id, persons=persons)
        for one in shown
    )
