"""What goes to a desk elsewhere and comes back: asked again where the line broke, errors turned back.

A read is asked again when the line breaks or the desk is busy. So is a decision, under a key by which the
desk knows it again: whichever answer was lost, it is kept once.
"""

import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar, cast

import httpx
from pydantic import TypeAdapter, ValidationError

from firsthand.client.problems import raise_problem
from firsthand.model.errors import UnreachableDeskError

T = TypeVar("T")
_BUSY = frozenset({429, 503})
_LONGEST_WAIT_SECONDS = 10.0
_REMEMBERED = 64  # answers that are held with their tag, so that what did not change is not sent again


@lru_cache(maxsize=64)
def shape(kind: Any) -> TypeAdapter[Any]:
    """Return what reads values of this type from JSON."""
    return TypeAdapter(kind)


class Wire:
    """The line to a desk; `wait` is how it sleeps before it asks again."""

    def __init__(
        self, http: httpx.Client, *, tries: int = 4, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self._http = http
        self._tries = max(1, tries)
        self._wait = wait
        self._held: dict[str, tuple[str, Any]] = {}

    @property
    def address(self) -> str:
        """Where the desk is."""
        return str(self._http.base_url).rstrip("/").removesuffix("/api/v1")

    def read(self, kind: type[T], path: str, asked: Mapping[str, str | int] | None = None) -> T:
        """Return what stands at a path, as a value of this type."""
        request = self._http.build_request("GET", path, params=dict(asked or {}))
        name = str(request.url)
        tag, held = self._held.get(name, ("", None))
        if tag:
            request.headers["If-None-Match"] = tag
        answer = self._send(request, again=True)
        if tag and answer.status_code == 304:
            return cast(T, held)
        value = self._read(kind, answer)
        self._hold(name, answer.headers.get("etag", ""), value)
        return value

    def take(self, path: str) -> bytes:
        """Return the bytes that stand at a path."""
        return self._send(self._http.build_request("GET", path), again=True).content

    def send(self, kind: type[T], path: str, body: bytes = b"", *, key: str = "") -> T:
        """Do something, and return what came of it. Under a key it may be sent again."""
        headers = {"Idempotency-Key": key} if key else {}
        if body:
            headers["Content-Type"] = "application/json"
        request = self._http.build_request("POST", path, content=body, headers=headers)
        return self._read(kind, self._send(request, again=bool(key)))

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def _send(self, request: httpx.Request, *, again: bool) -> httpx.Response:
        for left in reversed(range(self._tries if again else 1)):
            waiting = 0.2 * 2.0 ** (self._tries - 1 - left)
            try:
                answer = self._http.send(request)
            except httpx.TransportError as error:
                if not left:
                    raise UnreachableDeskError(
                        f"{self.address} does not answer ({error or type(error).__name__}). See that the "
                        "desk is being served there, and that the address is right."
                    ) from error
            except httpx.DecodingError as error:
                raise self._odd() from error
            else:
                if answer.status_code not in _BUSY or not left:
                    return self._checked(answer)
                told = answer.headers.get("retry-after", "")
                waiting = max(waiting, float(told) if told.isascii() and told.isdigit() else 0.0)
            self._wait(min(waiting, _LONGEST_WAIT_SECONDS))
        raise AssertionError("unreachable")

    def _checked(self, answer: httpx.Response) -> httpx.Response:
        if answer.status_code >= 400:
            raise_problem(answer, address=self.address)
        if answer.is_success or answer.status_code == 304:
            return answer
        raise self._odd()

    def _read(self, kind: type[T], answer: httpx.Response) -> T:
        try:
            value: T = shape(cast(Any, kind)).validate_json(answer.content)
        except ValidationError as error:
            raise self._odd() from error
        return value

    def _odd(self) -> UnreachableDeskError:
        return UnreachableDeskError(
            f"{self.address} answers, but not as a desk that this firsthand knows. See that the address is "
            "right, and that both are of one version (firsthand --version)."
        )

    def _hold(self, name: str, tag: str, value: Any) -> None:
        self._held.pop(name, None)
        if tag:
            self._held[name] = tag, value
        while len(self._held) > _REMEMBERED:
            self._held.pop(next(iter(self._held)))
