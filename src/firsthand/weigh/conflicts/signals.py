"""What speaks for a conflict between two statements: the families of differences, and how alike they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from firsthand.extract.packs import load
from firsthand.weigh.conflicts import moments, opposition
from firsthand.weigh.conflicts.clock import at_other_times
from firsthand.weigh.conflicts.discourse import Neighbours, neighbours
from firsthand.weigh.conflicts.intervals import Figures, compare_figures, is_added, overlap, ratio
from firsthand.weigh.conflicts.lexicon import phrases
from firsthand.weigh.conflicts.likeness import likeness
from firsthand.weigh.conflicts.profile import Profile

# Where each family of differences begins to look. Set by reading the pairs each family finds in the
# seeds and events 2, 5, 7 and 9, not fitted; how much a family counts is learned (see ranking.py).
_WORDED_ALIKE = 0.4
_ONE_TOPIC = 0.2
_RETOLD = 0.3
_SAID_OF_ONE_THING = 0.5
# A figure more than this many times another counts a whole where the other counts a part.
_PART = 5
_ENGLISH = "en"
# The weight of a word that one statement in a hundred holds.
_RARE = 4.6
_COMMON_WORDS = 0.15
_SAME_SENSE = 0.45
_NEAR_IN_SENSE = 0.35
_ONE_OBJECT = 0.2
_LARGE = 20
_SAME_WORDS = 0.85
# What of the differences is told without knowing a language's words: figures, denials, yes and no, days,
# and what the text itself sets against what. The others were learned from English wording.
_IN_ANY_LANGUAGE = frozenset(
    {
        "value",
        "denial",
        "turned",
        "dates",
        "contrast",
        "correction",
        "opposites",
        "steps",
        "retold",
        "already",
    }
)
# Across languages only the sense tells that both speak of one thing: how near it must be for each
# difference. Of sentences that translate one another 95 % are nearer than .7, of other sentences of one
# article 2 % (the Airbus articles of ../shared/data/translations); two figures of one unit need less.
_ACROSS = {"value": 0.45, "denial": 0.5, "turned": 0.7, "dates": 0.6}
# What shared words come to in English, times the sense: least squares over 5,484 pairs of statements
# nearer than .45 in the seeds and events 2 and 5.
_EXPECTED_ALIKE, _EXPECTED_ABOUT = 0.5, 0.37


@dataclass(frozen=True, slots=True)
class Signals:
    """The evidence on one pair of statements.

    `families` are the kinds of difference that were found, with how strong each is (0..1); `common`
    are the signs that count for all families.
    """

    left: Profile
    right: Profile
    opposites: opposition.Opposed | None
    steps: opposition.Opposed | None
    figures: Figures
    neighbours: Neighbours | None
    families: Mapping[str, float]
    common: Mapping[str, float]


def find_signals(left: Profile, right: Profile, *, weights: Mapping[str, float], text: str) -> Signals:
    """Hold two statements against each other. `text` is the left one's document."""
    alike = likeness(left.vector, right.vector)
    shared = sum(weights.get(word, 0.0) for word in left.lemmas & right.lemmas)
    smaller = min(sum(weights.get(word, 0.0) for word in each.lemmas) for each in (left, right))
    about = min(1.0, shared / smaller) if smaller else 0.0
    near = neighbours(left, right, text)
    opposites = opposition.find_opposites(left, right)
    steps = opposition.find_steps(left, right)
    figures = compare_figures(left, right)
    one_document = left.statement.document == right.statement.document
    one_speaker = left.speaker == right.speaker
    within = left.lemmas <= right.lemmas or right.lemmas <= left.lemmas
    overlap_of_words = len(left.lemmas & right.lemmas) / max(1, min(len(left.lemmas), len(right.lemmas)))
    talk_of_one = alike >= _ONE_TOPIC
    sense = max(0.0, float(left.sense @ right.sense))
    families = {
        "same sense": sense if sense >= _SAME_SENSE and not (one_document and one_speaker) else 0.0,
        "judgements": _judgements(left, right, sense=sense),
        "clock": float(at_other_times(left.clock, right.clock, left.language) and sense >= _NEAR_IN_SENSE),
        "counts": float(_counts(figures, left, right) and max(sense, alike) >= _NEAR_IN_SENSE),
        "value": _value(figures, left, right),
        "contrast": _contrast(near, one_speaker),
        "retold": alike if alike >= _RETOLD and one_speaker and left.speaker and not one_document else 0.0,
        "opposites": _aligned(opposites, weights),
        "steps": _aligned(steps, weights),
        "turned": opposition.turned_round(left, right) * (about >= _COMMON_WORDS or alike >= _WORDED_ALIKE),
        "denial": float(opposition.turns_away(left, right) or opposition.turns_away(right, left)),
        "answer": float(talk_of_one and opposition.answers(left, right)),
        "correction": float(near is not None and near.apart <= 1 and _corrects(left, right)),
        "reasons": float("reason" in left.cues and "reason" in right.cues and about >= _COMMON_WORDS),
        "order": float(moments.in_other_order(left, right)),
        "dates": float(moments.find_dates_apart(left, right) is not None),
        "unique": float(opposition.find_unique(left, right) is not None),
        "left out": float(opposition.leaves_out(left, right) and alike >= _WORDED_ALIKE),
        "already": float(talk_of_one and opposition.already_so(left, right)),
    }
    common = {
        "alike": alike,
        "about": about,
        "sense": sense,
        "common": min(shared, 20.0) / 10,
        "other speaker": float(not one_speaker and "" not in (left.speaker, right.speaker)),
        "same speaker here": float(one_speaker and one_document),
        "own voice here": float(one_speaker and one_document and left.speaker == ""),
        "next": float(near is not None and near.apart <= 1),
        "update": float(("update" in left.cues) != ("update" in right.cues)),
        "figures agree": float(figures.agree),
        "dates agree": float(moments.dates_agree(left, right)),
        "names differ": float(bool(left.names and right.names and not left.names & right.names)),
        "names shared": float(bool(left.names & right.names)),
        "same predicate": float(bool(left.core & right.core)),
        "hedged": float(bool(left.statement.hedges) != bool(right.statement.hedges)),
        "short": float(min(len(left.lemmas), len(right.lemmas)) <= 3),
        "title": float(left.statement.title or right.statement.title),
    }
    families = told_across(left, right, families, sense=sense)
    if left.language != right.language:
        common |= {"alike": _EXPECTED_ALIKE * sense, "about": _EXPECTED_ABOUT * sense}
    repeats = within and not (families["turned"] or families["left out"])
    # Somebody's words, quoted once more and cut: "not five years later" left out is no contradiction.
    repeats |= (
        one_speaker
        and overlap_of_words >= _SAME_WORDS
        and (left.statement.negated == right.statement.negated or _turns_aside(left, right))
        and not (families["value"] or families["left out"])
    )
    found = {family: strength for family, strength in families.items() if strength > 0 and not repeats}
    return Signals(left, right, opposites, steps, figures, near, found, common)


