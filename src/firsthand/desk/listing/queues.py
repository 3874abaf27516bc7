"""What waits: conflicts, changes in retelling, claims that rest on one origin, decisions that fit no more."""

from firsthand.desk.holding.lines import Line
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.paging import Key, Ordered, ordered
from firsthand.desk.shapes import Open, Queue
from firsthand.model import Conflict, Variant
from firsthand.publish.telling.wording import clean

_CHANGED = {
    "quotation": "Was a quotation changed?",
    "number": "Was a number changed?",
    "modality": "Was it made surer or less sure?",
    "actor": "Was it changed who did it?",
    "scope": "Was it made wider or narrower?",
}
_DID = {
    "accept": "accepted",
    "reject": "rejected",
    "set-bounds": "set the bounds of",
    "set-attribution": "set who said",
    "add-statement": "added",
    "merge-claims": "merged",
    "split-claim": "split",
    "judge-claim": "judged",
    "merge-sources": "merged",
    "split-source": "split",
    "rename-source": "renamed",
    "set-source-kind": "set the kind of",
    "withdraw": "took back",
}


def queue_of(snapshot: Snapshot, kind: Queue, story: str) -> Ordered[Open]:
    """Return one queue, of the case or of a story: what is open first, what is decided last."""
    return snapshot.once(("queue", kind, story), lambda: _queue(snapshot, kind, story))


def open_conflict(snapshot: Snapshot, told: Told, conflict: Conflict) -> Open:
    """Return a conflict as it waits for a decision."""
    return Open(
        kind="conflicts",
        id=conflict.id,
        story=told.id,
        question=told.index.readable(conflict.question),
        explanation=told.index.readable(conflict.explanation),
        conflict=conflict,
        state=snapshot.history.state(conflict.id),
        history=snapshot.history.of(conflict.id),
    )


def open_variant(snapshot: Snapshot, told: Told, variant: Variant) -> Open:
    """Return a change in a retelling as it waits for a decision."""
    line = told.line.get(variant.claim)
    return Open(
        kind="variants",
        id=variant.id,
        story=told.id,
        question=_CHANGED[variant.kind],
        explanation=told.index.readable(variant.explanation),
        variant=variant,
        claim=line.row if line else None,
        state=snapshot.history.state(variant.id),
        history=snapshot.history.of(variant.id),
    )


def rests_on_one(line: Line) -> bool:
    """Tell whether several documents tell a claim that begins with one origin alone."""
    return line.row.documents > 1 and line.row.independent_origins <= 1


def _queue(snapshot: Snapshot, kind: Queue, story: str) -> Ordered[Open]:
    if kind == "misfits":
        return ordered(_misfits(snapshot, story), lambda each: (snapshot.place_of(each.id), each.id))
    stories = snapshot.stories.values() if not story else [snapshot.stories[story]]
    pairs: list[tuple[Key, Open]] = []
    for told in stories:
        if kind == "conflicts":
            kept = {conflict.id for conflict in told.findings.conflicts}
            gone = [c for c in told.machine.findings.conflicts if c.id not in kept]
            found = [
                *told.findings.conflicts,
                *(c for c in gone if snapshot.history.state(c.id) == "rejected"),
            ]
            for conflict in found:
                waiting = open_conflict(snapshot, told, conflict)
                pairs.append(((waiting.state != "open", -conflict.confidence, conflict.id), waiting))
        elif kind == "variants":
            left = {variant.id for variant in told.findings.variants}
            lost = [v for v in told.machine.findings.variants if v.id not in left]
            changed = [
                *told.findings.variants,
                *(v for v in lost if snapshot.history.state(v.id) == "rejected"),
            ]
            for variant in changed:
                waiting = open_variant(snapshot, told, variant)
                documents = waiting.claim.documents if waiting.claim else 0
                quoted = variant.kind != "quotation"
                pairs.append(((waiting.state != "open", quoted, -documents, variant.id), waiting))
        else:
            for line in filter(rests_on_one, told.lines):
                waiting = _open_claim(snapshot, told, line)
                pairs.append(((waiting.state != "open", -line.row.documents, line.row.id), waiting))
    pairs.sort(key=lambda pair: pair[0])
    return Ordered([key for key, _ in pairs], [waiting for _, waiting in pairs])


def _open_claim(snapshot: Snapshot, told: Told, line: Line) -> Open:
    row = line.row
    origin = row.origins[0].name if row.origins else "one voice"
    return Open(
        kind="single-origin",
        id=row.id,
        story=told.id,
        question=row.text,
        explanation=f"{row.documents} documents tell it, and all have it from {origin}.",
        claim=row,
        state=row.state,
        history=snapshot.history.of(row.id),
    )


def _misfits(snapshot: Snapshot, story: str) -> list[Open]:
    found = []
    for misfit in snapshot.misfits:
        decision = misfit.decision
        home = snapshot.story_of(decision.target) or next(
            (snapshot.story_of(passage.document) for passage in decision.about), None
        )
        if story and home != story:
            continue
        found.append(
            Open(
                kind="misfits",
                id=decision.id,
                story=home or "",
                question=clean(
                    f"{decision.reviewer} {_DID.get(decision.action, 'decided on')} "
                    f"{_called(decision.names, decision.kind)}. Does it still hold?"
                ),
                explanation=misfit.why,
                decision=decision,
                history=snapshot.history.of(decision.target),
            )
        )
    return found


def _called(names: tuple[str, ...], kind: str) -> str:
    return f"“{names[0]}”" if names else f"a {kind}" if kind else "something"
