"""Figures that two accounts have wrong alike, in sentences that tell the same thing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from firsthand.model import Document, Passage
from firsthand.trace.descent.sentences import Told
from firsthand.trace.errors.readings import Error, by_text, outvoted, slipped, transposed
from firsthand.trace.wording.words import Words

# Two sentences tell the same thing where this share of the telling words of each, numbers aside, stands in
# the other, and at least so many.
_SAME_THING = 0.5
_FEWEST_WORDS = 3
# Set by hand, in log-odds: digits changed about are a slip; a digit that is another may be a later count. A
# figure that is quite another is no mistake of the pen: two may have it from two who counted.
_CHANGED_ABOUT = 3.5
_SLIPPED = 2.5
# A story with more different sentences with one figure is compared only where they share a rare word.
_MOST_HOLDERS = 80


def wrong_figures(
    accounts: Mapping[str, tuple[Words, Sequence[Told]]],
    documents: Mapping[str, Document],
    lines: Mapping[str, str],
) -> list[Error]:
    """Find the figures that at least two accounts give otherwise than all others for the same thing.

    Only sentences with one figure are compared. What all give who wrote later is an update, no error.
    """
    counted = [
        (one, told, figure, place)
        for one in sorted(accounts)
        for told in accounts[one][1]
        for figure, place in _lone_figure(accounts[one][0], told)
    ]
    found = []
    for group in _same_things([told for _, told, _, _ in counted]):
        readings = by_text((counted[at][2], counted[at][0], counted[at][3]) for at in group)
        for wrong in readings:
            rivals = [
                right
                for right in readings
                if _is_slip(wrong.text, right.text) and outvoted(wrong.places, right.places, lines)
            ]
            if not rivals:
                continue
            right = max(rivals, key=lambda one: (len(one.places), one.text))
            if not _is_update(wrong.places, right.places, documents):
                told = f"both have the figure {wrong.text} where others have {right.text}"
                odd = _CHANGED_ABOUT if transposed(wrong.text, right.text) else _SLIPPED
                found.append(Error(wrong, right, odd, told))
    return found


def _is_slip(one: str, other: str) -> bool:
    return min(len(one), len(other)) > 1 and slipped(one, other)


def _is_update(wrong: Iterable[str], right: Iterable[str], documents: Mapping[str, Document]) -> bool:
    first = min((documents[one].published or date.min for one in wrong), default=date.min)
    last = max((documents[one].published or date.min for one in right), default=date.min)
    return first > last > date.min


def _lone_figure(words: Words, told: Told) -> list[tuple[str, Passage]]:
    """Return the figure of a sentence that has one, with its place."""
    numbers: list[tuple[str, int, int]] = []
    last = -2
    for at in range(told.first, told.first + len(told.weights)):
        if words.forms[at].isdigit():
            if last == at - 1 and words.starts[at] == numbers[-1][2] + 1:  # "3,200": two words, one number
                text, start, _ = numbers.pop()
                numbers.append((text + words.forms[at], start, words.ends[at]))
            else:
                numbers.append((words.forms[at], words.starts[at], words.ends[at]))
            last = at
    return (
        [(text, Passage(words.document, start, end)) for text, start, end in numbers]
        if len(numbers) == 1
        else []
    )


def _same_things(told: Sequence[Told]) -> list[list[int]]:
    """Put sentences together that tell the same thing, whatever figure they give."""
    holders: dict[str, list[int]] = defaultdict(list)
    stems = [{stem: bits for stem, bits in one.stems.items() if not stem.isdigit()} for one in told]
    for at, words in enumerate(stems):
        for stem in words:
            holders[stem].append(at)
    group_of = list(range(len(told)))
    for at, words in enumerate(stems):
        shared: dict[int, float] = defaultdict(float)
        count: dict[int, int] = defaultdict(int)
        for stem, bits in words.items():
            if len(holders[stem]) <= _MOST_HOLDERS:
                for other in holders[stem]:
                    if other < at:
                        shared[other] += bits
                        count[other] += 1
        near = [
            other
            for other, bits in shared.items()
            if count[other] >= _FEWEST_WORDS
            and bits >= _SAME_THING * max(sum(words.values()), sum(stems[other].values()))
        ]
        if near:
            best = max(near, key=lambda other: (shared[other], -other))
            group_of[at] = group_of[best]
    groups: dict[int, list[int]] = defaultdict(list)
    for at, group in enumerate(group_of):
        groups[group].append(at)
    return [group for _, group in sorted(groups.items()) if len(group) > 2]
