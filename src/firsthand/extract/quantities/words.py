"""The words of number expressions, ready to look up."""

import functools
import re
from dataclasses import dataclass
from typing import Any

from firsthand.extract.packs import load

Phrases = dict[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of a language pack for numbers and measures, lower case; phrases as tuples of words."""

    cardinals: frozenset[str]
    articles: frozenset[str]
    scales: dict[str, float]
    glued: frozenset[str]
    plurals: dict[str, tuple[float, float | None]]
    multiples: dict[str, tuple[float, float | None]]
    vague: dict[tuple[str, ...], tuple[float, float | None]]
    fractions: dict[str, float]
    before: Phrases
    before_verbs: dict[str, str]
    after: Phrases
    opens: frozenset[str]
    joins: frozenset[str]
    percent: frozenset[str]
    percent_phrases: frozenset[tuple[str, ...]]
    currencies: dict[str, str]
    currency_nouns: dict[str, str]
    units: dict[str, str]
    labels: frozenset[str]
    uncounted: frozenset[str]
    before_one: frozenset[str]
    counts: frozenset[str]
    skipped: frozenset[str]
    clock: frozenset[str]
    during: frozenset[str]
    during_units: frozenset[str]
    counted_behind: frozenset[str]
    addresses: frozenset[str]
    ages: frozenset[str]
    aged: frozenset[str]
    ages_word: str
    age_unit: str
    inheriting: frozenset[str]
    inherited_before: frozenset[str]
    starters: re.Pattern[str]


@functools.cache
def number_words(language: str = "en") -> NumberWords:
    """Load a language's words for numbers once a process."""
    data: dict[str, Any] = load("measures", language)
    percent = data["percent"]
    return NumberWords(
        cardinals=frozenset(data["cardinals"]),
        articles=frozenset(data["articles"]),
        scales=data["scales"],
        glued=frozenset(data["glued"]["letters"]),
        plurals=_ranges(data["plurals"]),
        multiples=_ranges(data["multiples"]),
        vague={tuple(phrase.split()): span for phrase, span in _ranges(data["vague"]).items()},
        fractions=data["fractions"],
        before={tuple(phrase.split()): effect for phrase, effect in data["before"].items()},
        before_verbs=data["before_verbs"],
        after={tuple(phrase.split()): effect for phrase, effect in data["after"].items()},
        opens=frozenset(data["ranges"]["open"]),
        joins=frozenset(data["ranges"]["join"]),
        percent=frozenset(percent["signs"]),
        percent_phrases=frozenset(tuple(phrase.split()) for phrase in percent["words"]),
        currencies=data["currencies"],
        currency_nouns=data["currency_nouns"],
        units={noun: unit for unit, nouns in data["units"].items() for noun in nouns},
        labels=frozenset(data["labels"]["words"]),
        uncounted=frozenset(data["one"]["uncounted"]),
        before_one=frozenset(data["one"]["before"]),
        counts=frozenset(data["counts"]["nouns"]),
        skipped=frozenset(data["counts"]["skipped"]),
        clock=frozenset(data["labels"]["clock"]),
        during=frozenset(data["during"]["words"]),
        during_units=frozenset(data["during"]["units"]),
        counted_behind=frozenset(data["during"]["counted_behind"]),
        addresses=frozenset(data["labels"]["addresses"]),
        ages=frozenset(data["ages"]["words"]),
        aged=frozenset(data["ages"]["aged"]),
        ages_word=data["ages"]["word"],
        age_unit=data["ages"]["unit"],
        inheriting=frozenset(data["inherit"]["before"]),
        inherited_before=frozenset(data["inherit"]["after"]),
        starters=re.compile(rf"(?<![^\W_])(?:\.?\d|(?:{_starters(data)})\b)", re.IGNORECASE),
    )


def _ranges(table: dict[str, list[float]]) -> dict[str, tuple[float, float | None]]:
    return {word: (float(low), float(high) or None) for word, (low, high) in table.items()}


def _starters(data: dict[str, Any]) -> str:
    """Return the words that a number can begin with, as alternatives of a pattern."""
    vague = [phrase.split()[0] for phrase in data["vague"]]
    scales = [scale for scale in data["scales"] if scale not in data["glued"]["letters"]]
    groups = (
        data["cardinals"],
        data["articles"],
        scales,
        data["plurals"],
        data["multiples"],
        data["fractions"],
    )
    return "|".join(sorted({*vague, *(word for group in groups for word in group)}, key=len, reverse=True))
