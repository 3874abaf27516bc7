"""The overview: where a case stands, what is new to who looks, and what to do next."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import Overview
from firsthand.model import Decision
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import count
from firsthand.web.door import Visitor, reader
from firsthand.web.rendering import page
from firsthand.web.views.weighing.rows import row_views
from firsthand.web.views.whole.atlas import RECORDS, Atlas, place_atlas, record_atlas
from firsthand.web.views.whole.kept import Kept
from firsthand.web.views.whole.listing import lines_of
from firsthand.web.views.whole.moments import Moments, moments_of
from firsthand.web.views.whole.visits import COOKIE, KEPT, Visit, is_after, visit_of

router = APIRouter()

DRAWN = 3  # of the largest stories, whose figures, dates and places are looked at
_NEW = 50  # decisions looked through for those that are new
_ATLASES: Kept[Atlas | None] = Kept()
_MOMENTS: Kept[Moments] = Kept()


@dataclass(frozen=True, slots=True)
class Since:
    """What happened since a visitor looked last: decisions of others, a build."""

    when: datetime
    decisions: tuple[Decision, ...]
    more: bool
    rebuilt: bool

    def __bool__(self) -> bool:
        return bool(self.decisions) or self.rebuilt


@dataclass(frozen=True, slots=True)
class Looked:
    """How many of the conflicts somebody has decided on."""

    decided: int
    total: int

    @property
    def told(self) -> str:
        """The same as a sentence."""
        if not self.total:
            return "Nothing is contested."
        if self.decided == self.total:
            few = {1: "The one conflict was decided.", 2: "Both conflicts were decided."}
            return few.get(self.total, f"All {self.total:,} conflicts were decided.")
        conflicts = count(self.total, "conflict")
        return f"{self.decided or 'None'} of {conflicts} {'was' if self.decided == 1 else 'were'} decided."


@router.get("/", response_class=HTMLResponse)
def overview(request: Request, visitor: Annotated[Visitor, Depends(reader)]) -> HTMLResponse:
    """Return where the case stands."""
    desk: OpenDesk = request.app.state.desk
    seen = desk.overview()
    visit = visit_of(request.cookies.get(COOKIE, ""), datetime.now(UTC))
    stories = [(row.id, row.title, desk.index(row.id)) for row in seen.stories[:DRAWN]]
    answer = page(
        request,
        "overview.html",
        seen=seen,
        since=_since(desk, seen, visit, visitor),
        looked=_looked(desk, seen),
        atlas=_atlas(desk, [index for _, _, index in stories]),
        moments=_moments(stories),
        alone=row_views(desk, seen.alone),
        recent=lines_of(desk, seen.recent[:6], persons=visitor.may("reviewer")),
        build=desk.building(),
    )
    answer.set_cookie(
        COOKIE,
        visit.cookie,
        max_age=KEPT,
        httponly=True,
        samesite="strict",
        secure=request.app.state.door.place.secure,
    )
    return answer


def _since(desk: OpenDesk, seen: Overview, visit: Visit, visitor: Visitor) -> Since | None:
    if visit.since is None:
        return None
    latest = desk.decisions(limit=_NEW).items
    new = tuple(d for d in latest if is_after(d.at, visit.since))
    others = tuple(d for d in new if d.reviewer != visitor.name)
    return Since(visit.since, others, len(new) == _NEW, is_after(seen.built, visit.since))


def _looked(desk: OpenDesk, seen: Overview) -> Looked:
    total = desk.queue("conflicts", limit=1).total
    waiting = next((count.number for count in seen.waiting if count.path == "/queue/conflicts"), total)
    return Looked(max(0, total - waiting), total)


def _atlas(desk: OpenDesk, indexes: list[Index]) -> Atlas | None:
    """Return the map of the records, or of the places named where no record has a place."""
    codebook, found = desk.codebook, desk.records(limit=RECORDS)
    records = tuple(row.record for row in found.items)
    drawn = (
        _ATLASES.of((codebook, *records), lambda: record_atlas(found.items, codebook, total=found.total))
        if records
        else None
    )
    return drawn or _ATLASES.of(tuple(indexes), lambda: place_atlas(indexes))


def _moments(stories: list[tuple[str, str, Index]]) -> Moments:
    return _MOMENTS.of(tuple(index for _, _, index in stories), lambda: moments_of(stories))
