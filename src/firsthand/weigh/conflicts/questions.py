"""What a conflict is called: its kind, the question answered differently, and why it counts as one."""

from collections.abc import Mapping

from firsthand.model import ConflictKind, Source
from firsthand.weigh.conflicts.intervals import figure
from firsthand.weigh.conflicts.moments import find_dates_apart, in_other_order
from firsthand.weigh.conflicts.opposition import find_unique, turned_round, turns_away
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.signals import Signals

# How many words of a topic a question names.
_TOPIC = 4
# Opposed words that are said of one thing; looser ones do not name the kind.
_SAID_OF_ONE_THING = 0.8


def kind_of(signals: Signals) -> ConflictKind:
    """Return what differs between the two statements: the clearest difference comes first."""
    left, right = signals.left, signals.right
    if signals.figures.apart and not signals.figures.agree:
        return "value"
    if turns_away(left, right) or turns_away(right, left):
        return "denial"
    if find_dates_apart(left, right) or in_other_order(left, right):
        return "time"
    if "unique" in signals.families or "left out" in signals.families:
        return "role"
    if signals.steps and signals.steps.weight >= _SAID_OF_ONE_THING:
        return "status"
    if turned_round(left, right) == 1.0 and signals.common["other speaker"]:
        return "denial"
    return "status"


def question_of(signals: Signals, kind: ConflictKind, weights: Mapping[str, float]) -> str:
    """Return the question that the two statements answer differently, in plain words."""
    topic = topic_of(signals.left, signals.right, weights)
    opposed = max(
        (each for each in (signals.opposites, signals.steps) if each),
        key=lambda each: each.weight,
        default=None,
    )
    if kind == "value" and signals.figures.apart:
        unit = signals.figures.apart[0].unit or ""
        return f"How many or how much ({unit}): {topic}?"
    if kind == "time":
        return f"When: {topic}?"
    if kind == "role":
        word = find_unique(signals.left, signals.right)
        return f"Which is the {word}: {topic}?" if word else f"Who or what belongs to it: {topic}?"
    if opposed and opposed.weight >= _SAID_OF_ONE_THING:
        return f"“{_bare(opposed.left)}” or “{_bare(opposed.right)}”: {topic}?"
    plain = signals.right if signals.left.negative else signals.left
    return f"Is it so that {_clause(plain)}?"


def explanation_of(signals: Signals, sources: Mapping[str, Source], names: Mapping[str, str]) -> str:
    """Return why the two statements cannot both stand as they are, and that it is no update."""
    left, right = signals.left, signals.right
    parts = [f"{_told(left, sources, names)}. {_told(right, sources, names)}."]
    near = signals.neighbours
    if near and near.contrast and near.opposed:
        parts.append(f"The text itself sets one against the other (“{near.contrast}”).")
    if signals.figures.apart and not signals.figures.agree:
        one, other = signals.figures.apart
        parts.append(f"The figures {figure(one)} and {figure(other)} exclude each other.")
    elif signals.opposites and signals.opposites.weight >= _SAID_OF_ONE_THING:
        parts.append(f"“{_bare(signals.opposites.left)}” stands against “{_bare(signals.opposites.right)}”.")
    elif left.statement.negated != right.statement.negated:
        parts.append("One says that it is so, the other that it is not.")
    if "update" not in left.cues | right.cues:
        parts.append("Neither is worded as an update or an addition to the other.")
    return " ".join(parts)


def topic_of(left: Profile, right: Profile, weights: Mapping[str, float]) -> str:
    """Return the most telling words that both statements share, in the order of the first."""
    shared = left.lemmas & right.lemmas
    telling = sorted(shared, key=lambda lemma: (-weights.get(lemma, 0.0), lemma))[:_TOPIC]
    found = [word.text for word in left.statement.words if word.lemma in telling]
    return " ".join(dict.fromkeys(found)) or _clause(left)


def _told(profile: Profile, sources: Mapping[str, Source], names: Mapping[str, str]) -> str:
    statement = profile.statement
    speaker = sources.get(profile.speaker)
    where = names.get(statement.document, "a document")
    who = f"{speaker.name} (in {where})" if speaker else where
    verb = "denies" if statement.stance == "denies" else "doubts" if statement.stance == "doubts" else "says"
    return f"{who} {verb}: “{' '.join(statement.text.split())}”"


def _clause(profile: Profile) -> str:
    text = " ".join((profile.statement.reading or profile.statement.text).split()).strip(" .,;:“”\"'")
    return text if len(text) <= 140 else text[:139].rsplit(" ", 1)[0] + "…"


def _bare(word: str) -> str:
    return word.replace("_", " ")
