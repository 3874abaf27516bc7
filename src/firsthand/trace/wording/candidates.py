"""Which accounts are worth laying side by side: those that share uncommon strings of words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.trace.wording.rarity import rarity
from firsthand.trace.wording.words import Words

# Three words in a row worth 9 bits: below, they are "in a statement" and "of the city". Two such
# strings in common find every dependent pair of the labelled 59 whose alignment then counts.
_LENGTH = 3
_LEAST_BITS = 9.0
_LEAST_SHARED = 2
# A string that many accounts share is a slogan, or a release that everybody prints: it is taken
# together with the words that follow, and of what many still share every fourth is enough to know the
# second from the first. Beyond the largest number it is left out.
_MANY_CARRIERS = 60
_LONGER = 5
_MOST_CARRIERS = 600
_KEPT_OF_MANY = 4
# The strongest partners of each account, and whatever shares so much that it must be a copy. A string
# says the more, the fewer have it: a foot that an outlet prints below each account says little.
_MOST_PARTNERS = 40
_SURELY_SHARED = 24
_WORTH = 1 << 12
_WORTH_BITS = 24
# So many strings in common are counted at a time: the search adds 0.3 GB for 20,000 documents; more at a
# time is no faster.
_AT_ONCE = 800_000
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MOST_BINS = 22  # powers of two: strings are counted roughly, by part of their hash, before they are sorted
_RUN_BITS = _MOST_CARRIERS.bit_length()

_Integers = NDArray[np.int64]
_Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of accounts a < b, how many strings they share, and what those are worth together."""

    a: _Integers
    b: _Integers
    shared: _Integers
    worth: _Integers

    def __getitem__(self, chosen: NDArray[np.bool_]) -> "_Pairs":
        return _Pairs(self.a[chosen], self.b[chosen], self.shared[chosen], self.worth[chosen])


def candidate_pairs(accounts: Sequence[Words]) -> list[tuple[int, int]]:
    """Return index pairs of accounts that may share a passage, without comparing all with all.

    Each account keeps its strongest partners and its copies only, so that the work grows with the
    number of accounts and not with its square; a pile of 20,000 takes seconds
    (benchmarks/candidates.py), and half a million are the most. The order of the accounts changes nothing
    but the indices.
    """
    ranked = sorted(range(len(accounts)), key=lambda at: (accounts[at].document, at))
    carrier, string = _strings([accounts[at] for at in ranked])
    waiting = [_none()]
    for pairs in _counted(carrier, string, len(accounts)):
        waiting.append(pairs)
        if sum(len(one.a) for one in waiting) > _AT_ONCE:
            waiting = [_strongest(_joined(waiting))]
    kept = _strongest(_joined(waiting))
    index = np.array(ranked, dtype=np.int64)
    ends = np.sort(np.stack((index[kept.a], index[kept.b])), axis=0)
    order = np.lexsort((ends[1], ends[0]))
    return list(zip(ends[0][order].tolist(), ends[1][order].tolist(), strict=True))


def _strings(accounts: Sequence[Words]) -> tuple[_Integers, _Integers]:
    """Return the telling strings that accounts share, each account's once: the account, and a number.

    They come sorted by string, then account.
    """
    ids, hashes = _vocabulary(accounts)
    sizes = np.array([len(words) for words in accounts], dtype=np.int64)
    words = np.fromiter(
        map(ids.__getitem__, chain.from_iterable(account.forms for account in accounts)),
        np.int64,
        sizes.sum(),
    )
    if len(words) < _LENGTH:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    of = np.repeat(np.arange(len(accounts)), sizes)
    bits = _bits(accounts, ids)[words] if _one_language(accounts) else _bits_of_each(accounts)
    starts = len(words) - _LENGTH + 1
    worth = sum(bits[i : starts + i] for i in range(_LENGTH))
    telling = np.flatnonzero((worth >= _LEAST_BITS) & (of[:starts] == of[_LENGTH - 1 :]))
    hashed = hashes[words]
    short = _hashed(hashed, telling, _LENGTH)
    roughly = _roughly(short)
    longer = telling[roughly > _MANY_CARRIERS]
    longer = longer[longer + _LONGER <= len(words)]
    longer = longer[of[longer] == of[longer + _LONGER - 1]]
    few = (roughly > 1) & (roughly <= _MANY_CARRIERS)
    # The account and as much of the hash as there is room for in one number, which sorts fast.
    room = np.uint64(len(accounts).bit_length())
    string = np.concatenate((short[few], _hashed(hashed, longer, _LONGER))) >> room
    held_by = np.concatenate((of[telling[few]], of[longer])).astype(np.uint64)
    packed = np.sort(string << room | held_by)
    packed = packed[_new(packed)]
    string, held_by = packed >> room, packed & (np.uint64(1) << room) - np.uint64(1)
    carriers = _runs(string)
    held = (carriers > 1) & (carriers <= _MOST_CARRIERS)
    held &= (carriers <= _MANY_CARRIERS) | (string % np.uint64(_KEPT_OF_MANY) == 0)
    return held_by[held].astype(np.int64), string[held].astype(np.int64)


