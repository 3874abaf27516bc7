"""Asking a time-stamp authority over HTTP (RFC 3161, 3.4): one request to the address that the user named."""

import time
from urllib.parse import urlsplit

import httpx

from firsthand.model.errors import StampError

_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"
_MOST_BYTES = 1 << 20
_CONNECT_SECONDS = 10.0
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def ask_authority(url: str, request: bytes, *, timeout_seconds: float = 30.0) -> bytes:
    """Send a request to an authority and return its answer; redirects are not followed.

    Raises StampError for an address that is none, and for an authority that does not answer as one.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StampError(
            f"{url}: is no address of a time-stamp authority. One starts with http:// or https://."
        )
    until = time.monotonic() + timeout_seconds
    try:
        with (
            httpx.Client(
                timeout=httpx.Timeout(timeout_seconds, connect=min(_CONNECT_SECONDS, timeout_seconds)),
                follow_redirects=False,
                trust_env=parts.hostname not in _LOCAL,
            ) as client,
            client.stream(
                "POST",
                url,
                content=request,
                headers={"Content-Type": _QUERY, "Accept": _REPLY, "Accept-Encoding": "identity"},
            ) as response,
        ):
            received = bytearray()
            for piece in response.iter_raw():
                received += piece
                if len(received) > _MOST_BYTES:
                    raise StampError(
                        f"{url}: its answer is too long to be a stamp. Is it an authority's address?"
                    )
                if time.monotonic() > until:
                    raise httpx.ReadTimeout("the whole answer took too long")
    except httpx.TimeoutException as error:
        raise StampError(f"{url}: no answer within {timeout_seconds:g} seconds. Try again later.") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise StampError(
            f"{url}: the authority cannot be reached ({error or type(error).__name__}). Check the address "
            "and the network; the case is as it was."
        ) from error
    if response.is_redirect:
        raise StampError(
            f"{url}: sends elsewhere ({response.headers.get('location')}). Name that, if you trust it."
        )
    if response.status_code != 200:
        raise StampError(f"{url}: answers with status {response.status_code}. Is it an authority's address?")
    return bytes(received)
