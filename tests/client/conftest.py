"""One desk three times: on a case in this process, over HTTP without a socket, and over a real one."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio.from_thread
import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))  # for bay_story.py

from bay_story import originals

from firsthand import Client, connect
from firsthand.building import build_from
from firsthand.desk import Desk, OpenDesk
from firsthand.web.app import make_app
from firsthand.web.door import AccountsFile, Door, place
from firsthand.web.door.keeping.tokens import Tokens
from firsthand.web.serving import Serving, listen


@dataclass
class AppTransport(httpx.BaseTransport):
    """Takes requests to an ASGI app without a socket."""

    app: Any
    portal: anyio.from_thread.BlockingPortal
    sent: list[httpx.Request] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        body = request.read()

        async def answer() -> httpx.Response:
            asked = httpx.Request(request.method, request.url, headers=request.headers, content=body)
            got = await httpx.ASGITransport(self.app).handle_async_request(asked)
            return httpx.Response(got.status_code, headers=got.headers, content=await got.aread())

        return self.portal.call(answer)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("client") / "bay.case"
    build_from(originals(), case=path, processes=1).close()
    return path.read_bytes()


@dataclass
class Desks:
    """Makes desks on copies of one case, and takes them away again."""

    built: bytes
    folder: Path
    stack: ExitStack
    made: int = 0

    def here(self) -> OpenDesk:
        self.made += 1
        path = self.folder / f"bay-{self.made}.case"
        path.write_bytes(self.built)
        desk = OpenDesk(path)
        self.stack.callback(desk.close)
        return desk

    def door(self, port: int) -> Door:
        file = AccountsFile(None)
        self.stack.callback(file.close)
        return Door(place(host="127.0.0.1", port=port), file, with_accounts=True)

    def token(self, door: Door, role: Any) -> str:
        return Tokens(door.file).make("Ada Lind", role, now=door.now())[1]

    def without_socket(self, role: Any = "owner", desk: OpenDesk | None = None) -> Client:
        door = self.door(8000)
        portal = self.stack.enter_context(anyio.from_thread.start_blocking_portal())
        transport = AppTransport(make_app(desk or self.here(), door), portal)
        client = connect("http://127.0.0.1:8000", self.token(door, role), transport=transport)
        return self.stack.enter_context(client)

    def over_socket(self, role: Any = "owner") -> Client:
        listening = listen("127.0.0.1", 0)
        door = self.door(listening.getsockname()[1])
        self.stack.enter_context(Serving(make_app(self.here(), door), listening))
        return self.stack.enter_context(connect(door.place.origin, self.token(door, role)))


@pytest.fixture
def desks(built: bytes, tmp_path: Path) -> Iterator[Desks]:
    with ExitStack() as stack:
        yield Desks(built, tmp_path, stack)


KINDS = ["here", "over HTTP", "over a socket"]


def made(desks: Desks, kind: str) -> Desk:
    make: dict[str, Callable[[], Desk]] = {
        "here": desks.here, "over HTTP": desks.without_socket, "over a socket": desks.over_socket,
    }  # fmt: skip
    return make[kind]()


@pytest.fixture(params=KINDS)
def any_desk(request: pytest.FixtureRequest, desks: Desks) -> Desk:
    """Each kind of desk in turn, to decide at."""
    return made(desks, request.param)


@pytest.fixture
def same(desks: Desks) -> OpenDesk:
    """A desk here on a copy of the same case, to hold the others' answers against."""
    return desks.here()


@pytest.fixture(scope="session")
def standing_desks(built: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    with ExitStack() as stack:
        yield Desks(built, tmp_path_factory.mktemp("standing"), stack)


@pytest.fixture(scope="session", params=KINDS)
def a_desk(request: pytest.FixtureRequest, standing_desks: Desks) -> Desk:
    """Each kind of desk in turn, to read at alone: tests share it."""
    return made(standing_desks, request.param)


@pytest.fixture(scope="session")
def still(standing_desks: Desks) -> OpenDesk:
    """A desk here on the same case, to read at alone."""
    return standing_desks.here()
