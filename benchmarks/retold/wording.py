"""One of many wordings of a template: "[a|b]" is either, "{slot}" is what the story says."""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

_One = TypeVar("_One")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_SPACES = re.compile(r"  +")
_ARTICLE = re.compile(r"\b([Aa])( [aeioAEIO])(?!ne\b)")


def choose(templates: Sequence[_One], random: Random) -> _One:
    """Return one of several templates, or of other things."""
    return templates[int(random.random() * len(templates))]


def word(template: str, slots: Mapping[str, str], random: Random) -> str:
    """Return a template with its choices made and its slots filled.

    "{name:last}" is the last word of a slot, "{name:cap}" the slot with a capital. Slots may hold
    templates themselves.
    """
    text = template
    while "[" in text or "{" in text:
        text = _CHOICE.sub(lambda found: choose(found[1].split("|"), random), text)
        text = _SLOT.sub(lambda found: _filled(slots[found[1]], found[2]), text)
    return _ARTICLE.sub(r"\1n\2", _SPACES.sub(" ", text).strip())


def capitalised(text: str) -> str:
    """Return a text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def _filled(value: str, form: str | None) -> str:
    if form == "last":
        return value.rsplit(" ", 1)[-1]
    return capitalised(value) if form == "cap" else value
