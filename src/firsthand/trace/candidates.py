"""Which accounts are worth laying side by side: those that share uncommon strings of words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from firsthand.trace.rarity import rarity
from firsthand.trace.words import Words

# Three words in a row worth 9 bits: below, they are "in a statement" and "of the city". Two such
# strings in common find every dependent pair of the labelled 59 whose alignment then counts.
_LENGTH = 3
_LEAST_BITS = 9.0
_LEAST_SHARED = 2
# What more accounts than this share is a byline, a slogan or the matter itself, and would cost a
# comparison of all with all.
_MOST_CARRIERS = 60
_MOST_PARTNERS = 40


def candidate_pairs(accounts: Sequence[Words]) -> list[tuple[int, int]]:
    """Return index pairs of accounts that may share a passage, without comparing all with all.

    Each account keeps its strongest partners only, so that the work grows with the number of
    accounts and not with its square.
    """
    carriers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, words in enumerate(accounts):
        for string in set(_strings(words)):
            carriers[string].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for held_by in carriers.values():
        if 1 < len(held_by) <= _MOST_CARRIERS:
            shared.update((a, b) for i, a in enumerate(held_by) for b in held_by[i + 1 :])
    partners: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for (a, b), count in shared.items():
        if count >= _LEAST_SHARED:
            partners[a].append((-count, a, b))
            partners[b].append((-count, a, b))
    return sorted({(a, b) for found in partners.values() for _, a, b in sorted(found)[:_MOST_PARTNERS]})


def _strings(words: Words) -> Iterator[tuple[str, ...]]:
    weights = [rarity(form) for form in words.forms]
    for i in range(len(words) - _LENGTH + 1):
        if sum(weights[i : i + _LENGTH]) >= _LEAST_BITS:
            yield words.forms[i : i + _LENGTH]
