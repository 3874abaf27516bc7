"""A server on this machine that does what it is told to, good or bad; it ends with the test."""

import contextlib
import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from firsthand.collect import CollectLimits

# Quick to lose patience: what a test waits for is at most a second or two.
SHORT = CollectLimits(seconds=5, silence=1, connect=2, grace=1, rate=50, tries=1)
Answering = Callable[[socket.socket, "Asked"], None]
MOST_CONNECTIONS = 2_000
_SECONDS = 15


@dataclass(frozen=True)
class Asked:
    """One question as it came."""

    path: str
    headers: dict[str, str]
    raw: bytes


@dataclass
class WickedServer:
    """Answers each path as `routes` says, else with 404; remembers what it was asked."""

    port: int
    routes: dict[str, Answering | bytes] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str, *, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


def response(
    body: bytes = b"", *, status: str = "200 OK", media: str = "text/html", headers: tuple[str, ...] = ()
) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", f"Content-Type: {media}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return response(status=status, headers=(f"Location: {to}",))


def zipped(body: bytes, *, headers: tuple[str, ...] = ()) -> bytes:
    return response(gzip.compress(body), headers=("Content-Encoding: gzip", *headers))


@contextlib.contextmanager
def serving(
    routes: dict[str, Answering | bytes] | None = None, *, tls: ssl.SSLContext | None = None
) -> Iterator[WickedServer]:
    """Serve until the end of the block, on a free port of this machine only."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = WickedServer(listening.getsockname()[1], dict(routes or {}))
    threads: list[threading.Thread] = []

    def accept() -> None:
        for _ in range(MOST_CONNECTIONS):
            try:
                connection = listening.accept()[0]
            except OSError:
                return  # the block is over
            one = threading.Thread(target=_answer, args=(server, connection, tls), daemon=True)
            threads.append(one)
            one.start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield server
    finally:
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        accepting.join(_SECONDS)
        for one in threads:
            one.join(_SECONDS)


def _answer(server: WickedServer, connection: socket.socket, tls: ssl.SSLContext | None) -> None:
    connection.settimeout(_SECONDS)
    try:
        if tls is not None:
            try:
                connection = tls.wrap_socket(connection, server_side=True)
            except BaseException:
                connection.close()
                raise
        asked = _read(connection)
        if asked is None:
            return
        server.asked.append(asked)
        answer = server.routes.get(asked.path, response(b"no such page", status="404 Not Found"))
        if isinstance(answer, bytes):
            connection.sendall(answer)
        else:
            answer(connection, asked)
    except OSError:
        pass  # the asker hung up, as it may
    finally:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()


def _read(connection: socket.socket) -> Asked | None:
    raw = b""
    while b"\r\n\r\n" not in raw:
        data = connection.recv(65_536)
        if not data:
            return None
        raw += data
    first, *lines = raw.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Asked(first.split(" ")[1], headers, raw)
