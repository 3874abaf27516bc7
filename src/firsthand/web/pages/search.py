"""Looking for words: the claims and the documents that hold them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from firsthand.desk.folding import wanted_words
from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import Asked
from firsthand.web.door import Visitor, reader
from firsthand.web.rendering import page
from firsthand.web.views.finding.documents import Texts, documents_holding
from firsthand.web.views.finding.marked_words import marked_words
from firsthand.web.views.weighing.narrowing import address_of
from firsthand.web.views.weighing.rows import row_views

router = APIRouter()
_CLAIMS, _DOCUMENTS = 20, 12
_LONGEST = 500  # letters of what is looked for


@router.get("/search", response_class=HTMLResponse)
def search(request: Request, visitor: Annotated[Visitor, Depends(reader)], q: str = "") -> HTMLResponse:
    """Return the claims and documents that hold all the words."""
    desk: OpenDesk = request.app.state.desk
    asked = Asked(text=q.strip()[:_LONGEST])
    words = wanted_words(asked.text)
    found = desk.claims(asked, limit=_CLAIMS) if words else None
    rows = row_views(desk, found.items) if found else ()
    documents, held = documents_holding(desk, _texts(request), words, most=_DOCUMENTS)
    return page(
        request,
        "search.html",
        q=asked.text,
        looked=bool(words),
        rows=[(row, marked_words(row.row.text, words)) for row in rows],
        claims=found.total if found else 0,
        all_claims=address_of(asked),
        documents=documents,
        held=held,
    )


def _texts(request: Request) -> Texts:
    state = request.app.state
    if getattr(state, "texts", None) is None:
        state.texts = Texts()
    texts: Texts = state.texts
    return texts
