"""Persons: whom the case names, what would be shown of them, and who decided so.

For reviewers and the owner. There is no search in it, no export and no order by how often somebody is named:
it is there to protect people, not to look them up.
"""

import threading
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from firsthand.desk.open_desk import OpenDesk
from firsthand.web.door import Visitor, reviewer
from firsthand.web.rendering import page
from firsthand.web.views.whole.leaving import every_person, preview, quoted, refusal, warm

router = APIRouter()
PART = 25
_WARM = threading.Lock()


@router.get("/persons", response_class=HTMLResponse)
def persons(
    request: Request,
    visitor: Annotated[Visitor, Depends(reviewer)],
    which: str = "",
    after: str = "",
    look: str = "",
) -> HTMLResponse:
    """Return a part of the persons; with `look` how a sentence that names one of them leaves the case."""
    desk: OpenDesk = request.app.state.desk
    if not look and _WARM.acquire(blocking=False):  # once: who looks at a sentence next need not wait for it
        threading.Thread(target=warm, daemon=True, name="vocabulary of protection").start()
    people = every_person(desk)
    fitting = [row for row in people if not which or row.shown == (which == "named")]
    first = next((i + 1 for i, row in enumerate(fitting) if row.person.id == after), 0) if after else 0
    shown = fitting[first : first + PART]
    more = shown[-1].person.id if first + PART < len(fitting) else ""
    looked_at = next((row for row in people if row.person.id == look), None)
    return page(
        request,
        "persons.html",
        people=[(row, quoted(desk, row.person)) for row in shown],
        named=sum(row.shown for row in people),
        hidden=sum(not row.shown for row in people),
        which=which,
        after=after,
        first=first == 0,
        onward=f"/persons?{urlencode({'which': which, 'after': more})}" if more else "",
        looked_at=looked_at.person.id if looked_at else "",
        preview=preview(desk, looked_at, people) if looked_at else None,
        refused=refusal(desk),
        look_path=f"/persons?{urlencode({'which': which, 'after': after})}&look=",
    )
