"""Fixtures of asking: a server of our own."""

from collections.abc import Iterator

import pytest
from parrot import Server


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()
