"""The words by which a language takes a stand, ready for look-ups."""

import functools
import re

from firsthand.extract.packs import has, load
from firsthand.trace.wording.words import is_unspaced

_NEVER = re.compile(r"(?!)")


@functools.cache
def listed(key: str, language: str) -> frozenset[str]:
    """Return one list of words, for example those that deny; empty where the language has no pack."""
    return frozenset(load("stances", language)[key]) if has("stances", language) else frozenset()


@functools.cache
def wording(key: str, language: str) -> re.Pattern[str]:
    """Return a pattern that finds any phrase of one list as whole words in lower-case text."""
    wanted = sorted(listed(key, language), key=lambda phrase: (-len(phrase), phrase))
    if not wanted:
        return _NEVER
    found = "|".join(map(re.escape, wanted))
    return re.compile(found if is_unspaced(language) else rf"(?<!\w)(?:{found})(?!\w)")
