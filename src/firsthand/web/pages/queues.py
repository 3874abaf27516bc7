"""What waits for a decision: conflicts, changes, claims on one origin, decisions that fit no more."""

from typing import Annotated, Any, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import Open, Queue
from firsthand.model.errors import GoneError
from firsthand.publish.telling.wording import clean
from firsthand.web.door import Visitor, reader
from firsthand.web.rendering import page
from firsthand.web.views.weighing.pieces import piece_drawn
from firsthand.web.views.weighing.waiting import (
    find_open,
    onward_of,
    place_of,
    sides_of,
    waiting_views,
    wordings_of,
)

router = APIRouter()
_PART = 20  # items of one part: each is set with all its answers
_QUEUES = {
    "conflicts": (
        "Contested",
        "One question, answered differently. One column for each answer, the widest support first. Open one "
        "to read the sentences in their originals; then say whether it is a conflict.",
    ),
    "variants": (
        "Changed in retelling",
        "The earlier or fuller wording above, the changed one below, word under word. Say whether it changes "
        "what is said.",
    ),
    "single-origin": (
        "Told by several, from one origin",
        "These look well supported and are not: all who tell them have them from the same place. Accept "
        "those where that is so; where an independent account is there, say who said it.",
    ),
    "misfits": (
        "Decisions that fit no more",
        "They hold, but what they were about was not found again when the case was built anew. Take them "
        "back, or decide again on what is there now. Nothing of them is lost.",
    ),
}  # fmt: skip


@router.get("/queue/{kind}", response_class=HTMLResponse)
def queue(
    request: Request,
    visitor: Annotated[Visitor, Depends(reader)],
    kind: str,
    story: str = "",
    after: str = "",
) -> HTMLResponse:
    """Return a part of what waits for a decision; what is decided stands at its end."""
    desk: OpenDesk = request.app.state.desk
    if kind not in _QUEUES:
        raise HTTPException(404)
    heading, said = _QUEUES[kind]
    found = desk.queue(cast(Queue, kind), story=story, after=after, limit=_PART)
    waiting = waiting_views(desk, found.items)
    return page(
        request,
        "queue.html",
        kind=kind,
        heading=heading,
        said=said,
        undecided=[one for one in waiting if one.open.state == "open"],
        decided=[one for one in waiting if one.open.state != "open"],
        total=found.total,
        story=desk.story(story).story if story else None,
        stories=_stories(desk, found.items),
        after=after,
        tail=_tail(story=story, after=after),
        onward=f"/queue/{kind}{_tail(story=story, after=found.after)}" if found.after else "",
        first=f"/queue/{kind}{_tail(story=story)}",
    )


@router.get("/queue/piece/{statement}.svg")
def piece(request: Request, visitor: Annotated[Visitor, Depends(reader)], statement: str) -> Response:
    """Return the piece of a page where a statement stands, as a picture."""
    drawn = piece_drawn(request.app.state.desk, statement)
    return Response(drawn, media_type="image/svg+xml", headers={"cache-control": "private, max-age=600"})


@router.get("/queue/conflicts/{conflict}", response_class=HTMLResponse)
def conflict(
    request: Request,
    visitor: Annotated[Visitor, Depends(reader)],
    conflict: str,
    story: str = "",
    after: str = "",
) -> HTMLResponse:
    """Return a conflict with the sentences of both answers in their originals, side by side."""
    desk: OpenDesk = request.app.state.desk
    one = _found(desk, "conflicts", conflict)
    view, sides = sides_of(desk, one)
    return _worked(request, one, story, after, view=view, sides=sides)


@router.get("/queue/variants/{variant}", response_class=HTMLResponse)
def variant(
    request: Request,
    visitor: Annotated[Visitor, Depends(reader)],
    variant: str,
    story: str = "",
    after: str = "",
) -> HTMLResponse:
    """Return a change with both wordings in step, and each in its original."""
    desk: OpenDesk = request.app.state.desk
    one = _found(desk, "variants", variant)
    view, sides = wordings_of(desk, one)
    return _worked(request, one, story, after, view=view, sides=sides)


def _worked(request: Request, one: Open, story: str, after: str, **shown: Any) -> HTMLResponse:
    desk: OpenDesk = request.app.state.desk
    onward = onward_of(desk, one.kind, one.id, story=story, after=after)
    return page(
        request,
        "conflict.html" if one.kind == "conflicts" else "variant.html",
        one=one,
        seen=one.history[-1].id if one.history else "",
        title=clean(desk.story(one.story).story.title),
        holding=desk.in_force(),
        onward=onward,
        queue=f"/queue/{one.kind}{_tail(story=story, after=after)}",
        mine=place_of(one),
        **shown,
    )


def _found(desk: OpenDesk, kind: Queue, item: str) -> Open:
    found = find_open(desk, kind, item)
    if found is None:
        word = "conflict" if kind == "conflicts" else "change"
        raise GoneError(
            f"This {word} is in the record no more: a decision on its claims or statements ended it. "
            "The decisions are kept under Decisions, and can be taken back there."
        )
    return found


def _stories(desk: OpenDesk, found: tuple[Open, ...]) -> dict[str, str]:
    return {one.story: clean(desk.story(one.story).story.title) for one in found if one.story}


def _tail(**query: str) -> str:
    said = {name: value for name, value in query.items() if value}
    return f"?{urlencode(said)}" if said else ""
