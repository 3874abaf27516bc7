"""How the API answers: the desk's shapes as JSON, with a tag that tells whether anything changed."""

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from fastapi import Request
from pydantic import TypeAdapter
from starlette.responses import Response

from firsthand.desk.shapes import Page

T = TypeVar("T")
# Control characters, and those that turn the direction of what follows: a name must not look like another.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_VARY = "Authorization, Cookie"
# What is not made by firsthand is never shown inside the desk, only saved; scripts in it never run.
_SAVED = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}


@lru_cache(maxsize=64)
def shape(kind: Any) -> TypeAdapter[Any]:
    """Return what writes and reads values of this type as JSON."""
    return TypeAdapter(kind)


def told(request: Request, kind: Any, get: Callable[[], T], *, tagged: bool = True) -> Response:
    """Answer with what `get` gives; with 304 and nothing where whoever asks has it already.

    The tag is made of the case's revision, read before anything else: so it may be older than the answer,
    never newer. What changes without the case (a build's progress, the custody log) goes without one.
    """
    headers = {"Cache-Control": "private, no-cache", "Vary": _VARY}
    if tagged:
        headers["ETag"] = tag = _tag(request)
        if _has(request, tag):
            return Response(status_code=304, headers=headers)
    value = get()
    if isinstance(value, Page) and value.after:
        headers["Link"] = f'<{_next(request, value.after)}>; rel="next"'
    return Response(shape(kind).dump_json(value), 200, headers, "application/json")


def made(kind: Any, value: Any, *, status: int = 201, place: str = "") -> bytes:
    """Return the body of an answer to what was done."""
    return shape(kind).dump_json(value)


def saved(request: Request, body: Callable[[], bytes], *, name: str, media: str, tag: str = "") -> Response:
    """Answer with a file to save under this name; never to be shown inside the desk."""
    headers = {"Cache-Control": "private, no-cache", "Vary": _VARY, **_SAVED}
    headers["Content-Disposition"] = attachment(name)
    if tag:
        headers["ETag"] = f'"{tag}"'
        if _has(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
    return Response(body(), 200, headers, media)


def attachment(name: str) -> str:
    """Return the header that has a browser save an answer under this name (RFC 6266), whatever is in it."""
    last = re.split(r"[/\\]", name)[-1].encode("utf-8", "replace").decode()
    whole = _UNSEEN.sub("_", last)[:150] or "original"
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", whole)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(whole, safe='')}"


def _tag(request: Request) -> str:
    revision = request.app.state.desk.revision
    asked = f"{revision}\x1f{request.url.path}\x1f{request.url.query}"
    return f'"{hashlib.sha256(asked.encode("utf-8", "replace")).hexdigest()[:32]}"'


def _has(request: Request, tag: str) -> bool:
    held = request.headers.get("if-none-match", "")
    return tag in (one.strip().removeprefix("W/") for one in held.split(","))


def _next(request: Request, after: str) -> str:
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    return f"{quote(request.url.path)}?{urlencode([*asked, ('after', after)])}"
