"""How a language model is to be asked."""

import ipaddress
import os
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from firsthand.model.errors import AskingError


@dataclass(frozen=True, slots=True)
class Asking:
    """Which language model to ask, and within which limits.

    `address` is that of an OpenAI-compatible server, as far as "/v1" ("http://localhost:8000/v1");
    the texts of the documents are sent there and nowhere else. `key_variable` names the environment
    variable that holds the key, if the server wants one; the key itself is never stored or shown.
    `timeout_s` is how long one question may take in all, `tries` how often it is put at most, and
    `at_once` how many are put side by side. A document is asked about in pieces of about
    `piece_characters`. `price_in` and `price_out` are what a million tokens cost.

    Raises AskingError where that cannot work.
    """

    address: str
    model: str
    key_variable: str | None = None
    timeout_s: float = 120.0
    tries: int = 4
    at_once: int = 4
    piece_characters: int = 6_000
    price_in: float | None = None
    price_out: float | None = None

    def __post_init__(self) -> None:
        parts = _parts(self.address)
        if parts.scheme not in {"http", "https"}:
            raise AskingError(f"{self.address}: name an address that begins with http:// or https://")
        if not parts.hostname:
            raise AskingError(f"{self.address}: it names no server; write it like http://localhost:8000/v1")
        if parts.username is not None or parts.password is not None:
            # Not repeated here: it would end in a log.
            raise AskingError(
                "The address holds a user name or password. Put the key into an environment variable and "
                "name that with --ask-key-env."
            )
        if parts.query or parts.fragment:
            raise AskingError("The address holds a ? or a #: name it without these and what follows.")
        if not self.model.strip():
            raise AskingError("Name the model to ask with --ask-model.")
        limits = (self.timeout_s > 0, self.tries >= 1, self.at_once >= 1, self.piece_characters >= 200)
        if not all(limits):
            raise AskingError(
                "A limit is too low: time-out above 0 seconds, 1 try, 1 at once, 200 characters a piece."
            )
        if any(price is not None and price < 0 for price in (self.price_in, self.price_out)):
            raise AskingError("A price is 0 or more.")

    @property
    def endpoint(self) -> str:
        """The address questions are sent to."""
        address = self.address.rstrip("/")
        return address if address.endswith("/chat/completions") else f"{address}/chat/completions"

    @property
    def server(self) -> str:
        """The server's name and port, as shown to the user."""
        parts = _parts(self.address)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    @property
    def is_local(self) -> bool:
        """Tell whether the server is on this machine."""
        host = _parts(self.address).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")

    def key(self) -> str | None:
        """Return the key from the environment; None where none is wanted.

        Raises AskingError where the variable is not set, or what is in it cannot be sent.
        """
        if self.key_variable is None:
            return None
        key = os.environ.get(self.key_variable, "").strip()
        if not key:
            raise AskingError(
                f"The environment variable {self.key_variable} is not set. Set it to the key of "
                f"{self.server}, or leave --ask-key-env out if the server wants none."
            )
        if not (key.isascii() and key.isprintable()):
            raise AskingError(f"What is in {self.key_variable} is no key: it has characters no key has.")
        return key


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises where the port is no number
    except ValueError as error:
        raise AskingError(
            "The address of the model cannot be read; write it like http://localhost:8000/v1"
        ) from error
    return parts
