"""How alike two statements are in their words: what they are about, at the price of counting."""

import re
import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Statement

Vector = NDArray[np.float32]

# Beginnings of words and runs of letters, so that "closed", "closure" and a misspelling meet. On the
# five stories marked by hand this finds as many conflicts as the Universal Sentence Encoder does
# (9 and 9 of 35 in the first twenty, each story ranked by what the others taught), without its cost.
_STEM = 5
_RUN = 4
_RUN_WEIGHT = 0.3
# Signed hashing into this many columns (Weinberger et al. 2009): two of a story's words meet seldom.
_COLUMNS = 1024
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\xa0": " ", "\n": " "})
_WORD = re.compile(r"\w+")


def vectors_of(statements: Sequence[Statement]) -> list[Vector]:
    """Return each statement's words as a vector of length 1, rare words of the story weighing most."""
    bags = [_bag(statement) for statement in statements]
    distinct = {frozenset(bag.items()) for bag in bags}  # one more copy makes no word commoner
    holders = Counter(feature for bag in distinct for feature, _ in bag)
    features = {feature: number for number, feature in enumerate(holders)}
    codes = np.array([zlib.crc32(feature.encode()) for feature in features], np.int64)
    rarity = np.log((len(distinct) + 1) / (np.array(list(holders.values())) + 0.5))
    signed = np.where(codes >> 31, rarity, -rarity)
    matrix = np.zeros((len(bags), _COLUMNS), np.float32)
    for row, bag in zip(matrix, bags, strict=True):
        held = [features[feature] for feature in bag]
        np.add.at(row, codes[held] % _COLUMNS, np.array(list(bag.values())) * signed[held])
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return list(matrix)


def likeness(left: Vector, right: Vector) -> float:
    """Return how alike two statements are (0..1): the root of the cosine, so that little likeness counts."""
    return float(np.sqrt(max(0.0, float(left @ right))))


def plain(text: str) -> str:
    """Return a text in lower case, on one line, with straight quotation marks: offsets hold."""
    return text.translate(_STRAIGHT).lower()


def _bag(statement: Statement) -> Counter[str]:
    bag: Counter[str] = Counter()
    content = {word.text.lower() for word in statement.words}
    for word in _WORD.findall((statement.reading or statement.text).lower()):
        if word in content or not content:
            bag[f"^{word[:_STEM]}"] += 1
            for at in range(len(word) - _RUN + 1):
                bag[word[at : at + _RUN]] += _RUN_WEIGHT  # type: ignore[assignment]
    return bag
