"""Help: the keys, and the words that stand on the pages."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from firsthand.web.door import Visitor, reader
from firsthand.web.rendering import page
from firsthand.web.views.finding.words_explained import KEYS, WORDS

router = APIRouter()


@router.get("/help", response_class=HTMLResponse)
def help_page(request: Request, visitor: Annotated[Visitor, Depends(reader)], part: str = "") -> HTMLResponse:
    """Return the keys and the words; with part=form only what stands in a dialog."""
    inside = part == "form"
    answer = page(request, "parts/keys.html" if inside else "help.html", keys=KEYS, words=WORDS, part=inside)
    if inside:
        answer.headers["X-Part"] = "help"
    return answer
