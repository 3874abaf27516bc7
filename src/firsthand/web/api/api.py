"""The API as an application of its own, which the desk's application mounts at /api/v1.

Whatever goes wrong in here is told as a problem, in JSON, never as a page.
"""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from firsthand.model.errors import FirsthandError
from firsthand.web.api import deciding, material, reading, visiting
from firsthand.web.api.again import Answers
from firsthand.web.api.describing import describe
from firsthand.web.api.problems import mistaken, of_error, of_status, problem
from firsthand.web.door import Door, NotAllowedError, NotEnteredError

_PARTS = (visiting, reading, material, deciding)
_ROUTES = [route for part in _PARTS for route in part.router.routes if isinstance(route, APIRoute)]


def make_api(desk: Any, door: Door) -> FastAPI:
    """Return the API of a desk: the same operations as its pages, for programs."""
    api = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    api.state.desk, api.state.door = desk, door
    api.state.answers = Answers(door.file)
    for part in _PARTS:
        api.include_router(part.router)
    description = describe(_ROUTES, cookie=door.place.cookie)

    @api.get("/openapi.json", include_in_schema=False)
    def openapi() -> Response:
        """What can be asked here, as OpenAPI 3.1; open to all, since it tells nothing of the case."""
        return JSONResponse(description, headers={"Cache-Control": "no-cache"})

    api.state.description = description
    api.add_exception_handler(FirsthandError, _failed)
    api.add_exception_handler(RequestValidationError, _mistaken)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(NotEnteredError, _not_entered)
    api.add_exception_handler(NotAllowedError, _not_allowed)
    api.add_exception_handler(Exception, _stumbled)
    return api


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, FirsthandError)
    return problem(of_error(error), str(error))


async def _mistaken(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # What was sent is not told back: it may be huge, or no Unicode.
    mistakes = tuple(mistaken(_where(e["loc"]), str(e["msg"])) for e in error.errors()[:20])
    told = "; ".join(f"{mistake.where}: {mistake.what}" for mistake in mistakes[:3])
    return problem(of_status(422), f"{told}. {_SEE}", mistakes=mistakes)


_SEE = "The list of operations is at /api."


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(sorted(_allowed(request)))
    standard = error.detail in ("Not Found", "Method Not Allowed", "")
    return problem(of_status(error.status_code), "" if standard else str(error.detail), headers=headers)


async def _not_entered(request: Request, error: Exception) -> Response:
    return problem(of_status(401), headers={"WWW-Authenticate": 'Bearer realm="firsthand"'})


async def _not_allowed(request: Request, error: Exception) -> Response:
    return problem(of_status(403), str(error))


async def _stumbled(request: Request, error: Exception) -> Response:
    return problem(of_status(500), "firsthand stumbled over this. Please report what you asked for.")


def _allowed(request: Request) -> set[str]:
    """Return the methods that the address takes, of all operations that stand there."""
    methods: set[str] = set()
    for route in _ROUTES:
        match, _ = route.matches(request.scope)
        if match is not Match.NONE:
            methods |= set(route.methods or ())
    return methods


def _where(place: Sequence[object]) -> str:
    return ".".join(str(part) for part in place)
