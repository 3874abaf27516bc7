"""The words by which a language says how many, when and who, ready for look-ups."""

import functools
import re
from collections.abc import Mapping
from typing import Any

from firsthand.extract.packs import has, load
from firsthand.trace.wording.words import is_unspaced

_NEVER = re.compile(r"(?!)")


@functools.cache
def listed(key: str, language: str) -> tuple[str, ...]:
    """Return one list of a language's words for facts, by its dotted key; empty where it has none."""
    found: Any = load("facts", language) if has("facts", language) else {}
    for step in key.split("."):
        found = found.get(step, {})
    return tuple(found) if isinstance(found, list) else ()


@functools.cache
def wording(key: str, language: str) -> re.Pattern[str]:
    """Return a pattern that finds any phrase of one list as whole words in lower-case text."""
    wanted = sorted(listed(key, language), key=lambda phrase: (-len(phrase), phrase))
    if not wanted:
        return _NEVER
    found = "|".join(map(re.escape, wanted))
    return re.compile(found if is_unspaced(language) else rf"(?<!\w)(?:{found})(?!\w)")


@functools.cache
def happenings(language: str) -> Mapping[str, frozenset[str]]:
    """Return, for every word that can tell of a happening, the kinds of happening it belongs to."""
    return _groups("happenings", language)


@functools.cache
def things(language: str) -> Mapping[str, frozenset[str]]:
    """Return, for every noun that can stand for one kind of thing, the kinds that it can stand for."""
    return _groups("things", language)


@functools.cache
def months(language: str) -> frozenset[str]:
    """Return every name of a month, lower case."""
    return frozenset(name for names in _dates(language).get("months", ()) for name in names)


@functools.cache
def month_numbers(language: str) -> Mapping[str, int]:
    """Return the number of each month's names."""
    return {
        name: number for number, names in enumerate(_dates(language).get("months", ()), 1) for name in names
    }


@functools.cache
def weekday_numbers(language: str) -> Mapping[str, int]:
    """Return the number of each weekday's names, Monday 0."""
    return {
        name: number for number, names in enumerate(_dates(language).get("weekdays", ())) for name in names
    }


def _dates(language: str) -> Mapping[str, Any]:
    return load("dates", language) if has("dates", language) else {}


def _groups(key: str, language: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in listed(key, language):
        kind, *others = line.split()
        for word in (kind, *others):
            found.setdefault(word, set()).add(f"*{kind}")
    return {word: frozenset(kinds) for word, kinds in found.items()}
