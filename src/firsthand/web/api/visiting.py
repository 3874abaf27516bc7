"""Who one is to the desk: under which name decisions are kept, and what one may do."""

from dataclasses import dataclass
from importlib.metadata import version

from fastapi import APIRouter, Request
from starlette.responses import Response

from firsthand.web.api.admission import BareReader
from firsthand.web.api.answers import told
from firsthand.web.door import Role

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Me:
    """Who asks: the name under which their decisions are kept, and their role.

    `case` is the name of the case, `version` that of firsthand, `read_only` says why nothing can be decided
    here, "" where it can.
    """

    name: str
    role: Role
    case: str
    version: str
    revision: str
    read_only: str = ""


@router.get("/me", response_model=Me, tags=["case"])
def read_me(request: Request, visitor: BareReader) -> Response:
    """Who you are here, what you may do, and at which case."""
    desk = request.app.state.desk
    me = Me(visitor.name, visitor.role, desk.name, version("firsthand"), desk.revision, desk.read_only)
    return told(request, Me, lambda: me, tagged=False)
