"""The audit log, for the owner of the desk."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from firsthand.web.door.asking import owner
from firsthand.web.door.door import Door
from firsthand.web.door.visitor import Visitor
from firsthand.web.rendering import page

router = APIRouter()
_LINES = 100


@router.get("/audit")
def audit(
    request: Request,
    visitor: Annotated[Visitor, Depends(owner)],
    before: Annotated[int, Query(ge=0, le=2**53)] = 0,
) -> Response:
    """Show who came in, who did not, who decided and took what away; the latest first."""
    door: Door = request.app.state.door
    lines = door.audit.lines(before=before, limit=_LINES + 1)
    older = lines[_LINES - 1].number if len(lines) > _LINES else 0
    return page(request, "audit.html", lines=lines[:_LINES], older=older, kept=door.file.path is not None)
