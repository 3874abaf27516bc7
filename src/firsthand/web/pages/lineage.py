"""Lineage: the stories of a case, and of one who derives from whom, with the passages that show it."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import Asked
from firsthand.model import Edge
from firsthand.model.errors import GoneError
from firsthand.publish.report.addresses import anchor
from firsthand.publish.telling.headline import headline, story_paths
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import day
from firsthand.web.door import Visitor, reader
from firsthand.web.rendering import page
from firsthand.web.views.derivations import Drawn, drawn, edge_view, find_edge, in_order
from firsthand.web.views.whole.of_story import OfStory

router = APIRouter()

_PART = 30  # derivations of one part of the list
_FIRST = 2  # passages of each in the list
_SHOWN = 40  # passages of the one that is looked at
_KEPT = 200  # stories whose pictures are remembered
_EDGES = OfStory(300)  # parts of lists of derivations


@dataclass(frozen=True, slots=True)
class _Told:
    """What takes a while to say of a large story: `counts` are (number, words, the list of it)."""

    headline: str
    ways: tuple[str, ...]
    counts: tuple[tuple[int, str, str], ...]
    picture: Drawn | None
    edges: tuple[Edge, ...]


_known: dict[str, tuple[Index, _Told]] = {}


@router.get("/stories", response_class=HTMLResponse)
def stories(request: Request, visitor: Annotated[Visitor, Depends(reader)], after: str = "") -> HTMLResponse:
    """Return the list of the stories, the largest first."""
    desk: OpenDesk = request.app.state.desk
    shown = desk.stories(after=after)
    onward = f"/stories?{urlencode({'after': shown.after})}" if shown.after else ""
    return page(request, "stories.html", shown=shown, after=after, onward=onward, told_day=day)


@router.get("/stories/{story}", response_class=HTMLResponse)
def story(
    request: Request,
    visitor: Annotated[Visitor, Depends(reader)],
    story: str,
    edge: str = "",
    lines: Annotated[int, Query(ge=0, le=10**6)] = 0,
) -> HTMLResponse:
    """Return the lineage of a story; `edge` is the derivation looked at, `lines` where the list goes on."""
    desk: OpenDesk = request.app.state.desk
    file = desk.story(story)
    index = desk.index(story)
    looked = find_edge(index, edge) if edge else None
    if edge and looked is None:
        raise GoneError(
            "This line of derivation is not there any more: a decision or a new build changed it."
        )
    told = _told(desk, story)
    edges = told.edges
    return page(
        request,
        "story.html",
        story=file.story,
        documents=file.documents,
        told=told,
        headline=told.headline,
        picture=told.picture,
        address={anchor("d", one.id): one.id for one in file.documents},
        looked=edge_view(index, looked, most=_SHOWN) if looked else None,
        edges=_EDGES.of(
            index,
            lines,
            lambda: tuple(
                edge_view(index, one, most=_FIRST, differences=False) for one in edges[lines : lines + _PART]
            ),
        ),
        total=len(edges),
        lines=lines,
        onward=lines + _PART if lines + _PART < len(edges) else 0,
    )


def _told(desk: OpenDesk, story: str) -> _Told:
    """Return what a story's page says of it as a whole; kept until something is decided in the story."""
    index = desk.index(story)
    known = _known.get(story)
    if known is not None and known[0] is index:
        return known[1]
    file = desk.story(story)
    told = _Told(
        headline(index),
        tuple(way for way in story_paths(index, file.story, most=6, called=index.called) if "→" in way),
        _counts(desk, story),
        drawn(index, file.story.documents),
        in_order(index),
    )
    if len(_known) >= _KEPT:
        _known.clear()
    _known[story] = (index, told)
    return told


def _counts(desk: OpenDesk, story: str) -> tuple[tuple[int, str, str], ...]:
    """Return how many claims of a story are contested, changed or denied, each with the list of them."""
    asked = {
        "contested": (Asked(story=story, standing="contested"), ("standing", "contested")),
        "changed": (Asked(story=story, changed=True), ("changed", "1")),
        "denied": (Asked(story=story, denied=True), ("denied", "1")),
    }
    return tuple(
        (desk.claims(one, limit=1).total, words, "/claims?" + urlencode({"story": story, name: value}))
        for words, (one, (name, value)) in asked.items()
    )
