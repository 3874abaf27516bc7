"""What firsthand knows about a language, as data: a folder per language, a TOML file per subject.

Adding a language is adding a folder. Code asks for a subject by name and never for a word.
"""

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def load(subject: str, language: str = "en") -> dict[str, Any]:
    """Return everything a language's file on one subject says, for example `load("hedges")`.

    Read once a process; callers must not change what they get.
    """
    file = resources.files(__name__) / language / f"{subject}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def has(subject: str, language: str) -> bool:
    """Tell whether a language says anything on a subject."""
    return (resources.files(__name__) / language / f"{subject}.toml").is_file()


@functools.cache
def words(subject: str, *keys: str, language: str = "en") -> frozenset[str]:
    """Return one word list of a subject as a set: `words("hedges", "adverbs")`.

    `keys` lead down through tables; a table found at the end gives its keys.
    """
    found: Any = load(subject, language)
    for key in keys:
        found = found[key]
    return frozenset(found)


@functools.cache
def table(subject: str, *keys: str, language: str = "en") -> dict[str, Any]:
    """Return one table of a subject: `table("polarity", "stances")`; callers must not change it."""
    found: Any = load(subject, language)
    for key in keys:
        found = found[key]
    if not isinstance(found, dict):
        raise TypeError(f"{subject}.toml, {'.'.join(keys)}: expected a table")
    return found
