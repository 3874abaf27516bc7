"""Which statements are worth holding against each other: those about one thing, and neighbours."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from firsthand.model import Statement
from firsthand.trace.once import once
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
    if not profiles:
        return
    count = len(profiles)
    near = [
        *_nearest(np.stack([each.vector for each in profiles]), _NEAREST, _ALIKE),
        *_nearest(np.stack([each.sense for each in profiles]), _NEAREST_IN_SENSE, _ALIKE_IN_SENSE),
    ]
    others = (*_neighbours(profiles), *_of_one_thing(profiles), *_of_one_row(profiles))
    near.append(np.array([at * count + other for at, other in others], np.int64))
    said = [frozenset(word.lemma for word in each.statement.words) for each in profiles]
    how = [(each.statement.stance, each.statement.negated, each.statement.modal) for each in profiles]
    for pair in np.unique(np.concatenate(near)).tolist():
        at, other = divmod(pair, count)
        left, right = profiles[at].statement, profiles[other].statement
        if left.document == right.document and left.start < right.end and right.start < left.end:
            continue
        if not (
            how[at] == how[other]
            and _repeats(left, said[at], right, said[other])
            and _open(profiles[at]) == _open(profiles[other])
        ):
            yield at, other


def _repeats(left: Statement, said: frozenset[str], right: Statement, also: frozenset[str]) -> bool:
    """Tell whether one, with its content words, only says again what the other says, perhaps less of it."""
    short, long = (also, said) if len(left.words) > len(right.words) else (said, also)
    return len(short) >= _FEWEST_WORDS and short <= long


@once
def _open(profile: Profile) -> bool:
    """Tell whether a statement says that something is not known to be so."""
    return bool(wording("unsettled", profile.language).search(profile.text))


def _nearest(vectors: Vector, most: int, least: float) -> Iterator[npt.NDArray[np.int64]]:
    """Yield each row with the rows nearest to it by cosine, of those as near the earlier ones.

    A pair is one number: the smaller index times the number of rows, plus the larger.
    """
    count = len(vectors)
    for start in range(0, count, _ROWS):
        alike = vectors[start : start + _ROWS] @ vectors.T
        here = np.arange(len(alike))
        alike[here, start + here] = -1.0
        if count > most:  # no row needs what is less near than its nearest so many
            last = np.partition(alike, count - most, axis=1)[:, count - most]
            row, column = np.nonzero(alike >= np.maximum(last, least)[:, None])
            order = np.lexsort((column, -alike[row, column], row))
            row, column = row[order], column[order]
            rank = np.arange(len(row)) - np.searchsorted(row, row)
            row, column = row[rank < most], column[rank < most]
        else:
            row, column = np.nonzero(alike >= least)
        yield np.minimum(row + start, column) * count + np.maximum(row + start, column)


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
