"""What a visitor sees to for themselves: the name their decisions carry, their password, their sessions."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from firsthand.model.errors import AccountError
from firsthand.web.door.asking import NotAllowedError, address_of, reader
from firsthand.web.door.door import Door, Refused
from firsthand.web.door.keeping.accounts import checked_name
from firsthand.web.door.routes.again import way_in
from firsthand.web.door.routes.entering import let_in, out, told_to_wait
from firsthand.web.door.visitor import Visitor
from firsthand.web.rendering import outside, page

router = APIRouter()

In = Annotated[Visitor, Depends(reader)]
Text = Annotated[str, Form()]


@router.get("/account")
def account(request: Request, visitor: In) -> Response:
    """Show who one is here."""
    return _account(request, visitor)


@router.post("/account/name")
def rename(request: Request, visitor: In, name: Text = "") -> Response:
    """Let the decisions of this session carry another name: on one's own machine."""
    if visitor.way != "link":
        raise NotAllowedError("The name of an account is changed by the owner of the desk.")
    try:
        shown = checked_name(name)
    except AccountError as error:
        return _account(request, visitor, told=str(error), status=400)
    door: Door = request.app.state.door
    door.sessions.rename(visitor.session, shown)
    visitor.note("goes by another name", shown)
    return RedirectResponse("/account", 303)


@router.post("/account/password")
def password(request: Request, visitor: In, old: Text = "", new: Text = "", again: Text = "") -> Response:
    """Change the password; every other session of the account ends, and this one begins anew."""
    if visitor.way != "account":
        raise NotAllowedError("There are no passwords on this desk.")
    if new != again:
        return _account(request, visitor, told="The new password was not typed the same twice.", status=400)
    door: Door = request.app.state.door
    try:
        changed = door.change_password(visitor, old, new)
    except AccountError as error:
        return _account(request, visitor, told=str(error), status=400)
    if isinstance(changed, Refused):
        told = told_to_wait(changed.wait) if changed.wait else "The old password does not fit."
        return _account(request, visitor, told=told, status=429 if changed.wait else 403)
    secret = door.login(visitor.name, new, address=visitor.address)
    return way_in(door) if isinstance(secret, Refused) else let_in(door, secret, target="/account")


@router.post("/account/leave-everywhere")
def leave_everywhere(request: Request, visitor: In) -> Response:
    """End every session of the account."""
    if visitor.way == "token":
        raise NotAllowedError("A token has no sessions. End it: firsthand accounts CASE end-token ID")
    door: Door = request.app.state.door
    account = door.accounts.get(visitor.name).key if visitor.way == "account" else None
    ended = door.sessions.end_all(account)
    visitor.note("left everywhere", f"{ended} sessions")
    return out(door, told=f"You left in every browser ({ended}). What you decided is kept.")


@router.get("/invite/{secret}")
def invited(request: Request, secret: str) -> Response:
    """Show where a password is chosen; looking does not use the invitation up."""
    door: Door = request.app.state.door
    found = door.accounts.invited(secret, now=door.now()) if door.with_accounts else None
    if found is None:
        return way_in(door, status=403, told=_NO_INVITATION)
    return outside("door/invited.html", secret=secret, name=found.name, told="")


@router.post("/invite/{secret}")
def accept(request: Request, secret: str, password: Text = "", again: Text = "") -> Response:
    """Use an invitation up, and come in."""
    door: Door = request.app.state.door
    address = address_of(request)
    found = door.accounts.invited(secret, now=door.now()) if door.with_accounts else None
    name = found.name if found else ""
    if found and password != again:
        told = "The password was not typed the same twice."
        return outside("door/invited.html", status=400, secret=secret, name=name, told=told)
    try:
        accepted = door.accept(secret, password, address=address)
    except AccountError as error:
        return outside("door/invited.html", status=400, secret=secret, name=name, told=str(error))
    if isinstance(accepted, Refused):
        told = told_to_wait(accepted.wait) if accepted.wait else _NO_INVITATION
        return way_in(door, status=429 if accepted.wait else 403, told=told, wait=accepted.wait)
    session = door.login(accepted.name, password, address=address)
    return way_in(door) if isinstance(session, Refused) else let_in(door, session)


_NO_INVITATION = (
    "This invitation opens nothing any more: it was used, or it is older than three days. Ask the owner "
    "of the desk for another one."
)


def _account(request: Request, visitor: Visitor, *, told: str = "", status: int = 200) -> Response:
    door: Door = request.app.state.door
    key = door.accounts.get(visitor.name).key if visitor.way == "account" else None
    sessions = door.sessions.of(key, now=door.now()) if visitor.way != "token" else ()
    return page(request, "account.html", status=status, sessions=sessions, told=told)
