"""Which of many wordings tells a claim best."""

from collections import Counter
from collections.abc import Sequence

from firsthand.model import Statement
from firsthand.weigh.similarity import content

# A wording of about this many content words is complete and still read at a glance; the median of
# the statements that reporters marked by hand is 9.
_GOOD_LENGTH = 9


def clearest(group: Sequence[Statement]) -> str:
    """Return the wording a reader understands without the others, pronouns resolved.

    Preferred is what shares most with its fellows, has a predicate, is no headline, and is neither a
    fragment nor a long sentence. Ties go to the first by place, so that order changes nothing.
    """
    spread = Counter(stem for statement in group for stem in set(content(statement)))
    best = min(group, key=lambda s: (-_clarity(s, spread, len(group)), s.document, s.start, s.end))
    return " ".join((best.reading or best.text).split())


def _clarity(statement: Statement, spread: Counter[str], fellows: int) -> float:
    stems = set(content(statement))
    if not stems:
        return -10.0
    shared = sum(spread[stem] for stem in stems) / (len(stems) * fellows)  # 1 = all say just this
    coverage = sum(spread[stem] for stem in stems) / max(sum(spread.values()), 1)
    length = len(stems)
    wrong_length = abs(length - _GOOD_LENGTH) / max(length, _GOOD_LENGTH)
    return (
        shared
        + coverage
        - wrong_length
        - 0.6 * statement.title
        - 0.4 * (not statement.main)
        - 0.3 * statement.quoted
        - 0.2 * bool(statement.text[:1].islower())
    )
