"""Deciding: the form of a decision, the one place where decisions are sent, and the news of others' ones."""

import json
from dataclasses import asdict, replace
from typing import Annotated
from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.responses import Response

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import Made
from firsthand.model.errors import BusyCaseError, CaseError, DecisionError, FirsthandError, GoneError
from firsthand.web.door import Visitor, reader, reviewer
from firsthand.web.rendering import page
from firsthand.web.views.asking.flash import done, told_later
from firsthand.web.views.asking.forms import form_of
from firsthand.web.views.asking.subject import every_decision, subject_of
from firsthand.web.views.asking.typed import Typed, drafts_of, own_path, typed_of
from firsthand.web.views.weighing.links import to_claim, to_passage

router = APIRouter()
_MADE_S = 60  # how long the page that follows says what was decided
_Text = Annotated[str, Form()]


@router.get("/decide", response_class=HTMLResponse)
def form(request: Request, visitor: Annotated[Visitor, Depends(reviewer)]) -> Response:
    """Return the form of a decision; with part=form only what stands in a dialog."""
    desk: OpenDesk = request.app.state.desk
    query = request.query_params
    typed = typed_of(query, {name: query.getlist(name) for name in ("others", "chain")})
    part = query.get("part", "") == "form"
    try:
        typed = _last(desk, typed, visitor)
        if typed.action == "split-claim" and not typed.others:
            raise DecisionError("Choose first which statements say something else: tick the box before each.")
        return _form(request, typed, part=part)
    except FirsthandError as error:
        return _refused(request, typed, error, part=part, sent=False)


@router.post("/decide", response_class=HTMLResponse)
def decide(
    request: Request,
    visitor: Annotated[Visitor, Depends(reviewer)],
    action: _Text = "",
    target: _Text = "",
    reason: _Text = "",
    preset: _Text = "",
    value: _Text = "",
    others: Annotated[list[str], Form()] = [],  # noqa: B006
    start: _Text = "",
    end: _Text = "",
    words: _Text = "",
    chain: Annotated[list[str], Form()] = [],  # noqa: B006
    seen: _Text = "",
    back: _Text = "",
) -> Response:
    """Keep a decision, and go back to where it was made; what cannot be kept comes back as it was typed."""
    desk: OpenDesk = request.app.state.desk
    part = request.headers.get("x-part", "") == "form"
    fields = {
        "action": action, "target": target, "reason": reason, "preset": preset, "value": value,
        "start": start, "end": end, "words": words, "seen": seen, "back": back,
    }  # fmt: skip
    typed = typed_of(fields, {"others": others, "chain": chain})
    try:
        typed = _last(desk, typed, visitor)
        made = desk.decide_all(drafts_of(desk, typed), reviewer=visitor.name)
    except FirsthandError as error:
        return _refused(request, typed, error, part=part, sent=True)
    for one in made:
        visitor.note(f"decided: {one.decision.action}", one.decision.id)
    return _made(request, typed, made, part=part)


@router.get("/news")
def news(request: Request, visitor: Annotated[Visitor, Depends(reader)], since: str = "") -> JSONResponse:
    """Return what was decided since a revision, in words, and how a build stands."""
    desk: OpenDesk = request.app.state.desk
    found = desk.news(since)
    building = asdict(found.building) if found.building else None
    if building is not None and found.building is not None:
        one = found.building
        counted = f" {one.done:,} of {one.total:,}" if one.total else ""
        building["words"] = f"{one.step}{counted}" if one.step else one.told
    return JSONResponse(
        {
            "revision": found.revision,
            "rebuilt": found.rebuilt,
            "building": building,
            "decisions": [
                {
                    "id": one.id,
                    "at": one.at,
                    "reviewer": one.reviewer,
                    "action": one.action,
                    "target": one.target,
                    "others": list(one.others),
                    "words": f"{done(one)} {one.reason}".strip(),
                }
                for one in found.decisions[-100:]
            ],
        },
        headers={"cache-control": "no-store"},
    )


def _last(desk: OpenDesk, typed: Typed, visitor: Visitor) -> Typed:
    """Return the form with "last" replaced by the visitor's own last decision that still holds."""
    if typed.action != "withdraw" or typed.target not in ("", "last"):
        return typed
    holding = desk.in_force()
    for one in every_decision(desk):
        if one.reviewer == visitor.name and one.id in holding:
            return replace(typed, target=one.id)
    raise DecisionError("You have no decision that could be taken back.")


