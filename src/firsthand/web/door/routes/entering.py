"""Coming in by the link, and leaving."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from firsthand.web.door.asking import address_of, reader
from firsthand.web.door.door import Door
from firsthand.web.door.keeping.sessions import ABSOLUTE_SECONDS
from firsthand.web.door.visitor import Visitor
from firsthand.web.rendering import outside

router = APIRouter()


@router.get("/enter/{secret}")
def offer(request: Request, secret: str) -> Response:
    """Show the button that enters: looking at a link, as previews do, does not use it up."""
    return outside("door/enter.html", secret=secret)


@router.post("/enter/{secret}")
def enter(request: Request, secret: str) -> Response:
    """Use the link up, and begin a session."""
    door: Door = request.app.state.door
    session = door.enter(secret, address=address_of(request))
    if session is None:
        return outside("door/shut.html", status=403, door=door, target="/", name="")
    return let_in(door, session, "/")


@router.post("/logout")
def leave(request: Request, visitor: Annotated[Visitor, Depends(reader)]) -> Response:
    """End the session."""
    door: Door = request.app.state.door
    door.sessions.end(visitor.session)
    visitor.note("left")
    answer = outside("door/left.html")
    answer.delete_cookie(door.place.cookie, secure=door.place.secure, httponly=True, samesite="strict")
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


def let_in(door: Door, secret: str, target: str) -> Response:
    """Return the way on, with the session's cookie."""
    answer = RedirectResponse(target, 303)
    answer.set_cookie(
        door.place.cookie,
        secret,
        max_age=int(ABSOLUTE_SECONDS),
        secure=door.place.secure,
        httponly=True,
        samesite="strict",
    )
    return answer
