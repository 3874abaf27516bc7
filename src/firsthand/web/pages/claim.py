"""A claim: its statements side by side, its origins, what contests it, what was decided."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from firsthand.desk.open_desk import OpenDesk
from firsthand.review import History
from firsthand.web.door import Visitor, reader
from firsthand.web.rendering import page
from firsthand.web.views.weighing.claim_page import claim_page
from firsthand.web.views.weighing.links import to_claim, to_story

router = APIRouter()


@router.get("/claims/{claim}", response_class=HTMLResponse)
def claim(
    request: Request, visitor: Annotated[Visitor, Depends(reader)], claim: str, after: str = ""
) -> Response:
    """Return a claim with a part of its statements; an id it had before a merge leads on to it."""
    desk: OpenDesk = request.app.state.desk
    file = desk.claim(claim, after=after)
    if file.claim.id != claim:
        return RedirectResponse(to_claim(file.claim.id), 303)
    index = desk.index(file.story.id)
    history = History(file.history)
    records = [desk.record(one).record for one in file.records[:50]]
    shown = claim_page(index, file, history)

    def to(address: str) -> str:
        return shown.links.get(address, to_story(file.story.id))

    return page(
        request,
        "claim.html",
        to=to,
        file=file,
        claim=file.claim,
        shown=shown,
        history=[d for d in file.history if d in history.of(file.claim.id)],
        holding=history.in_force,
        seen=history.last(file.claim.id),
        records=records,
        more_records=len(file.records) - len(records),
        after=after,
        onward=f"{to_claim(claim)}?after={file.statements.after}" if file.statements.after else "",
        mine=to_claim(claim),
    )
