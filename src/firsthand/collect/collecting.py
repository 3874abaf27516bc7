"""A run: asks for every address, one question at a time to each server, and keeps what comes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from firsthand.collect.addresses import place_of
from firsthand.collect.fetching import Fetched, Fetcher, Later
from firsthand.collect.keeping import Keeping
from firsthand.collect.listed.finding import Wanted, find_addresses
from firsthand.collect.net import Asker, Guard, Resolve, resolve_name
from firsthand.collect.outcome import Collected, Missed, Progress, Taken
from firsthand.collect.pacing import Clock, Pace, SystemClock
from firsthand.collect.settings import Settings
from firsthand.collect.todo import clear_todo, find_todo, keep_todo, run_key
from firsthand.custody import Keeper

if TYPE_CHECKING:
    from firsthand.collect.browser.drawn import Drawing


def collect(
    addresses: Sequence[str] = (),
    *,
    store: Keeper,
    feeds: Sequence[str] = (),
    sitemaps: Sequence[str] = (),
    settings: Settings | None = None,
    progress: Progress | None = None,
    clock: Clock | None = None,
    resolve: Resolve = resolve_name,
) -> Collected:
    """Ask for addresses, and for those that feeds and sitemaps list, and keep every answer in the case.

    A run that was stopped goes on where it was, if the same is asked for. `progress` is told of an address
    once what came of it is in the case. Raises CaseError; what goes wrong with one address is in `missed`.
    """
    settings = settings or Settings()
    wanted = Wanted(tuple(addresses), tuple(feeds), tuple(sitemaps))
    guard = Guard(resolve, private=settings.private, servers=settings.servers)
    asker = Asker(
        guard,
        limits=settings.limits,
        agent=settings.agent,
        certificates=settings.ignore_certificates is None,
    )
    pace = Pace(clock or SystemClock(), settings.limits, settings.delay_s)
    fetcher = Fetcher(asker, Keeping(store), pace, settings)
    tell = progress or (lambda one, done, total: None)
    if not settings.browser:
        return _Run(wanted, store, fetcher, settings, tell).all()
    from firsthand.collect.browser.drawn import Drawing  # loads what drives a browser

    with Drawing(fetcher, settings.limits) as drawing:
        return _Run(wanted, store, fetcher, settings, tell, drawing).all()


class _Run:
    def __init__(
        self,
        wanted: Wanted,
        store: Keeper,
        fetcher: Fetcher,
        settings: Settings,
        progress: Progress,
        drawing: "Drawing | None" = None,
    ) -> None:
        self._drawing = drawing
        self._wanted = wanted
        self._store = store
        self._fetcher = fetcher
        self._settings = settings
        self._progress = progress
        self._taken: list[Taken] = []
        self._missed: list[Missed] = []

    def all(self) -> Collected:
        """Do the whole run."""
        key = run_key(self._wanted, self._settings)
        todo = find_todo(self._store, key, browser=self._settings.browser)
        self._log_reasons()
        if todo is None:
            listing = find_addresses(self._wanted, self._fetcher, self._settings)
            done: frozenset[str] = frozenset()
            keep_todo(self._store, key, listing)
        else:
            listing, done = todo.listing, todo.done
        left = [address for address in listing.addresses if address not in done]
        self._missed += listing.missed
        for number, missed in enumerate(listing.missed, 1):
            self._progress(missed, number, len(listing.missed) + len(left))
        self._ask_all(left, first=len(listing.missed))
        clear_todo(self._store, key)
        return Collected(
            kept=tuple(one for one in self._taken if not one.unchanged),
            unchanged=tuple(one for one in self._taken if one.unchanged),
            missed=tuple(self._missed),
            notes=(*listing.notes, *self._fetcher.notes),
            before=len(listing.addresses) - len(left),
        )

    def _log_reasons(self) -> None:
        """Write in the custody log why a rule that protects servers or users was not followed."""
        for reason, rule in (
            (self._settings.ignore_robots, "robots.txt is not followed"),
            (self._settings.ignore_certificates, "certificates are not checked"),
        ):
            if reason:
                self._store.log("waived", name=rule, details={"rule": rule, "reason": reason})

    def _ask_all(self, addresses: Sequence[str], *, first: int) -> None:
        """Ask for each address; while one server is left alone, others are asked."""
        waiting = [(address, place_of(address).server, 1) for address in addresses]
        total = first + len(waiting)
        while waiting:
            position = self._next(waiting)
            address, server, tried = waiting.pop(position)
            outcome = self._fetcher.fetch(address, tried=tried)
            if isinstance(outcome, Later):
                waiting.insert(position, (address, server, tried + 1))
                continue
            told: Taken | Missed
            not_drawn = None
            if isinstance(outcome, Fetched):
                not_drawn = self._drawing.draw(address, outcome) if self._drawing else None
                told = Taken(address, outcome.capture, len(outcome.body), outcome.unchanged)
                self._taken.append(told)
            else:
                told = outcome
                self._missed.append(told)
            self._progress(told, total - len(waiting), total)
            if not_drawn is not None:
                self._missed.append(not_drawn)
                self._progress(not_drawn, total - len(waiting), total)

    def _next(self, waiting: Sequence[tuple[str, str, int]]) -> int:
        """Return which address can be asked for soonest; the first of those that can be at once."""
        soonest, position = float("inf"), 0
        seen: set[str] = set()
        for number, (_, server, _) in enumerate(waiting):
            if server in seen:
                continue
            seen.add(server)
            ready = self._fetcher.pace.ready_in(server)
            if ready <= 0:
                return number
            if ready < soonest:
                soonest, position = ready, number
        return position
