"""Answers what a page in a browser asks for: firsthand asks in its place, and keeps what it hands on."""

import contextlib
from collections.abc import Callable
from typing import Any

from firsthand.collect.addresses import fit
from firsthand.collect.fetching import Fetched
from firsthand.collect.limits import CollectLimits
from firsthand.collect.outcome import Missed
from firsthand.model.errors import CollectError

Fetch = Callable[[str], Fetched | Missed]
# What is only true of the wire, or would outlast the page.
_LEFT_OUT = frozenset(
    {"content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive", "set-cookie",
     "alt-svc", "strict-transport-security", "report-to", "nel", "link", "refresh", "clear-site-data",
     "location", "content-disposition"}
)  # fmt: skip


class Answering:
    """Answers the requests of one page; the page itself is handed on as it was kept."""

    def __init__(self, page: Fetched, fetch: Fetch, limits: CollectLimits) -> None:
        self._page = page
        self._fetch = fetch
        self._limits = limits
        self._kept: dict[str, Fetched | None] = {}
        self.asked = 0
        self.refused = 0
        self.broken: BaseException | None = None
        self.over = False

    async def answer(self, route: Any, request: Any) -> None:
        """Answer one request; whatever breaks the run is kept for whoever drives it."""
        try:
            await self._answer(route, request)
        except Exception as error:
            if not type(error).__module__.startswith("playwright"):  # else the page went away meanwhile
                self.broken = self.broken or error
            with contextlib.suppress(Exception):
                await route.abort()

    async def _answer(self, route: Any, request: Any) -> None:
        if self.over or self.broken:
            await route.abort()
            return
        main = request.is_navigation_request() and request.frame.parent_frame is None
        if main and request.url.partition("#")[0] == self._page.capture.url and request.method == "GET":
            await _hand_on(route, self._page)
        elif main:
            self.refused += 1
            await route.fulfill(status=204)  # the page stays where it is
        elif found := self._resource(request):
            await _hand_on(route, found)
        else:
            self.refused += 1
            await route.abort()

    def _resource(self, request: Any) -> Fetched | None:
        """Return what a request asks for, None where that is not had: nothing is sent but questions."""
        try:
            address = fit(request.url)
        except CollectError:
            return None
        if request.method != "GET":
            return None
        if address == self._page.capture.url:
            return self._page
        if address not in self._kept:
            if self.asked >= self._limits.resources:
                return None
            self.asked += 1
            found = self._fetch(address)
            self._kept[address] = found if isinstance(found, Fetched) else None
        return self._kept[address]


async def _hand_on(route: Any, found: Fetched) -> None:
    headers = {name: value for name, value in found.headers if name not in _LEFT_OUT}
    await route.fulfill(status=200, headers=headers, body=found.body)
