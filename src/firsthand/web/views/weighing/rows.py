"""A claim as a line of a list: origins large, documents small, its strip, how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import ClaimRow
from firsthand.publish.report.views import STANDINGS, Strip, strip_view
from firsthand.publish.telling.wording import count, days
from firsthand.web.views.asking.seen import seen_of
from firsthand.web.views.weighing.languages import languages_told
from firsthand.web.views.whole.of_story import OfStory

_STRIPS = OfStory(5000)  # some five hundred letters each


@dataclass(frozen=True, slots=True)
class RowView:
    """A claim ready to be set as a line. `strip` is None where the claim left its story meanwhile."""

    row: ClaimRow
    strip: Strip | None
    standing_words: str
    told: tuple[str, ...]  # dates, languages, what is contested or changed of it
    seen: str  # the last decision on it


def row_views(desk: OpenDesk, rows: Iterable[ClaimRow]) -> tuple[RowView, ...]:
    """Return claims ready to be set, in their order."""
    return tuple(row_view(desk, row) for row in rows)


def row_view(desk: OpenDesk, row: ClaimRow) -> RowView:
    """Return one claim ready to be set."""
    index = desk.index(row.story)
    claim = index.claim.get(row.id)
    return RowView(
        row=row,
        strip=_STRIPS.of(index, claim.id, lambda: strip_view(index, claim)) if claim else None,
        standing_words=STANDINGS[row.standing],
        told=tuple(_told(row)),
        seen=seen_of(desk, row.id) if row.state != "open" else "",
    )


def _told(row: ClaimRow) -> Iterable[str]:
    if row.first or row.last:
        yield f"published {days(row.first, row.last)}"
    if len(row.languages) > 2:
        yield f"{len(row.languages)} languages"
    elif len(row.languages) > 1:
        yield languages_told(row.languages)
    if row.conflicts > 1 or (row.conflicts and row.standing != "contested"):
        yield count(row.conflicts, "conflict")
    if row.variants:
        yield "changed in retelling"
    if row.denied:
        yield "denied"
    if row.verdict:
        yield f"judged “{row.verdict}”"
