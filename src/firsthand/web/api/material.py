"""What is taken away from a desk: originals, pictures of their pages, the report, whom it names."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from firsthand.desk.shapes import Page, PersonRow
from firsthand.web.api import asking
from firsthand.web.api.admission import BareReader, BareReviewer, Reviewer
from firsthand.web.api.answers import saved, told
from firsthand.web.api.asking import id_of

router = APIRouter()
BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}


def _desk(request: Request) -> Any:
    return request.app.state.desk


@router.get(
    "/documents/{document}/original",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": BYTES}, "description": "The preserved bytes."}},
    tags=["documents"],
)
def read_original(
    request: Request,
    visitor: BareReader,
    document: Annotated[str, id_of("a document, the SHA-256 of its original,")],
) -> Response:
    """The preserved original of a document, to save.

    Its SHA-256 is the document's id, so that you can check what you have. That you took it stands in the
    audit log.
    """
    row = _desk(request).document(document).row
    visitor.note("took the original", row.id)
    return saved(
        request,
        lambda: _desk(request).original(row.id),
        name=row.name,
        media="application/octet-stream",
        tag=row.id,
    )


@router.get(
    "/documents/{document}/pages/{number}",
    response_class=Response,
    responses={
        200: {
            "content": {"image/png": BYTES, "image/webp": BYTES},
            "description": "A picture of the page.",
        }
    },
    tags=["documents"],
)
def read_page_picture(
    request: Request,
    visitor: BareReader,
    document: Annotated[str, id_of("a document")],
    number: Annotated[asking.Whole, Path(ge=1, le=1_000_000, description="The page, counted from 1.")],
) -> Response:
    """A picture of a page of a document's original."""
    picture: bytes = _desk(request).picture(document, number)
    media = "image/webp" if picture[8:12] == b"WEBP" else "image/png"
    return saved(
        request, lambda: picture, name=f"page-{number}.{media.rpartition('/')[2]}", media=media,
        tag=f"{document[:64]}-{number}".encode("ascii", "replace").decode().replace('"', "?"),
    )  # fmt: skip


@router.get("/persons", response_model=Page[PersonRow], tags=["persons"])
def list_persons(request: Request, visitor: Reviewer, part: Annotated[asking.Part, Query()]) -> Response:
    """Whom this case names, and what would be shown of them.

    So that a reviewer can protect them. It says who is named, not where: `mentions` stays empty here, and
    nothing leads from a person to other cases.
    """
    return told(
        request,
        Page[PersonRow],
        lambda: _bare(_desk(request).persons(after=part.after, limit=part.limit)),
    )


@router.get(
    "/report",
    response_class=Response,
    responses={
        200: {
            "content": {"text/html": {"schema": {"type": "string"}}},
            "description": "The report, one page.",
        }
    },
    tags=["case"],
)
def read_report(request: Request, visitor: BareReviewer) -> Response:
    """The report as one HTML page, to save: private persons under their pseudonyms."""
    visitor.note("took the report", _desk(request).revision)
    return saved(
        request,
        lambda: _desk(request).report().encode(),
        name="report.html",
        media="text/html; charset=utf-8",
    )


def _bare(page: Page[PersonRow]) -> Page[PersonRow]:
    """Return the persons without the places where they are named: no list of those leaves the desk."""
    return replace(
        page, items=tuple(replace(row, person=replace(row.person, mentions=())) for row in page.items)
    )
