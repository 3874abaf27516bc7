"""What a visitor is told where a page cannot be shown: what happened and what to do, never the inside."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from firsthand.model.errors import BusyCaseError, CaseError, FirsthandError, GoneError, InputError
from firsthand.web.door import NotAllowedError, NotEnteredError
from firsthand.web.door.asking import look_up
from firsthand.web.door.routes.again import ask_to_enter
from firsthand.web.rendering import outside, page

_LOG = logging.getLogger("firsthand.desk")
_HEADINGS = {
    400: "This address or form is off",
    403: "Not yours to do",
    404: "Nothing here",
    405: "Not asked for like this",
    413: "Too much at once",
    414: "Too long an address",
    421: "Not this desk",
    429: "Wait a little",
    431: "Too many headers",
    500: "The desk stumbled",
    503: "The case cannot be used right now",
}
_TOLD = {
    404: "There is no such page. A claim or document that was here may have left the record with a decision.",
    405: "This page cannot be asked for in this way.",
    500: "Something went wrong that should not. What you decided before is kept; what happened stands in the "
    "log of the desk. Go back, and try again.",
}


def told(request: Request, status: int, why: str = "") -> Response:
    """Return the answer that says what is wrong: a page, or JSON where a program asks."""
    why = why or _TOLD.get(status, "")
    if request.url.path.startswith("/api/"):
        from firsthand.web.api import methods_at
        from firsthand.web.api.problems import of_status, problem

        headers = {"Allow": ", ".join(methods_at(request.url.path))} if status == 405 else None
        return problem(of_status(status), why, headers=headers)
    heading = _HEADINGS.get(status, "This did not work")
    context: dict[str, Any] = {"status": status, "heading": heading, "told": why}
    if getattr(request.state, "visitor", None) is not None:
        try:
            return page(request, "error.html", **context)
        except Exception:  # the page around it may be what is broken
            _LOG.exception("the error page failed")
    return outside("door/refused.html", **context)


def add_handlers(app: FastAPI) -> None:
    """Let an app answer errors so."""

    @app.exception_handler(NotEnteredError)
    async def not_entered(request: Request, error: NotEnteredError) -> Response:
        return ask_to_enter(request, error)

    @app.exception_handler(NotAllowedError)
    async def not_allowed(request: Request, error: NotAllowedError) -> Response:
        return told(request, 403, str(error))

    @app.exception_handler(GoneError)
    async def gone(request: Request, error: GoneError) -> Response:
        return told(request, 404, str(error))

    @app.exception_handler(InputError)
    async def off(request: Request, error: InputError) -> Response:
        return told(request, 400, str(error))

    @app.exception_handler(CaseError)
    async def unusable(request: Request, error: CaseError) -> Response:
        answer = told(request, 503, str(error))
        if isinstance(error, BusyCaseError):
            answer.headers["retry-after"] = "5"
        return answer

    @app.exception_handler(FirsthandError)
    async def refused(request: Request, error: FirsthandError) -> Response:
        return told(request, 409, str(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        names = ", ".join(sorted({str(one["loc"][-1]) for one in error.errors()}))
        return told(request, 400, f"This cannot be read: {names[:200]}. Go back and try again.")

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        look_up(request)  # who is in is told on a page of the desk
        own = str(error.detail) if error.status_code not in _TOLD else ""
        answer = told(request, error.status_code, own)
        for name, value in (error.headers or {}).items():
            answer.headers[name] = value
        return answer
