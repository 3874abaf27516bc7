"""What went wrong with a request, said as RFC 9457 says it: a kind, a sentence, and what to do next.

Every answer of the API that is no success is `application/problem+json` with the same sentence that a page
or the command line would show. `type` is an address on this desk that explains the kind of problem;
`firsthand.client` turns it back into the error that the library raises.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, TypeAdapter
from starlette.responses import Response

from firsthand.model import errors

MEDIA = "application/problem+json"
EXPLAINED_AT = "/api#problem-"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong with what was sent: where it stands, and what is asked for there."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request was not answered. `detail` is a sentence for a person, with the next thing to do."""

    type: Annotated[str, Field(description="Address on this desk that explains this kind of problem.")]
    title: Annotated[str, Field(description="The kind of problem, in a few words.")]
    status: Annotated[int, Field(ge=400, le=599, description="The HTTP status, as in the status line.")]
    detail: Annotated[str, Field(description="What happened here, and what to do next.")]
    mistakes: Annotated[
        tuple[Mistake, ...], Field(description="What is wrong with the parameters or the body, one by one.")
    ] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its short name, its status, and what it means to whoever asked."""

    name: str
    status: int
    title: str
    meaning: str


# The order matters where an error is of several: the narrowest class comes first.
_OF_ERRORS: tuple[tuple[type[errors.FirsthandError], Kind], ...] = (
    (
        errors.GoneError,
        Kind(
            "gone",
            404,
            "Not in the case",
            "The id is of nothing in the case, or of nothing any more. The detail says where to look.",
        ),
    ),
    (
        errors.DecisionError,
        Kind(
            "decision",
            422,
            "This cannot be decided",
            "The decision gives no reason, or its target cannot be decided on like this.",
        ),
    ),
    (
        errors.AccountError,
        Kind("account", 403, "Not with this account", "The account or its token does not allow this."),
    ),
    (
        errors.InputError,
        Kind("input", 422, "This cannot be used", "A value cannot be used; the detail says why."),
    ),
    (
        errors.ReadOnlyCaseError,
        Kind(
            "read-only-case",
            409,
            "The case can only be read",
            "The case stands where nothing can be written. Reading goes on; deciding and building do not.",
        ),
    ),
    (
        errors.BusyCaseError,
        Kind(
            "busy-case",
            503,
            "The case is being written",
            "Another firsthand writes the case. Ask again after the seconds in Retry-After.",
        ),
    ),
    (
        errors.CaseFullError,
        Kind("case-full", 503, "The case cannot be written", "The disk is full, or the case cannot grow."),
    ),
    (
        errors.LockedCaseError,
        Kind("locked-case", 409, "The case is encrypted", "The case has to be unlocked first."),
    ),
    (
        errors.CaseError,
        Kind("case", 503, "The case cannot be used", "Something is wrong with the case file."),
    ),
    (
        errors.PublishError,
        Kind(
            "publish", 409, "This cannot be published", "What was asked for may not leave the case as it is."
        ),
    ),
    (errors.FirsthandError, Kind("firsthand", 409, "This did not work", "The detail says why.")),
)
_OF_STATUSES = {
    400: Kind("request", 400, "The request cannot be read", "The request is broken: the detail says where."),
    401: Kind(
        "sign-in",
        401,
        "Sign in first",
        "Nobody is signed in. Send a token: `Authorization: Bearer TOKEN`. "
        "An owner makes one with `firsthand accounts`.",
    ),
    403: Kind(
        "forbidden", 403, "Your role does not allow this", "Reading, deciding and building need a role."
    ),
    404: Kind("nowhere", 404, "There is nothing at this address", "The list of operations is at /api."),
    405: Kind("method", 405, "Not like this", "The address takes other methods; Allow names them."),
    409: Kind("conflict", 409, "This was sent twice at once", "The first one is still being worked on."),
    413: Kind("too-large", 413, "This is too large", "A request may hold one megabyte."),
    414: Kind("address", 414, "The address is too long", "Ask for less at once."),
    415: Kind("media", 415, "Only JSON is read", "Send `Content-Type: application/json`."),
    421: Kind("host", 421, "Not this desk", "The desk does not answer to that host name."),
    422: Kind(
        "asked", 422, "The request asks for what is not there to ask", "`mistakes` says what, one by one."
    ),
    429: Kind("too-many", 429, "Too many requests", "Ask again after the seconds in Retry-After."),
    431: Kind("headers", 431, "Too many headers", "The request carries more than any client sends."),
    500: Kind("defect", 500, "firsthand stumbled", "A defect of firsthand. Please report it."),
    503: Kind("closed", 503, "Not now", "The desk cannot answer for a moment. Ask again."),
}
KINDS = (*_OF_STATUSES.values(), *(kind for _, kind in _OF_ERRORS))
_PROBLEM = TypeAdapter(Problem)


def of_error(error: errors.FirsthandError) -> Kind:
    """Return the kind of problem that an error of firsthand is."""
    return next(kind for raised, kind in _OF_ERRORS if isinstance(error, raised))


def of_status(status: int) -> Kind:
    """Return the kind of problem that a bare HTTP status is."""
    return _OF_STATUSES.get(status) or (_OF_STATUSES[400] if status < 500 else _OF_STATUSES[503])


def problem(
    kind: Kind,
    detail: str = "",
    *,
    mistakes: tuple[Mistake, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the answer that tells of a problem; without a `detail` the kind's meaning is told."""
    told = Problem(
        EXPLAINED_AT + kind.name, kind.title, kind.status, _plain(detail or kind.meaning), mistakes
    )
    given = {"Cache-Control": "no-store", **(headers or {})}
    if kind.status == 503:
        given.setdefault("Retry-After", "2")
    return Response(_PROBLEM.dump_json(told), kind.status, given, MEDIA)


def mistaken(where: str, what: str) -> Mistake:
    """Return a mistake whose words can be written as JSON, whatever was sent."""
    return Mistake(_plain(where)[:200], _plain(what)[:500])


def _plain(text: str) -> str:
    """Return the text with what is no Unicode replaced: half a surrogate pair cannot be sent back."""
    return text.encode("utf-8", "replace").decode()
