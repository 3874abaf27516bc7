"""For programs: the operations of the API, and what its problems mean, on a page of the desk's own."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from firsthand.web.api import ADDRESS, ROLE, description_of
from firsthand.web.api.problems import KINDS
from firsthand.web.door import Visitor, reader
from firsthand.web.rendering import page

router = APIRouter()
_OF_ALL = frozenset({"If-None-Match", "Idempotency-Key"})  # said once, for all operations


@router.get("/api", response_class=HTMLResponse)
def programs(request: Request, visitor: Annotated[Visitor, Depends(reader)]) -> HTMLResponse:
    """Show what the API can be asked, as its own description says."""
    description = description_of(request.app.state.door)
    asked: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in description["tags"]}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            asked[operation["tags"][0]].append(
                {
                    "name": operation["operationId"],
                    "method": method.upper(),
                    "path": ADDRESS + path,
                    "summary": operation["summary"],
                    "description": operation["description"],
                    "role": operation[ROLE],
                    "parameters": [p for p in operation.get("parameters", ()) if p["name"] not in _OF_ALL],
                }
            )
    return page(
        request,
        "programs.html",
        groups=[(tag, asked[tag["name"]]) for tag in description["tags"]],
        problems=KINDS,
        origin=request.app.state.door.place.origin,
        described=f"{ADDRESS}/openapi.json",
    )
