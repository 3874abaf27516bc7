"""Documents that were put near one another, parted by what happened."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from firsthand.extract.languages import LANGUAGES
from firsthand.trace.grouping.clusters import average_link, two_parts
from firsthand.trace.grouping.likeness import Matrix, mean_likeness

# How alike accounts of one matter are on average in an archive. Measured on 462 documents about 40 events of
# ECB+: B-cubed F1 is .91 to .93 between .18 and .26 (docs/decisions/0024-one-matter.md).
SAME_MATTER = 0.22
# A group falls into two events where both have some accounts and what they share beside the words of
# the whole is under a third of what either has in common within. Accounts as alike as copies count as
# one: two releases that many print are two families of copies, and may tell of one event. Chosen on
# ECB+ and generated stories (docs/decisions/0024-one-matter.md).
_FEWEST_IN_EVENT = 4
_APART = 0.33
_COPIES = 0.7


class Compared(Protocol):
    """Documents that can be compared, each called by its place, and the language of each."""

    @property
    def languages(self) -> Sequence[str]:
        """The language each document is compared in."""

    def likeness(self, members: Sequence[int]) -> Matrix:
        """Return how alike each two of some documents are, as a square matrix."""

    def likeness_beside(self, group: Sequence[int]) -> Matrix:
        """Return how alike some documents in one language are beside the words that all of them have."""


def grouped(
    pile: Compared, members: list[int], likeness: Matrix, *, least: float, least_in: Callable[[str], float]
) -> list[list[int]]:
    """Group some documents of a pile by matter, and join again what one language by itself has in one story.

    Accounts in another language are less alike to some of a story than to others: they would pull it apart.
    `likeness` is that of the members; they are grouped while alike by `least` on average, those of one
    language by themselves while by `least_in` of it.
    """
    groups = [
        event
        for group in average_link(likeness, least=least)
        for event in _events_told(pile, [members[at] for at in group])
    ]
    if len(set(pile.languages)) < 2:
        return groups
    held: dict[str, list[int]] = defaultdict(list)
    for at, member in enumerate(members):
        if pile.languages[member] in LANGUAGES:  # of the others nothing is weighed
            held[pile.languages[member]].append(at)
    for language, own in sorted(held.items()):
        for alone in average_link(likeness[np.ix_(own, own)], least=least_in(language)):
            for event in _events(pile, [members[own[at]] for at in alone]):
                whole = set(event)
                apart = [group for group in groups if not whole.isdisjoint(group)]
                if len(apart) > 1:
                    groups = [group for group in groups if whole.isdisjoint(group)]
                    groups.append(sorted(member for group in apart for member in group))
    return groups


def _events_told(pile: Compared, group: list[int]) -> list[list[int]]:
    """Part a group in two events by the language most of it is told in; the others go with the nearer."""
    told = Counter(pile.languages[member] for member in group)
    most = max(sorted(told), key=told.__getitem__)
    events = _events(pile, [member for member in group if pile.languages[member] == most])
    others = [member for member in group if pile.languages[member] != most]
    if len(events) == 1 or not others:
        return [sorted([*events[0], *others])] if len(events) == 1 else events
    place = {member: at for at, member in enumerate(group)}
    likeness = pile.likeness(group)
    joined = [list(event) for event in events]
    for member in others:
        near = [mean_likeness(likeness, [place[member]], [place[one] for one in event]) for event in events]
        joined[int(np.argmax(near))].append(member)
    return [sorted(event) for event in joined]


def _events(pile: Compared, group: list[int]) -> list[list[int]]:
    """Part a group that tells of the same people twice, in two events, where this is plain."""
    if len(group) < 2 * _FEWEST_IN_EVENT:
        return [group]
    families = average_link(pile.likeness(group), least=_COPIES)
    if len(families) < 2 * _FEWEST_IN_EVENT:
        return [group]
    likeness = _between(families, pile.likeness_beside(group))
    halves = two_parts(likeness)
    if min(map(len, halves)) < _FEWEST_IN_EVENT:
        return [group]
    within = min(_mean_within(likeness, half) for half in halves)
    if mean_likeness(likeness, *halves) >= _APART * within:
        return [group]
    parted = (sorted(group[at] for family in half for at in families[family]) for half in halves)
    return [event for members in parted for event in _events(pile, members)]


def _between(families: Sequence[Sequence[int]], likeness: Matrix) -> Matrix:
    """Return how alike families of copies are on average, each to itself by 1."""
    share: Matrix = np.zeros((len(families), len(likeness)), dtype=np.float32)
    for row, family in enumerate(families):
        share[row, list(family)] = 1 / len(family)
    means: Matrix = (share @ likeness @ share.T).astype(np.float32)
    np.fill_diagonal(means, 1.0)
    return means


def _mean_within(likeness: Matrix, part: Sequence[int]) -> float:
    size = len(part)
    block = likeness[np.ix_(list(part), list(part))]
    return float((block.sum() - np.trace(block)) / (size * (size - 1)))
