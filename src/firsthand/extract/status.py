"""In what state a text says a matter, a body or a person is: planned, opened, ordered closed, closed."""

import functools
import re
from collections.abc import Iterable
from typing import Literal

from firsthand.extract.packs import load
from firsthand.extract.patterns import any_of

Relation = Literal["same", "earlier", "later", "against"]


def states_named(words: Iterable[str], *, language: str = "en") -> tuple[str, ...]:
    """Return the states that words name, in their order, none twice: ["order", "to", "close"] gives
    ("ordered_closed",).

    `words` are dictionary forms, lower case, in the order of the text (Chinese: simplified characters).
    A phrase goes before the words in it.
    """
    between = "" if language == "zh" else " "
    said = between.join(words)
    table = _states(language)
    return tuple(dict.fromkeys(table[found[0]] for found in _pattern(language).finditer(said)))


def compare_states(one: str, other: str) -> Relation | None:
    """Tell how two states stand to each other; None where nothing says.

    "earlier": the first comes before the second on the way of things ("investigated", "charged").
    """
    if one == other:
        return "same"
    world = load("status", "world")
    if any(pair in ([one, other], [other, one]) for pair in world["against"]["pairs"]):
        return "against"
    for line in world["lines"].values():
        if one in line and other in line:
            return "earlier" if line.index(one) < line.index(other) else "later"
    return None


@functools.cache
def _states(language: str) -> dict[str, str]:
    scale = load("status", language)["scale"]
    return {word: state for state, words in reversed(scale.items()) for word in words}


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    words = any_of(_states(language))
    return re.compile(words if language == "zh" else rf"(?<!\w)(?:{words})(?!\w)")
