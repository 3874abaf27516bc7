"""What a text itself sets against what: two speakers in neighbouring sentences, "but" between them."""

from collections.abc import Iterator

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed, wording
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Told
from firsthand.weigh.conflicts.stances.questions import is_it_so

# The word of contrast stands in the first so many characters of the second sentence, or between the two.
_OPENING = 60
_ALIKE, _CLOSE = 0.25, 0.4


def find_contrasts(told: Told) -> Iterator[Finding]:
    """Yield neighbouring statements of two speakers that the text sets against each other.

    Of two neighbouring sentences, the statements nearest in sense are meant.
    """
    best: dict[tuple[str, int, int], tuple[float, Finding]] = {}
    for pair in told.pairs:
        if not pair.near or pair.near.apart > 1 or not pair.two_voices or pair.sense < _ALIKE:
            continue
        first, second = sorted((pair.left, pair.right), key=lambda each: each.statement.start)
        if pair.near.statements > 1 or not _opposed(first, second):
            continue
        cue = _cue(first, second)
        if cue is None or not (pair.subjects or pair.shared):
            continue
        finding = Finding(
            kind="denial",
            left=first.statement,
            right=second.statement,
            question=is_it_so(first),
            because=f"The text itself sets one against the other (“{cue}”).",
            confidence=0.67 + 0.1 * bool(pair.subjects) + 0.1 * (pair.sense >= _CLOSE),
        )
        place = first.statement.document, first.statement.sentence, second.statement.sentence
        known = best.get(place)
        if known is None or known[0] < pair.sense:
            best[place] = pair.sense, finding
    yield from (finding for _, finding in best.values())


def _opposed(first: Profile, second: Profile) -> bool:
    """Tell whether two speakers stand against each other, or what one says is turned round by the text."""
    if any(_of_words(each) for each in (first, second)):
        return False
    if first.speaker and second.speaker:
        return True
    return bool(first.speaker or second.speaker) and first.statement.negated != second.statement.negated


def _of_words(profile: Profile) -> bool:
    """Tell whether a statement only speaks of what is said: "the claims contrasted with the reports"."""
    subject = profile.statement.subject
    return bool(subject) and subject[0] in listed("allegations", profile.language)


def _cue(first: Profile, second: Profile) -> str | None:
    """Return the words by which the second statement is set against the first; None if there are none."""
    if second.statement.sentence == first.statement.sentence:
        return None
    found = wording("against", second.language).search((second.lead + second.text)[:_OPENING])
    return found.group() if found else None
