"""How the nouns travel between processes: millions of them do, in a large pile.

What the standard library gives to a frozen dataclass with slots asks for its fields each time it is pickled,
which took a thousand documents longer than resolving them. Here a class learns once where its fields are.
"""

from dataclasses import fields
from operator import attrgetter
from typing import Any


def travel_light(noun: type) -> None:
    """Have the instances of a frozen dataclass with slots pickled as the tuple of their fields."""
    names = [field.name for field in fields(noun)]
    if len(names) < 2:  # of one field `attrgetter` makes no tuple
        return
    take = attrgetter(*names)
    put = [getattr(noun, name).__set__ for name in names]

    def state(self: object) -> tuple[Any, ...]:
        told: tuple[Any, ...] = take(self)
        return told

    def restore(self: object, told: tuple[Any, ...]) -> None:
        for set_field, value in zip(put, told, strict=True):
            set_field(self, value)

    noun.__getstate__ = state  # type: ignore[method-assign,assignment]
    noun.__setstate__ = restore  # type: ignore[attr-defined]
