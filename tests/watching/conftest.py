"""A case that watches pages of a server of the test's own."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from changing_pages import Pages, serving

from firsthand.collect import CollectLimits, Settings
from firsthand.store import open_store
from firsthand.watching import Look, end_look, look_again

SETTINGS = Settings(private=True, delay_s=0, limits=CollectLimits(seconds=5, silence=2, connect=2, tries=1))


@pytest.fixture
def pages() -> Iterator[Pages]:
    with serving() as one:
        yield one


@pytest.fixture
def look() -> Callable[[Path], Look]:
    def again(case: Path) -> Look:
        found = look_again(
            case,
            settings=SETTINGS,
            time=lambda: datetime(2026, 3, 1, 12, tzinfo=UTC),
            building={"processes": 1},
        )
        store = open_store(case)
        end_look(store)
        store.close()
        return found

    return again
