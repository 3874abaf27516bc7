"""A sign of life from a reader that works long on one original: it is not stuck."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_heard: list[Callable[[], None]] = []
_told: list[Callable[[str], None]] = []


def beat() -> None:
    """Say that the reader is alive; call it for every page, part or sheet."""
    for hear in _heard:
        hear()


def begin(name: str) -> None:
    """Say which original, or part of one, is read now; who hears may refuse (UnreadableDocumentError)."""
    beat()
    for tell in _told:
        tell(name)


@contextmanager
def heard(by: Callable[[], None], *, begun: Callable[[str], None] | None = None) -> Iterator[None]:
    """Let every beat within be heard by a function, and the name of all that is begun by another."""
    _heard.append(by)
    if begun is not None:
        _told.append(begun)
    try:
        yield
    finally:
        _heard.remove(by)
        if begun is not None:
            _told.remove(begun)
