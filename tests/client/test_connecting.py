"""The way to a desk elsewhere: only encrypted, only with a token, only there."""

import inspect

import httpx
import pytest

import firsthand
from firsthand.client import Client
from firsthand.client.connecting import connect
from firsthand.desk import Desk
from firsthand.desk.open_desk import OpenDesk
from firsthand.model.errors import AccountError

TOKEN = "firsthand_only-for-this-test"


@pytest.mark.parametrize(
    "address",
    [
        "https://desk.example.org", "https://desk.example.org/", "https://desk.example.org/api/v1/",
        "http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000",
    ],
)  # fmt: skip
def test_these_addresses_are_gone_to(address: str) -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json=[])

    with connect(address, TOKEN, transport=httpx.MockTransport(answer)) as desk:
        assert desk.failures() == ()
    origin = address.removesuffix("/api/v1/").rstrip("/")
    assert str(sent[0].url) == f"{origin}/api/v1/failures"
    assert sent[0].headers["authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(
    "address",
    [
        "", "desk.example.org", "ftp://desk.example.org", "https://", "https://[::1", "https://ada@desk.test",
        "https://desk.example.org/claims", "https://desk.example.org?x=1", "https://desk.test:99999",
        "http://desk.example.org", "http://192.0.2.7:8000", "http://127.0.0.1.evil.test",
        "http://localhost.evil.test",
    ],
)  # fmt: skip
def test_these_addresses_are_refused_before_anything_is_sent(address: str) -> None:
    with pytest.raises(AccountError) as raised:
        connect(address, TOKEN)
    assert TOKEN not in str(raised.value)


def test_a_closed_network_can_be_said_to_be_one() -> None:
    connect("http://192.0.2.7:8000", TOKEN, unencrypted=True).close()


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "schlüssel"])
def test_what_can_be_no_token_is_refused(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIRSTHAND_TOKEN", raising=False)
    with pytest.raises(AccountError):
        connect("https://desk.example.org", token)
    with pytest.raises(AccountError, match="FIRSTHAND_TOKEN"):
        connect("https://desk.example.org")


def test_the_token_may_stand_in_the_environment_and_proxies_there_are_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FIRSTHAND_TOKEN", TOKEN)
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.test:3128")
    with connect("https://desk.example.org") as desk:
        http = desk._wire._http
        assert http.headers["authorization"] == f"Bearer {TOKEN}"
        assert not http._mounts


def test_both_desks_take_the_same_calls() -> None:
    for name, asked in inspect.getmembers(Desk, inspect.isfunction):
        if name.startswith("_"):
            continue
        wanted = inspect.signature(asked)
        for kind in (OpenDesk, Client):
            found = inspect.signature(getattr(kind, name))
            assert list(found.parameters) == list(wanted.parameters), (kind, name)
            assert str(found.return_annotation).replace('"', "") == str(wanted.return_annotation), (
                kind,
                name,
            )
            for parameter in wanted.parameters.values():
                assert found.parameters[parameter.name].kind is parameter.kind, (kind, name)


def test_the_library_names_them_and_stays_as_it_is_when_asked_again() -> None:
    for _ in range(2):
        assert firsthand.connect is connect
        assert firsthand.Client is Client
        assert firsthand.OpenDesk is OpenDesk
        assert inspect.isfunction(firsthand.open_desk)
        assert inspect.isfunction(firsthand.walk)
