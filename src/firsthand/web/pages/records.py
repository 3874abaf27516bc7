"""Records: the register by type, and each record with what stands behind every answer."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.shapes import RecordRow
from firsthand.model import Value
from firsthand.model.errors import GoneError
from firsthand.publish.report.views import STANDINGS, Said, said_view
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean
from firsthand.register.codebook import Codebook
from firsthand.web.door import Visitor, reader
from firsthand.web.rendering import page
from firsthand.web.views.whole.records import (
    RecordView,
    Wanted,
    countries_of,
    record_view,
    types_with,
)

router = APIRouter()
PART = 50
_PASSAGES = 5  # of one answer; its claims have them all
STATES = {
    "open": "not decided", "accepted": "accepted", "rejected": "rejected", "stale": "to be derived again",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tab:
    """A type of record with how many there are."""

    name: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind one answer: its claims, conflicts and passages."""

    claims: tuple[tuple[str, str], ...]  # (id, words)
    conflicts: tuple[tuple[str, str], ...]  # (id, question)
    passages: tuple[tuple[str, Said], ...]  # (page, passage)
    more: int


@router.get("/records", response_class=HTMLResponse)
def records(
    request: Request,
    visitor: Annotated[Visitor, Depends(reader)],
    type: str = "",
    text: str = "",
    standing: str = "",
    country: str = "",
    state: str = "",
    after: str = "",
) -> HTMLResponse:
    """Return a part of the records of one type that fit; without one of the first type that has any."""
    desk: OpenDesk = request.app.state.desk
    rows, codebook = every_record(desk), desk.codebook
    wanted = Wanted(text, standing, country, state)
    fitting = [row for row in rows if not wanted or wanted.fits(row)]
    tabs = _tabs(codebook, fitting, rows)
    chosen = type or next((tab.name for tab in tabs if tab.number), tabs[0].name if tabs else "")
    of_type = sorted(
        (row for row in fitting if row.record.type == chosen),
        key=lambda r: (
            -r.record.independent_origins, -r.record.documents, r.record.title.casefold(), r.record.id,
        ),
    )  # fmt: skip
    first = next((i + 1 for i, row in enumerate(of_type) if row.record.id == after), 0) if after else 0
    shown = of_type[first : first + PART]
    more = shown[-1].record.id if first + PART < len(of_type) else ""
    asked = {"type": chosen, "text": text, "standing": standing, "country": country, "state": state}
    views = types_with(shown, [] if wanted or first else desk.tallies(), codebook)
    kind = next((view for view in views if view.name == chosen), None)
    return page(
        request,
        "records.html",
        codebook=codebook,
        tabs=tabs,
        chosen=chosen,
        kind=kind,
        records=_in_order(kind.records if kind else (), shown),
        found=len(of_type),
        total=len(rows),
        asked=asked,
        filtered=bool(wanted),
        begin=f"/records?{urlencode(asked)}",
        onward=f"/records?{urlencode(asked | {'after': more})}" if more else "",
        first=first == 0,
        countries=countries_of(row for row in rows if row.record.type == chosen),
        standings=[(name, words) for name, words in STANDINGS.items()],
        states=tuple(STATES.items()),
        ids={view.id: f"/records/{view.id}" for view in (row.record for row in shown)},
    )


@router.get("/records/{record}", response_class=HTMLResponse)
def record(request: Request, visitor: Annotated[Visitor, Depends(reader)], record: str) -> HTMLResponse:
    """Return one record: each answer with its claims, its conflicts and its passages."""
    desk: OpenDesk = request.app.state.desk
    row = desk.record(record)
    index = desk.index(row.record.story)
    view = record_view(index, row, desk.codebook)
    history = tuple(reversed(desk.decisions(target=record, limit=100).items))
    return page(
        request,
        "record.html",
        row=row,
        view=view,
        behind=_behind(desk, index, row),
        story=index.findings.stories[0] if index.findings.stories else None,
        history=history,
        holding=desk.in_force(),
    )


def every_record(desk: OpenDesk) -> tuple[RecordRow, ...]:
    """Return all records."""
    found: list[RecordRow] = []
    after = ""
    while True:
        part = desk.records(after=after, limit=500)
        found.extend(part.items)
        after = part.after
        if not after:
            return tuple(found)


def _tabs(codebook: Codebook | None, fitting: list[RecordRow], rows: tuple[RecordRow, ...]) -> list[Tab]:
    counted = Counter(row.record.type for row in fitting)
    known = {t.name: clean(t.plural) for t in codebook.types} if codebook else {}
    others = sorted({row.record.type for row in rows} - set(known))
    names = known | {name: clean(name).capitalize() for name in others}
    return [Tab(name, label, counted[name]) for name, label in names.items()]


def _in_order(views: tuple[RecordView, ...], rows: list[RecordRow]) -> list[tuple[RecordRow, RecordView]]:
    by_id = {view.record.id: view for view in views}
    return [(row, by_id[row.record.id]) for row in rows if row.record.id in by_id]


def _behind(desk: OpenDesk, index: Index, row: RecordRow) -> dict[str, tuple[Behind, ...]]:
    """Return what stands behind the answers of each field, by the field's name."""
    others: dict[str, Index] = {}

    def found(item: str, here: Index) -> Index:
        """Return the story that an id belongs to: a record may rest on several."""
        try:
            story = desk.story_of(item)
        except GoneError:
            return here
        return others.setdefault(story, desk.index(story))

    return {
        field.name: tuple(_behind_value(value, index, found) for value in field.values)
        for field in row.record.fields
        if field.values
    }


def _behind_value(value: Value, index: Index, find: Callable[[str, Index], Index]) -> Behind:
    claims, conflicts, passages = [], [], []
    for claim in value.claims:
        home = index if claim in index.claim else find(claim, index)
        if claim in home.claim:
            claims.append((claim, clean(home.claim[claim].text)))
    for conflict in value.conflicts:
        home = find(conflict, index)
        question = next((c.question for c in home.findings.conflicts if c.id == conflict), "")
        if question:
            conflicts.append((conflict, home.readable(question)))
    known = value.statements[:_PASSAGES]
    for statement in known:
        home = index if statement in index.statement else find(statement, index)
        if statement in home.statement:
            one = home.statement[statement]
            passages.append((f"/documents/{one.document}?at={one.start}#{one.id}", said_view(home, one)))
    more = len(value.statements) - len(known)
    return Behind(tuple(claims), tuple(conflicts), tuple(passages), more)
