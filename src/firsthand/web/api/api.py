"""The API as an application of its own, which the desk's application mounts at /api/v1.

Whatever goes wrong in here is told as a problem, in JSON, never as a page.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from firsthand.model.errors import FirsthandError
from firsthand.web.api import deciding, material, reading, visiting
from firsthand.web.api.again import Answers
from firsthand.web.api.describing import ADDRESS, describe
from firsthand.web.api.problems import mistaken, of_error, of_status, problem
from firsthand.web.door import Door, NotAllowedError, NotEnteredError

_PARTS = (visiting, reading, material, deciding)
_ROUTES = [route for part in _PARTS for route in part.router.routes if isinstance(route, APIRoute)]


def description_of(door: Door) -> dict[str, Any]:
    """Return what the API of a desk says of itself."""
    return _description(door.place.cookie)


@cache
def _description(cookie: str) -> dict[str, Any]:
    return describe(_ROUTES, cookie=cookie)


def make_api(desk: Any, door: Door) -> FastAPI:
    """Return the API of a desk: the same operations as its pages, for programs."""
    api = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    api.state.desk, api.state.door = desk, door
    api.state.answers = Answers(door.file)
    for part in _PARTS:
        api.include_router(part.router)
    description = description_of(door)

    @api.get("/openapi.json", include_in_schema=False)
    def openapi() -> Response:
        """What can be asked here, as OpenAPI 3.1; open to all, since it tells nothing of the case."""
        return JSONResponse(description, headers={"Cache-Control": "no-cache"})

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
    mistakes = tuple(mistaken(_where(e["loc"]), _what(e)) for e in error.errors()[:20])
    told = "; ".join(f"{mistake.where}: {mistake.what}" for mistake in mistakes[:3])
    return problem(of_status(422), f"{told}. {_SEE}", mistakes=mistakes)


_SEE = "The list of operations is at /api."


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(methods_at(request.url.path))
    standard = error.detail in ("Not Found", "Method Not Allowed", "")
    return problem(of_status(error.status_code), "" if standard else str(error.detail), headers=headers)


async def _not_entered(request: Request, error: Exception) -> Response:
    return problem(of_status(401), headers={"WWW-Authenticate": 'Bearer realm="firsthand"'})


async def _not_allowed(request: Request, error: Exception) -> Response:
    return problem(of_status(403), str(error))


async def _stumbled(request: Request, error: Exception) -> Response:
    return problem(of_status(500), "firsthand stumbled over this. Please report what you asked for.")


def methods_at(path: str) -> tuple[str, ...]:
    """Return the methods that an address of the API takes, of all operations that stand there."""
    inside = path.removeprefix(ADDRESS)
    found = {method for route in _ROUTES if route.path_regex.match(inside) for method in route.methods or ()}
    return tuple(sorted(found)) or ("GET",)


def _what(error: Mapping[str, Any]) -> str:
    """Return in plain words what is wrong with a value."""
    context = error.get("ctx", {})
    told = _WORDS.get(error.get("type", ""))
    return told.format(**context) if told else str(error["msg"]).removeprefix("Value error, ")


_WORDS = {
    "extra_forbidden": "there is no such parameter or field",
    "missing": "this is needed",
    "literal_error": "write one of {expected}",
    "enum": "write one of {expected}",
    "greater_than_equal": "write {ge} or more",
    "less_than_equal": "write {le} or less",
    "string_too_long": "this is too long: {max_length} characters at most",
    "string_too_short": "this is empty",
    "string_pattern_mismatch": "there is a character in it that cannot be meant",
    "too_long": "these are too many: {max_length} at most",
    "too_short": "these are too few: {min_length} at least",
    "string_type": "write a text",
    "int_type": "write a whole number",
    "list_type": "write a list",
    "model_type": "write an object",
}


def _where(place: Sequence[object]) -> str:
    return ".".join(str(part) for part in place)
