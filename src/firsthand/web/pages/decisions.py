"""Decisions: all that was decided, whether it holds, what fits no more, and where reviewers part."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import Misfit
from firsthand.model import Decision
from firsthand.model.errors import GoneError
from firsthand.web.door import Visitor, reader
from firsthand.web.rendering import page
from firsthand.web.views.whole.decided import ACTIONS, STANDS, Told, kind_of, partings
from firsthand.web.views.whole.listing import every_decision, lines_of, taken_back_by
from firsthand.web.views.whole.refitting import Candidate, candidates_of

router = APIRouter()
PART = 25
_MISFITS = 10  # shown on the first part; the queue has them all
_PARTINGS = 10


@dataclass(frozen=True, slots=True)
class Loose:
    """A decision that fits no more, with what it may be about now."""

    line: Told
    candidates: tuple[Candidate, ...]


@router.get("/decisions", response_class=HTMLResponse)
def decisions(
    request: Request,
    visitor: Annotated[Visitor, Depends(reader)],
    reviewer: str = "",
    action: str = "",
    stands: str = "",
    after: str = "",
) -> HTMLResponse:
    """Return a part of the decisions, the latest first."""
    desk: OpenDesk = request.app.state.desk
    made, force = every_decision(desk), desk.in_force()
    misfits = {one.decision.id: one.why for one in desk.misfits()}
    gone = taken_back_by(made)
    fitting = [
        one
        for one in made
        if (not reviewer or one.reviewer == reviewer)
        and (not action or one.action == action)
        and (not stands or _stands(one, misfits, gone) == stands)
    ]
    first = next((i + 1 for i, one in enumerate(fitting) if one.id == after), 0) if after else 0
    shown = fitting[first : first + PART]
    more = shown[-1].id if first + PART < len(fitting) else ""
    asked = {"reviewer": reviewer, "action": action, "stands": stands}
    persons = visitor.may("reviewer")
    filtered = any(asked.values())
    return page(
        request,
        "decisions.html",
        lines=lines_of(desk, shown, persons=persons, among=made, misfits=misfits),
        total=len(made),
        fitting=len(fitting),
        asked=asked,
        filtered=filtered,
        first=first == 0,
        onward=f"/decisions?{urlencode(asked | {'after': more})}" if more else "",
        begin=f"/decisions?{urlencode(asked)}",
        reviewers=sorted({one.reviewer for one in made}, key=str.casefold),
        actions=[(name, ACTIONS.get(name, name)) for name in dict.fromkeys(ACTIONS) if _any(made, name)],
        standings=tuple(STANDS.items()),
        loose=() if filtered or first else _loose(desk, desk.misfits()[:_MISFITS], made, persons=persons),
        misfits=len(misfits),
        partings=() if filtered or first else partings(made, force, desk, persons=persons, most=_PARTINGS),
    )


@router.get("/decisions/{decision}", response_class=HTMLResponse)
def decision(request: Request, visitor: Annotated[Visitor, Depends(reader)], decision: str) -> HTMLResponse:
    """Return one decision, with all others on the same thing."""
    desk: OpenDesk = request.app.state.desk
    made = every_decision(desk)
    found = next((one for one in made if one.id == decision), None)
    if found is None:
        raise GoneError(f"There is no decision “{decision}” in this case. Look for it among all decisions.")
    about = {found.target, *(d.id for d in made if d.target == found.target), found.id}
    related = [one for one in made if one.target in about or one.id in about]
    persons = visitor.may("reviewer")
    lines = lines_of(desk, related, persons=persons, among=made)
    return page(
        request,
        "decision.html",
        line=next(line for line in lines if line.decision.id == decision),
        others=[line for line in lines if line.decision.id != decision],
        loose=_loose(desk, [m for m in desk.misfits() if m.decision.id == decision], made, persons=persons),
    )


def _stands(decision: Decision, misfits: dict[str, str], gone: dict[str, Decision]) -> str:
    return "withdrawn" if decision.id in gone else "misfit" if decision.id in misfits else "holds"


def _any(made: tuple[Decision, ...], action: str) -> bool:
    return any(one.action == action for one in made)


def _loose(
    desk: OpenDesk, misfits: "tuple[Misfit, ...] | list[Misfit]", made: tuple[Decision, ...], *, persons: bool
) -> tuple[Loose, ...]:
    lines = lines_of(desk, [m.decision for m in misfits], persons=persons, among=made)
    return tuple(
        Loose(line, candidates_of(desk, line.decision) if kind_of(line.decision) != "person" else ())
        for line in lines
    )
