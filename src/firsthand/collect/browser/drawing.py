"""Has Chromium draw a page, and takes what it made of it; every wait ends."""

import asyncio
import base64
import contextlib
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from firsthand.collect.browser.answering import Answering, Fetch
from firsthand.collect.browser.launching import WITHOUT, launch, require_browser
from firsthand.collect.fetching import Fetched
from firsthand.collect.limits import CollectLimits, met

_T = TypeVar("_T")
_WIDE, _HIGH = 1280, 1024
_TALLEST = 16_000  # pixels; what is below is not in the picture (it is in the print)
_STILL_S = 0.5  # nothing asked for so long: the page is done
_STEP_S = 0.1
_TAKE_S = 30.0
_HEIGHT = "Math.max(document.body ? document.body.scrollHeight : 0, document.documentElement.scrollHeight)"


class NotDrawnError(Exception):
    """A page that the browser could not draw; its text says why."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the browser made of a page: bytes by their media type; when; and what a reader should know."""

    taken: datetime
    made: dict[str, bytes]
    notes: tuple[str, ...] = ()
    by: str = ""  # the browser and its version


class Drawer:
    """A browser that is started with the first page, and ends with the block; a fresh profile for each."""

    def __init__(self, limits: CollectLimits) -> None:
        self._limits = limits
        self._path = require_browser()
        self._runner = asyncio.Runner()
        self._worn = False  # something hung: the next page gets a new browser
        self._playwright: Any = None
        self._browser: Any = None

    def __enter__(self) -> "Drawer":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(Exception):
            self._runner.run(self._end())
        self._runner.close()

    def draw(self, page: Fetched, fetch: Fetch) -> Drawn:
        """Return what the browser makes of a page that was kept; `fetch` asks for what the page needs.

        Raises NotDrawnError, and what `fetch` raises.
        """
        answering = Answering(page, fetch, self._limits)
        try:
            drawn = self._runner.run(self._draw(page, answering))
        except NotDrawnError:
            self._worn = True
            raise
        finally:
            if self._worn:
                self._worn = False
                self._runner.run(self._end())
            if answering.broken is not None:
                raise answering.broken
        return drawn

    async def _draw(self, page: Fetched, answering: Answering) -> Drawn:
        try:
            browser = await self._started()
            context = await _soon(
                browser.new_context(
                    viewport={"width": _WIDE, "height": _HIGH},
                    accept_downloads=False,
                    service_workers="block",
                    reduced_motion="reduce",
                )
            )
        except Exception as error:
            raise NotDrawnError(f"Chromium cannot be started ({_first_line(error)})") from error
        try:
            return await self._taken(context, page, answering)
        except TimeoutError as error:
            raise NotDrawnError("its scripts never come to rest, and the browser was ended") from error
        except Exception as error:
            if not type(error).__module__.startswith("playwright"):
                raise
            raise NotDrawnError(f"the browser could not show it ({_first_line(error)})") from error
        finally:
            answering.over = True
            with contextlib.suppress(Exception):
                await asyncio.wait_for(context.close(), _TAKE_S / 3)

    async def _taken(self, context: Any, page: Fetched, answering: Answering) -> Drawn:
        await context.add_init_script(WITHOUT)
        await context.route("**/*", answering.answer)
        await context.route_web_socket("**/*", _closed)
        tab = await context.new_page()
        context.on("page", _shut)
        tab.on("dialog", _dismiss)
        until = time.monotonic() + self._limits.rendering
        await _soon(tab.goto(page.capture.url, wait_until="commit", timeout=_TAKE_S * 1000))
        notes: list[str] = []
        if not await self._rested(tab, answering, until):
            notes.append(f"taken as it stood after {self._limits.rendering} s {met('rendering')}")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(tab.evaluate(f"window.scrollTo(0, {_HEIGHT})"), 2)
            await self._rested(tab, answering, until)
            await asyncio.wait_for(tab.evaluate("window.scrollTo(0, 0)"), 2)
        answering.over = True
        taken = datetime.now(UTC)
        html = await _soon(tab.content())
        made = {"text/html": html.encode("utf-8", "replace")}
        for media, what, take in (
            ("image/png", "picture", self._picture(context, tab, notes)),
            ("application/pdf", "print", _print(tab)),
        ):
            try:
                made[media] = await _soon(take)
            except Exception as error:
                self._worn = True
                notes.append(f"there is no {what} of it ({_first_line(error)})")
        if answering.refused:
            notes.append(f"{answering.refused} of its requests were not answered")
        whole = {media: data for media, data in made.items() if len(data) <= self._limits.bytes}
        notes += [f"its {media} is larger than limit bytes" for media in made.keys() - whole.keys()]
        browser = context.browser
        by = f"Chromium {browser.version}" if browser else "Chromium"
        return Drawn(taken, whole, tuple(notes), by)

    async def _picture(self, context: Any, tab: Any, notes: list[str]) -> bytes:
        """Return the page as a picture, from its top as far down as a picture goes."""
        told = await tab.evaluate(_HEIGHT)
        height = max(int(told) if isinstance(told, int | float) else 0, _HIGH)
        if height > _TALLEST:
            notes.append(f"the picture ends after {_TALLEST:,} of {height:,} pixels; the HTML holds all")
        clip = {"x": 0, "y": 0, "width": _WIDE, "height": min(height, _TALLEST), "scale": 1}
        session = await context.new_cdp_session(tab)
        shot = await session.send(
            "Page.captureScreenshot", {"format": "png", "clip": clip, "captureBeyondViewport": True}
        )
        return base64.b64decode(shot["data"])

    async def _rested(self, tab: Any, answering: Answering, until: float) -> bool:
        """Wait until the page is loaded and asks for nothing more; false where it takes too long."""
        asked, since = answering.asked, time.monotonic()
        while time.monotonic() < until:
            await asyncio.sleep(_STEP_S)
            if answering.broken is not None:
                return False
            if answering.asked != asked:
                asked, since = answering.asked, time.monotonic()
            if time.monotonic() - since < _STILL_S:
                continue
            try:
                loaded = await asyncio.wait_for(
                    tab.evaluate("document.readyState"), max(_STEP_S, until - time.monotonic())
                )
            except TimeoutError:
                return False
            if loaded == "complete":
                return True
        return False

    async def _started(self) -> Any:
        from playwright.async_api import async_playwright

        if self._browser is None or not self._browser.is_connected():
            if self._playwright is None:
                self._playwright = await async_playwright().start()
            self._browser = await asyncio.wait_for(launch(self._playwright, self._path), _TAKE_S)
        return self._browser

    async def _end(self) -> None:
        browser, self._browser = self._browser, None
        playwright, self._playwright = self._playwright, None
        if browser is not None:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(browser.close(), _TAKE_S / 3)
        if playwright is not None:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(playwright.stop(), _TAKE_S / 3)


async def _soon(work: Coroutine[Any, Any, _T]) -> _T:
    return await asyncio.wait_for(work, _TAKE_S)


async def _print(tab: Any) -> bytes:
    """Return the page as a PDF, with the colours it has on a screen."""
    return bytes(await tab.pdf(print_background=True, width=f"{_WIDE}px", height=f"{_HIGH}px"))


async def _dismiss(dialog: Any) -> None:
    with contextlib.suppress(Exception):
        await dialog.dismiss()


async def _shut(page: Any) -> None:
    with contextlib.suppress(Exception):
        await page.close()


async def _closed(socket: Any) -> None:
    with contextlib.suppress(Exception):
        await socket.close()


def _first_line(error: Exception) -> str:
    said = "it took too long" if isinstance(error, TimeoutError) else str(error) or type(error).__name__
    return said.splitlines()[0][:200]
