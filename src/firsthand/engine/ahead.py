"""How much there is to do is seen by looking a little ahead."""

from collections.abc import Callable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")


def look_ahead(
    stream: Iterator[_Item], weight: Callable[[_Item], int], enough: int
) -> tuple[list[_Item], bool]:
    """Take items until they weigh enough; tell whether they do."""
    ahead: list[_Item] = []
    total = 0
    for item in stream:
        ahead.append(item)
        total += weight(item)
        if total >= enough:
            return ahead, True
    return ahead, False


def given_up(ahead: list[_Item], stream: Iterator[_Item]) -> Iterator[_Item]:
    """Yield what was looked at ahead, holding none of it, and then the rest."""
    ahead.reverse()
    while ahead:
        yield ahead.pop()
    yield from stream
