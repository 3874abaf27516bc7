"""From an address to what is kept of it: robots, pace, redirects, tries; each hop is a capture of its own."""

from dataclasses import dataclass, replace

from protego import Protego

from firsthand.collect.addresses import fit, place_of
from firsthand.collect.keeping import NOT_MODIFIED, Keeping
from firsthand.collect.limits import CollectLimits, met
from firsthand.collect.net import Answer, Asker, UnansweredError
from firsthand.collect.outcome import Missed
from firsthand.collect.pacing import AGAIN, Pace, asked_wait, wait_before
from firsthand.collect.settings import ROBOT, Settings
from firsthand.model import Capture
from firsthand.model.errors import CollectError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What of a robots.txt is read (RFC 9309, 2.5, asks for 500 KiB at least).
_ROBOTS_BYTES = 512_000
_NOTHING_LEFT = frozenset({204, 205, 206})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave, kept: its capture, its body, and whether an earlier capture holds the same.

    `headers` are those that came with the body, by their names in small letters.
    """

    capture: Capture
    body: bytes
    media: str | None
    headers: tuple[tuple[str, str], ...] = ()
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """A server that is busy or ill, and may answer yet: it is left alone for a while."""

    reason: str


class Fetcher:
    """Asks for addresses, as often and as fast as their servers allow."""

    def __init__(self, asker: Asker, keeping: Keeping, pace: Pace, settings: Settings) -> None:
        self.keeping = keeping
        self.pace = pace
        self.notes: list[str] = []
        self._asker = asker
        self._settings = settings
        self._limits = settings.limits
        self._robots: dict[str, Protego | str] = {}

    def hurried(self, limits: CollectLimits) -> "Fetcher":
        """Return a fetcher of other limits, which shares all that this one knows."""
        settings = replace(self._settings, limits=limits)
        other = Fetcher(self._asker.with_limits(limits), self.keeping, self.pace, settings)
        other.notes, other._robots = self.notes, self._robots
        return other

    def fetch_now(self, asked: str, *, purpose: str) -> Fetched | Missed:
        """Ask for an address until it answers or the tries are used up."""
        tried = 1
        while isinstance(outcome := self.fetch(asked, purpose=purpose, tried=tried), Later):
            tried += 1
        return outcome

    def fetch(self, asked: str, *, purpose: str = "page", tried: int = 1) -> Fetched | Missed | Later:
        """Ask for an address (as `fit` returned it) once, through its redirects; `tried` counts from 1."""
        url, seen = asked, {asked}
        while True:
            server = place_of(url).server
            why = self.pace.closed(server)
            if why is None and purpose != "robots":
                why = self._forbidden(url)
            if why is not None:
                return self._miss(asked, why, purpose, url)
            if purpose != "resource":  # a browser does not pause between a page and its pictures
                self.pace.wait_for(server)
            conditions = (
                self.keeping.conditions(url, asked=asked, purpose=purpose) if purpose != "robots" else {}
            )
            try:
                answer = self._asker.ask(url, headers=conditions)
            except UnansweredError as error:
                self.pace.asked(server)
                if error.again and tried < self._limits.tries:
                    self.pace.hold(server, wait_before(tried))
                    return Later(str(error))
                return self._miss(asked, _tried(str(error), tried), purpose, url)
            self.pace.asked(server)
            if later := self._later(answer, server, tried):
                return later
            location = answer.header("location")
            if answer.status not in _REDIRECTS or not location:
                return self._finished(answer, asked, purpose, conditional=bool(conditions), tried=tried)
            try:
                url = fit(location, base=url)
                if url in seen:
                    raise CollectError(
                        f"leads back to {url}, round and round. It may want cookies; a browser may do"
                    )
                if len(seen) > self._limits.redirects:
                    raise CollectError(f"leads on and on {met('redirects', self._limits.redirects)}")
            except CollectError as error:
                reason = f"redirected, and not followed: {error}"
                return self._kept_and_missed(answer, asked, reason, purpose)
            seen.add(url)
            self.keeping.keep(answer, asked=asked, purpose=purpose, whole=False)

    def _later(self, answer: Answer, server: str, tried: int) -> Later | None:
        """Leave a server alone where it asks for that; None where its answer stands."""
        if answer.truncated == "disconnect" and tried < self._limits.tries:
            self.pace.hold(server, wait_before(tried))
            return Later(answer.flaw or "")
        if answer.status not in AGAIN:
            return None
        wait = asked_wait(answer.header("retry-after"), now=self.pace.clock.now())
        if wait is not None and wait > self._limits.wait:
            self.pace.close(
                server,
                f"the server asks to be left alone for {wait:,.0f} s, longer than is waited "
                f"{met('wait', self._limits.wait)}. Run the same command again then",
            )
            return None
        if tried >= self._limits.tries:
            return None
        self.pace.hold(server, max(wait or 0.0, min(wait_before(tried), float(self._limits.wait))))
        return Later(_said(answer))

    def _finished(
        self, answer: Answer, asked: str, purpose: str, *, conditional: bool, tried: int
    ) -> Fetched | Missed:
        """Keep what an address gave in the end, as a page or as what it is instead."""
        if answer.status == NOT_MODIFIED and conditional:
            latest = self.keeping.version(answer.url, asked=asked, purpose=purpose)
            assert latest is not None and latest.payload is not None
            capture, _ = self.keeping.keep(answer, asked=asked, purpose=purpose, whole=False)
            body = self.keeping.store.original(latest.payload) or b""
            headers = self.keeping.headers_of(latest)
            return Fetched(capture, body, latest.media, headers, unchanged=True)
        if purpose == "robots" and 400 <= answer.status < 500 and answer.status not in AGAIN:
            # No robots.txt, or none for us: nothing is forbidden (RFC 9309, 2.3.1.3).
            capture, same = self.keeping.keep(answer, asked=asked, purpose=purpose, whole=False)
            return Fetched(capture, b"", None, unchanged=same)
        closed = self.pace.closed(place_of(answer.url).server)
        if not 200 <= answer.status < 300 or answer.status in _NOTHING_LEFT:
            reason = f"{_said(answer)}: {closed}" if closed and answer.status in AGAIN else _said(answer)
            return self._kept_and_missed(answer, asked, _tried(reason, tried), purpose)
        if answer.body is None:
            reason = f"{answer.flaw}. What came is kept, and not read as a document"
            return self._kept_and_missed(answer, asked, _tried(reason, tried), purpose)
        if not answer.body and purpose == "page":
            return self._kept_and_missed(answer, asked, "its answer is empty", purpose)
        capture, same = self.keeping.keep(answer, asked=asked, purpose=purpose, whole=True)
        return Fetched(capture, answer.body, answer.media, answer.headers, same)

    def _kept_and_missed(self, answer: Answer, asked: str, reason: str, purpose: str) -> Missed:
        with self.keeping.store.together():
            self.keeping.keep(answer, asked=asked, purpose=purpose, whole=False)
            return self._miss(asked, reason, purpose, answer.url, answer.status)

    def _miss(self, asked: str, reason: str, purpose: str, url: str, status: int | None = None) -> Missed:
        told = reason if url == asked else f"it leads to {url}; there, {reason}"
        self.keeping.miss(asked=asked, reason=told, purpose=purpose, url=url)
        return Missed(asked, told, status)

    def _forbidden(self, url: str) -> str | None:
        """Return why robots.txt forbids an address, None where it does not or is not followed."""
        if self._settings.ignore_robots:
            return None
        server = place_of(url).server
        if server not in self._robots:
            self._robots[server] = self._read_robots(server)
        rules = self._robots[server]
        if isinstance(rules, str):
            return rules
        if rules.can_fetch(url, ROBOT):
            return None
        return (
            f"the robots.txt of {place_of(url).host} forbids it. If you have a reason to take it all the "
            "same: --ignore-robots REASON"
        )

    def _read_robots(self, server: str) -> Protego | str:
        address = f"{server}/robots.txt"
        found = self.fetch_now(address, purpose="robots")
        if isinstance(found, Missed):
            # A server that cannot say forbids everything (RFC 9309, 2.3.1.4).
            if found.status is None:
                return found.reason
            return f"the robots.txt that says what may be taken cannot be had: {found.reason}"
        try:
            rules = Protego.parse(found.body[:_ROBOTS_BYTES].decode("utf-8", "replace"))
            wanted = rules.crawl_delay(ROBOT)
            rate = rules.request_rate(ROBOT)
        except (ValueError, AttributeError, RecursionError) as error:
            return f"its robots.txt cannot be read ({error}). --ignore-robots REASON if you must"
        if rate and rate.requests:
            wanted = max(wanted or 0.0, rate.seconds / rate.requests)
        if wanted is not None and wanted > 0:
            pause = self.pace.ask_for(server, wanted)
            if pause < wanted:
                self.notes.append(
                    f"{server} asks for a pause of {wanted:,.0f} s between two questions; {pause:,.0f} s are "
                    f"kept {met('wait')}"
                )
        return rules


def _said(answer: Answer) -> str:
    if answer.status in (401, 403, 407, 451):
        return f"the server refuses it ({answer.status} {_reason(answer)})"
    if answer.status in (404, 410):
        return f"there is no such page (any more) ({answer.status} {_reason(answer)})"
    if answer.status in _NOTHING_LEFT:
        return f"the server answers with no page ({answer.status} {_reason(answer)})"
    return f"the server answers {answer.status} {_reason(answer)}".rstrip()


def _reason(answer: Answer) -> str:
    return "".join(mark for mark in answer.reason if mark.isprintable())[:60]


def _tried(reason: str, tried: int) -> str:
    return f"{reason} (tried {tried} times)" if tried > 1 else reason
