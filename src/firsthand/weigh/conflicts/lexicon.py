"""The words by which a language sets one statement against another, ready for look-ups."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from firsthand.extract.packs import load


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered scale of statuses: `steps` gives each word its places on it, from 0."""

    name: str
    steps: Mapping[str, frozenset[int]]


@functools.cache
def opposites(language: str = "en") -> Mapping[str, frozenset[str]]:
    """Return every word that has opposites, with them."""
    found: dict[str, set[str]] = {}
    for line in load("opposition", language)["opposites"].splitlines():
        left, _, right = line.partition("|")
        for one in left.split():
            for other in right.split():
                if one != other:
                    found.setdefault(one, set()).add(other)
                    found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


@functools.cache
def scales(language: str = "en") -> tuple[Scale, ...]:
    """Return the ordered scales of statuses."""
    out = []
    for name, steps in load("opposition", language)["scales"].items():
        places: dict[str, set[int]] = {}
        for place, words in enumerate(steps):
            for word in words.split():
                places.setdefault(word, set()).add(place)
        out.append(Scale(name, {word: frozenset(at) for word, at in places.items()}))
    return tuple(out)


@functools.cache
def lemmas(key: str, language: str = "en") -> frozenset[str]:
    """Return one list of single words, for example the words of denial."""
    return frozenset(load("opposition", language)["cues"][key])


@functools.cache
def phrases(key: str, language: str = "en", *, table: str = "cues") -> re.Pattern[str]:
    """Return a pattern that finds any phrase of one list as whole words in lower-case text."""
    wanted = sorted(load("opposition", language)[table][key], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(phrase) for phrase in wanted) + r")(?!\w)")


@functools.cache
def negators(language: str = "en") -> re.Pattern[str]:
    """Return a pattern that finds the words that turn a clause round, wholly or nearly."""
    full = load("polarity", language)["negators"]
    half = load("opposition", language)["cues"]["half_negators"]
    wanted = sorted((*full, *half), key=len, reverse=True)
    bounded = ((r"" if word.startswith("n'") else r"\b") + re.escape(word) + r"\b" for word in wanted)
    return re.compile("|".join(bounded))
