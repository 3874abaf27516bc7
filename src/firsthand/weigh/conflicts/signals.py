"""What speaks for and against a conflict between two statements, as numbers a ranking can weigh."""

from collections.abc import Mapping
from dataclasses import dataclass

from firsthand.weigh.conflicts import opposition
from firsthand.weigh.conflicts.discourse import Neighbours, neighbours
from firsthand.weigh.conflicts.intervals import Figures, compare_figures
from firsthand.weigh.conflicts.moments import dates_agree, find_dates_apart, in_other_order
from firsthand.weigh.conflicts.profile import Profile


@dataclass(frozen=True, slots=True)
class Signals:
    """The evidence on one pair of statements: `values` for the ranking, the rest to explain it."""

    left: Profile
    right: Profile
    opposites: opposition.Opposed | None
    steps: opposition.Opposed | None
    figures: Figures
    neighbours: Neighbours | None
    values: Mapping[str, float]


def find_signals(left: Profile, right: Profile, *, weights: Mapping[str, float], text: str) -> Signals:
    """Hold two statements against each other. `text` is the left one's document."""
    alike = float(left.vector @ right.vector)
    shared = left.lemmas & right.lemmas

    def weigh(words: frozenset[str]) -> float:
        return sum(weights.get(word, 0.0) for word in words)

    common = weigh(shared)
    smaller = min(weigh(left.lemmas), weigh(right.lemmas)) or 1.0
    about = min(1.0, common / smaller)
    near = neighbours(left, right, text)
    opposites = opposition.find_opposites(left, right)
    steps = opposition.find_steps(left, right)
    figures = compare_figures(left, right)
    dates = find_dates_apart(left, right)
    turned = opposition.turned_round(left, right)
    same_document = left.statement.document == right.statement.document
    same_speaker = left.speaker == right.speaker
    denial = opposition.turns_away(left, right) or opposition.turns_away(right, left)
    topic = (max(0.0, alike) + about) / 2
    opposed = near is not None and near.opposed
    contrast = near is not None and near.contrast is not None
    apart = figures.apart is not None and not figures.agree
    retold = same_speaker and left.speaker != "" and not same_document
    values = {
        # what they are about
        "alike": max(0.0, alike),
        "very alike": max(0.0, alike - 0.6),
        "about": about,
        "common": min(common, 20.0) / 10,
        "names shared": float(bool(left.names & right.names)),
        "same predicate": float(bool(left.core & right.core)),
        # what sets them apart
        "opposites": (opposites.weight if opposites else 0.0) * topic,
        "steps": (steps.weight if steps else 0.0) * topic,
        "turned": turned * topic,
        "turned and close": turned * about * about,
        "figures apart": apart * topic,
        "dates apart": (dates is not None) * topic,
        "other order": in_other_order(left, right) * topic,
        "denial": denial * topic,
        "denial nearby": float(denial and near is not None),
        "unique": (opposition.find_unique(left, right) is not None) * topic,
        "leaves out": opposition.leaves_out(left, right) * topic,
        "already": (("already" in left.cues) != ("already" in right.cues)) * topic,
        "reasons": ("reason" in left.cues and "reason" in right.cues) * topic,
        "retold otherwise": retold * max(0.0, alike - 0.55),
        "hedged": (bool(left.statement.hedges) != bool(right.statement.hedges)) * topic,
        # what the text sets against what
        "next": float(near is not None and near.apart <= 1),
        "contrast": float(contrast),
        "opposed": float(opposed),
        "opposed, other speaker": float(opposed and not same_speaker),
        "side by side": float(opposed and not same_speaker) / (1 + near.statements) if near else 0.0,
        "other speaker": float(not same_speaker and "" not in (left.speaker, right.speaker)),
        # what explains the difference away
        "same speaker here": float(same_speaker and same_document),
        "own voice here": float(same_speaker and same_document and left.speaker == ""),
        "figures agree": figures.agree * topic,
        "dates agree": dates_agree(left, right) * topic,
        "update": (("update" in left.cues) != ("update" in right.cues)) * topic,
        "within": float(left.lemmas <= right.lemmas or right.lemmas <= left.lemmas),
        "names differ": float(bool(left.names and right.names and not left.names & right.names)),
        "short": float(min(len(left.lemmas), len(right.lemmas)) <= 3),
        "title": float(left.statement.title or right.statement.title),
    }
    return Signals(left, right, opposites, steps, figures, near, values)
