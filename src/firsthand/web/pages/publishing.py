"""Publishing: who would be named, the report to hand on, and how the whole folder is written."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import PersonRow
from firsthand.model.errors import FirsthandError
from firsthand.web.door import Visitor, reader, reviewer
from firsthand.web.pages.custody import shown_path
from firsthand.web.rendering import page
from firsthand.web.views.whole.leaving import every_person, refusal

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who would be named if the case left now."""

    hidden: int
    shown: int
    by_decision: tuple[PersonRow, ...]


@router.get("/publish", response_class=HTMLResponse)
def publish(request: Request, visitor: Annotated[Visitor, Depends(reader)]) -> HTMLResponse:
    """Return what would leave the case, and the way to a report."""
    return _shown(request, visitor)


@router.get("/publish/report")
@router.post("/publish/report")
def report(request: Request, visitor: Annotated[Visitor, Depends(reviewer)]) -> Response:
    """Return the report as a file, private persons under their pseudonyms."""
    desk: OpenDesk = request.app.state.desk
    try:
        text = desk.report()
    except FirsthandError as error:
        return _shown(request, visitor, refused=str(error))
    visitor.note("took the report", desk.revision)
    name = f"{desk.path.stem if desk.path else 'case'}-report.html"
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)
    return Response(
        text,
        media_type="text/html; charset=utf-8",
        headers={"content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"},
    )


def _shown(request: Request, visitor: Visitor, *, refused: str = "") -> HTMLResponse:
    desk: OpenDesk = request.app.state.desk
    why = refused or refusal(desk)
    return page(
        request,
        "publishing.html",
        status=409 if refused else 200,
        refused=why,
        leaving=None if why else _leaving(desk),
        misfits=len(desk.misfits()),
        open_conflicts=next((c.number for c in desk.overview().waiting if c.path == "/queue/conflicts"), 0),
        path_shown=shown_path(desk, visitor),
        out=f"{desk.path.stem if desk.path else 'case'}-published",
        in_file=desk.path is not None,
    )


def _leaving(desk: OpenDesk) -> Leaving:
    people = every_person(desk)
    shown = [row for row in people if row.shown]
    return Leaving(len(people) - len(shown), len(shown), tuple(row for row in people if row.decision))
