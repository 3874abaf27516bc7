"""By what two documents of a large pile find each other, without comparing all with all.

Two documents are compared where they share a key: one of their heaviest words where that is rare; where many
have it, the word with the weeks of publication, or with another of their words. Of the keys that very many
have, a few of the documents, chosen by their keys alone, are *leaders*, and each document is compared with
those: so a matter of thousands of documents is held together, and the work grows with the number of
documents. Whether two are compared depends on them and on the sample, on no third document.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.trace.grouping.large.commonness import Common, View, looked_up
from firsthand.trace.grouping.large.rows import Hashes, Integers

_HEAVIEST = 12  # words of a document that are keys, where there are so many
_PAIRED = 8  # of those that many have, so many of the heaviest are keys two by two
_CARRIERS = 5  # powers of two: so many documents are compared all with all, else with half as many leaders
_WEEKS_DAYS = 45  # as many as news stays the same, see grouping.likeness
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_ROWS_AT_ONCE = 4096  # 2 ** 12: row, value and form fit in one number of 64 bits


@dataclass(frozen=True, slots=True, eq=False)
class Tops:
    """The heaviest forms of each row and what they weigh, heaviest first; 0 where a row has no more."""

    forms: NDArray[np.uint32]
    values: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """Keys of rows: the key, the row it belongs to, how many powers of two its leaders are fewer than all."""

    keys: Hashes
    rows: Integers
    depths: NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class CommonKeys:
    """The keys that a sample has, sorted, and for each one more than log2 of how many have it, rounded up."""

    keys: Hashes
    steps: NDArray[np.int8]


def keys_of(view: View, heavy: Tops, common: Common, known: CommonKeys | None) -> Keys:
    """Return the keys of every row of a view, told its heaviest forms.

    Without `known` all keys of words put together pass for rare: so the sample itself is counted.
    """
    tops, filled = heavy.forms, heavy.values > 0
    levels = view.levels[view.fields]
    steps = common.of(tops.ravel()).reshape(tops.shape).astype(np.int64)
    depths = _depths((steps + 1) // 2 + levels[:, None])
    hashed = _mixed(tops.astype(np.uint64))
    many = filled & (depths > 0)
    place = np.broadcast_to(np.arange(len(tops))[:, None], tops.shape)
    keys, rows = [hashed[filled]], [place[filled]]
    found = [depths[filled].astype(np.int8)]
    together: list[tuple[Hashes, NDArray[np.bool_]]] = []
    weeks = view.days.astype(np.int64) // _WEEKS_DAYS
    for week in (weeks, weeks + 1):
        together.append(
            (_mixed(hashed ^ _mixed(week.astype(np.uint64))[:, None]), many & (view.days > 0)[:, None])
        )
    paired = many & (np.cumsum(many, axis=1) <= _PAIRED)
    for one in range(tops.shape[1] - 1):
        both = paired[:, one : one + 1] & paired[:, one + 1 :]
        if both.any():
            together.append((_mixed(hashed[:, one : one + 1] + hashed[:, one + 1 :]), both))
    for key, held in together:
        row = np.nonzero(held)[0]
        chosen = np.broadcast_to(key, held.shape)[held]
        keys.append(chosen)
        rows.append(row)
        if known is None:
            found.append(np.zeros(len(row), dtype=np.int8))
        else:
            counted = looked_up(known.keys, known.steps, chosen).astype(np.int64)
            found.append(_depths_of_keys(counted, levels[row]).astype(np.int8))
    return Keys(np.concatenate(keys), np.concatenate(rows), np.concatenate(found))


def common_keys_of(view: View, values: Integers, common: Common) -> CommonKeys:
    """Count the keys that the sample of a pile has; `values` are those of the sampled rows' forms."""
    found = keys_of(view, heaviest(view, values), common, None)
    keys, counts = np.unique(found.keys, return_counts=True)
    return CommonKeys(keys, (np.ceil(np.log2(counts)) + 1).astype(np.int8))


def leading(keys: Hashes) -> NDArray[np.int8]:
    """Return how often the documents with these keys stay leaders while leaders are halved."""
    bits = np.frexp((keys >> np.uint64(11)).astype(np.float64))[1]
    return (53 - bits).astype(np.int8)


def changed_keys(one: CommonKeys, other: CommonKeys, levels: Integers) -> Hashes:
    """Return the keys that have other leaders by one sample than by another, in a field of some level."""
    every = np.union1d(one.keys, other.keys)
    steps = [looked_up(each.keys, each.steps, every).astype(np.int64) for each in (one, other)]
    moved = np.zeros(len(every), dtype=bool)
    for level in np.unique(levels):
        before, now = (_depths_of_keys(counted, level) for counted in steps)
        moved |= before != now
    found: Hashes = every[moved]
    return found


def heaviest(view: View, values: Integers) -> Tops:
    """Return the heaviest forms of each row of a view; `values` are those of its forms."""
    count = len(view.keys)
    tops = np.zeros((count, _HEAVIEST), dtype=np.uint32)
    weighs = np.zeros((count, _HEAVIEST), dtype=np.int64)
    starts = view.forms.starts
    for first in range(0, count, _ROWS_AT_ONCE):
        last = min(first + _ROWS_AT_ONCE, count)
        part = slice(starts[first], starts[last])
        sizes = np.diff(starts[first : last + 1])
        local = np.repeat(np.arange(last - first, dtype=np.uint64), sizes)
        packed = local << np.uint64(52) | (0xFFFFF - values[part]).astype(np.uint64) << np.uint64(32)
        packed |= view.forms.forms[part].astype(np.uint64)
        packed.sort()
        rank = np.arange(len(packed)) - np.repeat(starts[first:last] - starts[first], sizes)
        heavy = rank < _HEAVIEST
        packed, rank = packed[heavy], rank[heavy]
        row = first + (packed >> np.uint64(52)).astype(np.int64)
        tops[row, rank] = (packed & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        weighs[row, rank] = 0xFFFFF - (packed >> np.uint64(32) & np.uint64(0xFFFFF)).astype(np.int64)
    return Tops(tops, weighs)


def _depths(carriers: Integers) -> Integers:
    """Return how often the leaders of keys are halved, told log2 of how many have the key."""
    return np.where(carriers > _CARRIERS, carriers - _CARRIERS + 1, 0)


def _depths_of_keys(counted: Integers, levels: Integers) -> Integers:
    """Return the same, told the steps of keys; one that the sample does not have is rare."""
    return np.where(counted > 0, _depths(counted - 1 + levels), 0)


def _mixed(numbers: Hashes) -> Hashes:
    """Return numbers scattered over all 64 bits, the same for the same."""
    mixed = (numbers + np.uint64(1)) * _FACTOR
    mixed ^= mixed >> np.uint64(32)
    mixed *= _FACTOR
    mixed ^= mixed >> np.uint64(29)
    return mixed
