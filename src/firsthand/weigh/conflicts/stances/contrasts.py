"""What a text itself sets against what: two speakers in neighbouring sentences, "but" between them."""

from collections.abc import Iterator

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed, wording
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Pair, Told
from firsthand.weigh.conflicts.stances.questions import is_it_so

# The word of contrast stands in the first so many characters of the second sentence, or between the two.
_OPENING = 60
_ALIKE, _CLOSE = 0.25, 0.4


def find_contrasts(told: Told) -> Iterator[Finding]:
    """Yield neighbouring statements of two speakers that the text sets against each other."""
    for pair in told.pairs:
        if not pair.near or pair.near.apart > 1 or not pair.two_voices:
            continue
        first, second = sorted((pair.left, pair.right), key=lambda each: each.statement.start)
        if pair.near.statements > 1 or not _opposed(first, second):
            continue
        cue = _cue(first, second)
        if cue is None or pair.sense < _ALIKE:
            continue
        if not (pair.subjects or _shared(pair)):
            continue
        confidence = 0.65 + 0.1 * bool(pair.subjects) + 0.1 * (pair.sense >= _CLOSE)
        yield Finding(
            kind="denial",
            left=first.statement,
            right=second.statement,
            question=is_it_so(first),
            because=f"The text itself sets one against the other (“{cue}”).",
            confidence=confidence,
        )


def _opposed(first: Profile, second: Profile) -> bool:
    """Tell whether two speakers stand against each other, or what one says is turned round by the text."""
    if first.speaker and second.speaker:
        return True
    return bool(first.speaker or second.speaker) and first.negative != second.negative


def _shared(pair: Pair) -> frozenset[str]:
    """Return the words that both hold and that say what they speak of; names alone do not."""
    left, right = pair.left, pair.right
    return (left.lemmas & right.lemmas) - left.names - right.names - listed("empty", left.language)


def _cue(first: Profile, second: Profile) -> str | None:
    """Return the words by which the second statement is set against the first; None if there are none."""
    if second.statement.sentence == first.statement.sentence:
        return None
    found = wording("against", second.language).search((second.lead + second.text)[:_OPENING])
    return found.group() if found else None
