"""One question over HTTP/1.1 and its answer, as they went over the wire.

The protocol is h11's (RFC 9112); the wire, its limits and what is kept of it are ours, since an archive
needs the bytes themselves, broken ones too.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

import h11

from firsthand.collect.addresses import place_of
from firsthand.collect.archive.exchange import Cut
from firsthand.collect.limits import CollectLimits, met
from firsthand.collect.net.connection import Connection, SlowError
from firsthand.collect.net.decoding import PackedError, decode
from firsthand.collect.net.failing import UnansweredError
from firsthand.collect.net.guarding import Guard


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one question, whole or cut.

    `request` and `response` are the bytes as they went, `headers` those of the response by their names in
    small letters. `body` is the decoded body; None where `flaw` says what is wrong with it: it was cut
    (`truncated`), or cannot be unpacked.
    """

    url: str
    taken: datetime
    ip: str
    request: bytes
    response: bytes
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    truncated: Cut | None = None
    flaw: str | None = None

    def header(self, name: str) -> str | None:
        """Return the first header of this name (in small letters), if there is one."""
        return next((value for known, value in self.headers if known == name), None)

    @property
    def media(self) -> str | None:
        """The media type the server says its body has, without parameters."""
        said = (self.header("content-type") or "").partition(";")[0].strip().lower()
        return said[:100] or None


class Asker:
    """Asks one question after another, each over a connection of its own."""

    def __init__(self, guard: Guard, *, limits: CollectLimits, agent: str, certificates: bool = True) -> None:
        self._guard = guard
        self._limits = limits
        self._agent = agent
        self._certificates = certificates

    def with_limits(self, limits: CollectLimits) -> "Asker":
        """Return an asker of other limits."""
        return Asker(self._guard, limits=limits, agent=self._agent, certificates=self._certificates)

    def ask(self, url: str, *, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for an address (as `fit` returned it); raises UnansweredError where there is no answer at all.

        A limit that cuts an answer after its headers leaves an answer that says so.
        """
        place = place_of(url)
        protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=self._limits.header_bytes)
        asked = {
            "Host": place.authority,
            "User-Agent": self._agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        } | dict(headers or {})
        try:
            opening = protocol.send(
                h11.Request(method="GET", target=place.target, headers=list(asked.items()))
            )
        except h11.LocalProtocolError as error:
            raise UnansweredError(f"the address cannot be asked for ({error})") from error
        request = (opening or b"") + (protocol.send(h11.EndOfMessage()) or b"")
        ways = self._guard.ways_to(place)
        taken = datetime.now(UTC)
        tls = self._tls if place.scheme == "https" else None
        connection = Connection(place, ways, limits=self._limits, tls=tls)
        received = _Received(protocol, connection, self._limits)
        try:
            received.ask(request)
        finally:
            connection.close()
        return received.answer(url, taken=taken, request=request)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        context.set_alpn_protocols(["http/1.1"])
        if not self._certificates:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context


class _Received:
    """What has come of one answer so far."""

    def __init__(self, protocol: h11.Connection, connection: Connection, limits: CollectLimits) -> None:
        self._protocol = protocol
        self._connection = connection
        self._limits = limits
        self._wire = bytearray()
        self._start = 0
        self._response: h11.Response | None = None
        self._body = bytearray()
        self._truncated: Cut | None = None
        self._flaw: str | None = None

    def ask(self, request: bytes) -> None:
        """Send the question and take in the answer up to its end or to a limit."""
        try:
            self._connection.send(request)
            self._receive()
        except SlowError as error:
            self._cut("time", str(error), again=True)
        except h11.RemoteProtocolError as error:
            self._broken(str(error))
        except OSError as error:
            self._cut("disconnect", f"broke the connection ({error.strerror or error})", again=True)

    def _receive(self) -> None:
        while True:
            event = self._protocol.next_event()
            if event is h11.NEED_DATA:
                self._take(self._connection.receive())
                if len(self._wire) > self._limits.bytes:
                    del self._wire[self._limits.bytes :]
                    self._cut("length", f"sent more than {self._limits.bytes:,} bytes {met('bytes')}")
                    return
                if self._response is None and len(self._wire) > self._limits.header_bytes + _SLACK:
                    raise h11.RemoteProtocolError(_TOO_LONG)
            elif isinstance(event, h11.InformationalResponse):
                self._start = len(self._wire) - len(self._protocol.trailing_data[0])
            elif isinstance(event, h11.Response):
                self._response = event
                self._check_headers(event)
            elif isinstance(event, h11.Data):
                self._body += event.data
            else:  # the end; what came after it belongs to no answer
                if rest := len(self._protocol.trailing_data[0]):
                    del self._wire[-rest:]
                return

    def _take(self, data: bytes) -> None:
        self._wire += data
        self._protocol.receive_data(data)

    def _check_headers(self, response: h11.Response) -> None:
        names = response.headers.raw_items()
        if len(names) > self._limits.headers:
            raise UnansweredError(f"it sent {len(names)} headers {met('headers', self._limits.headers)}")
        if sum(len(name) + len(value) for name, value in names) > self._limits.header_bytes:
            raise UnansweredError(
                f"its headers are longer than {self._limits.header_bytes:,} bytes {met('header_bytes')}"
            )

    def _cut(self, cut: Cut, why: str, *, again: bool = False) -> None:
        if self._response is None:
            raise UnansweredError(f"the server {why}. Try again later", again=again)
        self._truncated, self._flaw = cut, f"the server {why}"

    def _broken(self, why: str) -> None:
        if self._response is not None:
            self._truncated = "disconnect"
            self._flaw = "its answer breaks off" if why.startswith("peer closed") else "its answer is garbled"
        elif not self._wire:
            raise UnansweredError("the server hung up without an answer. Try again later", again=True)
        elif why in (_TOO_LONG, "Receive buffer too long"):
            raise UnansweredError(
                f"its headers are longer than {self._limits.header_bytes:,} bytes {met('header_bytes')}"
            )
        else:
            raise UnansweredError("what it sent is no answer of a web server")

    def answer(self, url: str, *, taken: datetime, request: bytes) -> Answer:
        """Return what came; there is a response, or `ask` had raised."""
        assert self._response is not None
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in self._response.headers
        )
        body: bytes | None = None
        if self._truncated is None:
            packed = ",".join(value for name, value in headers if name == "content-encoding")
            try:
                body = decode(bytes(self._body), packed, limits=self._limits)
            except PackedError as error:
                self._flaw = str(error)
        return Answer(
            url=url,
            taken=taken,
            ip=self._connection.ip,
            request=request,
            response=bytes(self._wire[self._start :]),
            status=self._response.status_code,
            reason=self._response.reason.decode("latin-1"),
            headers=headers,
            body=body,
            truncated=self._truncated,
            flaw=self._flaw,
        )


_TOO_LONG = "headers too long"
# A read takes in more than the headers: what of the body came with them is no part of them.
_SLACK = 65_536
