"""Choosing a passage of a document without a script: by its words, and moved word by word.

Where it leads to is the form of the decision: a statement added, or one whose bounds are set anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from firsthand.desk.open_desk import OpenDesk
from firsthand.model import Decision, Document, Statement
from firsthand.model.errors import GoneError
from firsthand.publish.telling.whereabouts import whereabouts
from firsthand.web.door import Visitor, reviewer
from firsthand.web.rendering import page
from firsthand.web.views.reading.decided import decided_of
from firsthand.web.views.reading.nudging import nudges
from firsthand.web.views.reading.quoting import find_words, trimmed

router = APIRouter()

_AROUND = 300  # code points shown before and after a passage
_LONGEST = 5_000  # code points: a longer passage is no statement
_Place = Annotated[int, Query(ge=-1, le=2**40)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A passage with what stands around it; `where` is its page."""

    start: int
    end: int
    before: str
    text: str
    after: str
    where: str


@router.get("/documents/{document}/passage", response_class=HTMLResponse)
def passage(
    request: Request,
    visitor: Annotated[Visitor, Depends(reviewer)],
    document: str,
    statement: str = "",
    start: _Place = -1,
    end: _Place = -1,
    words: str = "",
    at: _Place = 0,
    back: str = "",
) -> HTMLResponse:
    """Return the page on which a passage is chosen: for a statement to add, or new bounds of `statement`."""
    desk: OpenDesk = request.app.state.desk
    index = desk.index(desk.story_of(document))
    edited = index.statement.get(statement) if statement else None
    if statement and (edited is None or edited.document != document):
        raise GoneError(f"There is no statement {statement} in this document (any more).")
    file = desk.document(document, at=edited.start if edited else max(0, at))
    seen = _seen(edited, file.history)
    text = file.document.text
    places: tuple[tuple[int, int], ...] = ()
    if words.strip():
        places = find_words(text, words, near=edited.start if edited else max(0, at))
    elif 0 <= start < end:
        places = (trimmed(text, start, end),)
    elif edited:
        places = ((edited.start, edited.end),)
    found = tuple(_chosen(file.document, *place) for place in places if 0 < place[1] - place[0] <= _LONGEST)
    one = found[0] if len(found) == 1 else None
    return page(
        request,
        "passage.html",
        row=file.row,
        edited=edited,
        words=words or (one.text if one else ""),
        found=found,
        one=one,
        moved=_moves(document, text, one, statement, back) if one else {},
        onward={place: _onward(document, place, edited, seen, back) for place in found},
        unchanged=bool(one and edited and (one.start, one.end) == (edited.start, edited.end)),
        back=back if back.startswith("/") and not back.startswith("//") else f"/documents/{document}",
        at=max(0, at),
    )


def _seen(edited: Statement | None, history: Sequence[Decision]) -> str:
    """Return the last decision on a statement that whoever edits it has before them."""
    if edited is None:
        return ""
    found = decided_of([edited], history, frozenset()).get(edited.id)
    return found.seen if found else ""


def _chosen(document: Document, start: int, end: int) -> Chosen:
    text = document.text
    first = max(0, start - _AROUND)
    return Chosen(
        start,
        end,
        ("…" if first else "") + text[first:start],
        text[start:end],
        text[end : end + _AROUND] + ("…" if end + _AROUND < len(text) else ""),
        whereabouts(document, start, end),
    )


def _moves(document: str, text: str, one: Chosen, statement: str, back: str) -> dict[str, str]:
    """Return the addresses of the same page with a bound moved by a word, by what they do."""
    moved = nudges(text, one.start, one.end)
    told = {
        "Start a word earlier": moved.start_earlier,
        "Start a word later": moved.start_later,
        "End a word earlier": moved.end_earlier,
        "End a word later": moved.end_later,
    }
    return {
        words: f"/documents/{document}/passage?"
        + urlencode({"statement": statement, "start": place[0], "end": place[1], "back": back})
        for words, place in told.items()
        if place
    }


def _onward(document: str, one: Chosen, edited: Statement | None, seen: str, back: str) -> str:
    """Return the address of the form of the decision on a passage."""
    action, target = ("set-bounds", edited.id) if edited else ("add-statement", document)
    return "/decide?" + urlencode(
        {
            "action": action,
            "target": target,
            "start": one.start,
            "end": one.end,
            "seen": seen,
            "back": back or f"/documents/{document}?at={one.start}",
        }
    )
