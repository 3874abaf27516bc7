"""Takes out the characters that no file format carries, once, before anything is written."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

# Control characters but tab, line feed and carriage return; halves of surrogate pairs; non-characters.
# XML 1.0 (so XLSX and DOCX) allows none of them, UTF-8 no surrogate.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MARK = "\ufffd"

T = TypeVar("T")


def printable(text: str) -> str:
    """Return a text in which each character that no file can carry is the replacement mark "\ufffd"."""
    return _UNFIT.sub(_MARK, text)


def in_markdown(text: str) -> str:
    """Return a text on one line that Markdown shows as it is: no emphasis, link, HTML, cell or list in it."""
    line = re.sub(r"([\\`*_\[\]<>|~&$])", r"\\\1", " ".join(text.split()))
    line = re.sub(r"^([#+=-])", r"\\\1", line)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", line)


def all_printable(thing: T) -> T:
    """Return a dataclass, tuple or text with `printable` done to every text in it.

    What needs nothing is returned as it is, the same object.
    """
    return _cleaned(thing)  # type: ignore[no-any-return]


def _cleaned(thing: Any) -> Any:
    if isinstance(thing, str):
        return printable(thing)
    if isinstance(thing, tuple):
        items = tuple(map(_cleaned, thing))
        return thing if all(a is b for a, b in zip(items, thing, strict=True)) else items
    if isinstance(thing, dict):
        return {_cleaned(key): _cleaned(value) for key, value in thing.items()}
    if is_dataclass(thing) and not isinstance(thing, type):
        changed = {}
        for field in fields(thing):
            before = getattr(thing, field.name)
            after = _cleaned(before)
            if after is not before and after != before:
                changed[field.name] = after
        return replace(thing, **changed) if changed else thing
    return thing
