"""The records of the register, with what was decided on them."""

from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.listing.over_all import over_all
from firsthand.desk.listing.paging import Key, Ordered
from firsthand.desk.shapes import RecordRow
from firsthand.model import Decision, Record

# By these a claim may say more than it did when the register was derived.
_ADDING = ("set-bounds", "set-attribution", "add-statement", "merge-claims", "split-claim")


def asked_records(snapshot: Snapshot, type: str) -> Ordered[RecordRow]:
    """Return the records of a type, or all, by type and title."""
    every = over_all(
        snapshot,
        "records",
        lambda told: [_row(snapshot, record) for record in told.findings.records],
        key=_key,
    )
    if not type:
        return every
    return Ordered([row for row in every.items if row.record.type == type], _key)


def record_row(snapshot: Snapshot, record: str) -> RecordRow | None:
    """Return the line of a record, None where nothing goes by this id."""
    found = snapshot.records().get(record) or snapshot.records().get(snapshot.moved.get(record, ""))
    return _row(snapshot, found) if found else None


def _row(snapshot: Snapshot, record: Record) -> RecordRow:
    added = snapshot.once("claims that say more", lambda: _added(snapshot))
    return RecordRow(record, snapshot.history.state(record.id), stale=not added.isdisjoint(record.claims))


def _added(snapshot: Snapshot) -> frozenset[str]:
    """Return the claims to which decisions added something since the register was derived."""
    found: set[str] = set()
    for decision in snapshot.decisions[snapshot.base.registered :]:
        if decision.action in _ADDING and decision.id in snapshot.history.in_force:
            found |= _claims(snapshot, decision)
    return frozenset(found)


def _claims(snapshot: Snapshot, decision: Decision) -> set[str]:
    found: set[str] = set()
    for one in (decision.target, *decision.others):
        told = snapshot.told(one)
        if told is not None:
            claim = told.index.claim_of.get(one, snapshot.moved.get(one, one))
            found |= {claim} & told.index.claim.keys()
    passage = decision.passage
    told = snapshot.told(passage.document) if passage else None
    if told is not None and passage is not None:
        for statement in told.findings.statements:
            if statement.passage == passage and statement.id in told.index.claim_of:
                found.add(told.index.claim_of[statement.id])
    return found


def _key(row: RecordRow) -> Key:
    return (row.record.type, row.record.title.casefold(), row.record.id)
