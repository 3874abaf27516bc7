"""Words that stand against one another: opposites, negation, places on a scale, denials."""

from dataclasses import dataclass

from firsthand.weigh.conflicts.lexicon import opposites, scales
from firsthand.weigh.conflicts.likeness import likeness
from firsthand.weigh.conflicts.profile import Profile

# Opposed words that are said of different things count for less.
_ASIDE = 0.25
# Statements this alike talk of one thing.
_CLOSE = 0.2
# How many content words away the thing is looked for that a word is said of.
_REACH = 2


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two words that stand against one another, and how much of the statements hangs on them (0..1)."""

    left: str
    right: str
    weight: float


def find_opposites(left: Profile, right: Profile) -> Opposed | None:
    """Return the pair of opposite words that weighs most, each in one of the statements only."""
    if not left.against & right.lemmas:
        return None
    table = opposites(left.language)
    pairs = [
        (word, other)
        for word in sorted(left.lemmas - right.lemmas)
        for other in sorted(table.get(word, frozenset()) & (right.lemmas - left.lemmas))
    ]
    return _weightiest(left, right, pairs)


def find_steps(left: Profile, right: Profile) -> Opposed | None:
    """Return two words that stand at different places of one scale of statuses."""
    pairs: list[tuple[str, str]] = []
    for scale in scales(left.language):
        here, there = left.steps.get(scale.name), right.steps.get(scale.name)
        if here and there and not here & there:
            pairs += [
                (word, other)
                for word in sorted(left.lemmas & scale.steps.keys())
                for other in sorted(right.lemmas & scale.steps.keys())
            ]
    return _weightiest(left, right, pairs)


def _weightiest(left: Profile, right: Profile, pairs: list[tuple[str, str]]) -> Opposed | None:
    weighed = [Opposed(word, other, _hangs_on(left, right, word, other)) for word, other in pairs]
    return max(weighed, key=lambda each: each.weight, default=None)


def _hangs_on(left: Profile, right: Profile, word: str, other: str) -> float:
    """Tell how much hangs on two opposed words: do they say it of the same thing?"""
    if _beside(left, word) & _beside(right, other):
        return 1.0
    central = (word in left.core) + (other in right.core)
    if central == 2:
        return 0.8 if left.lemmas & right.lemmas else 0.5
    return 0.5 if central and likeness(left.vector, right.vector) >= _CLOSE else _ASIDE


def _beside(profile: Profile, word: str) -> frozenset[str]:
    found: set[str] = set()
    for at, lemma in enumerate(profile.order):
        if lemma == word:
            found.update(profile.order[max(0, at - _REACH) : at + _REACH + 1])
    return frozenset(found - {word})


def turned_round(left: Profile, right: Profile) -> float:
    """Tell how much the statements differ in saying yes or no: 1 where the predicates do."""
    if left.statement.negated != right.statement.negated:
        return 1.0
    return 0.6 if left.negative != right.negative else 0.0


def find_unique(left: Profile, right: Profile) -> str | None:
    """Return a word that only one thing can bear ("largest") said here of two differently named things."""
    shared = left.unique & right.unique
    if shared and left.names - right.names and right.names - left.names:
        return min(shared)
    return None


def leaves_out(left: Profile, right: Profile) -> bool:
    """Tell whether one statement excludes ("other than X") what the other does not."""
    return ("exclusion" in left.cues) != ("exclusion" in right.cues)


def already_so(left: Profile, right: Profile) -> bool:
    """Tell whether one statement says that something will be, the other that it already is."""
    future = ("will", "would", "shall")
    coming, there = (left, right) if left.statement.modal in future else (right, left)
    return coming.statement.modal in future and there.statement.modal is None and "already" in there.cues


def elsewhere(left: Profile, right: Profile) -> bool:
    """Tell whether the statements are said of different places."""
    here, there = ({place.country or place.name for place in each.statement.places} for each in (left, right))
    return bool(here and there and not here & there)


def answers(left: Profile, right: Profile) -> bool:
    """Tell whether one statement is said by somebody who denies things there, and the other by others."""
    return left.answers != right.answers and left.speaker != right.speaker


def turns_away(denial: Profile, other: Profile) -> bool:
    """Tell whether one statement denies, and another speaker says the other."""
    return denial.denies and not other.denies and denial.speaker != other.speaker
