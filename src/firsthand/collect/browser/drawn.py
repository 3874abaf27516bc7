"""Pages that are kept are drawn by a browser, too, and what it makes of them is kept beside them."""

from dataclasses import replace

from firsthand.collect.browser.drawing import Drawer, NotDrawnError
from firsthand.collect.fetching import Fetched, Fetcher, Later
from firsthand.collect.limits import CollectLimits
from firsthand.collect.outcome import Missed

# What a page needs is waited for less long than a page: the browser waits meanwhile.
_SILENCE_S, _CONNECT_S = 10, 5
_DRAWN = frozenset({"text/html", "application/xhtml+xml"})


class Drawing:
    """Draws the pages of a run; the browser ends with the block."""

    def __init__(self, fetcher: Fetcher, limits: CollectLimits) -> None:
        self._fetcher = fetcher
        self._limits = limits
        self._hurried = fetcher.hurried(
            replace(
                limits,
                seconds=min(limits.seconds, limits.rendering),
                silence=min(limits.silence, _SILENCE_S),
                connect=min(limits.connect, _CONNECT_S),
                tries=1,
            )
        )
        self._drawer = Drawer(limits)

    def __enter__(self) -> "Drawing":
        return self

    def __exit__(self, *error: object) -> None:
        self._drawer.__exit__(*error)

    def draw(self, address: str, page: Fetched) -> Missed | None:
        """Draw a page and keep what came of it; return why there is nothing where that is so."""
        if page.media not in _DRAWN:
            return None
        keeping = self._fetcher.keeping
        try:
            drawn = self._drawer.draw(page, self._resource)
        except NotDrawnError as error:
            reason = f"kept as it was served, but not drawn: {error}"
            keeping.miss(asked=address, reason=reason, purpose="rendering", url=page.capture.url)
            return Missed(address, reason)
        keeping.keep_drawn(page.capture, drawn.made, taken=drawn.taken, by=drawn.by)
        self._fetcher.notes += [f"{address}, drawn: {note}" for note in drawn.notes]
        return None

    def _resource(self, address: str) -> Fetched | Missed:
        """Ask once for what a page needs."""
        found = self._hurried.fetch(address, purpose="resource")
        return Missed(address, found.reason) if isinstance(found, Later) else found
