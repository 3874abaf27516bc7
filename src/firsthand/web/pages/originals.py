"""What is preserved of a document: its bytes as they came, and its pages as they look."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from firsthand.desk.open_desk import OpenDesk
from firsthand.model import Area, Document, Sheet, Statement
from firsthand.model.errors import GoneError
from firsthand.publish.telling.wording import clean
from firsthand.web.door import Visitor, reader
from firsthand.web.views.reading.sheets import on_sheet, pictured, spots_of

router = APIRouter()

_KEPT = 2_000  # passages whose place on a page is remembered: it never changes
# What belongs to a session is kept by the browser of that session only, and asked for again each time:
# who may no longer see a page is not shown it from there.
_PRIVATE = "private, no-cache"


@router.get("/documents/{document}/original")
def original(request: Request, visitor: Annotated[Visitor, Depends(reader)], document: str) -> Response:
    """Return the bytes of a document as they were preserved: to be kept, never to be shown by the browser."""
    desk: OpenDesk = request.app.state.desk
    data = desk.original(document)
    visitor.note("took the original", document)
    return Response(
        data,
        media_type="application/octet-stream",
        headers={
            "content-disposition": _attached(desk.document(document).document),
            "cache-control": _PRIVATE,
            "x-content-type-options": "nosniff",
        },
    )


@router.get("/documents/{document}/pages/{number}")
def picture(
    request: Request, visitor: Annotated[Visitor, Depends(reader)], document: str, number: int
) -> Response:
    """Return the picture of a page of an original."""
    desk: OpenDesk = request.app.state.desk
    tag = f'"{document[:32]}-{number}"'  # an id stands for the bytes: what is drawn of them stays the same
    headers = {"etag": tag, "cache-control": _PRIVATE, "x-content-type-options": "nosniff"}
    _sheet_of(desk, document, number)
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    data = desk.picture(document, number)
    return Response(data, media_type=_kind(data), headers=headers)


@router.get("/documents/{document}/pages/{number}/marks")
def marks(
    request: Request, visitor: Annotated[Visitor, Depends(reader)], document: str, number: int
) -> JSONResponse:
    """Return where on a page statements stand, in points: for a script that draws them over its picture."""
    desk: OpenDesk = request.app.state.desk
    sheet = _sheet_of(desk, document, number)
    file = desk.document(document, at=sheet.start)
    index = desk.index(desk.story_of(document))
    said = [one for one in index.findings.statements if one.document == document]
    found = spots_of(index, sheet, marks_of(desk, file.document, sheet, said))
    return JSONResponse(
        [
            {
                "statement": spot.statement,
                "colour": spot.colour,
                "text": spot.text,
                "box": [spot.left, spot.top, spot.width, spot.height],
                "at": index.statement[spot.statement].start,
            }
            for spot in found
        ],
        headers={"cache-control": _PRIVATE},
    )


def marks_of(
    desk: OpenDesk, document: Document, sheet: Sheet, statements: Sequence[Statement]
) -> dict[str, tuple[Area, ...]]:
    """Return where on a page each of its statements stands; empty where the page cannot be drawn."""
    found: dict[str, tuple[Area, ...]] = {}
    drawn = dict(desk.pictured(document.id, sheet.number).marks)  # by their bounds, as it was drawn
    for one in on_sheet(statements, sheet):
        areas = drawn.get(f"{one.start}-{one.end}")
        if areas is None:  # added, or its bounds set, since the page was drawn
            areas = _areas(desk, document.id, one.start, one.end)
        found[one.id] = tuple(area for area in areas if area.sheet == sheet.number)
    return found


@lru_cache(maxsize=_KEPT)
def _areas(desk: OpenDesk, document: str, start: int, end: int) -> tuple[Area, ...]:
    return desk.areas(document, start, end)


def _sheet_of(desk: OpenDesk, document: str, number: int) -> Sheet:
    found = desk.document(document).document
    sheet = next((one for one in found.sheets if one.number == number), None)
    if sheet is None or not pictured(found):
        raise GoneError(f"{clean(found.name)} has no page {number} that can be shown.")
    return sheet


def _kind(data: bytes) -> str:
    return "image/png" if data.startswith(b"\x89PNG") else "image/webp"


def _attached(document: Document) -> str:
    """Return the header that has the browser keep the bytes as a file, under the document's own name."""
    name = clean(PurePosixPath(document.name).name) or document.id[:16]
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
