"""Whether a thing tells anything new: "nothing that was not known", "previously undisclosed talks"."""

from collections.abc import Iterator

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import wording
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Told
from firsthand.weigh.conflicts.stances.questions import is_it_so, said_of

_ALIKE, _CLOSE = 0.45, 0.55


def find_novelty(told: Told) -> Iterator[Finding]:
    """Yield pairs of accounts of which one says that a thing tells nothing new, the other that it does."""
    for pair in told.pairs:
        if pair.sense < _ALIKE or not pair.two_voices or not (pair.subjects or pair.shared):
            continue
        for stale, fresh in pair.both:
            if not _nothing_new(stale) or _nothing_new(fresh) or fresh.statement.negated:
                continue
            if wording("first_known", fresh.language).search(fresh.text):
                yield Finding(
                    kind="denial",
                    left=fresh.statement,
                    right=stale.statement,
                    question=(pair.subjects and said_of(pair.left, pair.right)) or is_it_so(fresh),
                    because="One says that it tells something new, the other that it does not.",
                    confidence=0.68 + 0.06 * bool(pair.subjects) + 0.06 * (pair.sense >= _CLOSE),
                )


def _nothing_new(profile: Profile) -> bool:
    return bool(wording("known_before", profile.language).search(profile.text))
