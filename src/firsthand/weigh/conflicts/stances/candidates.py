"""Which statements are worth holding against each other: those about one thing, and neighbours."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from firsthand.model import Statement
from firsthand.weigh.conflicts.lexicon import sides_of, wording
from firsthand.weigh.conflicts.likeness import Vector
from firsthand.weigh.conflicts.profile import Profile

# Each statement is held against its nearest ones only, so that the work of weighing grows with the
# number of statements and not with its square (fifteen find what forty did, each story ranked by what
# the others taught); below this cosine nothing is shared but chance.
_ALIKE = 0.02
_NEAREST = 15
# And against those nearest in sense, whose words may be all others.
_ALIKE_IN_SENSE = 0.3
_NEAREST_IN_SENSE = 25
# Neighbours are at most this many sentences apart.
_SENTENCES = 2
_ROWS = 512
# What more statements than this are about is what the whole story is about.
_FEW = 25
# Fewer content words than this are said again by chance.
_FEWEST_WORDS = 4


def candidate_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield pairs of indices into `profiles`, the first smaller, each pair once, in order."""
    found: set[tuple[int, int]] = set()
    if not profiles:
        return
    found.update(_nearest(np.stack([each.vector for each in profiles]), _NEAREST, _ALIKE))
    found.update(_nearest(np.stack([each.sense for each in profiles]), _NEAREST_IN_SENSE, _ALIKE_IN_SENSE))
    found.update(_neighbours(profiles))
    found.update(_of_one_thing(profiles))
    found.update(_of_one_row(profiles))
    said = [frozenset(word.lemma for word in each.statement.words) for each in profiles]
    for at, other in sorted(found):
        left, right = profiles[at].statement, profiles[other].statement
        if left.document == right.document and left.passage.overlaps(right.passage):
            continue
        if not (
            _repeats((left, said[at]), (right, said[other])) and _open(profiles[at]) == _open(profiles[other])
        ):
            yield at, other


def _repeats(left: tuple[Statement, frozenset[str]], right: tuple[Statement, frozenset[str]]) -> bool:
    """Tell whether one, with its content words, only says again what the other says, perhaps less of it."""
    turned = len(left[0].words) > len(right[0].words)
    (short, said), (long, also) = (right, left) if turned else (left, right)
    return (
        len(said) >= _FEWEST_WORDS
        and said <= also
        and (short.stance, short.negated, short.modal) == (long.stance, long.negated, long.modal)
    )


def _open(profile: Profile) -> bool:
    """Tell whether a statement says that something is not known to be so."""
    return bool(wording("unsettled", profile.language).search(profile.text))


def _nearest(vectors: Vector, most: int, least: float) -> Iterator[tuple[int, int]]:
    """Yield each row with the rows nearest to it, by cosine."""
    for start in range(0, len(vectors), _ROWS):
        alike = vectors[start : start + _ROWS] @ vectors.T
        rows = np.arange(len(alike))
        alike[rows, start + rows] = -1.0
        order = np.argsort(-alike, axis=1, kind="stable")[:, :most]
        enough = np.take_along_axis(alike, order, axis=1) >= least
        for row, column in zip(*np.nonzero(enough), strict=True):
            at, near = start + int(row), int(order[row, column])
            yield min(at, near), max(at, near)


def _of_one_thing(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield pairs that have their subject, or their object, in common."""
    for role in ("subject", "object"):
        holders: dict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(profiles):
            for head in getattr(each.statement, role)[:1]:
                holders[head].append(at)
        for same in holders.values():
            if len(same) <= _FEW:
                yield from combinations(same, 2)


def _of_one_row(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield pairs whose verbs are alike or against each other."""
    holders: dict[int, list[int]] = defaultdict(list)
    for at, each in enumerate(profiles):
        said = {verb.lemma for verb in each.verbs}
        for row in sorted({row for word in said for row, _ in sides_of(word, each.language)}):
            holders[row].append(at)
    for same in holders.values():
        if len(same) <= _FEW:
            yield from combinations(same, 2)


def _neighbours(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    order = sorted(range(len(profiles)), key=lambda at: (profiles[at].statement.document, profiles[at].place))
    for rank, at in enumerate(order):
        here = profiles[at].statement
        for later in order[rank + 1 :]:
            there = profiles[later].statement
            if there.document != here.document or there.sentence - here.sentence > _SENTENCES:
                break
            yield min(at, later), max(at, later)
