"""One look: what is watched is asked for again, the record derived anew, and both states compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from firsthand.building import build
from firsthand.case import Case, case_over
from firsthand.collect import Missed, Settings, Taken, collect
from firsthand.collect.addresses import canonical
from firsthand.model import Failure, Findings
from firsthand.model.errors import InputError, NothingToReadError, PublishError
from firsthand.publish.protection import HiddenNames, find_leaks, hidden_names
from firsthand.store import Place, open_store
from firsthand.watching.begun import begin_look, keep_before
from firsthand.watching.changes import Changes, PageChange, Reach
from firsthand.watching.reached import Reached, reached
from firsthand.watching.records import compare_records
from firsthand.watching.watched import Watched, watched

_STEP = "watch"


@dataclass(frozen=True, slots=True)
class Look:
    """What came of looking again.

    `changes` name everybody, for the user's own eyes. `protected` are the same as they may leave the case,
    None where they may not; `held_back` then says why. `looked` counts addresses.
    """

    time: datetime
    looked: int
    changes: Changes
    protected: Changes | None
    held_back: str = ""
    failures: tuple[Failure, ...] = ()
    hidden: tuple[HiddenNames, ...] = ()

    def leaks(self, text: str) -> bool:
        """Whether a report names somebody who must not be named."""
        return any(find_leaks({"report": text.encode()}, names) for names in self.hidden)


@dataclass(frozen=True, slots=True)
class _State:
    """The record at one time, as it is and as it may leave."""

    findings: Findings = Findings()
    protected: Findings | None = Findings()
    held_back: str = ""
    hidden: HiddenNames | None = None


def look_again(
    path: Place,
    *,
    settings: Settings | None = None,
    progress: Callable[[Taken | Missed, int, int], None] | None = None,
    time: Callable[[], datetime] = lambda: datetime.now(UTC),
    collecting: Mapping[str, Any] | None = None,
    building: Mapping[str, Any] | None = None,
) -> Look:
    """Look again at all that a case watches, keep what came, and return what changed.

    `collecting` and `building` are further options of `collect` and `build`. A look is over when it was told:
    call `end_look` then, or the next one compares with the same state again. Raises InputError where nothing
    is watched, and CaseError.
    """
    store = open_store(path)
    try:
        wanted = watched(store)
        if not (wanted.pages or wanted.feeds):
            raise InputError(
                f"{path}: watches nothing yet. Add an address: firsthand watch {path} --add URL, or a feed: "
                "--feed URL"
            )
        begun = begin_look(store)
        then = reached(islice(store.entries(), begun.entry))
        before = _state(case_over(store, begun.findings)) if begun.findings else _State()
        found = collect(
            wanted.pages,
            feeds=wanted.feeds,
            store=store,
            settings=settings,
            progress=progress,
            **(collecting or {}),
        )
        if found.kept:
            keep_before(store, begun)
        now = reached(store.entries())
        looked = _looked(wanted, then, now)
    finally:
        store.close()
    after, failures = _rebuilt(path, building or {})
    protected = None
    if before.protected is not None and after.protected is not None:
        protected = _with_reach(compare_records(before.protected, after.protected), then, now)
    return Look(
        time(),
        looked,
        _with_reach(compare_records(before.findings, after.findings), then, now),
        protected,
        before.held_back or after.held_back,
        failures,
        tuple(one for one in (before.hidden, after.hidden) if one is not None),
    )


def _rebuilt(path: Place, options: Mapping[str, Any]) -> tuple[_State, tuple[Failure, ...]]:
    try:
        with build(case=path, **options) as case:
            return _state(case), case.findings.failures
    except NothingToReadError as error:
        return _State(), (Failure(str(path), _STEP, str(error)),)


def _state(case: Case) -> _State:
    try:
        protected = case.protected()
        return _State(case.findings, protected, hidden=hidden_names(case.findings, case.pseudonyms()))
    except PublishError as error:
        return _State(case.findings, None, str(error))


def _looked(wanted: Watched, then: Mapping[str, Reached], now: Mapping[str, Reached]) -> int:
    """Count what was looked at: what was watched, and the pages that a feed brought."""
    listed = {canonical(one) for one in (*wanted.pages, *wanted.feeds)}
    return len(listed | {one for one in now if one not in then})


def _with_reach(changes: Changes, then: Mapping[str, Reached], now: Mapping[str, Reached]) -> Changes:
    """Add what became of the addresses themselves: gone, out of reach, back, leading elsewhere."""
    pages = {page.address: page for page in changes.pages}
    for address, state in now.items():
        reach, reason = _reach(then.get(address), state)
        if reach != "there":
            page = pages.get(address) or PageChange(address, "same")
            pages[address] = replace(page, reach=reach, reason=reason)
    return replace(changes, pages=tuple(pages[one] for one in sorted(pages)))


def _reach(then: Reached | None, now: Reached) -> tuple[Reach, str]:
    """Return what is to be told of an address: a change, or that it is out of reach once more."""
    if then == now:
        return "there", ""  # not asked for this time
    if now.state == "gone":
        known = then is not None and then.state == "gone"
        return ("there", "") if known else ("gone", now.reason)
    if now.state == "unreachable":
        times = f" (for the {_ordinal(now.times)} time, since {now.since:%Y-%m-%d})" if now.times > 1 else ""
        return "unreachable", f"{now.reason}{times}"
    if then is not None and then.state != "there":
        return "back", f"it was {then.state} since {then.since:%Y-%m-%d}"
    if then is not None and then.url != now.url:
        return "elsewhere", now.url
    return "there", ""


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