def _roughly(strings: _Hashes) -> _Integers:
    """Return for each string how often it stands in all accounts, or a little more."""
    power = min(_MOST_BINS, len(strings).bit_length() + 2)
    bins = (strings >> np.uint64(64 - power)).astype(np.int64)
    counted: _Integers = np.bincount(bins, minlength=1 << power)
    return counted[bins]


def _vocabulary(accounts: Sequence[Words]) -> tuple[dict[str, int], _Hashes]:
    """Number the words; and give each a hash that no order of accounts changes."""
    forms = dict.fromkeys(chain.from_iterable(account.forms for account in accounts))
    ids = {form: at for at, form in enumerate(forms)}
    digests = b"".join(blake2b(form.encode(), digest_size=8).digest() for form in forms)
    return ids, np.frombuffer(digests, dtype=np.uint64)


def _one_language(accounts: Sequence[Words]) -> bool:
    return len({account.language for account in accounts}) < 2


def _bits(accounts: Sequence[Words], ids: dict[str, int]) -> NDArray[np.float64]:
    """Return the surprise of each word of the vocabulary."""
    language = accounts[0].language if accounts else ""
    return np.array([rarity(form, language) for form in ids], dtype=np.float64)


def _bits_of_each(accounts: Sequence[Words]) -> NDArray[np.float64]:
    """Return the surprise of each word of each account, in its own language."""
    return np.array([rarity(form, account.language) for account in accounts for form in account.forms])


def _hashed(words: _Hashes, starts: _Integers, length: int) -> _Hashes:
    """Return a hash for each string of words that begins at one of the starts."""
    found = np.full(len(starts), length, dtype=np.uint64)
    for i in range(length):
        found = (found ^ words[starts + i]) * _FACTOR
        found ^= found >> np.uint64(29)
    return found


def _runs(numbers: NDArray[np.integer[Any]]) -> _Integers:
    """Return for each of some sorted numbers how often it stands there."""
    if not len(numbers):
        return np.zeros(0, np.int64)
    group = np.cumsum(_new(numbers)) - 1
    counted: _Integers = np.bincount(group)[group]
    return counted


def _new(numbers: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Tell for each of some sorted numbers whether it is the first of its kind."""
    found = np.ones(len(numbers), dtype=bool)
    found[1:] = numbers[1:] != numbers[:-1]
    return found


def _counted(carrier: _Integers, string: _Integers, accounts: int) -> Iterator[_Pairs]:
    """Count what pairs share, for some accounts at a time with all that come after them."""
    if not len(string):
        return
    runs = _runs(string)
    first = np.flatnonzero(_new(string))
    after = np.repeat(first + runs[first], runs[first]) - np.arange(len(string)) - 1  # in the same run
    load = np.cumsum(np.bincount(carrier, weights=after, minlength=accounts))
    block_of = (load // _AT_ONCE).astype(np.int64)[carrier]
    order = np.argsort(block_of, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(block_of[order])) + 1):
        times = after[part]
        at = np.repeat(part, times)
        further = np.arange(1, len(at) + 1) - np.repeat(np.cumsum(times) - times, times)
        code = carrier[at] * accounts + carrier[at + further]
        yield _summed(np.sort(code << _RUN_BITS | runs[at]), accounts)


def _summed(packed: _Integers, accounts: int) -> _Pairs:
    """Sum up the strings of each pair; given are pair and number of carriers in one, sorted."""
    code, worth = packed >> _RUN_BITS, _WORTH // (packed & (1 << _RUN_BITS) - 1)
    first = np.flatnonzero(_new(code))
    shared = np.diff(np.append(first, len(code)))
    total = np.add.reduceat(worth, first) if len(first) else worth
    enough = shared >= _LEAST_SHARED
    pair = code[first[enough]]
    return _Pairs(pair // accounts, pair % accounts, shared[enough], total[enough])


def _strongest(pairs: _Pairs) -> _Pairs:
    """Return the pairs that are among the strongest of one of the two, and the copies."""
    count = len(pairs.a)
    if not count:
        return pairs
    one = np.concatenate((pairs.a, pairs.b))
    other = np.concatenate((pairs.b, pairs.a))
    among = np.bincount(one)[one] <= _MOST_PARTNERS
    crowded = np.flatnonzero(~among)
    most = (1 << _WORTH_BITS) - 1
    worth = np.minimum(np.concatenate((pairs.worth, pairs.worth))[crowded], most)
    # By account, then worth, then partner, in one number.
    room = int(one.max()).bit_length()
    key = (one[crowded] << _WORTH_BITS | most - worth) << room | other[crowded]
    order = crowded[np.argsort(key)]
    first = np.flatnonzero(_new(one[order]))
    place = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    among[order] = place < _MOST_PARTNERS
    return pairs[among[:count] | among[count:] | (pairs.shared >= _SURELY_SHARED)]


def _joined(parts: Sequence[_Pairs]) -> _Pairs:
    return _Pairs(
        np.concatenate([one.a for one in parts]),
        np.concatenate([one.b for one in parts]),
        np.concatenate([one.shared for one in parts]),
        np.concatenate([one.worth for one in parts]),
    )


def _none() -> _Pairs:
    empty = np.zeros(0, dtype=np.int64)
    return _Pairs(empty, empty, empty, empty)
