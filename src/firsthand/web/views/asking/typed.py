"""What was typed into the form of a decision, and the draft it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from firsthand.desk.open_desk import OpenDesk
from firsthand.model import Action, Draft
from firsthand.model.errors import DecisionError
from firsthand.web.views.asking.seen import seen_of
from firsthand.web.views.reading.quoting import find_words, trimmed

ACTIONS: tuple[str, ...] = get_args(Action)
_ON_SEVERAL = ("accept", "reject", "withdraw")
_LONGEST = 5000  # letters of a field


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a decision's form, as they were sent. `words` are those of a passage, to be found."""

    action: str
    target: str
    reason: str = ""
    preset: str = ""
    value: str = ""
    others: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    words: str = ""
    chain: tuple[str, ...] = ()
    seen: str = ""
    back: str = ""
    find: str = ""


def typed_of(form: Mapping[str, str], many: Mapping[str, Sequence[str]]) -> Typed:
    """Return the fields of a form; `many` are those that may come several times."""

    def text(name: str) -> str:
        return form.get(name, "").replace("\x00", "")[:_LONGEST]

    return Typed(
        action=text("action").strip(),
        target=text("target").strip(),
        reason=text("reason"),
        preset=text("preset").strip(),
        value=text("value"),
        others=tuple(dict.fromkeys(one for one in many.get("others", ()) if one)),
        start=_whole(form.get("start", "")),
        end=_whole(form.get("end", "")),
        words=text("words"),
        chain=tuple(name.strip()[:_LONGEST] for name in many.get("chain", ())),
        seen=text("seen").strip(),
        back=own_path(form.get("back", "")),
        find=text("find").strip(),
    )


def drafts_of(desk: OpenDesk, typed: Typed) -> tuple[Draft, ...]:
    """Return the drafts that a form asks for: one, or the same on several things.

    What is accepted, rejected or taken back may come with others like it. Raises DecisionError where the
    form cannot be understood.
    """
    if typed.action not in _ON_SEVERAL:
        return (_draft(desk, typed),)
    first = _draft(desk, replace(typed, others=()))
    like = [one for one in typed.others if one != first.target]
    return (first, *(replace(first, target=one, seen=seen_of(desk, one)) for one in like))


def _draft(desk: OpenDesk, typed: Typed) -> Draft:
    if typed.action not in ACTIONS:
        raise DecisionError("It is not said what to decide. Go back, and choose it again.")
    reason = " ".join(part for part in (typed.preset, " ".join(typed.reason.split())) if part)
    found = with_passage(desk, typed)
    return Draft(
        action=cast(Action, typed.action),
        target=typed.target,
        reason=reason,
        value=" ".join(typed.value.split()),
        others=typed.others,
        start=found.start,
        end=found.end,
        chain=tuple(name for name in typed.chain if name),
        seen=typed.seen,
    )


def with_passage(desk: OpenDesk, typed: Typed) -> Typed:
    """Return the form with the bounds of the words that it names, where they stand in the document."""
    if typed.action not in ("set-bounds", "add-statement"):
        return replace(typed, start=None, end=None)
    document, near = _document(desk, typed)
    text = desk.index(desk.story_of(document)).document[document].text
    words = typed.words.strip()
    selected = typed.start is not None and typed.end is not None
    if selected and (not words or " ".join(text[typed.start : typed.end].split()) == " ".join(words.split())):
        start, end = trimmed(text, typed.start or 0, typed.end or 0)
        return replace(typed, start=start, end=end)
    if not words:
        raise DecisionError("It is not said which words. Select them in the document, or type them here.")
    found = find_words(text, words, near=near if typed.start is None else typed.start)
    if not found:
        raise DecisionError(
            "These words do not stand in the document like this. Copy them from it, letter for letter; of a "
            "long passage the first and last words will do, with … between."
        )
    return replace(typed, start=found[0][0], end=found[0][1])


def own_path(back: str) -> str:
    """Return where to go back to if that is a page of this desk, else nothing."""
    plain = not any(c in back for c in "\\\r\n\t\x00") and back.isprintable()
    return back if back.startswith("/") and not back.startswith("//") and plain and len(back) < 2000 else ""


def _document(desk: OpenDesk, typed: Typed) -> tuple[str, int]:
    if typed.action == "add-statement":
        return typed.target, 0
    statement = desk.index(desk.story_of(typed.target)).statement.get(typed.target)
    if statement is None:
        raise DecisionError("This statement is not in the case any more. Look for it in its document.")
    return statement.document, statement.start


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None
