"""A sign of life from a reader that works long on one original: it is not stuck."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_heard: list[Callable[[], None]] = []


def beat() -> None:
    """Say that the reader is alive; call it for every page, part or sheet."""
    for hear in _heard:
        hear()


@contextmanager
def heard(by: Callable[[], None]) -> Iterator[None]:
    """Let every beat within be heard by a function."""
    _heard.append(by)
    try:
        yield
    finally:
        _heard.remove(by)
