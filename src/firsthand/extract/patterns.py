"""Words of a language pack as parts of a pattern."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Return words as alternatives of a pattern, the longest first; one that never matches if there are none.

    A space in a phrase matches one character of space of any kind.
    """
    alternatives = (re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))
    return "|".join(part for part in alternatives if part) or r"(?!)"
