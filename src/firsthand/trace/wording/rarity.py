"""How much it says that two accounts share a word: little for "said", much for a rare name."""

import functools
from collections.abc import Iterable

from firsthand.extract.packs import has, load

_UNLISTED = 9.0
# A language without a list of common words: every word says as much as the mean word of English news.
_UNKNOWN = 4.5
_COMMON = 3.0
_SHORT_WORD = 3  # letters
_OTHERS = ""  # stands for the words in no band
_BANDS = {f"one_in_{2**power}": float(power) for power in range(1, 9)}


@functools.lru_cache(maxsize=65_536)
def rarity(word: str, language: str = "en") -> float:
    """Return the surprise of a word in news, in bits: minus log2 of the share of articles with it.

    Numbers are judged by their length: "2" stands everywhere, "48,213" nowhere else.
    """
    if word.isdigit():
        return min(2.0 + 2.0 * len(word), _UNLISTED) if not _is_year(word) else 4.0
    bands = _bits(language)
    return bands.get(word, bands[_OTHERS])


def is_common(word: str, language: str = "en") -> bool:
    """Tell whether every eighth article and more has a word: "the", "before", "according".

    Of a language without a list of common words, the short ones are taken for common.
    """
    if word.isdigit():
        return False
    if not has("commonness", language):
        return len(word) <= _SHORT_WORD
    return rarity(word, language) <= _COMMON


def bits(words: Iterable[str], language: str = "en") -> float:
    """Return the surprise of several words together, in bits."""
    return sum(rarity(word, language) for word in words)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word[:2] in ("19", "20")


@functools.cache
def _bits(language: str) -> dict[str, float]:
    if not has("commonness", language):
        return {_OTHERS: _UNKNOWN}
    bands = load("commonness", language)
    known = {word: power for band, power in _BANDS.items() for word in bands.get(band, "").split()}
    return known | {_OTHERS: float(bands.get("unlisted", _UNLISTED))}
