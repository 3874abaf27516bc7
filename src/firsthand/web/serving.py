"""A desk that is served: listening on a socket of its own until it is told to stop."""

import errno
import logging
import re
import socket
import threading
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI

from firsthand.model.errors import AccountError
from firsthand.web.patience import Patient

_GRACE_SECONDS = 5
_HEADER_BYTES = 32 * 1024
_SECRET = re.compile(r"(/(?:enter|invite)/)[^\s/?]+")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there, on a free port where `port` is 0; raises AccountError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, so that asyncio sends at once what an answer is made of: an answer in two packets would
    # otherwise wait 40 ms for the other side to confirm the first.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host.strip("[]"), port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise AccountError(
                f"Port {port} of {host} is taken, maybe by another desk. Name another one: --port NUMBER; "
                "without --port a free one is taken."
            ) from error
        raise AccountError(
            f"The desk cannot listen at {host}, port {port}: {error.strerror or error}."
        ) from error
    return listening


def server(app: FastAPI, *, log: bool = False) -> uvicorn.Server:
    """Return what serves an app; it says nothing of itself but errors, and with `log` every request."""
    config: dict[str, Any] = {
        "http": Patient,
        "ws": "none",
        "lifespan": "off",
        "proxy_headers": False,
        "server_header": False,
        "access_log": log,
        "log_level": "info" if log else "warning",
        "timeout_graceful_shutdown": _GRACE_SECONDS,
        "timeout_keep_alive": 30,
        "h11_max_incomplete_event_size": _HEADER_BYTES,
    }
    server = uvicorn.Server(uvicorn.Config(app, **config))
    logging.getLogger("uvicorn.access").addFilter(_without_secrets)
    return server


def _without_secrets(record: logging.LogRecord) -> bool:
    """Cut what opens the desk out of the line that tells of a request."""
    if isinstance(record.args, tuple):
        record.args = tuple(_SECRET.sub(r"\1…", one) if isinstance(one, str) else one for one in record.args)
    return True


@dataclass(slots=True)
class Serving:
    """An app served in a thread, for tests and programs that go on meanwhile; a context that stops it."""

    app: FastAPI
    socket: socket.socket
    _server: uvicorn.Server = field(init=False)
    _thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self._server = server(self.app)
        self._thread = threading.Thread(target=self._server.run, args=([self.socket],), daemon=True)

    def __enter__(self) -> "Serving":
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            self._thread.join(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self.socket.close()
