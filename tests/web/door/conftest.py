"""Doors of their own: on one machine by a link, and for a team with accounts; with a clock that tests turn."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for standing_desk.py

from standing_desk import TEAM, Clock, Standing

from firsthand.web.app import make_app
from firsthand.web.door import AccountsFile, Door, place


@pytest.fixture(scope="session")
def shared_desk(built_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A desk that these tests share: they decide nothing on it that another would see."""
    from firsthand.desk.open_desk import open_desk

    path = shutil.copy(built_case, tmp_path_factory.mktemp("door") / "bay.case")
    with open_desk(Path(path)) as desk:
        yield desk


@pytest.fixture
def team(shared_desk: Any, tmp_path: Path) -> Iterator[Standing]:
    """A desk for a team, behind a proxy that does https."""
    clock, said = Clock(), []
    stands = place(host="127.0.0.1", port=8400, public=TEAM, proxies=("192.0.2.1",))
    file = AccountsFile(tmp_path / "bay.case.accounts")
    door = Door(stands, file, with_accounts=True, now=clock, say=said.append)
    yield Standing(make_app(shared_desk, door), door, clock, TEAM, said)
    file.close()


@pytest.fixture
def alone(shared_desk: Any) -> Iterator[Standing]:
    """A desk on one's own machine."""
    clock, said = Clock(), []
    file = AccountsFile(None)
    door = Door(
        place(host="127.0.0.1", port=8400), file, reviewer="Rosa Quill", now=clock, say=said.append
    )
    yield Standing(make_app(shared_desk, door), door, clock, "http://127.0.0.1:8400", said)
    file.close()
