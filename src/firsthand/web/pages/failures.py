"""Failures: what did not work, what that means, and what to do next."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from firsthand.desk.open_desk import OpenDesk
from firsthand.web.door import Visitor, reader
from firsthand.web.rendering import page
from firsthand.web.views.whole.broken import groups_of

router = APIRouter()
SHOWN = 200  # documents of one step; who has more of them looks at the first ones first


@router.get("/failures", response_class=HTMLResponse)
def failures(request: Request, visitor: Annotated[Visitor, Depends(reader)], step: str = "") -> HTMLResponse:
    """Return what did not work, by step; with `step` all of that one."""
    desk: OpenDesk = request.app.state.desk
    found = desk.failures()
    groups = groups_of(found)
    return page(
        request,
        "failures.html",
        groups=[g for g in groups if not step or g.step.name == step],
        total=len(found),
        most=None if step else SHOWN,
        documents=desk.documents(limit=1).total,
    )
