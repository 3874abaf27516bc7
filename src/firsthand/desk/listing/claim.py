"""One claim with all that hangs on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.desk.holding.checking import gone
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.paging import Ordered, ordered
from firsthand.desk.shapes import ClaimFile, DocumentRow
from firsthand.model import Claim, Conflict, Decision, Statement, Update, Variant

_LARGE = 100  # statements; what hangs on a smaller claim is soon looked up again


def claim_file(now: Snapshot, told: Told, claim: str, *, after: str, limit: int) -> ClaimFile:
    """Return a claim of a story with a part of its statements."""
    index, findings = told.index, told.findings
    found = index.claim.get(claim) or index.claim.get(now.moved.get(claim, ""))
    if found is None:
        raise gone("claim", claim)
    hanging = (
        told.of_findings(("hanging on", found.id), lambda: _hanging(told, found))
        if len(found.statements) > _LARGE
        else _hanging(told, found)
    )
    page = hanging.statements.part(after, limit)
    sources = set(index.origins_of(found)).union(*(s.attribution for s in page.items))
    sources |= {index.outlet[statement.document] for statement in page.items}
    decided = now.history.among(hanging.inside)
    return ClaimFile(
        claim=found,
        story=findings.stories[0],
        statements=page,
        sources=tuple(source for source in findings.sources if source.id in sources),
        documents=hanging.documents,
        conflicts=hanging.conflicts,
        variants=hanging.variants,
        updates=hanging.updates,
        records=hanging.records,
        history=history_of(now, (claim, found.id, *decided)),
        state=told.line[found.id].row.state,
    )


@dataclass(frozen=True, slots=True)
class _Hanging:
    """What hangs on a claim, whatever is decided on it."""

    statements: Ordered[Statement]
    inside: frozenset[str]  # the same by their ids
    documents: tuple[DocumentRow, ...]
    conflicts: tuple[Conflict, ...]
    variants: tuple[Variant, ...]
    updates: tuple[Update, ...]
    records: tuple[str, ...]


def _hanging(told: Told, claim: Claim) -> _Hanging:
    index, findings = told.index, told.findings
    inside = frozenset(claim.statements)
    statements = index.statements_of(claim)
    documents = {statement.document for statement in statements}
    return _Hanging(
        statements=ordered(statements, lambda s: (index.order[s.document], s.start, s.id)),
        inside=inside,
        documents=tuple(row for row in told.documents if row.id in documents),
        conflicts=tuple(c for c in findings.conflicts if claim.id in c.claims),
        variants=tuple(
            v for v in findings.variants if v.claim == claim.id or not inside.isdisjoint(v.statements)
        ),
        updates=tuple(u for u in findings.updates if claim.id in u.claims),
        records=tuple(record.id for record in findings.records if claim.id in record.claims),
    )


def history_of(now: Snapshot, ids: Iterable[str]) -> tuple[Decision, ...]:
    """Return the decisions on any of these, the oldest first, withdrawn ones too."""
    found = {decision.id: decision for one in ids for decision in now.history.of(one)}
    return tuple(sorted(found.values(), key=lambda decision: now.place_of(decision.id)))
