"""Coming in and leaving: by the link of one's own machine, or with name and password."""

import threading
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from firsthand.web.door.asking import address_of, reader
from firsthand.web.door.door import Door, Refused
from firsthand.web.door.keeping.sessions import ABSOLUTE_SECONDS, csrf_of
from firsthand.web.door.own_path import own_path
from firsthand.web.door.routes.again import Carried, carried_from, go_on, way_in
from firsthand.web.door.visitor import Visitor
from firsthand.web.rendering import outside

router = APIRouter()
_ASKED = threading.Lock()
_EVERY_SECONDS = 10.0

Text = Annotated[str, Form()]


@router.get("/enter/{secret}")
def offer(request: Request, secret: str) -> Response:
    """Show the button that opens the desk: looking at a link, as previews do, does not use it up."""
    return outside("door/enter.html", secret=secret)


@router.post("/enter/{secret}")
def enter(request: Request, secret: str) -> Response:
    """Use the link up, and begin a session."""
    return _entered(request, secret, target="/", carried=None)


@router.post("/enter")
def enter_with_code(request: Request, link: Text = "", carried: Text = "", target: Text = "/") -> Response:
    """Use a link up that was pasted, and go on with what was about to be sent."""
    going = carried_from(carried, request.app.routes)
    return _entered(request, link.strip().rpartition("/")[2], target=target, carried=going)


@router.post("/link")
def ask_for_link(request: Request, carried: Text = "", target: Text = "/") -> Response:
    """Print a new link on the terminal where the desk runs: who sees that may come in."""
    door: Door = request.app.state.door
    going = carried_from(carried, request.app.routes)
    if door.with_accounts:
        return way_in(door, status=403, target=target, carried=going)
    if not _print_link(door):
        return way_in(door, status=429, target=target, carried=going, told=_JUST_PRINTED, wait=10)
    return way_in(door, target=target, carried=going, told="A new link stands where firsthand serve runs.")


_JUST_PRINTED = "A new link was printed a moment ago: it stands where firsthand serve runs."


def _print_link(door: Door) -> bool:
    with _ASKED:
        if door.link.age(now=door.now()) < _EVERY_SECONDS:
            return False
        door.say(f"A new link to the desk, asked for in a browser: {door.new_link()}")
        return True


@router.get("/login")
def ask(request: Request, next: str = "/") -> Response:
    """Show the page on which one comes in."""
    return way_in(request.app.state.door, target=next)


@router.post("/login")
def login(
    request: Request, name: Text = "", password: Text = "", target: Text = "/", carried: Text = ""
) -> Response:
    """Check name and password, and begin a session."""
    door: Door = request.app.state.door
    going = carried_from(carried, request.app.routes)
    if not door.with_accounts:
        return way_in(door, status=403, target=target, carried=going)
    before = request.cookies.get(door.place.cookie, "")
    secret = door.login(name, password, address=address_of(request), before=before)
    if isinstance(secret, Refused):
        told = told_to_wait(secret.wait) if secret.wait else "Name and password do not fit together."
        status = 429 if secret.wait else 401
        return way_in(
            door, status=status, target=target, carried=going, name=name[:100], told=told, wait=secret.wait
        )
    return let_in(door, secret, target=target, carried=going)


@router.post("/logout")
def leave(request: Request, visitor: Annotated[Visitor, Depends(reader)]) -> Response:
    """End the session."""
    door: Door = request.app.state.door
    door.sessions.end(visitor.session)
    visitor.note("left")
    return out(door)


def _entered(request: Request, secret: str, *, target: str, carried: Carried | None) -> Response:
    door: Door = request.app.state.door
    before = request.cookies.get(door.place.cookie, "")
    session = door.enter(secret, address=address_of(request), before=before)
    if isinstance(session, Refused):
        told = told_to_wait(session.wait) if session.wait else _USED_UP
        status = 429 if session.wait else 403
        return way_in(door, status=status, target=target, carried=carried, told=told, wait=session.wait)
    return let_in(door, session, target=target, carried=carried)


_USED_UP = (
    "This link opens nothing any more: it was used, it is older than 15 minutes, or a newer one was made."
)


def let_in(door: Door, secret: str, *, target: str = "/", carried: Carried | None = None) -> Response:
    """Return the way on with the session's cookie: to a page, or to the form that was about to be sent."""
    if carried is not None:
        session = door.session_of(secret)
        answer = go_on(carried, csrf=csrf_of(secret), name=session.name if session else "")
    else:
        answer = RedirectResponse(own_path(target), 303)
    answer.set_cookie(
        door.place.cookie,
        secret,
        max_age=int(ABSOLUTE_SECONDS),
        secure=door.place.secure,
        httponly=True,
        samesite="strict",
    )
    return answer


def out(door: Door, *, told: str = "What you decided is kept.") -> Response:
    """Return the page after leaving; the browser forgets what it held of the desk."""
    answer = outside("door/left.html", told=told, with_accounts=door.with_accounts)
    answer.delete_cookie(door.place.cookie, secure=door.place.secure, httponly=True, samesite="strict")
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


def told_to_wait(seconds: int) -> str:
    """Return what one is told who tried too often."""
    told = f"{seconds} seconds" if seconds < 90 else f"{-(-seconds // 60)} minutes"
    return f"Too many attempts. Wait {told}, then try again."
