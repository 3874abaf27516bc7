"""What is worked out of one thing again and again, worked out once."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

_One = TypeVar("_One")
_More = ParamSpec("_More")
_Result = TypeVar("_Result")

# Results that are kept; those of the largest story find room.
_KEPT = 32_768
_everywhere: list[dict[Any, Any]] = []


def once(
    function: Callable[Concatenate[_One, _More], _Result],
) -> Callable[Concatenate[_One, _More], _Result]:
    """Return the same function, which remembers what it made of the very same things.

    For values that never change and are large: they are told apart by which they are, since to compare them
    would take longer than the work. Further arguments are hashable and not named.
    """
    known: dict[tuple[object, ...], tuple[_One, _Result]] = {}
    _everywhere.append(known)

    def remembered(one: _One, /, *more: _More.args, **named: _More.kwargs) -> _Result:
        key = (id(one), *more)
        found = known.get(key)
        if found is not None and found[0] is one:  # it is held here, so no other can be where it is
            return found[1]
        made = function(one, *more, **named)
        if len(known) >= _KEPT:
            known.clear()
        known[key] = one, made
        return made

    functools.update_wrapper(remembered, function)
    return remembered


def forget_all() -> None:
    """Let go of all that is remembered, and of what it is of: a story is done, and others are told."""
    for known in _everywhere:
        known.clear()
