"""One claim with all that hangs on it."""

from collections.abc import Iterable

from firsthand.desk.holding.checking import gone
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.paging import Ordered, ordered
from firsthand.desk.shapes import ClaimFile
from firsthand.model import Claim, Decision, Statement


def claim_file(now: Snapshot, told: Told, claim: str, *, after: str, limit: int) -> ClaimFile:
    """Return a claim of a story with a part of its statements."""
    index, findings = told.index, told.findings
    found = index.claim.get(claim) or index.claim.get(now.moved.get(claim, ""))
    if found is None:
        raise gone("claim", claim)
    statements = _statements(told, found)
    page = statements.part(after, limit)
    inside = set(found.statements)
    documents = told.once(
        ("documents", found.id), lambda: frozenset(statement.document for statement in statements.items)
    )
    sources = set(index.origins_of(found)).union(*(s.attribution for s in page.items))
    sources |= {index.outlet[statement.document] for statement in page.items}
    return ClaimFile(
        claim=found,
        story=findings.stories[0],
        statements=page,
        sources=tuple(source for source in findings.sources if source.id in sources),
        documents=tuple(row for row in told.documents if row.id in documents),
        conflicts=tuple(c for c in findings.conflicts if found.id in c.claims),
        variants=tuple(
            v for v in findings.variants if v.claim == found.id or not inside.isdisjoint(v.statements)
        ),
        updates=tuple(u for u in findings.updates if found.id in u.claims),
        records=tuple(record.id for record in findings.records if found.id in record.claims),
        history=history_of(now, (claim, found.id, *found.statements)),
        state=told.line[found.id].row.state,
    )


def history_of(now: Snapshot, ids: Iterable[str]) -> tuple[Decision, ...]:
    """Return the decisions on any of these, the oldest first, withdrawn ones too."""
    found = {decision.id: decision for one in ids for decision in now.history.of(one)}
    return tuple(sorted(found.values(), key=lambda decision: now.place_of(decision.id)))


def _statements(told: Told, claim: Claim) -> Ordered[Statement]:
    index = told.index
    return told.once(
        ("statements", claim.id),
        lambda: ordered(index.statements_of(claim), lambda s: (index.order[s.document], s.start, s.id)),
    )
