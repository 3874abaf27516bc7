"""What was decided on the statements of a document, put beside each of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import Decision, Passage, Statement

STATES: Mapping[str, str] = {
    "open": "",
    "accepted": "accepted",
    "rejected": "rejected",
    "bounds": "bounds edited",
    "attribution": "attribution edited",
    "added": "added by hand",
}
_STATE_OF = {
    "accept": "accepted",
    "reject": "rejected",
    "set-bounds": "bounds",
    "set-attribution": "attribution",
    "add-statement": "added",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """How a statement stands. `words` are empty where nothing was decided.

    `seen` is the id of the last decision on it, `holding` the latest one that was not taken back.
    """

    state: str = "open"
    words: tuple[str, ...] = ()
    history: tuple[Decision, ...] = ()
    seen: str = ""
    holding: Decision | None = None


@dataclass(frozen=True, slots=True)
class Struck:
    """A statement that a reviewer rejected: it left the record, and is still shown where it stood."""

    id: str
    passage: Passage
    decision: Decision
    decided: Decided


OPEN = Decided()


def decided_of(
    statements: Sequence[Statement], history: Sequence[Decision], in_force: Collection[str]
) -> dict[str, Decided]:
    """Return how each statement stands that was decided on, by its id."""
    on, added = _by_target(history)
    found: dict[str, Decided] = {}
    for one in statements:
        made = [*added.get((one.start, one.end), ()), *on.get(one.id, ())]
        if made:
            found[one.id] = _decided(made, in_force)
    return found


def struck_of(
    statements: Sequence[Statement],
    history: Sequence[Decision],
    in_force: Collection[str],
    *,
    document: str,
    start: int,
    end: int,
) -> tuple[Struck, ...]:
    """Return the statements of [start, end) of a document that were rejected, by place."""
    here = {one.id for one in statements}
    on, _ = _by_target(history)
    found = [
        Struck(decision.target, passage, decision, _decided(on[decision.target], in_force))
        for decision in history
        if decision.action == "reject" and decision.kind in ("", "statement") and decision.id in in_force
        if decision.target not in here
        for passage in decision.about[:1]
        if passage.document == document and passage.start < end and start < passage.end
    ]
    last = {one.id: one for one in found}  # rejected twice is rejected
    return tuple(sorted(last.values(), key=lambda one: (one.passage.start, -one.passage.end, one.id)))


def _by_target(
    history: Sequence[Decision],
) -> tuple[dict[str, list[Decision]], dict[tuple[int, int], list[Decision]]]:
    """Return the decisions by what they are on, and those that added a statement by its bounds.

    A withdrawal stands with the decision it takes back.
    """
    on: defaultdict[str, list[Decision]] = defaultdict(list)
    added: defaultdict[tuple[int, int], list[Decision]] = defaultdict(list)
    by_id = {one.id: one for one in history}
    for one in history:
        about = by_id.get(one.target, one) if one.action == "withdraw" else one
        if about.action == "add-statement" and about.passage is not None:
            added[about.passage.start, about.passage.end].append(one)
        else:
            on[about.target].append(one)
    return on, added


def _decided(made: Sequence[Decision], in_force: Collection[str]) -> Decided:
    holding = [one for one in made if one.id in in_force and one.action in _STATE_OF]
    state = _STATE_OF[holding[-1].action] if holding else "open"
    words = tuple(dict.fromkeys(STATES[_STATE_OF[one.action]] for one in holding))
    return Decided(state, words, tuple(made), made[-1].id, holding[-1] if holding else None)
