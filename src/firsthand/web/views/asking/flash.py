"""What is said on the page that follows a decision: what was decided, by whom else, and how to undo it."""

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.desk.open_desk import OpenDesk
from firsthand.model import Decision
from firsthand.model.errors import GoneError
from firsthand.publish.telling.wording import cut
from firsthand.web.views.asking.subject import subject_of

_LATEST = 200  # decisions among which the one just made is looked for
_TOGETHER = 40  # decisions made at once that are told of
_ABOUT = 110  # letters of what was decided on: who is taken on to the next must see that it is not that one
_DONE = {
    "accept": "Accepted.", "reject": "Rejected.", "set-bounds": "The bounds are set.",
    "set-attribution": "Who said it is corrected.", "add-statement": "The statement is added.",
    "merge-claims": "The claims are one now.",
    "split-claim": "The chosen statements are a claim of their own now.",
    "judge-claim": "The verdict stands.", "merge-sources": "The sources are one now.",
    "split-source": "The source is split.", "rename-source": "The source is renamed.",
    "set-source-kind": "The kind of source is set.", "show-person": "The person is shown by name now.",
    "hide-person": "The person is shown under a pseudonym now.", "withdraw": "Taken back.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flash:
    """What was just decided, and on what. `meanwhile` are decisions of others on the same, made unseen."""

    decision: Decision
    others: tuple[str, ...]  # ids of further decisions made with it
    words: str
    about: str  # "" where it is in the record no more
    place: str
    meanwhile: tuple[Decision, ...]


def done(decision: Decision) -> str:
    """Return what a decision did, as a sentence: "Accepted."."""
    return _DONE.get(decision.action, "Decided.")


def told_later(made: Sequence[str]) -> str:
    """Return what a browser keeps of decisions just made, until its next page tells of them."""
    return ".".join(made[:_TOGETHER])


def flash_of(desk: OpenDesk, kept: str, reviewer: str) -> Flash | None:
    """Return what to say of decisions that this reviewer just made; None if there are none that hold.

    `kept` is what `told_later` gave, back from a browser: it may be anything.
    """
    ids = kept.split(".")[:_TOGETHER] if kept else []
    if not ids:
        return None
    holding = desk.in_force()
    latest = {one.id: one for one in desk.decisions(limit=_LATEST).items if one.reviewer == reviewer}
    made = [latest[one] for one in ids if one in latest]
    made = [one for one in made if one.action == "withdraw" or one.id in holding]
    if not made:
        return None
    words = done(made[0]) + (f" {len(made) - 1} like it, too." if len(made) > 1 else "")
    about, place = _about(desk, made[0])
    like = tuple(one.id for one in made[1:])
    return Flash(made[0], like, words, about, place, _meanwhile(desk, made[0]))


def _about(desk: OpenDesk, made: Decision) -> tuple[str, str]:
    try:
        subject = subject_of(desk, made.action, made.target)
    except GoneError:
        return "", ""
    return cut(subject.words, _ABOUT), subject.place


def _meanwhile(desk: OpenDesk, made: Decision) -> tuple[Decision, ...]:
    """Return what others decided on the same unseen, before it and in the moment after it."""
    on = tuple(reversed(desk.decisions(target=made.target, limit=_LATEST).items))
    ids = [one.id for one in on]
    if made.id not in ids:
        return ()
    seen = ids.index(made.seen) if made.seen in ids else -1
    return tuple(one for one in on[seen + 1 :] if one.reviewer != made.reviewer)
