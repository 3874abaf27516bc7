"""A desk behind its door, as tests of the door see it: browsers, a clock to turn, what the log tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from firsthand.web.door import Door, Role

TEAM = "https://desk.example.org"
ALONE = "http://127.0.0.1:8400"
PASSWORD = "lantern quarry otter"


@dataclass
class Clock:
    """Seconds of the epoch, as tests want them."""

    at: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Standing:
    """A desk's app with its door and clock, and what was said on its terminal."""

    app: FastAPI
    door: Door
    clock: Clock
    origin: str
    said: list[str] = field(default_factory=list)

    def browser(self, *, address: str = "198.51.100.7") -> TestClient:
        """Return a browser that never was here; it sends forms from the desk's own pages."""
        return TestClient(
            self.app,
            base_url=self.origin,
            headers={"origin": self.origin},
            client=(address, 50000),
            follow_redirects=False,
        )

    def alone(self) -> TestClient:
        """Return a browser that came in by the link."""
        browser = self.browser(address="127.0.0.1")
        assert browser.post(self.door.new_link()).status_code == 303
        return browser

    def account(self, name: str, role: Role) -> None:
        """Make an account, with the password of these tests."""
        self.door.accounts.add(name, role, password=PASSWORD, now=self.clock())

    def signed_in(self, name: str, role: Role, **options: Any) -> TestClient:
        """Return the browser of somebody with a new account, signed in."""
        self.account(name, role)
        browser = self.browser(**options)
        assert sign_in(browser, name).status_code == 303
        return browser


def routes_of(routes: Sequence[Any]) -> Iterator[APIRoute]:
    """Give the routes of all pages, those of included routers too."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "original_router"):
            yield from routes_of(route.original_router.routes)


def sign_in(browser: TestClient, name: str, password: str = PASSWORD, **fields: str) -> Any:
    return browser.post("/login", data={"name": name, "password": password, **fields})


def csrf_in(text: str) -> str:
    """Return what the forms of a page carry."""
    return text.split('name="csrf" value="', 1)[1].split('"', 1)[0]


def told_by(door: Door) -> list[tuple[str, str, str]]:
    """Return what the audit log says: who, what, of what; the oldest first."""
    return [(line.who, line.what, line.subject) for line in reversed(door.audit.lines())]
