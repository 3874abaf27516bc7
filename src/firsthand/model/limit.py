"""Limits that a user can change: each a whole number with a name and a sentence on what it bounds."""

from collections.abc import Iterable
from dataclasses import Field, field, fields, replace
from typing import Any, ClassVar, Protocol, TypeVar

from firsthand.model.errors import InputError

_ABOUT = "about"


class Limited(Protocol):
    """A frozen dataclass whose fields are all made by `limit`."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


_Limited = TypeVar("_Limited", bound=Limited)


def limit(default: int, about: str) -> int:
    """Return the field of a limit: what it is if nobody changes it, and what it bounds, in a few words."""
    made: int = field(default=default, metadata={_ABOUT: about})
    return made


def changed(limits: _Limited, settings: Iterable[str]) -> _Limited:
    """Return limits with some set anew, each as "pages=200" or "pages=1,000"; raises InputError."""
    known = {name for name, _, _ in described(limits)}
    wanted: dict[str, int] = {}
    for setting in settings:
        name, _, value = setting.partition("=")
        number = value.replace("_", "").replace(",", "")
        if name not in known or not (number.isascii() and number.isdecimal()) or int(number) < 1:
            raise InputError(
                f"{setting}: no limit like this. Write NAME=NUMBER, the name one of "
                f"{', '.join(sorted(known))}; firsthand limits says what each is."
            )
        wanted[name] = int(number)
    return replace(limits, **wanted)


def described(limits: Limited) -> tuple[tuple[str, int, str], ...]:
    """Return every limit as (name, number, what it bounds)."""
    return tuple((one.name, getattr(limits, one.name), one.metadata[_ABOUT]) for one in fields(limits))
