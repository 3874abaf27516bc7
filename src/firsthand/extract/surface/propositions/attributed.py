"""Which words were said by whom, and which only say so."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.attribution import Attribution
from firsthand.extract.surface.words import Words


@dataclass(frozen=True, slots=True)
class Attributed:
    """For each word the index of the innermost attribution that covers it, or -1; whether it attributes."""

    owner: list[int]
    attributes: list[bool]


def attributed(words: Words, attributions: Sequence[Attribution]) -> Attributed:
    """Return how attributions bear on the words of a text."""
    n = len(words)
    owner = [-1] * n
    attributes = [False] * n
    order = sorted(range(len(attributions)), key=lambda k: attributions[k].start - attributions[k].end)
    for k in order:
        attribution = attributions[k]
        for i in span(words, attribution.start, attribution.end):
            owner[i] = k
    for attribution in attributions:
        for start, end in attribution.evidence:
            if attribution.start <= start and end <= attribution.end:
                continue  # the speaking itself is what is stated
            for i in span(words, start, end):
                attributes[i] = True
    return Attributed(owner, attributes)


def span(words: Words, start: int, end: int) -> range:
    """Return the indices of the words that begin in [start, end)."""
    return range(bisect.bisect_left(words.starts, start), bisect.bisect_left(words.starts, end))
