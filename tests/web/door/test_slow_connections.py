"""Connections that are opened and left hanging, by the hundred: nobody else is kept out by them."""

import contextlib
import logging
import socket
import time
import urllib.request
from collections.abc import Iterator

import pytest
from standing_desk import Standing

from firsthand.web import patience
from firsthand.web.app import make_app
from firsthand.web.door import AccountsFile, Door, place
from firsthand.web.serving import Serving, listen, server

Wire = tuple[str, int]


@pytest.fixture
def wire(alone: Standing) -> Iterator[Wire]:
    """The desk on a socket."""
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    file = AccountsFile(None)
    door = Door(place(host="127.0.0.1", port=port), file)
    with Serving(make_app(alone.app.state.desk, door), listening):
        yield "127.0.0.1", port
    file.close()


def opened(wire: Wire, sent: bytes) -> socket.socket:
    connection = socket.create_connection(wire, timeout=30)
    connection.sendall(sent)
    return connection


def hung_up(connection: socket.socket) -> bool:
    """Wait until the desk hangs up, and tell that it did so without an answer."""
    try:
        return connection.recv(65536) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


def asked(wire: Wire) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{wire[1]}/login", timeout=30) as answer:
        return int(answer.status)


BEGUN = {
    "nothing": b"",
    "a part of the head": b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ",
    "a part of the body": b"POST /login HTTP/1.1\r\nHost: %b\r\nOrigin: http://%b\r\nContent-Length: 900\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nname=",
}


def begun(kind: str, wire: Wire) -> bytes:
    return BEGUN[kind].replace(b"%b", f"127.0.0.1:{wire[1]}".encode())


@pytest.mark.parametrize("kind", BEGUN)
def test_a_request_that_never_ends_is_not_waited_for(
    wire: Wire, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "WHOLE_SECONDS", 0.3)
    with opened(wire, begun(kind, wire)) as connection:
        assert hung_up(connection)


def test_sending_a_little_at_a_time_wins_no_time(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "WHOLE_SECONDS", 0.5)
    with opened(wire, b"GET /login HTTP/1.1\r\n") as connection:
        connection.settimeout(0.05)
        sent = 0
        with contextlib.suppress(OSError):
            for sent in range(600):  # noqa: B007
                connection.sendall(b"X-A: b\r\n")
                with contextlib.suppress(TimeoutError):
                    if connection.recv(1) == b"":
                        break
        assert sent < 599


def test_after_an_answer_the_next_request_is_not_waited_for_either(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "WHOLE_SECONDS", 0.3)
    host = f"Host: 127.0.0.1:{wire[1]}\r\n".encode()
    with opened(wire, b"GET /static/desk.css HTTP/1.1\r\n" + host + b"\r\n") as connection:
        told = b""
        length = None
        while length is None or len(told.partition(b"\r\n\r\n")[2]) < length:
            told += connection.recv(65536)
            head = told.partition(b"\r\n\r\n")[0].lower()
            length = int(head.partition(b"content-length: ")[2].split(b"\r\n")[0])
        connection.sendall(b"GET /")
        assert hung_up(connection)


@pytest.mark.parametrize("kind", BEGUN)
def test_hundreds_that_hang_keep_nobody_out(wire: Wire, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST_CONNECTIONS", 50)
    with contextlib.ExitStack() as stack:
        hanging = [stack.enter_context(opened(wire, begun(kind, wire))) for _ in range(200)]
        assert asked(wire) == 200
        assert hung_up(hanging[0])  # the oldest gave way
        hanging[-1].settimeout(0.01)
        with pytest.raises(TimeoutError):  # the latest is still waited for
            hanging[-1].recv(1)


def test_a_slow_request_of_somebody_honest_is_answered(wire: Wire) -> None:
    host = f"127.0.0.1:{wire[1]}"
    request = f"GET /login HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
    with opened(wire, request[:20]) as connection:
        time.sleep(0.2)
        connection.sendall(request[20:])
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")


def test_the_log_of_requests_holds_nothing_that_opens_the_desk(
    alone: Standing, caplog: pytest.LogCaptureFixture
) -> None:
    server(alone.app, log=True)
    logger = logging.getLogger("uvicorn.access")
    logger.addHandler(caplog.handler)
    try:
        for path in ("/enter/s3cr3t", "/invite/s3cr3t?x=s3cr3t", "/claims?text=kept"):
            logger.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:9", "GET", path, "1.1", 200)
    finally:
        logger.removeHandler(caplog.handler)
    assert "/enter/… " in caplog.text and "/claims?text=kept" in caplog.text
    assert "/enter/s3cr3t" not in caplog.text and "/invite/s3cr3t" not in caplog.text
