"""What is said on the page that follows a decision: what was decided, by whom else, and how to undo it."""

from dataclasses import dataclass

from firsthand.desk.open_desk import OpenDesk
from firsthand.model import Decision

_LATEST = 200  # decisions among which the one just made is looked for
_DONE = {
    "accept": "Accepted.", "reject": "Rejected.", "set-bounds": "The bounds are set.",
    "set-attribution": "Who said it is set.", "add-statement": "The statement is added.",
    "merge-claims": "The claims are one now.",
    "split-claim": "The chosen statements are a claim of their own now.",
    "judge-claim": "The verdict stands.", "merge-sources": "The sources are one now.",
    "split-source": "The source is split.", "rename-source": "The source is renamed.",
    "set-source-kind": "The kind of source is set.", "show-person": "The person is shown by name now.",
    "hide-person": "The person is shown under a pseudonym now.", "withdraw": "Taken back.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flash:
    """What was just decided. `meanwhile` are decisions of others on the same that were made unseen."""

    decision: Decision
    words: str
    meanwhile: tuple[Decision, ...]


def done(decision: Decision) -> str:
    """Return what a decision did, as a sentence: "Accepted."."""
    return _DONE.get(decision.action, "Decided.")


def flash_of(desk: OpenDesk, decision: str, reviewer: str) -> Flash | None:
    """Return what to say of a decision that this reviewer just made; None if there is none like it."""
    if not decision:
        return None
    latest = desk.decisions(limit=_LATEST).items
    made = next((one for one in latest if one.id == decision and one.reviewer == reviewer), None)
    if made is None:
        return None
    if made.action != "withdraw" and made.id not in desk.in_force():
        return None
    return Flash(made, done(made), _meanwhile(desk, made))


def _meanwhile(desk: OpenDesk, made: Decision) -> tuple[Decision, ...]:
    on = tuple(reversed(desk.decisions(target=made.target, limit=_LATEST).items))
    ids = [one.id for one in on]
    if made.id not in ids:
        return ()
    before = ids.index(made.id)
    seen = ids.index(made.seen) if made.seen in ids else -1
    return tuple(one for one in on[seen + 1 : before] if one.reviewer != made.reviewer)
