"""How a model is named: what cannot work is said before anything is sent."""

import pytest

from firsthand.ask import Asking, Usage
from firsthand.model.errors import AskingError


@pytest.mark.parametrize(
    "address",
    [
        "localhost:8000/v1",
        "ftp://localhost/v1",
        "file:///etc/passwd",
        "http://",
        "http:///v1",
        "http://localhost:port/v1",
        "http://[::1/v1",
        "https://me:secret@host/v1",
        "https://host/v1?key=secret",
        "https://host/v1#secret",
        "",
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_what_may_be_secret(address: str) -> None:
    with pytest.raises(AskingError) as refused:
        Asking(address, "parrot")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "limits",
    [{"timeout_s": 0}, {"tries": 0}, {"at_once": 0}, {"piece_characters": 10}, {"price_in": -1.0}],
)
def test_a_limit_that_lets_nothing_through_is_refused(limits: dict[str, float]) -> None:
    with pytest.raises(AskingError):
        Asking("http://localhost/v1", "parrot", **limits)  # type: ignore[arg-type]


def test_the_model_must_be_named() -> None:
    with pytest.raises(AskingError, match="--ask-model"):
        Asking("http://localhost/v1", " ")


@pytest.mark.parametrize(
    ("address", "endpoint", "server", "local"),
    [
        (
            "http://localhost:8000/v1/",
            "http://localhost:8000/v1/chat/completions",
            "localhost:8000",
            True,
        ),
        ("http://127.0.0.1/v1", "http://127.0.0.1/v1/chat/completions", "127.0.0.1", True),
        ("https://models.example/v1", "https://models.example/v1/chat/completions", "models.example", False),
        (
            "https://models.example/chat/completions",
            "https://models.example/chat/completions",
            "models.example",
            False,
        ),
    ],
)
def test_where_questions_go(address: str, endpoint: str, server: str, local: bool) -> None:
    asking = Asking(address, "parrot")
    assert (asking.endpoint, asking.server, asking.is_local) == (endpoint, server, local)


def test_the_key_comes_from_the_environment_and_stays_out_of_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    asking = Asking("https://models.example/v1", "parrot", key_variable="PARROT_KEY")
    monkeypatch.delenv("PARROT_KEY", raising=False)
    with pytest.raises(AskingError, match="PARROT_KEY is not set"):
        asking.key()
    monkeypatch.setenv("PARROT_KEY", "sk-1\nHost: elsewhere")
    with pytest.raises(AskingError) as refused:
        asking.key()
    assert "elsewhere" not in str(refused.value)
    monkeypatch.setenv("PARROT_KEY", "sk-1234\n")
    assert asking.key() == "sk-1234"
    assert "1234" not in repr(asking)


def test_what_it_cost() -> None:
    asking = Asking("http://localhost/v1", "parrot", price_in=2.0, price_out=10.0)
    usage = Usage(questions=3, tokens_in=500_000, tokens_out=100_000) + Usage(reused=2, kept=7, dropped=1)
    assert usage.money(asking) == pytest.approx(2.0)
    assert usage.as_dict(asking)["cost"] == pytest.approx(2.0)
    assert "2.0000 at the prices named" in usage.told(asking)
    assert "7 attributions quote" in usage.told(asking)
    unpriced = Asking("http://localhost/v1", "parrot")
    assert usage.money(unpriced) is None
    assert "prices" not in usage.told(unpriced)
