"""How much two accounts tell of the same people, places and things."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from math import log

import numpy as np
from numpy.typing import NDArray

from firsthand.trace.wording.rarity import rarity
from firsthand.trace.wording.words import Words, is_unspaced, paired

Matrix = NDArray[np.float32]

# All chosen on 40 events of ECB+ and nine stories in one pile (benchmarks/lineage.py): names twice
# as heavy as other words, the opening counted twice, numbers left out (they change from day to day);
# words compared by their first six letters ("resign", "resigned", "resignation").
_LEAST_BITS = 4.0
_STEM = 6
NAME = 2.0
OPENING_WORDS = 60
# As if this many unrelated documents lay in the pile as well: in a folder about one matter, words that all
# of them have must not be worth nothing, be they five or a hundred (docs/decisions/0024-one-matter.md).
UNSEEN = 2_000
# Days apart before two accounts look less alike, and the days after which half the likeness is left. No
# labelled pile with dates measures them: an inquiry, a second count, a denial come within six weeks.
_SAME_NEWS_DAYS = 45
_HALF_LIFE_DAYS = 45.0
_LEAST_KEPT = 0.4


def likeness_vectors(accounts: Sequence[Words]) -> list[dict[str, float]]:
    """Return for each account its telling words with their weights, of length one."""
    counted = [telling_words(words) for words in accounts]
    carriers = Counter(form for telling in counted for form in telling)
    vectors = []
    for telling in counted:
        weights = {
            form: weight * log((len(accounts) + UNSEEN) / carriers[form]) for form, weight in telling.items()
        }
        norm = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
        vectors.append({form: weight / norm for form, weight in weights.items()})
    return vectors


def telling_words(words: Words) -> dict[str, float]:
    """Return the stems of an account's telling words, and what each weighs before its rarity in a pile."""
    times: Counter[str] = Counter()
    worth: dict[str, float] = {}
    capital: set[str] = set()
    forms = paired(words) if is_unspaced(words.language) else words.forms
    for i, form in enumerate(forms):
        bits = bits_of(form, words.language)
        if bits is not None:
            stem = stem_of(form)
            times[stem] += 2 if i < OPENING_WORDS else 1
            worth[stem] = max(bits, worth.get(stem, 0.0))
            if words.capital[i]:
                capital.add(stem)
    return {
        stem: (1.0 + log(count)) * worth[stem] * (NAME if stem in capital else 1.0)
        for stem, count in sorted(times.items())
    }


def bits_of(form: str, language: str) -> float | None:
    """Return the surprise of a word that tells what an account is about; None for one that does not."""
    bits = rarity(form, language) if form else 0.0
    return bits if bits >= _LEAST_BITS and not form.isdigit() else None


def stem_of(form: str) -> str:
    """Return the beginning by which a word is compared."""
    return form[:_STEM]


def likenesses(vectors: Sequence[dict[str, float]], members: Sequence[int]) -> Matrix:
    """Return the cosine of each two of the chosen vectors, as a square matrix."""
    postings: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for at, member in enumerate(members):
        for form, weight in vectors[member].items():
            postings[form][0].append(at)
            postings[form][1].append(weight)
    matrix: Matrix = np.zeros((len(members), len(members)), dtype=np.float32)
    for rows, values in postings.values():
        if len(rows) > 1:
            weights = np.asarray(values, dtype=np.float32)
            matrix[np.ix_(rows, rows)] += np.outer(weights, weights)
    return matrix


def fade(matrix: Matrix, published: Sequence[date | None]) -> Matrix:
    """Return likenesses lowered where two accounts were published long after one another.

    The same people make news again: months apart it is another event. Unknown dates change nothing.
    """
    days = np.array([day.toordinal() if day else np.nan for day in published])
    kept = kept_after(np.abs(days[:, None] - days[None, :]))
    return (matrix * np.where(np.isnan(kept), 1.0, kept)).astype(np.float32)


def kept_after(days: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what is left of the likeness of two accounts that were published so many days apart."""
    apart = days - _SAME_NEWS_DAYS
    kept: NDArray[np.float64] = np.maximum(
        _LEAST_KEPT, np.exp(-np.maximum(apart, 0.0) * log(2.0) / _HALF_LIFE_DAYS)
    )
    return kept


def mean_likeness(matrix: Matrix, rows: Iterable[int], columns: Iterable[int]) -> float:
    """Return the mean likeness between two groups of accounts."""
    return float(matrix[np.ix_(list(rows), list(columns))].mean())
