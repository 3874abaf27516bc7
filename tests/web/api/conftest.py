"""The API as programs meet it: with a token of a role, on the shared desk of these tests.

api           a client with an owner's token; with_token("reader") gives one with another role
"""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from firsthand.web.door import Door, Role
from firsthand.web.door.keeping.tokens import Tokens

HOST = "http://desk.test"


@pytest.fixture
def with_token(app: FastAPI, door: Door) -> Callable[..., TestClient]:
    def make(role: Role | None, name: str = "Ina Roe") -> TestClient:
        client = TestClient(app, base_url=f"{HOST}/api/v1", raise_server_exceptions=False)
        if role is not None:
            _, secret = Tokens(door.file).make(name, role, now=door.now())
            client.headers["authorization"] = f"Bearer {secret}"
        return client

    return make


@pytest.fixture
def api(with_token: Callable[..., TestClient]) -> TestClient:
    return with_token("owner")


@pytest.fixture
def a_claim(desk: Any) -> str:
    """The id of a claim of the case."""
    return str(desk.claims(limit=1).items[0].id)
