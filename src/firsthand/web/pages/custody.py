"""Custody: what was done to which bytes, when, by whom; and whether the case is what its log says."""

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from firsthand.custody.chain import plain_fields
from firsthand.custody.lives import told_time, without_folders
from firsthand.custody.telling import subject_of, told_entry
from firsthand.desk.open_desk import OpenDesk
from firsthand.model import Entry
from firsthand.publish.telling.wording import capitalised, clean
from firsthand.web.door import Visitor, owner, reader
from firsthand.web.rendering import page
from firsthand.web.views.whole.checks import Checks

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the log as a sentence."""

    entry: Entry
    told: str
    when: str
    subject: str


@router.get("/custody", response_class=HTMLResponse)
def custody(request: Request, visitor: Annotated[Visitor, Depends(reader)], after: str = "") -> HTMLResponse:
    """Return a part of the log, the latest entry first."""
    desk: OpenDesk = request.app.state.desk
    part = desk.custody(after=after)
    return page(
        request,
        "custody.html",
        part=part,
        entries=[_line(entry, whole=visitor.role == "owner") for entry in part.items],
        first=not after,
        onward=f"/custody?{urlencode({'after': part.after})}" if part.after else "",
        check=checks_of(request).last(),
        path_shown=shown_path(desk, visitor),
        in_file=desk.path is not None,
    )


@router.post("/custody/verify")
def verify(request: Request, visitor: Annotated[Visitor, Depends(owner)]) -> Response:
    """Look at every byte of the case, and tell on the page what was found."""
    desk: OpenDesk = request.app.state.desk
    if desk.path is not None:
        visitor.note("verified the case")
        checks_of(request).begin(desk.path)
    return RedirectResponse("/custody#check", 303)


def checks_of(request: Request) -> Checks:
    """Return the checks of the desk that is served."""
    found: Checks | None = getattr(request.app.state, "checks", None)
    if found is None:
        found = request.app.state.checks = Checks()
    return found


def shown_path(desk: OpenDesk, visitor: Visitor) -> str:
    """Return how a command names the case: its whole path for the owner, its file's name for all others."""
    if desk.path is None:
        return "CASE"
    return str(desk.path.resolve()) if visitor.role == "owner" else desk.path.name


def _line(entry: Entry, *, whole: bool) -> Line:
    """Return an entry as a line; only the owner sees the whole path of a file on their machine."""
    data: dict[str, Any] = plain_fields(entry) | {"digest": entry.digest}
    if not whole:
        data["name"] = without_folders(entry.name)
    return Line(entry, clean(capitalised(told_entry(data))), told_time(entry), subject_of(data))
