"""What a page asks of who wants to see it: `Annotated[Visitor, Depends(reader)]`, reviewer or owner.

Who comes with a session must send with every form what only its pages know (csrf); a token needs none, since
no browser sends one by itself.
"""

from collections.abc import Awaitable, Callable

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from firsthand.web.door.door import Door, Refused
from firsthand.web.door.keeping.digests import same
from firsthand.web.door.visitor import Role, Visitor

SAFE = frozenset({"GET", "HEAD"})
_FIELDS = 5000  # of one form
_TOO_MANY = "Too many tokens that open nothing came from this machine. Wait, then try again."
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class NotEnteredError(Exception):
    """Nobody is in: never came, or the session is over. `posted` is the form they were about to send.

    `name` is whose session it was.
    """

    def __init__(self, posted: tuple[tuple[str, str], ...] = (), *, name: str = "") -> None:
        super().__init__("nobody is in")
        self.posted = posted
        self.name = name


class NotAllowedError(Exception):
    """Somebody asks for what their role does not allow, or with a form that is not of their session."""


def asks(role: Role) -> Callable[[Request], Awaitable[Visitor]]:
    """Return what lets in who has a role or more."""

    async def ask(request: Request) -> Visitor:
        visitor = await visitor_of(request)
        if not visitor.may(role):
            await run_in_threadpool(visitor.note, "not allowed", f"{request.method} {request.url.path}")
            raise NotAllowedError(
                f"This needs the role of {_article(role)}; {visitor.name} is {_article(visitor.role)}. "
                "The owner of the desk can change it."
            )
        return visitor

    ask.__name__ = role
    return ask


async def visitor_of(request: Request) -> Visitor:
    """Return who asks; raises NotEnteredError, and NotAllowedError for a form that is of no session."""
    known: Visitor | None = getattr(request.state, "visitor", None)
    if known is not None:
        return known
    door: Door = request.app.state.door
    address = address_of(request)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        found = await run_in_threadpool(door.bearer, token.strip(), address=address)
        if isinstance(found, Refused):
            if found.wait:
                raise HTTPException(429, _TOO_MANY, {"retry-after": str(found.wait)})
            raise NotEnteredError()
        request.state.visitor = found
        return found
    return await _with_session(request, door, address)


async def _with_session(request: Request, door: Door, address: str) -> Visitor:
    secret = request.cookies.get(door.place.cookie, "")
    session = door.session_of(secret)
    visitor = door.visitor_of(session, secret, address=address) if session else None
    if visitor is None:
        raise NotEnteredError(await posted(request), name=session.name if session else "")
    if request.method not in SAFE and not same(await _csrf(request), visitor.csrf):
        raise NotAllowedError(
            "This form is not one of your session. Load its page again, and send it from there."
        )
    request.state.visitor = visitor
    return visitor


def look_up(request: Request) -> None:
    """Note who is in, for a page that tells of an error; it lets nobody do anything, and reads no form."""
    door: Door = request.app.state.door
    secret = request.cookies.get(door.place.cookie, "")
    if getattr(request.state, "visitor", None) is None and (session := door.session_of(secret)):
        request.state.visitor = door.visitor_of(session, secret, address=address_of(request))


def address_of(request: Request) -> str:
    """Return from which machine a request comes."""
    return request.client.host if request.client else ""


async def posted(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the fields of the form that a request brings; nothing where it brings none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method != "POST" or kind not in _FORMS:
        return ()
    form = await request.form(max_files=0, max_fields=_FIELDS)
    return tuple((name, value) for name, value in form.multi_items() if isinstance(value, str))


async def _csrf(request: Request) -> str:
    header = request.headers.get("x-csrf")
    return header if header is not None else dict(await posted(request)).get("csrf", "")


def _article(role: Role) -> str:
    return f"an {role}" if role == "owner" else f"a {role}"


reader = asks("reader")
reviewer = asks("reviewer")
owner = asks("owner")
