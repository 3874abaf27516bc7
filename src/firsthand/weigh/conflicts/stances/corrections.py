"""Somebody takes back what was said: "it should have said", "that was an error"."""

from collections.abc import Iterator

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import phrases
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Told
from firsthand.weigh.conflicts.stances.questions import is_it_so

_ALIKE = 0.5


def find_corrections(told: Told) -> Iterator[Finding]:
    """Yield what was said and, told close by, what should have been said instead."""
    for pair in told.pairs:
        for said, mended in pair.both:
            if pair.sense < _ALIKE or not pair.shared or not pair.near:
                continue
            if not _mends(mended) or _mends(said):
                continue
            yield Finding(
                kind="status",
                left=said.statement,
                right=mended.statement,
                question=is_it_so(said),
                because="The second takes back the words of the first.",
                confidence=0.8,
            )


def _mends(profile: Profile) -> bool:
    return bool(phrases("correction", profile.language).search(profile.text))
