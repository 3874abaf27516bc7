"""What waits: conflicts, changes in retelling, claims that rest on one origin, decisions that fit no more.

Lists are of what is to be looked at; what a page shows of it is made when its part of the list is asked for.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.desk.holding.lines import Line
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.claims import over_lines
from firsthand.desk.listing.over_all import of_story, over_all
from firsthand.desk.listing.paging import Key, Ordered, ordered, shown
from firsthand.desk.shapes import Open, Page, Queue, State
from firsthand.model import Conflict, Variant
from firsthand.publish.telling.wording import clean
from firsthand.review import History, Misfit

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


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something in a queue: a conflict, a variant, the line of a claim, or a decision that fits no more."""

    key: Key
    story: str
    state: State
    what: Conflict | Variant | Line | Misfit


def queue_of(snapshot: Snapshot, kind: Queue, story: str) -> Ordered[Waiting]:
    """Return one queue, of the case or of a story: what is open first, what is decided last."""
    if kind == "misfits":
        return snapshot.once(("misfits", story), lambda: _misfits(snapshot, story))
    if story:
        return of_story(snapshot.stories[story], lambda told: _waiting(snapshot, told, kind), key=_key)
    if kind == "single-origin":
        return over_lines(snapshot, kind, _alone, key=_key)
    return over_all(snapshot, kind, lambda told: _waiting(snapshot, told, kind), key=_key)


def _key(waiting: Waiting) -> Key:
    return waiting.key


def open_in(snapshot: Snapshot, kind: Queue) -> int:
    """Return how many of a queue are open."""
    found = queue_of(snapshot, kind, "")
    return bisect_left(found.items, (True,), key=_key)  # what is decided comes last


def queue_part(snapshot: Snapshot, kind: Queue, story: str, *, after: str, limit: int) -> Page[Open]:
    """Return a part of a queue as pages show it."""
    return shown(queue_of(snapshot, kind, story).part(after, limit), lambda one: shown_open(snapshot, one))


def shown_open(snapshot: Snapshot, waiting: Waiting) -> Open:
    """Return what waits, with all that is to be seen of it."""
    what, history = waiting.what, snapshot.history
    if isinstance(what, Misfit):
        return _open_misfit(history, what, waiting.story)
    told = snapshot.stories[waiting.story]
    if isinstance(what, Line):
        return _open_claim(history, what)
    if isinstance(what, Conflict):
        return Open(
            kind="conflicts",
            id=what.id,
            story=told.id,
            question=_readable(told, what.question),
            explanation=_readable(told, what.explanation),
            conflict=what,
            state=waiting.state,
            history=history.of(what.id),
        )
    line = told.line.get(what.claim)
    return Open(
        kind="variants",
        id=what.id,
        story=told.id,
        question=_CHANGED[what.kind],
        explanation=_readable(told, what.explanation),
        variant=what,
        claim=line.row if line else None,
        state=waiting.state,
        history=history.of(what.id),
    )


def _readable(told: Told, text: str) -> str:
    return told.of_findings(("readable", text), lambda: told.index.readable(text))


def rests_on_one(line: Line) -> bool:
    """Tell whether several documents tell a claim that begins with one origin alone."""
    return line.row.documents > 1 and line.row.independent_origins <= 1


def _waiting(snapshot: Snapshot, told: Told, kind: Queue) -> Iterable[Waiting]:
    """Yield what waits in one story, with what was rejected: it can be taken back."""
    state = snapshot.history.state
    if kind == "conflicts":
        now = {conflict.id for conflict in told.findings.conflicts}
        gone = [c for c in told.machine.findings.conflicts if c.id not in now and state(c.id) == "rejected"]
        for conflict in (*told.findings.conflicts, *gone):
            found = state(conflict.id)
            key = (found != "open", -conflict.confidence, conflict.id)
            yield Waiting(key, told.id, found, conflict)
    elif kind == "variants":
        left = {variant.id for variant in told.findings.variants}
        lost = [v for v in told.machine.findings.variants if v.id not in left and state(v.id) == "rejected"]
        for variant in (*told.findings.variants, *lost):
            found = state(variant.id)
            line = told.line.get(variant.claim)
            documents = line.row.documents if line else 0
            place = (found != "open", variant.kind != "quotation", -documents, variant.id)
            yield Waiting(place, told.id, found, variant)
    else:
        for line in told.lines:
            yield from _alone(line)


def _alone(line: Line) -> Iterable[Waiting]:
    """Yield a claim where it waits because it rests on one origin."""
    if rests_on_one(line):
        row = line.row
        yield Waiting((row.state != "open", -row.documents, row.id), row.story, row.state, line)


def _open_claim(history: History, line: Line) -> Open:
    row = line.row
    origin = row.origins[0].name if row.origins else "one voice"
    return Open(
        kind="single-origin",
        id=row.id,
        story=row.story,
        question=row.text,
        explanation=f"{row.documents} documents tell it, and all have it from {origin}.",
        claim=row,
        state=row.state,
        history=history.of(row.id),
    )


def _misfits(snapshot: Snapshot, story: str) -> Ordered[Waiting]:
    found = []
    for misfit in snapshot.misfits:
        decision = misfit.decision
        homes = (snapshot.story_of(passage.document) for passage in decision.about)
        home = snapshot.story_of(decision.target) or next(filter(None, homes), "")
        if not story or home == story:
            key = (snapshot.place_of(decision.id), decision.id)
            found.append(Waiting(key, home, "open", misfit))
    return ordered(found, _key)


def _open_misfit(history: History, misfit: Misfit, story: str) -> Open:
    decision = misfit.decision
    did = _DID.get(decision.action, "decided on")
    return Open(
        kind="misfits",
        id=decision.id,
        story=story,
        question=clean(
            f"{decision.reviewer} {did} {_called(decision.names, decision.kind)}. Does it still hold?"
        ),
        explanation=misfit.why,
        decision=decision,
        history=history.of(decision.target),
    )


def _called(names: tuple[str, ...], kind: str) -> str:
    return f"“{names[0]}”" if names else f"a {kind}" if kind else "something"
