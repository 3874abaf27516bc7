"""Where nobody is in: the way in, with what was about to be sent carried along: nothing typed is lost.

A form that comes when the session is over is not thrown away. It goes into the page that asks to come in, as
a hidden field, and after that into a page that shows it again with a button to send it: nothing is sent that
nobody pressed for. Only forms of the desk's own pages come this far (`guards.guard`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Mount

from firsthand.web.door.asking import NotEnteredError
from firsthand.web.door.door import Door
from firsthand.web.door.own_path import own_path
from firsthand.web.rendering import outside, path_of

_MOST = 400_000  # characters that are carried along
_HIDDEN = frozenset({"csrf", "carried"})


@dataclass(frozen=True, slots=True)
class Carried:
    """A form on its way: where it was to be sent, its fields, and whose session it was written in."""

    path: str
    fields: tuple[tuple[str, str], ...]
    name: str = ""

    def as_text(self) -> str:
        """Return it as it stands in a hidden field."""
        return json.dumps([self.path, self.fields, self.name], ensure_ascii=False)


def carried_from(text: str, routes: Sequence[BaseRoute]) -> Carried | None:
    """Return the form that a hidden field carries; None where it is none that this desk takes."""
    if not text or len(text) > _MOST:
        return None
    try:
        path, fields, name = json.loads(text)
        taken = tuple((str(key), str(value)) for key, value in fields)
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(path, str) or own_path(path, otherwise="") != path or not takes_forms(path, routes):
        return None
    return Carried(path, tuple(one for one in taken if one[0] not in _HIDDEN), str(name)[:100])


def takes_forms(path: str, routes: Sequence[BaseRoute]) -> bool:
    """Tell whether a page of the desk takes a form at a path."""
    scope = {"type": "http", "method": "POST", "path": path.partition("?")[0], "root_path": "", "headers": []}
    pages = [route for route in routes if not isinstance(route, Mount)]
    return any(route.matches(dict(scope))[0] is Match.FULL for route in pages)


def ask_to_enter(request: Request, error: NotEnteredError) -> Response:
    """Return the page that says how to come in, and goes on from there."""
    door: Door = request.app.state.door
    far = request.headers.get("sec-fetch-site") == "cross-site"
    if request.method == "GET" and far and request.headers.get("sec-fetch-mode") == "navigate":
        # A link in a message: the browser holds the session back from what another site leads to. Asked again
        # by a page of the desk itself, it sends it.
        return outside("door/step.html", target=own_path(path_of(request)))
    carried = None
    if error.posted:
        fields = tuple(one for one in error.posted if one[0] not in _HIDDEN)
        carried = Carried(path_of(request), fields, error.name)
    target = path_of(request) if request.method == "GET" else "/"
    return way_in(door, status=401, target=target, carried=carried, name=error.name)


def way_in(
    door: Door, *, status: int = 200, target: str = "/", carried: Carried | None = None, name: str = "",
    told: str = "", wait: int = 0,
) -> Response:  # fmt: skip
    """Return the page on which one comes in: with name and password, or with a link."""
    text = carried.as_text() if carried else ""
    answer = outside(
        "door/login.html" if door.with_accounts else "door/shut.html",
        status=status,
        target=own_path(target),
        carried=text if len(text) <= _MOST else "",
        lost=[value for _, value in carried.fields] if carried and len(text) > _MOST else [],
        name=name,
        told=told,
    )
    if wait:
        answer.headers["retry-after"] = str(wait)
    return answer


def go_on(carried: Carried, *, csrf: str, name: str) -> Response:
    """Return the page that shows a form again after coming in, with the button that sends it."""
    shown = [(key, value) for key, value in carried.fields if key in ("reason", "value") and value.strip()]
    action = next((value for key, value in carried.fields if key == "action"), "")
    return outside(
        "door/go_on.html",
        path=carried.path,
        fields=[one for one in carried.fields if one not in shown],
        shown=shown,
        action=action,
        csrf=csrf,
        name=name,
        before=carried.name if carried.name != name else "",
        back=own_path(next((value for key, value in carried.fields if key == "back"), "/")),
    )
