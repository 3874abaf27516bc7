"""What firsthand knows about a language, as data: a folder per language, a TOML file per subject.

Adding a language is adding a folder. Code asks for a subject by name and never for a word.
"""

import functools
import json
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

from firsthand.extract.compiled import Table, Texts, cache_folder, kept


@functools.cache
def load(subject: str, language: str = "en") -> dict[str, Any]:
    """Return everything a language's file on one subject says, for example `load("hedges")`.

    Read once a process; callers must not change what they get.
    """
    at = _places().get(f"{language}/{subject}") if cache_folder() is not None else None
    return _read(subject, language) if at is None else json.loads(_said()[at])


def _read(subject: str, language: str) -> dict[str, Any]:
    file = resources.files(__name__) / language / f"{subject}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def _table() -> Table:
    return kept("packs", make_packs, made_of=())


@functools.cache
def _said() -> Texts:
    return Texts(_table(), "said")


@functools.cache
def _places() -> dict[str, int]:
    """Return where in the table each file is, by language and subject."""
    return {name: at for at, name in enumerate(_table()["names"])}


def make_packs() -> Table:
    """Work out the table of all files, as JSON, which is read ten times as fast."""
    found = dict(_every())
    return {"names": list(found), **Texts.columns(found.values(), "said")}


def _every() -> Iterator[tuple[str, str]]:
    for folder in sorted(resources.files(__name__).iterdir(), key=lambda each: each.name):
        for file in sorted(folder.iterdir(), key=lambda each: each.name) if folder.is_dir() else ():
            subject, _, ending = file.name.rpartition(".")
            if ending == "toml":
                yield f"{folder.name}/{subject}", json.dumps(_read(subject, folder.name), ensure_ascii=False)


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
