"""Where nobody is in: the way in, with what was about to be sent carried along."""

from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.responses import Response

from firsthand.web.door.asking import NotEnteredError
from firsthand.web.door.door import Door
from firsthand.web.rendering import outside, path_of


def ask_to_enter(request: Request, error: NotEnteredError) -> Response:
    """Return the page that says how to come in."""
    door: Door = request.app.state.door
    if request.url.path.startswith("/api/"):
        return JSONResponse(
            {"error": {"status": 401, "message": "Come in first, or send a token: Authorization: Bearer …"}},
            401,
            {"www-authenticate": "Bearer"},
        )
    target = path_of(request) if request.method == "GET" else "/"
    return outside("door/shut.html", status=401, door=door, target=target, name=error.name)