def told_across(
    left: Profile, right: Profile, families: Mapping[str, float], *, sense: float
) -> dict[str, float]:
    """Return the families of differences that can be told in the languages of two statements."""
    if left.language == right.language == _ENGLISH:
        return dict(families)
    if left.language == right.language:
        return {family: strength * (family in _IN_ANY_LANGUAGE) for family, strength in families.items()}
    return {family: strength * (sense >= _ACROSS.get(family, 2.0)) for family, strength in families.items()}


def _value(figures: Figures, left: Profile, right: Profile) -> float:
    if figures.apart is None or figures.agree or opposition.elsewhere(left, right):
        return 0.0
    one, other = figures.apart
    if is_added(left.statement, one, left.language) or is_added(right.statement, other, right.language):
        return 0.0
    if ratio(one, other) > _PART:
        return 0.0
    unit = figures.apart[0].unit
    return 0.0 if unit in load("opposition")["units"]["measures"] else 1.0


def _contrast(near: Neighbours | None, one_speaker: bool) -> float:
    return 0.0 if near is None or not near.opposed or one_speaker else 1 / (1 + max(0, near.statements))


def _aligned(opposed: opposition.Opposed | None, weights: Mapping[str, float]) -> float:
    """Return how much hangs on two opposed words; those all over a story part its topics only."""
    if opposed is None or opposed.weight < _SAID_OF_ONE_THING:
        return 0.0
    rarity = min(weights.get(opposed.left, 0.0), weights.get(opposed.right, 0.0))
    return opposed.weight * min(1.0, rarity / _RARE)


def _corrects(left: Profile, right: Profile) -> bool:
    return ("correction" in left.cues) != ("correction" in right.cues)


def _turns_aside(left: Profile, right: Profile) -> bool:
    """Tell whether one statement alone adds what is not meant: "by the flood, not by leaks"."""
    one, other = (
        any(phrases("aside", each.language).match(part.lstrip()) for part in each.text.split(",")[1:])
        for each in (left, right)
    )
    return one != other


def _judgements(left: Profile, right: Profile, *, sense: float) -> float:
    """Return how clearly two statements of different speakers judge one thing in opposite ways."""
    if left.judgement * right.judgement >= 0 or left.speaker == right.speaker or sense < _ONE_OBJECT:
        return 0.0
    return min(abs(left.judgement), abs(right.judgement))


def _counts(figures: Figures, left: Profile, right: Profile) -> bool:
    """Tell whether two statements hold large numbers, of other units, that are all apart."""
    here, there = (
        [
            q
            for q in each.statement.quantities
            if (q.low or 0) >= _LARGE and q.unit not in load("opposition")["units"]["measures"]
        ]
        for each in (left, right)
    )
    return (
        bool(here and there)
        and not figures.apart
        and not figures.agree
        and not any(overlap(one, other) for one in here for other in there)
    )
