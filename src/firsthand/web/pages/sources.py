"""Sources: who speaks in the case, what begins with them, and which of them are one.

A person's page shows what they say in claims. It has no list of where or when they were, and no search over
those who do not speak.
"""

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import Asked, ClaimRow, SourceRow
from firsthand.model import Source
from firsthand.model.errors import GoneError
from firsthand.publish.report.views import Said, said_view
from firsthand.publish.telling.index import Index
from firsthand.web.door import Visitor, reader
from firsthand.web.rendering import page
from firsthand.web.views.weighing.rows import RowView, row_views
from firsthand.web.views.whole.of_story import OfStory

router = APIRouter()
_RELAYING = OfStory(500)
PART = 50
_CLAIMS = 20  # of one part of a source's page
_STATEMENTS = 60  # offered for a split at once
_DOCUMENTS = 30
_PICKED = 12  # sources offered for a merge
KINDS = {
    "person": "a person",
    "organisation": "an organisation",
    "government": "a government or one of its bodies",
    "outlet": "an outlet",
    "document": "a document",
    "unnamed": "somebody without a name",
}


@dataclass(frozen=True, slots=True)
class Relaying:
    """A document in whose chains a source stands."""

    path: str
    called: str
    title: str
    statements: int


@router.get("/sources", response_class=HTMLResponse)
def sources(
    request: Request, visitor: Annotated[Visitor, Depends(reader)], text: str = "", after: str = ""
) -> HTMLResponse:
    """Return a part of the sources, those first with whom most begins."""
    desk: OpenDesk = request.app.state.desk
    part = desk.sources(text=text, after=after, limit=PART)
    return page(
        request,
        "sources.html",
        part=part,
        kinds=KINDS,
        text=text,
        first=not after,
        begin=f"/sources?{urlencode({'text': text})}",
        onward=f"/sources?{urlencode({'text': text, 'after': part.after})}" if part.after else "",
    )


@router.get("/sources/{source}", response_class=HTMLResponse)
def source(
    request: Request,
    visitor: Annotated[Visitor, Depends(reader)],
    source: str,
    after: str = "",
    find: str = "",
    which: str = "begin",
    split: bool = False,
) -> Response:
    """Return a source: its names, the claims that begin with it, and what it may be one with."""
    desk: OpenDesk = request.app.state.desk
    row = desk.source(source)
    one = row.source
    if one.id != source:  # it was merged: its address leads on
        return RedirectResponse(f"/sources/{quote(one.id, safe='')}", 303)
    asked = Asked(source=one.id) if which == "relay" else Asked(origin=one.id)
    claims = desk.claims(asked, after=after, limit=_CLAIMS)
    indexes = _indexes(desk, claims.items)
    history = tuple(reversed(desk.decisions(target=one.id, limit=100).items))
    return page(
        request,
        "source.html",
        row=row,
        kinds=KINDS,
        claims=_shown(desk, claims.items, one),
        total=claims.total,
        which=which if which == "relay" else "begin",
        first=not after,
        onward=f"/sources/{quote(one.id, safe='')}?{urlencode({'which': which, 'after': claims.after})}"
        if claims.after
        else "",
        documents=() if one.kind == "person" else _documents(indexes, one.id),
        splitting=split,
        statements=_statements(indexes, one.id) if split else (),
        likely=_likely(desk, row),
        find=find,
        picked=[r for r in desk.sources(text=find, limit=_PICKED).items if r.source.id != one.id]
        if find
        else [],
        history=history,
        holding=desk.in_force(),
        seen=history[-1].id if history else "",
        document=f"/documents/{one.document}" if one.document else "",
    )


def _shown(desk: OpenDesk, rows: tuple[ClaimRow, ...], one: Source) -> tuple[RowView, ...]:
    """Return claims as lines; of a person without days: a page on somebody is no list of their days."""
    views = row_views(desk, rows)
    if one.kind != "person":
        return views
    return tuple(replace(v, told=tuple(t for t in v.told if not t.startswith("published "))) for v in views)


def _indexes(desk: OpenDesk, rows: tuple[ClaimRow, ...]) -> list[Index]:
    return [desk.index(story) for story in dict.fromkeys(row.story for row in rows)]


def _documents(indexes: list[Index], source: str) -> tuple[Relaying, ...]:
    """Return the documents that have a source in a chain, in the stories that are shown."""
    found: list[Relaying] = []
    for index in indexes:
        found += _RELAYING.of(index, source, partial(_relaying, index, source))
    return tuple(sorted(found, key=lambda d: (-d.statements, d.title, d.path))[:_DOCUMENTS])


def _relaying(index: Index, source: str) -> tuple[Relaying, ...]:
    counted = Counter(s.document for s in index.findings.statements if source in s.attribution)
    return tuple(
        Relaying(
            f"/documents/{document.id}",
            index.title(document.id),
            document.title or document.name,
            counted[document.id],
        )
        for document in index.documents
        if document.id in counted
    )


def _statements(indexes: list[Index], source: str) -> tuple[tuple[str, str, Said], ...]:
    """Return statements in whose chains a source is, as (id, page, passage), to choose from for a split."""
    found = [
        (one.id, f"/documents/{one.document}?at={one.start}#{one.id}", said_view(index, one))
        for index in indexes
        for one in index.findings.statements
        if source in one.attribution
    ]
    return tuple(found[:_STATEMENTS])


def _likely(desk: OpenDesk, row: SourceRow) -> list[SourceRow]:
    found = []
    for other in row.likely:
        try:
            found.append(desk.source(other))
        except GoneError:
            continue
    return [one for one in found if one.source.id != row.source.id]
