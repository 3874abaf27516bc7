"""A desk on a small invented case: in this process, over loopback, and in a real browser where there is one.

desk      an OpenDesk on a copy of the case, of this test alone
door      its door: on loopback, without accounts
app       the FastAPI app
client    a TestClient that is in, as the owner; as_role("reader") gives one with another role
served    the app on a free port of loopback; served.url, served.link()
page      a Chromium page that is in, 1280 wide; phone: 390 wide
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for bay_story.py

from bay_story import originals
from fastapi import FastAPI
from starlette.testclient import TestClient

from firsthand.building import build_from
from firsthand.web.app import make_app
from firsthand.web.door import AccountsFile, Door, Role, place
from firsthand.web.door.keeping.sessions import csrf_of
from firsthand.web.serving import Serving, listen

HOST = "desk.test"
OWN = f"http://{HOST}"


@pytest.fixture(scope="session")
def built_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case, built once; tests work on copies of it."""
    path = tmp_path_factory.mktemp("desk") / "bay.case"
    build_from(originals(), case=path, processes=1).close()
    return path


@pytest.fixture
def case_path(built_case: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built_case, tmp_path / "bay.case"))


@pytest.fixture
def desk(case_path: Path) -> Iterator[Any]:
    from firsthand.desk.open_desk import open_desk

    with open_desk(case_path) as desk:
        yield desk


@pytest.fixture
def door() -> Iterator[Door]:
    """A door on an address that only the test client asks for."""
    file = AccountsFile(None)
    yield Door(place(host="127.0.0.1", port=80, public=OWN), file, reviewer="Rosa Quill")
    file.close()


@pytest.fixture
def app(desk: Any, door: Door) -> FastAPI:
    return make_app(desk, door)


def enter(app: FastAPI, *, role: Role = "owner") -> TestClient:
    """Return a client that is in, sends its forms from the desk's own pages, and knows their csrf."""
    client = TestClient(app, base_url=OWN, headers={"origin": OWN})
    door: Door = app.state.door
    secret = door.sessions.begin(
        account=None, name="Rosa Quill", role=role, address="testclient", now=door.now()
    )
    client.cookies.set(door.place.cookie, secret)
    client.headers["x-csrf"] = csrf_of(secret)
    return client


@pytest.fixture
def as_role(app: FastAPI) -> Callable[[Role], TestClient]:
    """Give a client that is in with a role."""
    return lambda role: enter(app, role=role)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return enter(app)


@dataclass(frozen=True)
class Served:
    """The app on a port of loopback."""

    url: str
    door: Door

    def link(self) -> str:
        """Return an address that opens the desk once."""
        return self.door.new_link()


@pytest.fixture
def served(desk: Any) -> Iterator[Served]:
    listening = listen("127.0.0.1", 0)
    stands = place(host="127.0.0.1", port=listening.getsockname()[1])
    file = AccountsFile(None)
    door = Door(stands, file, reviewer="Rosa Quill")
    with Serving(make_app(desk, door), listening):
        yield Served(stands.origin, door)
    file.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium on this machine: the desk was not opened in a browser")
    sync_api.expect.set_options(timeout=30_000)  # others may be at work on the machine
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, served: Served) -> Iterator[Callable[..., Any]]:
    """Open the desk in a browser of its own, entered; `page.errors` and `page.asked` note what it meets."""
    with ExitStack() as stack:

        def opened(*, width: int = 1280, height: int = 900, entered: bool = True, **options: Any) -> Any:
            context = chromium.new_context(
                viewport={"width": width, "height": height},
                base_url=served.url,
                **({"reduced_motion": "reduce"} | options),
            )
            stack.callback(context.close)
            page = context.new_page()
            page.errors, page.asked = [], []
            page.on("request", lambda request: page.asked.append(request.url))
            page.on("console", lambda told: told.type == "error" and page.errors.append(told.text))
            page.on("pageerror", lambda error: page.errors.append(str(error)))
            if entered:
                page.goto(served.link())
                if not options.get("java_script_enabled", True):  # with scripts the form sends itself
                    page.get_by_role("button", name="Open the desk").click()
                page.wait_for_url(served.url + "/")
            return page

        yield opened


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    return open_page()


@pytest.fixture
def phone(open_page: Callable[..., Any]) -> Any:
    return open_page(width=390, height=844, has_touch=True, is_mobile=True)
