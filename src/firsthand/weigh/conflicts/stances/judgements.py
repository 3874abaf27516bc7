"""Two speakers judge one thing in opposite ways: a step forward or a step back, sound or worthless."""

import functools
from collections.abc import Iterator, Mapping

from firsthand.extract.packs import has, load
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Told
from firsthand.weigh.conflicts.stances.questions import said_of, which

_ALIKE = 0.4


def find_judgements(told: Told) -> Iterator[Finding]:
    """Yield pairs of different speakers whose predicates judge one subject in opposite ways."""
    for pair in told.pairs:
        left, right = pair.left, pair.right
        if not pair.subjects or not pair.two_voices or pair.sense < _ALIKE:
            continue
        if not left.speaker or not right.speaker or left.statement.title or right.statement.title:
            continue
        if set(left.statement.subject) != set(right.statement.subject):
            continue
        if left.statement.subject[0] in left.names | right.names:
            continue
        here, there = _judged(left), _judged(right)
        if here * there >= 0:
            continue
        yield Finding(
            kind="denial",
            left=left.statement,
            right=right.statement,
            question=said_of(left, right) or which("How is it to be judged", left, right),
            because="They judge one thing in opposite ways, and neither is worded as a later view.",
            confidence=0.5 + 0.2 * min(abs(here), abs(there)) + 0.1 * (pair.sense > 0.45),
        )


def _judged(profile: Profile) -> float:
    """Return how the predicate and its object judge the subject: praise above 0, blame below."""
    statement = profile.statement
    said = {*statement.main, *statement.object} - set(statement.subject)
    no = profile.turned
    marks = [
        -mark if no.get(word, False) else mark
        for word in sorted(said)
        if (mark := judging(profile.language).get(word))
    ]
    return sum(marks) / len(marks) if marks else 0.0


@functools.cache
def judging(language: str) -> Mapping[str, int]:
    """Return the words that judge: 1 for praise, -1 for blame."""
    if not has("valence", language):
        return {}
    lists = load("valence", language)
    praise, blame = (frozenset(lists[key].split()) for key in ("praise", "blame"))
    return {**dict.fromkeys(praise - blame, 1), **dict.fromkeys(blame - praise, -1)}