def _form(request: Request, typed: Typed, *, part: bool, told: str = "", status: int = 200) -> Response:
    desk: OpenDesk = request.app.state.desk
    found = form_of(desk, typed, sent=bool(told))
    answer = page(
        request,
        "parts/decide.html" if part else "decide.html",
        status=status,
        form=found,
        typed=typed,
        part=part,
        told=told,
        field=_field(typed, told),
        back=typed.back or found.subject.place or "/",
    )
    if part:
        answer.headers["X-Part"] = "form"
    return answer


def _refused(request: Request, typed: Typed, error: FirsthandError, *, part: bool, sent: bool) -> Response:
    """Return the form again with what was typed and what is wrong with it, or what there is instead."""
    desk: OpenDesk = request.app.state.desk
    status = 422
    if isinstance(error, CaseError):
        status = 503
    elif isinstance(error, GoneError):
        status = 409
    answer: Response
    try:
        if isinstance(error, GoneError) or not typed.target:
            raise error
        answer = _form(request, typed, part=part, told=str(error), status=status)
    except FirsthandError:
        answer = page(
            request,
            "parts/undecided.html" if part else "undecided.html",
            status=status,
            part=part,
            told=str(error),
            typed=typed,
            back=typed.back or "/",
            sent=sent,
            now=_where(desk, typed.target),
            last=desk.decisions(target=typed.target, limit=1).items if typed.target else (),
        )
        if part:
            answer.headers["X-Part"] = "form"
    if isinstance(error, BusyCaseError):
        answer.headers["retry-after"] = "5"
    return answer


def _where(desk: OpenDesk, target: str) -> str:
    """Return the address of what something has become, "" where it is nothing any more."""
    try:
        return to_claim(desk.claim(target, limit=1).claim.id)
    except FirsthandError:
        return ""


def _made(request: Request, typed: Typed, all_made: tuple[Made, ...], *, part: bool) -> Response:
    desk: OpenDesk = request.app.state.desk
    made = all_made[0]
    to = _onward(desk, typed, made)
    answer: Response
    if part:
        answer = Response(json.dumps({"to": to, "made": made.decision.id}), media_type="application/json")
        answer.headers["X-Part"] = "made"
    else:
        answer = RedirectResponse(to, 303)
    ids = [one.decision.id for one in all_made]
    answer.set_cookie("made", told_later(ids), max_age=_MADE_S, path="/", samesite="strict")
    return answer


def _onward(desk: OpenDesk, typed: Typed, made: Made) -> str:
    """Return where to go after a decision: back, unless the page gone back to left with what was rejected."""
    if typed.action == "add-statement" and (place := made.decision.passage):  # to the new one, not to the top
        for one in desk.document(place.document, at=place.start).statements:
            if (one.start, one.end) == (place.start, place.end):
                return to_passage(one)
    back = own_path(typed.back)
    gone = not made.now and urlsplit(back).path.endswith("/" + quote(typed.target, safe=""))
    if back and not gone:
        return back
    if gone:
        story = made.decision.about[0].document if made.decision.about else ""
        if story:
            try:
                return f"/claims?{urlencode({'story': desk.story_of(story)})}"
            except GoneError:
                pass
        return "/decisions#" + quote(made.decision.id, safe="-")
    if made.now:
        try:
            return subject_of(desk, typed.action, made.now).place or "/"
        except GoneError:
            return "/"
    return to_claim(made.changed[0]) if made.changed else "/decisions#" + quote(made.decision.id, safe="-")


def _field(typed: Typed, told: str) -> str:
    """Return at which field of the form a message belongs."""
    if not told:
        return ""
    if "reason" in told:
        return "reason"
    fields = {
        "set-bounds": "words", "add-statement": "words", "set-attribution": "chain", "merge-claims": "others",
        "merge-sources": "others", "split-claim": "others", "split-source": "value", "judge-claim": "value",
        "rename-source": "value", "set-source-kind": "value",
    }  # fmt: skip
    return fields.get(typed.action, "reason")
