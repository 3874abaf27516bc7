"""Which accounts are worth laying side by side: those that share uncommon strings of words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from firsthand.trace.wording.rarity import rarity
from firsthand.trace.wording.words import Words

# Three words in a row worth 9 bits: below, they are "in a statement" and "of the city". Two such
# strings in common find every dependent pair of the labelled 59 whose alignment then counts.
_LENGTH = 3
_LEAST_BITS = 9.0
_LEAST_SHARED = 2
# A string that many accounts share is a slogan, or a release that everybody prints: every fourth of
# those is enough to know the second from the first. Beyond the largest number it is left out.
_MANY_CARRIERS = 60
_MOST_CARRIERS = 600
_KEPT_OF_MANY = 4
# The strongest partners of each account, and whatever shares so much that it must be a copy.
_MOST_PARTNERS = 40
_SURELY_SHARED = 24


def candidate_pairs(accounts: Sequence[Words]) -> list[tuple[int, int]]:
    """Return index pairs of accounts that may share a passage, without comparing all with all.

    Each account keeps its strongest partners and its copies only, so that the work grows with the
    number of accounts and not with its square.
    """
    carriers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, words in enumerate(accounts):
        for string in dict.fromkeys(_strings(words)):
            carriers[string].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    many = 0
    for held_by in carriers.values():
        if len(held_by) > _MANY_CARRIERS:
            many += 1
            if many % _KEPT_OF_MANY or len(held_by) > _MOST_CARRIERS:
                continue
        shared.update(combinations(held_by, 2))
    partners: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for (a, b), count in shared.items():
        if count >= _LEAST_SHARED:
            partners[a].append((-count, a, b))
            partners[b].append((-count, a, b))
    kept = {(a, b) for found in partners.values() for _, a, b in sorted(found)[:_MOST_PARTNERS]}
    return sorted(kept | {pair for pair, count in shared.items() if count >= _SURELY_SHARED})


def _strings(words: Words) -> Iterator[tuple[str, ...]]:
    weights = [rarity(form, words.language) for form in words.forms]
    for i in range(len(words) - _LENGTH + 1):
        if sum(weights[i : i + _LENGTH]) >= _LEAST_BITS:
            yield words.forms[i : i + _LENGTH]
