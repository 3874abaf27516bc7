"""The desk as a web server: pages and API behind one door."""

from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec

from fastapi import Depends, FastAPI
from fastapi.responses import FileResponse
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from firsthand.desk import Desk
from firsthand.web import pages
from firsthand.web.door import Door, reader
from firsthand.web.door.guards.guard import Guard
from firsthand.web.door.routes import accounts, auditing, entering
from firsthand.web.errors import add_handlers, told

_STATIC = files("firsthand.web") / "static"
_REPORT = files("firsthand.publish.report") / "static"


def make_app(desk: Desk, door: Door) -> FastAPI:
    """Return the app that shows a desk to whom the door lets in."""
    app = FastAPI(
        title="firsthand", version=version("firsthand"), docs_url=None, redoc_url=None, openapi_url=None
    )
    app.state.desk, app.state.door = desk, door
    for own in (entering, accounts, auditing):
        app.include_router(own.router)
    for router in pages.routers():
        # Nobody sees a page without having come in, even where its module forgot to ask.
        app.include_router(router, dependencies=[Depends(reader)])
    if find_spec("firsthand.web.api") and find_spec("firsthand.web.api.api"):
        from firsthand.web.api.api import make_api

        app.mount("/api/v1", make_api(desk, door))

    @app.get("/static/page.css")
    def page_css() -> Response:
        """Show the colours and type of the report, which the desk shares."""
        return FileResponse(str(_REPORT / "page.css"), media_type="text/css")

    app.mount("/static", _Static(directory=str(_STATIC)), name="static")
    add_handlers(app)
    app.add_middleware(Guard, place=door.place, refuse=told)
    return app


class _Static(StaticFiles):
    """The desk's own files; a browser asks each time whether it still has the right ones."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        answer: Response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["cache-control"] = "no-cache, private"
        return answer
