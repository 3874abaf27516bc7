"""Which accounts are worth laying side by side: those that share uncommon strings of words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

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
_WORTH = 1 << 20
_WORTH_BITS = 36
# So many strings in common are counted at a time: 100 MB, however large the pile.
_AT_ONCE = 3_000_000
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

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

    def and_(self, other: "_Pairs") -> "_Pairs":
        return _Pairs(
            np.concatenate((self.a, other.a)),
            np.concatenate((self.b, other.b)),
            np.concatenate((self.shared, other.shared)),
            np.concatenate((self.worth, other.worth)),
        )


def candidate_pairs(accounts: Sequence[Words]) -> list[tuple[int, int]]:
    """Return index pairs of accounts that may share a passage, without comparing all with all.

    Each account keeps its strongest partners and its copies only, so that the work grows with the
    number of accounts and not with its square; a pile of 20,000 takes seconds
    (benchmarks/candidates.py). The order of the accounts changes nothing but the indices.
    """
    ranked = sorted(range(len(accounts)), key=lambda at: (accounts[at].document, at))
    carrier, string = _strings([accounts[at] for at in ranked])
    kept = _none()
    for pairs in _counted(carrier, string, len(accounts)):
        kept = kept.and_(pairs)
        if len(kept.a) > _AT_ONCE:
            kept = _strongest(kept)
    kept = _strongest(kept)
    index = np.array(ranked, dtype=np.int64)
    ends = np.sort(np.stack((index[kept.a], index[kept.b])), axis=0)
    order = np.lexsort((ends[1], ends[0]))
    return list(zip(ends[0][order].tolist(), ends[1][order].tolist(), strict=True))


def _strings(accounts: Sequence[Words]) -> tuple[_Integers, _Hashes]:
    """Return the telling strings of each account once, as hashes, sorted by string and account."""
    ids, hashes = _vocabulary(accounts)
    sizes = np.array([len(words) for words in accounts], dtype=np.int64)
    words = np.fromiter(
        map(ids.__getitem__, chain.from_iterable(account.forms for account in accounts)),
        np.int64,
        sizes.sum(),
    )
    of = np.repeat(np.arange(len(accounts)), sizes)
    bits = _bits(accounts, ids)[words] if _one_language(accounts) else _bits_of_each(accounts)
    if len(words) < _LENGTH:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    starts = len(words) - _LENGTH + 1
    worth = sum(bits[i : starts + i] for i in range(_LENGTH))
    telling = np.flatnonzero((worth >= _LEAST_BITS) & (of[:starts] == of[_LENGTH - 1 :]))
    short = _hashed(hashes[words], telling, _LENGTH)
    many = _carriers(of[telling], short) > _MANY_CARRIERS
    longer = telling[many]
    longer = longer[longer + _LONGER <= len(words)]
    longer = longer[of[longer] == of[longer + _LONGER - 1]]
    long = _hashed(hashes[words], longer, _LONGER)
    found = _once(np.concatenate((of[telling[~many]], of[longer])), np.concatenate((short[~many], long)))
    carriers = _runs(found[1])
    held = (carriers > 1) & (carriers <= _MOST_CARRIERS)
    held &= (carriers <= _MANY_CARRIERS) | ((found[1] >> np.uint64(32)) % _KEPT_OF_MANY == 0)
    return found[0][held], found[1][held]


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


def _carriers(of: _Integers, strings: _Hashes) -> _Integers:
    """Return for each string of each account how many accounts have it."""
    order = np.lexsort((of, strings))
    sorted_strings, sorted_of = strings[order], of[order]
    new = _firsts(sorted_strings)
    another = new | np.append(True, sorted_of[1:] != sorted_of[:-1])[: len(of)]
    group = np.cumsum(new) - 1
    counts = np.bincount(group, weights=another).astype(np.int64)
    found = np.empty(len(of), dtype=np.int64)
    found[order] = counts[group]
    return found


def _once(of: _Integers, strings: _Hashes) -> tuple[_Integers, _Hashes]:
    """Return each string of each account once, sorted by string, then account."""
    order = np.lexsort((of, strings))
    of, strings = of[order], strings[order]
    first = _firsts(strings) | np.append(True, of[1:] != of[:-1])[: len(of)]
    return of[first], strings[first]


def _runs(strings: _Hashes) -> _Integers:
    """Return for each of some sorted strings how often it stands there."""
    group = np.cumsum(_firsts(strings)) - 1
    return np.bincount(group)[group] if len(strings) else np.zeros(0, np.int64)


def _firsts(strings: _Hashes) -> NDArray[np.bool_]:
    return np.append(True, strings[1:] != strings[:-1])[: len(strings)]


def _counted(carrier: _Integers, string: _Hashes, accounts: int) -> Iterator[_Pairs]:
    """Count what pairs share, for some accounts at a time with all that come after them."""
    if not len(string):
        return
    runs = _runs(string)
    first = np.flatnonzero(_firsts(string))
    ends = np.repeat(first + runs[first], runs[first])
    after = ends - np.arange(len(string)) - 1  # accounts that have the string too and come later
    load = np.cumsum(np.bincount(carrier, weights=after, minlength=accounts))
    block_of = (load // _AT_ONCE).astype(np.int64)[carrier]
    order = np.argsort(block_of, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(block_of[order])) + 1):
        times = after[part]
        at = np.repeat(part, times)
        further = np.arange(len(at)) - np.repeat(np.cumsum(times) - times, times)
        code = carrier[at] * accounts + carrier[at + 1 + further]
        yield _summed(code, _WORTH // runs[at], accounts)


def _summed(code: _Integers, worth: _Integers, accounts: int) -> _Pairs:
    order = np.argsort(code)
    code, worth = code[order], worth[order]
    new = np.append(True, code[1:] != code[:-1])[: len(code)]
    first = np.flatnonzero(new)
    shared = np.diff(np.append(first, len(code)))
    total = np.add.reduceat(worth, first) if len(first) else worth
    enough = shared >= _LEAST_SHARED
    pair = code[first][enough]
    return _Pairs(pair // accounts, pair % accounts, shared[enough], total[enough])


def _strongest(pairs: _Pairs) -> _Pairs:
    """Return the pairs that are among the strongest of one of the two, and the copies."""
    count = len(pairs.a)
    one = np.concatenate((pairs.a, pairs.b))
    worth = np.concatenate((pairs.worth, pairs.worth))
    partners = np.bincount(one)
    among = partners[one] <= _MOST_PARTNERS if count else np.zeros(0, dtype=bool)
    crowded = np.flatnonzero(~among)
    # One key and a stable sort, by account, then worth; equals stay in the order of their documents.
    key = (one[crowded] << _WORTH_BITS) - np.minimum(worth[crowded], (1 << _WORTH_BITS) - 1)
    order = crowded[np.argsort(key, kind="stable")]
    first = np.flatnonzero(np.append(True, np.diff(one[order]) != 0)[: len(order)])
    place = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    among[order] = place < _MOST_PARTNERS
    return pairs[among[:count] | among[count:] | (pairs.shared >= _SURELY_SHARED)]


def _none() -> _Pairs:
    empty = np.zeros(0, dtype=np.int64)
    return _Pairs(empty, empty, empty, empty)
