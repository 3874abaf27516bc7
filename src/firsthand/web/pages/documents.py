"""Documents: the list of them, and one as it is read, its statements marked, its pages beside it."""

import re
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import DocumentFile
from firsthand.extract import language_name
from firsthand.model import Document
from firsthand.model.errors import GoneError
from firsthand.publish.telling.provenance import collected, provenance
from firsthand.publish.telling.wording import clean, day
from firsthand.web.door import Visitor, reader
from firsthand.web.pages.originals import marks_of
from firsthand.web.rendering import page
from firsthand.web.views.reading.decided import decided_of, struck_of
from firsthand.web.views.reading.paragraphs import paragraphs_of
from firsthand.web.views.reading.parts import parts_of
from firsthand.web.views.reading.sheets import SheetView, pictured, sheet_view, sheets_shown

router = APIRouter()
_QUESTION = re.compile(r"/queue/(?:conflicts|variants)/[\w-]{1,100}")


@router.get("/documents", response_class=HTMLResponse)
def documents(
    request: Request,
    visitor: Annotated[Visitor, Depends(reader)],
    story: str = "",
    after: str = "",
) -> HTMLResponse:
    """Return the list of the documents, by date, of one story or of all."""
    desk: OpenDesk = request.app.state.desk
    shown = desk.documents(story=story, after=after)
    stories = dict.fromkeys(row.story for row in shown.items)
    return page(
        request,
        "documents.html",
        shown=shown,
        story=desk.story(story).story if story else None,
        after=after,
        titles={one: clean(desk.story(one).story.title) for one in stories} if not story else {},
        told_day=day,
        language_name=language_name,
        failures=len(desk.failures()),
        onward=f"/documents?{urlencode({'story': story, 'after': shown.after})}" if shown.after else "",
    )


@router.get("/documents/{document}", response_class=HTMLResponse, response_model=None)
def document(
    request: Request,
    visitor: Annotated[Visitor, Depends(reader)],
    document: str,
    at: Annotated[int, Query(ge=0, le=2**40)] = 0,
    until: Annotated[int, Query(ge=0, le=2**40)] = 0,
    sheet: Annotated[int, Query(ge=0, le=10**7)] = 0,
    back: str = "",
) -> Response:
    """Return a document around the code point `at`, with [at, until) marked where `until` is given.

    `sheet` asks for the part of the text that stands on that page of the original; `back` is the question
    that it was opened from.
    """
    desk: OpenDesk = request.app.state.desk
    file = desk.document(document, at=at)
    if sheet and not at:
        begins = next((one.start for one in file.document.sheets if one.number == sheet), None)
        if begins is None:
            raise GoneError(f"This document has no page {sheet}; it has {len(file.document.sheets)}.")
        if begins:
            address = f"/documents/{file.document.id}?at={begins}&sheet={sheet}#leaf-{sheet}"
            return RedirectResponse(address, status_code=303)
    index = desk.index(desk.story_of(document))
    force = desk.in_force()
    decided = decided_of(file.statements, file.history, force)
    struck = struck_of(
        file.statements, file.history, force, document=document, start=file.start, end=file.end
    )
    paragraphs = paragraphs_of(
        index,
        file.document,
        file.statements,
        start=file.start,
        end=file.end,
        decided=decided,
        struck=struck,
        asked=(at, until) if at < until else None,
    )
    return page(
        request,
        "document.html",
        file=file,
        question=back if _QUESTION.fullmatch(back) else "",
        row=file.row,
        paragraphs=paragraphs,
        any_furniture=any(one.kind == "furniture" for one in paragraphs),
        parts=parts_of(file),
        sheets=_sheets(desk, file, sheet),
        address=_web_address(file.document),
        told_day=day,
        language_name=language_name,
        provenance=provenance(file.document, index.document),
        collected=collected(file.document),
        within=_within(desk, file.document),
        force=force,
    )


def _sheets(desk: OpenDesk, file: DocumentFile, asked: int) -> tuple[SheetView, ...]:
    """Return the pages of the part that is shown.

    Where statements stand on them is looked up for the page that is asked for only, since it has to be drawn
    for that; for the others a script asks as they come into view.
    """
    document = file.document
    if not pictured(document):
        return ()
    index = desk.index(desk.story_of(document.id))
    return tuple(
        sheet_view(
            index,
            document,
            one,
            marks_of(desk, document, one, file.statements) if one.number == asked else None,
        )
        for one in sheets_shown(document, file.start, file.end)
    )


def _web_address(document: Document) -> str:
    """Return where on the web a document was, "" where it was not: other addresses lead nowhere good."""
    return document.url if document.url and re.match(r"https?://", document.url) else ""


def _within(desk: OpenDesk, document: Document) -> str:
    """Return the id of the document that this one was taken out of, "" where that is none of the case."""
    if not document.within:
        return ""
    try:
        desk.story_of(document.within)
    except GoneError:
        return ""
    return document.within
