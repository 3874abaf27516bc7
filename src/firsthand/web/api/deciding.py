"""What can be done by the API: decide, and build again."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Header, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from firsthand.desk import Desk
from firsthand.desk.shapes import Building, Made
from firsthand.model import Draft
from firsthand.web.api.admission import BareOwner, BareReviewer
from firsthand.web.api.again import Answers, made_since
from firsthand.web.api.answers import shape
from firsthand.web.api.asking import LARGEST_BODY, Asking, Several

router = APIRouter()
B = TypeVar("B", bound=BaseModel)
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=100,
        pattern=r"^[A-Za-z0-9._:-]*$",
        description="A key of your making, new for every request. Sent again with the same body it gets the "
        "first answer, and nothing is decided twice. Kept for a week.",
        examples=["3d1c7c8e-0f0b-4d52-9f0e-5a0f5f7c1b1e"],
    ),
]


def body_of(model: type[B]) -> Any:
    """Return the dependency that reads a body of this shape: only JSON, of a size that one can mean."""

    async def read(request: Request) -> B:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media != "application/json":
            raise HTTPException(415, "Send the decision as JSON, with Content-Type: application/json.")
        body = await _bytes(request)
        try:
            return model.model_validate_json(body)
        except ValidationError as error:
            broken = next((e for e in error.errors() if e["type"] == "json_invalid"), None)
            if broken is not None:
                raise HTTPException(400, f"The body is no JSON: {broken['ctx']['error']}.") from None
            raise RequestValidationError(
                [{**e, "loc": ("body", *e["loc"])} for e in error.errors(include_url=False)]
            ) from None

    return Depends(read)


@router.post(
    "/decisions",
    status_code=201,
    response_model=Made,
    tags=["decisions"],
)
def decide(
    request: Request, visitor: BareReviewer, asked: Annotated[Asking, body_of(Asking)], key: Key = ""
) -> Response:
    """Decide: accept, reject, edit, merge, split, judge, protect, take back.

    It is kept with the name that your token carries, and what it touches is derived again at once. `seen` is
    the last decision on the target that you had before you: what others decided meanwhile comes back in
    `meanwhile`. Nothing is overwritten, so both stand; `withdraw` takes a decision back.
    """
    draft = asked.draft

    def act() -> bytes:
        made = request.app.state.desk.decide(draft, reviewer=visitor.name)
        visitor.note(f"decided: {made.decision.action}", made.decision.id)
        return shape(Made).dump_json(made)

    def find(found: tuple[Made, ...]) -> bytes:
        return shape(Made).dump_json(found[0])

    return _once(request, visitor.name, key, asked, act, [draft], find)


@router.post(
    "/decisions/batch",
    status_code=201,
    response_model=tuple[Made, ...],
    tags=["decisions"],
)
def decide_all(
    request: Request, visitor: BareReviewer, asked: Annotated[Several, body_of(Several)], key: Key = ""
) -> Response:
    """Decide several things at once, or none of them where one cannot be decided."""
    drafts = [one.draft for one in asked.drafts]

    def act() -> bytes:
        made = request.app.state.desk.decide_all(drafts, reviewer=visitor.name)
        for one in made:
            visitor.note(f"decided: {one.decision.action}", one.decision.id)
        return shape(tuple[Made, ...]).dump_json(made)

    return _once(
        request, visitor.name, key, asked, act, drafts, lambda found: shape(tuple[Made, ...]).dump_json(found)
    )


@router.post("/build", status_code=202, response_model=Building, tags=["case"])
def build(request: Request, visitor: BareOwner) -> Response:
    """Build the case again from what it keeps, in a process of its own; decisions stay.

    `GET /building` tells how it goes. While a build runs, asking again tells of that one.
    """
    visitor.note("started a build")
    building = request.app.state.desk.build()
    return Response(
        shape(Building).dump_json(building),
        202,
        {"Cache-Control": "no-store", "Location": f"{request.scope.get('root_path', '')}/building"},
        "application/json",
    )


def _once(
    request: Request,
    who: str,
    key: str,
    asked: BaseModel,
    act: Callable[[], bytes],
    drafts: Sequence[Draft],
    write: Callable[[tuple[Made, ...]], bytes],
) -> Response:
    """Answer with what was decided; under a key that came before, with what was answered then."""
    answers: Answers = request.app.state.answers
    desk: Desk = request.app.state.desk

    def find(since: datetime) -> bytes | None:
        found = made_since(desk, drafts, reviewer=who, since=since)
        return None if found is None else write(found)

    body = f"{type(asked).__name__}\n{asked.model_dump_json()}".encode()
    answer, again = answers.once(who, key, body, act, find=find)
    headers = {
        "Cache-Control": "no-store",
        "Location": f"{request.scope.get('root_path', '')}/decisions?"
        + urlencode({"target": drafts[0].target}),
    }
    if again:
        headers["Idempotency-Replayed"] = "true"
    return Response(answer, 201, headers, "application/json")


async def _bytes(request: Request) -> bytes:
    """Return the body; raises where it is larger than any decision is."""
    parts: list[bytes] = []
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > LARGEST_BODY:
            raise HTTPException(413, f"A request may hold {LARGEST_BODY:,} bytes; this one holds more.")
        parts.append(part)
    return b"".join(parts)
