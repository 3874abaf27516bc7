"""The list of the claims: filtered, sorted, searched, part by part."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from firsthand.desk.open_desk import OpenDesk
from firsthand.model.errors import GoneError
from firsthand.publish.telling.wording import clean
from firsthand.web.door import Visitor, reader
from firsthand.web.rendering import page
from firsthand.web.views.weighing.narrowing import SORTS, address_of, asked_of, chips_of, filters_of
from firsthand.web.views.weighing.rows import row_views

router = APIRouter()


@router.get("/claims", response_class=HTMLResponse)
def claims(request: Request, visitor: Annotated[Visitor, Depends(reader)]) -> HTMLResponse:
    """Return a part of the claims that are asked for."""
    desk: OpenDesk = request.app.state.desk
    asked, wrong = asked_of(request.query_params)
    after = request.query_params.get("after", "")
    found = desk.claims(asked, after=after)
    facets = desk.facets(asked)

    def called(name: str, value: str) -> str:
        return _called(desk, name, value)

    return page(
        request,
        "claims.html",
        asked=asked,
        wrong=wrong,
        rows=row_views(desk, found.items),
        total=found.total,
        after=after,
        onward=address_of(asked, after=found.after) if found.after else "",
        first=address_of(asked),
        filters=filters_of(asked, facets, called),
        chips=chips_of(asked, facets, called),
        sorts=SORTS,
    )


def _called(desk: OpenDesk, name: str, value: str) -> str:
    """Return what a value of a filter is called, itself where nothing in the case goes by it."""
    try:
        if name in ("origin", "source"):
            return clean(desk.source(value).source.name)
        if name == "story":
            return clean(desk.story(value).story.title)
        if name == "document":
            return desk.index(desk.story_of(value)).title(value)
    except GoneError:
        pass
    return value
