"""What a conflict is called: its kind, the question answered differently, and why it counts as one."""

from collections.abc import Mapping
from pathlib import PurePath

from firsthand.model import ConflictKind, DateRange, Document, Quantity, Source
from firsthand.weigh.conflicts.moments import find_dates_apart, in_other_order
from firsthand.weigh.conflicts.opposition import turned_round, turns_away
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.signals import Signals
from firsthand.weigh.counted import words_of_unit

# How many characters of an answer a question repeats, and an explanation quotes.
_SHORT, _QUOTED = 80, 240
# Opposed words that are said of one thing; looser ones do not name the kind.
_SAID_OF_ONE_THING = 0.8


def kind_of(signals: Signals) -> ConflictKind:
    """Return what differs between the two statements: the clearest difference comes first."""
    left, right = signals.left, signals.right
    if signals.figures.apart and not signals.figures.agree:
        return "value"
    if turns_away(left, right) or turns_away(right, left):
        return "denial"
    if find_dates_apart(left, right) or in_other_order(left, right) or "clock" in signals.families:
        return "time"
    if "unique" in signals.families or "left out" in signals.families:
        return "role"
    if signals.steps and signals.steps.weight >= _SAID_OF_ONE_THING:
        return "status"
    if turned_round(left, right) == 1.0 and signals.common["other speaker"]:
        return "denial"
    return "status"


def question_of(signals: Signals, kind: ConflictKind) -> str:
    """Return the question that the two statements answer differently, in plain words.

    What cannot be asked shortly is asked by the two answers: “Which is right: “...” or “...”?”.
    """
    left, right = signals.left, signals.right
    apart = signals.figures.apart
    if kind == "value" and apart and (counted := _counted(left, apart[0]) or _counted(right, apart[1])):
        return f"How many {counted}: {_worded(left, apart[0])} or {_worded(right, apart[1])}?"
    if kind == "time" and (dates := find_dates_apart(left, right)):
        return f"When was it: “{_worded(left, dates[0])}” or “{_worded(right, dates[1])}”?"
    if kind == "denial" and left.denies != right.denies:
        return f"Is it so: “{_clause(right if left.denies else left)}”?"
    if kind == "denial" and left.negative != right.negative:
        return f"Is it so: “{_clause(right if left.negative else left)}”?"
    return f"Which is right: “{_clause(left, _SHORT)}” or “{_clause(right, _SHORT)}”?"


def explanation_of(signals: Signals, sources: Mapping[str, Source], names: Mapping[str, str]) -> str:
    """Return why the two statements cannot both stand as they are, and that it is no update."""
    left, right = signals.left, signals.right
    parts = [f"{_told(left, sources, names)}. {_told(right, sources, names)}."]
    near = signals.neighbours
    if near and near.contrast and near.opposed:
        parts.append(f"The text itself sets one against the other (“{near.contrast}”).")
    if signals.figures.apart and not signals.figures.agree:
        one, other = signals.figures.apart
        parts.append(f"“{_worded(left, one)}” and “{_worded(right, other)}” exclude each other.")
    elif signals.opposites and signals.opposites.weight >= _SAID_OF_ONE_THING:
        parts.append(f"“{_bare(signals.opposites.left)}” stands against “{_bare(signals.opposites.right)}”.")
    elif left.statement.negated != right.statement.negated:
        parts.append("One says that it is so, the other that it is not.")
    if "update" not in left.cues | right.cues:
        parts.append("Neither is worded as an update or an addition to the other.")
    return " ".join(parts)


def called(document: Document) -> str:
    """Return what to call a document: its publisher, else its file's name without folder and ending."""
    return document.publisher or PurePath(document.name).stem


def _told(profile: Profile, sources: Mapping[str, Source], names: Mapping[str, str]) -> str:
    statement = profile.statement
    speaker = sources.get(profile.speaker)
    where = names.get(statement.document, "a document")
    who = f"{speaker.name} (in {where})" if speaker and speaker.name != where else where
    verb = "denies" if statement.stance == "denies" else "doubts" if statement.stance == "doubts" else "says"
    return f"{who} {verb}: “{_clause(profile, _QUOTED)}”"


def _clause(profile: Profile, most: int = 140) -> str:
    """Return what a statement says, on one line, cut at a word."""
    text = " ".join(profile.statement.text.split()).strip(" .,;:“”\"'")
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _counted(profile: Profile, quantity: Quantity) -> str:
    """Return the counted thing as the statement words it; nothing where the unit is a symbol."""
    after = [word for word in profile.statement.words if word.start >= quantity.start]
    called = words_of_unit(quantity.unit, profile.language)
    return next((word.text.lower() for word in after if word.lemma in called), "")


def _worded(profile: Profile, part: DateRange | Quantity) -> str:
    start = profile.statement.start
    return " ".join(profile.statement.text[max(0, part.start - start) : part.end - start].split())


def _bare(word: str) -> str:
    return word.replace("_", " ")
