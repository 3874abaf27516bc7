"""What every request passes before any page sees it, and every answer after.

Refused are: a host the desk does not answer to (DNS rebinding), a form or a call that another site sends
(cross-site request forgery), and requests of an odd or oversized make. What a page stumbles over is logged
here, and told to the visitor without its inside.
"""

import logging
import re
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from firsthand.web.door.guards.headers import protect
from firsthand.web.door.place import Place

BODY_BYTES = 1_000_000  # of one request
_SAFE = frozenset({"GET", "HEAD"})
_METHODS = _SAFE | {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_HEADERS = 100
_HEADER_BYTES = 32_000
_ADDRESS_BYTES = 8_000
_LOG = logging.getLogger("firsthand.desk")

Refusing = Callable[[Request, int, str], Response]
"""Makes the answer to a request that is refused: status, and why in a sentence."""


class Guard:
    """Stands around the whole app."""

    def __init__(self, app: ASGIApp, *, place: Place, refuse: Refusing) -> None:
        self.app = app
        self.place = place
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        _believe_proxy(scope, headers, self.place)
        began = ended = False

        async def guarded_send(message: Message) -> None:
            nonlocal began, ended
            if message["type"] == "http.response.start":
                began = True
                protect(MutableHeaders(scope=message), secure=self.place.secure)
            ended = message["type"] == "http.response.body" and not message.get("more_body")
            await send(message)

        request = Request(scope)
        refused = _refused(scope, headers, self.place)
        if refused is not None:
            answer = self.refuse(request, *refused)
            answer.headers["connection"] = "close"  # what follows may be more of the same
            await answer(scope, receive, guarded_send)
            return
        try:
            await self.app(scope, _limited(receive), guarded_send)
        except Exception:
            _LOG.exception("%s %s failed", scope["method"], _told(scope["path"]))
            if ended:
                return
            if began:
                raise
            answer = self.refuse(request, 500, "")
            await answer(scope, receive, guarded_send)


def _refused(scope: Scope, headers: Headers, place: Place) -> tuple[int, str] | None:
    """Return with which status and why a request is refused; None where it may pass."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or hosts[0].lower() not in place.hosts:
        return 421, "This desk does not answer to that name. Open it under the address it was given."
    if len(headers) > _HEADERS or sum(len(name) + len(value) for name, value in headers.raw) > _HEADER_BYTES:
        return 431, "This request carries too many headers."
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _ADDRESS_BYTES:
        return 414, "This address is too long."
    if scope["method"] not in _METHODS:
        return 405, "The desk knows no such method."
    if _is_odd(scope["path"]):
        return 400, "This address is not one of the desk."
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers and "content-length" in headers:
        return 400, "This request says in two ways how long it is."
    if not length.isascii() or not length.isdigit():
        return 400, "This request does not say how long it is."
    if int(length) > BODY_BYTES:
        return 413, _TOO_LARGE
    if scope["method"] not in _SAFE and not _is_own(headers, place):
        return 403, "This was not sent from a page of the desk. Open the desk, and send it from there."
    return None


def _is_odd(path: str) -> bool:
    """Tell whether a path holds what no address here does: control signs, steps upward, doubled strokes."""
    pieces = path.split("/")
    return "\\" in path or "//" in path or ".." in pieces or any(not c.isprintable() for c in path)


def _told(path: str) -> str:
    """Return a path as the log tells it: without what opens the desk."""
    return re.sub(r"^/(enter|invite)/.*", r"/\1/…", path)


_TOO_LARGE = f"This is more than the desk takes at once ({BODY_BYTES // 1000} kB)."


def _is_own(headers: Headers, place: Place) -> bool:
    """Tell whether a request that changes something comes from a page of the desk, or from no browser at all.

    A browser says where a form comes from (Origin), newer ones also how near that is (Sec-Fetch-Site). What
    comes with a token and without a cookie is no browser's doing.
    """
    if headers.get("authorization", "").lower().startswith("bearer ") and "cookie" not in headers:
        return True
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin is not None and (site is None or origin != "null"):
        return place.own(origin, headers["host"])
    return site is not None


def _limited(receive: Receive) -> Receive:
    """Return a receive that stops where a body turns out longer than it may be."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > BODY_BYTES:
                raise HTTPException(413, _TOO_LARGE)
        return message

    return limited


def _believe_proxy(scope: Scope, headers: Headers, place: Place) -> None:
    """Where a known proxy asks, take its word for who asks it: the nearest address that is no known proxy."""
    client = scope.get("client")
    if not client or client[0] not in place.proxies:
        return
    told = [one.strip() for line in headers.getlist("x-forwarded-for") for one in line.split(",")]
    asking = next((one for one in reversed(told) if one not in place.proxies), "")
    if asking:
        scope["client"] = (asking[:64], 0)
