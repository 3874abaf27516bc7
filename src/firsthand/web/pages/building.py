"""A build: started from here or elsewhere, watched while it runs, and what it will change."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from firsthand.desk.open_desk import OpenDesk
from firsthand.model.errors import FirsthandError
from firsthand.web.door import Visitor, owner, reader
from firsthand.web.pages.custody import shown_path
from firsthand.web.rendering import page
from firsthand.web.views.whole.progress import progress_of

router = APIRouter()


@router.get("/build", response_class=HTMLResponse)
def build(request: Request, visitor: Annotated[Visitor, Depends(reader)]) -> HTMLResponse:
    """Return how a build stands."""
    return _shown(request, visitor)


@router.get("/build/progress")
def progress(request: Request, visitor: Annotated[Visitor, Depends(reader)]) -> JSONResponse:
    """Return the same as data, for the page that watches it."""
    desk: OpenDesk = request.app.state.desk
    at = progress_of(desk.building())
    told: dict[str, Any] = {
        "running": at.running, "heading": at.heading, "told": at.told, "done": at.done, "total": at.total,
        "failed": at.failed, "revision": desk.revision,
        "stages": [{"words": s.words, "state": s.state, "told": s.told} for s in at.stages],
    }  # fmt: skip
    return JSONResponse(told)


@router.post("/build")
def start(request: Request, visitor: Annotated[Visitor, Depends(owner)]) -> Response:
    """Start a build; decisions stay."""
    desk: OpenDesk = request.app.state.desk
    try:
        desk.build()
    except FirsthandError as error:
        return _shown(request, visitor, refused=str(error))
    visitor.note("started a build")
    return RedirectResponse("/build", 303)


def _shown(request: Request, visitor: Visitor, *, refused: str = "") -> HTMLResponse:
    desk: OpenDesk = request.app.state.desk
    return page(
        request,
        "building.html",
        status=409 if refused else 200,
        at=progress_of(desk.building()),
        refused=refused,
        seen=desk.overview(),
        decided=len(desk.in_force()),
        misfits=len(desk.misfits()),
        failures=len(desk.failures()),
        path_shown=shown_path(desk, visitor),
        in_file=desk.path is not None,
    )
