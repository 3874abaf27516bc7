"""A case in memory, a clock that does not wait, and a way to collect from a server of the test's own."""

from collections.abc import Iterator
from typing import Any

import pytest
from still_clock import Collecting, StillClock
from wicked_server import SHORT, WickedServer, serving

from firsthand.collect import Collected, Settings, collect
from firsthand.store import Store, open_store


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(None, create=True)
    yield opened
    opened.close()


@pytest.fixture
def server() -> Iterator[WickedServer]:
    with serving() as one:
        yield one


@pytest.fixture
def collecting(store: Store, clock: StillClock) -> Collecting:
    """Collect into the case of the test, from this machine, without waiting."""

    def run(*addresses: str, **given: Any) -> Collected:
        wanted = {
            name: given.pop(name) for name in ("feeds", "sitemaps", "progress", "resolve") if name in given
        }
        settings = Settings(**{"private": True, "limits": SHORT} | given)
        return collect(addresses, store=store, settings=settings, clock=clock, **wanted)

    return run
