"""The way to a desk elsewhere: its address, and the token that opens it."""

import ipaddress
import os
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from firsthand.client.client import Client
from firsthand.client.wire import Wire
from firsthand.model.errors import AccountError

TOKEN = "FIRSTHAND_TOKEN"


def connect(
    address: str,
    token: str | None = None,
    *,
    seconds: float = 30.0,
    tries: int = 4,
    unencrypted: bool = False,
    certificates: Path | None = None,
    transport: httpx.BaseTransport | None = None,
) -> Client:
    """Return the desk that is served at an address: `firsthand.connect("https://desk.example.org", token)`.

    Without a token the one in the environment's FIRSTHAND_TOKEN is taken. An answer is waited for `seconds`,
    and asked for `tries` times where that changes nothing twice. `certificates` is a file of authorities to
    trust beside none other, for a desk with a certificate of its own. Plain http goes only to this machine,
    since on the way the token could be read; `unencrypted` allows it, for a network that is itself closed.
    Nothing but this address is asked, and no proxy of the environment is used.

    Raises AccountError for an address or a token that cannot be used. Nothing is asked yet.
    """
    origin = _origin(address, unencrypted=unencrypted)
    token = os.environ.get(TOKEN, "") if token is None else token
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise AccountError(
            f"A desk elsewhere needs a token: give one, or set {TOKEN}. Whoever owns the desk makes it, with "
            "firsthand accounts."
        )
    return Client(
        Wire(
            httpx.Client(
                base_url=f"{origin}/api/v1",
                headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
                timeout=httpx.Timeout(seconds, connect=min(seconds, 10.0)),
                transport=transport,
                verify=httpx.create_ssl_context(verify=str(certificates)) if certificates else True,
                trust_env=False,
            ),
            tries=tries,
        )
    )


def _origin(address: str, *, unencrypted: bool) -> str:
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise AccountError(
            f"“{address}” is no address of a desk. It begins with https:// and names a machine."
        )
    if parts.path.rstrip("/") not in ("", "/api/v1") or parts.query or parts.fragment:
        raise AccountError(
            f"“{address}”: give the desk's address without a path: {parts.scheme}://{parts.netloc}"
        )
    if parts.scheme == "http" and not _is_here(host) and not unencrypted:
        raise AccountError(
            f"“{address}” is not encrypted: on the way there the token and the case could be read. Use "
            "https://, or say unencrypted=True where the network itself is closed."
        )
    return f"{parts.scheme}://{parts.netloc}"


def _is_here(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
