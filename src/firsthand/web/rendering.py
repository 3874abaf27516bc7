"""Pages: a template with what every page knows.

A template has always `visitor`, `desk`, `csrf` (what every form must carry), `revision`, `path` (the
address that is looked at, with its query), and `flash`: what the visitor decided just now, or None. What
stands in a page is escaped, and what it does not know is an error.
"""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from firsthand.web.door import Visitor
from firsthand.web.views.asking.flash import flash_of


@cache
def environment() -> Environment:
    """Return what templates are drawn with; a page module may add filters and globals of its own."""
    made = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("firsthand.web", "templates"),
                PackageLoader("firsthand.publish.report", "templates"),  # marks, strips, the lineage
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["instant"] = _instant
    return made


def _instant(seconds: float) -> str:
    """Return seconds of the epoch as day and time."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Return a page for a visitor who is in: the request passed one of the door's dependencies."""
    visitor: Visitor = request.state.visitor
    desk = request.app.state.desk
    known = {
        "visitor": visitor,
        "desk": desk,
        "csrf": visitor.csrf,
        "revision": desk.revision,
        "path": path_of(request),
        "flash": flash_of(desk, request.cookies.get("made", ""), visitor.name),
    }
    return HTMLResponse(environment().get_template(template).render(known | context), status)


def outside(template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Return a page for who is not in: it tells nothing of the case, not even its name."""
    return HTMLResponse(environment().get_template(template).render(context), status)


def path_of(request: Request) -> str:
    """Return the address that is looked at, as a link within the desk."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    query: bytes = request.scope["query_string"]
    return (raw.partition(b"?")[0] + (b"?" + query if query else b"")).decode("latin-1")
