"""The words by which a language sets one statement against another, ready for look-ups."""

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from firsthand.extract.packs import has, load
from firsthand.trace.wording.words import is_unspaced

_NEVER = re.compile(r"(?!)")


def stand(one: str, other: str, language: str = "en") -> Literal["same", "alike", "against"] | None:
    """Tell how two words stand to each other: the same, alike, or against each other; None if unrelated.

    Words alike are opposed to the same words ("keep" and "retain", both against "drop").
    """
    if one == other:
        return "same"
    mine, its = sides_of(one, language), sides_of(other, language)
    if any((row, not side) in its for row, side in mine):
        return "against"
    return "alike" if mine & its else None


def sides_of(word: str, language: str = "en") -> frozenset[tuple[int, bool]]:
    """Return the rows of opposites that a word stands in, each with the side it stands on."""
    return _sides(language).get(word, frozenset())


@functools.cache
def _sides(language: str) -> Mapping[str, frozenset[tuple[int, bool]]]:
    """Return, for each word, the rows of opposites it stands in, and on which side."""
    found: dict[str, set[tuple[int, bool]]] = {}
    for row, line in enumerate(_pack(language).get("opposites", "").splitlines()):
        left, _, right = line.partition("|")
        for side, words in ((False, left), (True, right)):
            for word in words.split():
                found.setdefault(word, set()).add((row, side))
    return {word: frozenset(places) for word, places in found.items()}


@functools.cache
def lemmas(key: str, language: str = "en") -> frozenset[str]:
    """Return one list of single words, for example the words of denial."""
    return frozenset(_pack(language).get("cues", {}).get(key, ()))


@functools.cache
def phrases(key: str, language: str = "en", *, table: str = "cues") -> re.Pattern[str]:
    """Return a pattern that finds any phrase of one list as whole words in lower-case text."""
    return _any_of(_pack(language).get(table, {}).get(key, ()), language)


@functools.cache
def listed(key: str, language: str = "en") -> frozenset[str]:
    """Return one list of words by which a language takes a stand, for example those that deny."""
    return frozenset(load("stances", language)[key]) if has("stances", language) else frozenset()


@functools.cache
def wording(key: str, language: str = "en") -> re.Pattern[str]:
    """Return a pattern that finds any phrase of such a list as whole words in lower-case text."""
    return _any_of(sorted(listed(key, language)), language)


@functools.cache
def negators(language: str = "en") -> re.Pattern[str]:
    """Return a pattern that finds the words that turn a clause round, wholly or nearly."""
    if is_unspaced(language) or not has("polarity", language):
        return _NEVER  # a negating character stands in words that deny nothing: 不过 is "but"
    full = load("polarity", language)["negators"]
    half = _pack(language).get("cues", {}).get("half_negators", ())
    wanted = sorted((*full, *half), key=len, reverse=True)
    bounded = ((r"" if word.startswith("n'") else r"\b") + re.escape(word) + r"\b" for word in wanted)
    return re.compile("|".join(bounded))


def _pack(language: str) -> Mapping[str, Any]:
    """Return what a language says of opposition; nothing where it has no pack."""
    return load("opposition", language) if has("opposition", language) else {}


def _any_of(words: Iterable[str], language: str) -> re.Pattern[str]:
    wanted = sorted(words, key=lambda phrase: (-len(phrase), phrase))
    if not wanted:
        return _NEVER
    found = "|".join(re.escape(phrase) for phrase in wanted)
    return re.compile(found if is_unspaced(language) else rf"(?<!\w)(?:{found})(?!\w)")
