"""The piece of a page where a sentence stands, as the original looks: drawn when it is looked at."""

import base64
from dataclasses import dataclass
from urllib.parse import quote

from firsthand.desk.open_desk import OpenDesk
from firsthand.model import Document, Sheet, Statement
from firsthand.model.errors import GoneError
from firsthand.publish.telling.whereabouts import sheets_of, whereabouts
from firsthand.web.views.reading.sheets import pictured

_MARGIN = 60.0  # points above and below a passage


@dataclass(frozen=True, slots=True)
class Piece:
    """Where the picture of a piece of a page is, and what that page is called: "page 3"."""

    address: str
    told: str


def piece_of(document: Document, statement: Statement) -> Piece | None:
    """Return where the picture of a statement in its original is; None where the original has no pages."""
    if not pictured(document) or not _sheet(document, statement):
        return None
    told = whereabouts(document, statement.start, statement.end) or "the page"
    return Piece(f"/queue/piece/{quote(statement.id, safe='')}.svg", told)


def piece_drawn(desk: OpenDesk, statement_id: str) -> str:
    """Return the piece of the page where a statement stands, its words marked, as an SVG of its own.

    Raises GoneError where there is no such statement, or no page of it can be drawn.
    """
    index = desk.index(desk.story_of(statement_id))
    statement = index.statement.get(statement_id)
    if statement is None:
        raise GoneError(f"There is no statement “{statement_id}” in this case, or not any more.")
    document = index.document[statement.document]
    areas = desk.areas(document.id, statement.start, statement.end)
    sheet = _sheet(document, statement)
    number = areas[0].sheet if areas else sheet.number if sheet else 0
    sheet = next((one for one in document.sheets if one.number == number and one.width > 0), None)
    if sheet is None:
        raise GoneError("This original has no page that could be shown.")
    picture = desk.picture(document.id, number)
    here = [area for area in areas if area.sheet == number]
    top = max(0.0, min((area.top for area in here), default=0.0) - _MARGIN)
    bottom = min(sheet.height, max((area.bottom for area in here), default=sheet.height) + _MARGIN)
    marks = "".join(
        f'<rect x="{a.left:.1f}" y="{a.top:.1f}" width="{a.right - a.left:.1f}" '
        f'height="{a.bottom - a.top:.1f}" fill="#f0a860" fill-opacity=".32"/>'
        for a in here
    )
    data = base64.b64encode(picture).decode("ascii")
    kind = "webp" if picture[8:12] == b"WEBP" else "png"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{sheet.width:.0f}" height="{bottom - top:.0f}" '
        f'viewBox="0 {top:.1f} {sheet.width:.1f} {bottom - top:.1f}">'
        f'<image href="data:image/{kind};base64,{data}" width="{sheet.width:.1f}" '
        f'height="{sheet.height:.1f}" preserveAspectRatio="none"/>{marks}</svg>'
    )


def _sheet(document: Document, statement: Statement) -> Sheet | None:
    return next((s for s in sheets_of(document, statement.start, statement.end) if s.width > 0), None)
