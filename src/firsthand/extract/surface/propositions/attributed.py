"""Which words were said by whom, and which only say so."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.attribution import Attribution
from firsthand.extract.surface.clauses import is_finite
from firsthand.extract.surface.lists import Lists
from firsthand.extract.surface.words import Words


@dataclass(frozen=True, slots=True)
class Attributed:
    """For each word the index of the innermost attribution that covers it, or -1; whether it attributes."""

    owner: list[int]
    attributes: list[bool]


def acts_asked_for(words: Words, attributions: Sequence[Attribution], lists: Lists) -> frozenset[int]:
    """Return the attributions that say what somebody asked another to do: "... asked them to show it".

    The act alone states nothing; the sentence, with who asked whom, does. So it is with what somebody
    "reported", without a verb, where another tells it: "it reported all incidents, Roe said".
    """
    found = set()
    reach = -1
    for k, attribution in sorted(enumerate(attributions), key=lambda pair: (pair[1].start, -pair[1].end)):
        covered, reach = attribution.end <= reach, max(reach, attribution.end)
        if covered and not attribution.direct and not _has_verb(words, attribution):
            found.add(k)
        if attribution.direct or attribution.stance != "asserts" or attribution.cue not in lists.requests:
            continue
        inside = span(words, attribution.start, attribution.end)
        asks = any(is_finite(words, i) and words.low[i] in lists.modals for i in inside)
        sentence = words.sentence[inside[0]] if inside else -1
        near = any(
            words.sentence[i] == sentence
            for start, end in attribution.evidence
            for i in span(words, start, end)
        )
        if inside and near and not asks:
            found.add(k)
    return frozenset(found)


def _has_verb(words: Words, attribution: Attribution) -> bool:
    return any(
        words.pos[i] in ("VERB", "AUX") and "VerbForm=Part" not in words.morphs[i]
        for i in span(words, attribution.start, attribution.end)
    )


def attributed(
    words: Words, attributions: Sequence[Attribution], left_out: frozenset[int] = frozenset()
) -> Attributed:
    """Return how attributions bear on the words of a text; those `left_out` do not."""
    n = len(words)
    owner = [-1] * n
    attributes = [False] * n
    kept = [k for k in range(len(attributions)) if k not in left_out]
    order = sorted(kept, key=lambda k: attributions[k].start - attributions[k].end)
    for k in order:
        attribution = attributions[k]
        for i in span(words, attribution.start, attribution.end):
            owner[i] = k
    for attribution in (attributions[k] for k in kept):
        for start, end in attribution.evidence:
            if attribution.start <= start and end <= attribution.end:
                continue  # the speaking itself is what is stated
            for i in span(words, start, end):
                attributes[i] = True
    return Attributed(owner, attributes)


def span(words: Words, start: int, end: int) -> range:
    """Return the indices of the words that begin in [start, end)."""
    return range(bisect.bisect_left(words.starts, start), bisect.bisect_left(words.starts, end))
