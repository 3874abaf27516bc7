"""Where a case of these tests is kept: in a file, in an encrypted one, in memory, or in PostgreSQL."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postgres_server import PostgresServer, programs

from firsthand.store import Place, place_of
from firsthand.store.locked_keys import Key, new_key, using

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server for all tests of the session, which skips those that need one where there is none."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL on this machine (apt-get install postgresql)")
    server = PostgresServer(found)
    yield server
    server.remove()


@pytest.fixture(scope="session")
def case_key(tmp_path_factory: pytest.TempPathFactory) -> Key:
    """What opens the encrypted cases."""
    return new_key(tmp_path_factory.mktemp("keys") / "key")


@pytest.fixture
def new_place(
    request: pytest.FixtureRequest, tmp_path: Path, case_key: Key
) -> Iterator[Callable[[str], Place]]:
    """Returns a place where no case is yet, of the kind that is asked for."""
    made: list[str] = []

    def place(kind: str) -> Place:
        number = next(_NUMBERS)
        if kind != "postgres":
            return tmp_path / f"case{number}{'.age' if kind == 'encrypted' else '.case'}"
        server: PostgresServer = request.getfixturevalue("postgres")
        made.append(f"case{number}")
        return place_of(server.address(f"case{number}"))

    with using(case_key):
        yield place
    for name in made:
        request.getfixturevalue("postgres").sql(f'DROP SCHEMA IF EXISTS "{name}" CASCADE')


@pytest.fixture(params=["file", "encrypted", "postgres"])
def place(request: pytest.FixtureRequest, new_place: Callable[[str], Place]) -> Place:
    """A place where no case is yet, of each kind."""
    return new_place(request.param)
