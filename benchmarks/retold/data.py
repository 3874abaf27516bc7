"""The words and matters that retold stories are made of, read once from the files beside this one."""

import functools
import tomllib
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent


@functools.cache
def words(name: str) -> dict[str, Any]:
    """Return a file of word tables: `names`, `speech`, `edits`."""
    return tomllib.loads((_HERE / "words" / f"{name}.toml").read_text(encoding="utf-8"))


@functools.cache
def matters() -> tuple[dict[str, Any], ...]:
    """Return every kind of event that can be told: its slots, who speaks, its facts."""
    paths = sorted((_HERE / "matters").glob("*.toml"))
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths)
