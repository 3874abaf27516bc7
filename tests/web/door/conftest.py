"""Doors of their own: on one machine by a link, for a team with accounts; with a clock that tests turn."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for standing_desk.py

from argon2 import PasswordHasher
from fastapi import FastAPI
from standing_desk import ALONE, TEAM, Clock, Standing
from starlette.routing import Mount

from firsthand.web.app import make_app
from firsthand.web.door import AccountsFile, Door, Place, place
from firsthand.web.door.keeping import passwords


@pytest.fixture(scope="session")
def shared_desk(built_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A desk that these tests share: they decide nothing on it that another would see."""
    from firsthand.desk.open_desk import open_desk

    path = shutil.copy(built_case, tmp_path_factory.mktemp("door") / "bay.case")
    with open_desk(Path(path)) as desk:
        yield desk


TEAMS = place(host="127.0.0.1", port=8400, public=TEAM, proxies=("192.0.2.1",))
OWN = place(host="127.0.0.1", port=8400)


@pytest.fixture(scope="session")
def apps(shared_desk: Any) -> dict[Place, FastAPI]:
    """The apps, made once, since that takes a second; every test puts a door of its own into one."""
    return {stands: make_app(shared_desk, Door(stands, AccountsFile(None))) for stands in (TEAMS, OWN)}


def with_door(app: FastAPI, door: Door) -> FastAPI:
    for part in (app, *(route.app for route in app.routes if isinstance(route, Mount))):
        if isinstance(part, FastAPI):
            part.state.door = door
            if hasattr(part.state, "answers"):
                part.state.answers = type(part.state.answers)(door.file)
    return app


@pytest.fixture
def team(apps: dict[Place, FastAPI], tmp_path: Path) -> Iterator[Standing]:
    """A desk for a team, behind a proxy that does https."""
    clock, said = Clock(), []
    file = AccountsFile(tmp_path / "bay.case.accounts")
    door = Door(TEAMS, file, with_accounts=True, now=clock, say=said.append)
    yield Standing(with_door(apps[TEAMS], door), door, clock, TEAM, said)
    file.close()


@pytest.fixture
def alone(apps: dict[Place, FastAPI]) -> Iterator[Standing]:
    """A desk on one's own machine."""
    clock, said = Clock(), []
    file = AccountsFile(None)
    door = Door(OWN, file, reviewer="Rosa Quill", now=clock, say=said.append)
    yield Standing(with_door(apps[OWN], door), door, clock, ALONE, said)
    file.close()


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[None]:
    """Hash with the cheapest parameters: these tests sign in hundreds of times."""
    dear = passwords._HASHER
    passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=2048, parallelism=1)
    passwords._nobodys.cache_clear()
    yield
    passwords._HASHER = dear
    passwords._nobodys.cache_clear()
