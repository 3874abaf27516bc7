"""One question to a server: time-outs, tries, waits, and a reply that is never trusted.

The protocol is that of OpenAI's chat completions, which model servers speak (llama.cpp, vLLM, Ollama,
LM Studio and hosted ones). Redirects are not followed: texts go to the address the user named.
"""

import email.utils
import json
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx

from firsthand.ask.asking import Asking
from firsthand.ask.costs import Usage
from firsthand.ask.question import Shape, question
from firsthand.ask.replies import CutOffError, Reply, Told, UnusableError, read_answer, read_reply
from firsthand.model.errors import NoAnswerError

# An answer is at most a few times as long as its piece; beyond this it is no answer.
LONGEST_REPLY_BYTES = 4_000_000
# Waits between tries: doubled each time, as asked by the server where it says (Retry-After).
FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 60.0
_CONNECT_S = 10.0
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_CLOSED = {
    401: "it refuses the key. Check the variable named with --ask-key-env",
    402: "it wants to be paid first. Check the account",
    403: "it does not allow this. Check the key and what it may be used for",
    404: "there is no such model or address. Check --ask-model, and that the address ends as the server's "
    "documentation says (mostly /v1)",
    405: "it does not take questions at this address. Check that it ends as the server's documentation says",
}
# What a server is asked for, and what is left out in turn where it refuses: not every server knows
# schemas, JSON or a temperature.
_FORMS: tuple[tuple[Shape, bool], ...] = (
    ("schema", True), ("object", True), ("plain", True), ("plain", False),
)  # fmt: skip


class Client:
    """Puts questions to one server; safe to use from several threads at once.

    `sleep` and `clock` (seconds) are for tests; `sleep` returns true when the user stopped the build.
    """

    def __init__(
        self,
        asking: Asking,
        *,
        sleep: Callable[[float], bool | None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._asking = asking
        self._sleep = sleep
        self._clock = clock
        self._form = 0
        self._spent = Usage()
        self._counting = threading.Lock()
        self._key = key = asking.key()
        self._http = httpx.Client(
            timeout=httpx.Timeout(asking.timeout_s, connect=min(_CONNECT_S, asking.timeout_s)),
            headers={"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {}),
            follow_redirects=False,
            # A model server on this machine is not behind the proxy the environment names.
            trust_env=not asking.is_local,
        )

    def close(self) -> None:
        """End all connections, questions under way included."""
        self._http.close()

    @property
    def spent(self) -> Usage:
        """The questions put so far and their tokens, failed ones included."""
        return self._spent

    def attributions(self, piece: str) -> tuple[tuple[Told, ...], int]:
        """Return who says what in a piece, as the model tells it, and how many attributions were misshapen.

        Raises NoAnswerError after the last try, and CutOffError where the answer did not fit.
        """
        why = ""
        wait = FIRST_WAIT_S
        for tried in range(self._asking.tries):
            if tried:
                if self._sleep(wait):
                    raise self._gave_up("the build was stopped")
                wait = min(2 * wait, LONGEST_WAIT_S)
            try:
                reply = self._put(piece)
                if reply.is_cut_off:
                    raise CutOffError("its answer was cut off")
                return read_answer(reply.words)
            except CutOffError:
                raise
            except UnusableError as error:
                why = str(error)
            except _LaterError as error:
                why = str(error)
                if error.wait_s is not None:
                    wait = max(wait, error.wait_s)
                if wait > LONGEST_WAIT_S:
                    raise self._gave_up(f"{why} and asks to wait {wait:.0f} s; build again then") from error
            except httpx.TimeoutException:
                why = f"no answer within {self._asking.timeout_s:g} s (--ask-timeout)"
            except httpx.ConnectError as error:
                why = f"there is no server ({error}). Start it, or check the address"
                if tried + 1 == self._asking.tries:
                    raise self._gave_up(why, closed=True) from error
            except httpx.RequestError as error:
                why = f"the connection broke ({type(error).__name__})"
        raise self._gave_up(f"{why}; tried {self._asking.tries} times")

    def _put(self, piece: str) -> Reply:
        """Send one question in the fullest form the server takes."""
        while True:
            form = self._form
            shape, temperature = _FORMS[form]
            body = question(piece, model=self._asking.model, shape=shape, temperature=temperature)
            self._count(Usage(questions=1))
            status, headers, received = self._send(body)
            if status == 200:
                reply = read_reply(received)
                self._count(_counted(reply))
                return reply
            if status in _AGAIN:
                raise _LaterError(f"it answers {status}{self._said(received)}", _wait_s(headers))
            if status in {400, 415, 422, 501} and form + 1 < len(_FORMS):
                self._form = max(self._form, form + 1)
                continue
            if 300 <= status < 400:
                raise self._gave_up(
                    "it sends on to another address, which is not followed. Name that one if you trust it",
                    closed=True,
                )
            said = _CLOSED.get(status, f"it answers {status}{self._said(received)}")
            raise self._gave_up(said, closed=status in _CLOSED)

    def _send(self, body: dict[str, Any]) -> tuple[int, httpx.Headers, bytes]:
        """Send one request; the reply is read up to a size and a moment."""
        latest = self._clock() + self._asking.timeout_s
        received = bytearray()
        with self._http.stream("POST", self._asking.endpoint, json=body) as response:
            for part in response.iter_bytes():
                received += part
                if len(received) > LONGEST_REPLY_BYTES:
                    raise UnusableError(f"it sent more than {LONGEST_REPLY_BYTES:,} bytes")
                if self._clock() > latest:
                    raise httpx.ReadTimeout("the whole answer took too long")
            return response.status_code, response.headers, bytes(received)

    def _count(self, more: Usage) -> None:
        with self._counting:
            self._spent += more

    def _said(self, body: bytes) -> str:
        """Return what a server says of its error, short and printable, without the key."""
        try:
            error = json.loads(body).get("error")
            said = error.get("message") if isinstance(error, dict) else error
        except (ValueError, AttributeError, RecursionError):
            return ""
        if not isinstance(said, str):
            return ""
        said = said.replace(self._key, "…") if self._key else said
        return f' ("{"".join(c for c in said if c.isprintable())[:160]}")'

    def _gave_up(self, why: str, *, closed: bool = False) -> NoAnswerError:
        return NoAnswerError(f"{self._asking.model} at {self._asking.server}: {why}", closed=closed)


class _LaterError(Exception):
    """The server is busy or ill: ask again, after `wait_s` where it says so."""

    def __init__(self, message: str, wait_s: float | None) -> None:
        super().__init__(message)
        self.wait_s = wait_s


def _counted(reply: Reply) -> Usage:
    unknown = reply.tokens_in is None or reply.tokens_out is None
    return Usage(tokens_in=reply.tokens_in or 0, tokens_out=reply.tokens_out or 0, uncounted=int(unknown))


def _wait_s(headers: httpx.Headers) -> float | None:
    """Return the seconds that Retry-After asks for (RFC 9110: a number, or a date)."""
    asked = headers.get("retry-after", "").strip()
    if not asked:
        return None
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(asked).timestamp() - time.time())
    except (ValueError, TypeError):
        return None
