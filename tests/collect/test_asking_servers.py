"""One question to servers that behave badly in every way there is."""

import contextlib
import datetime
import gzip
import socket
import ssl
import struct
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from wicked_server import SHORT, Asked, WickedServer, response, serving, zipped

from firsthand.collect.limits import CollectLimits
from firsthand.collect.net import Answer, Asker, Guard, UnansweredError, resolve_name
from firsthand.model.limit import changed

PAGE = b"<html><body><p>The mill in Osterlohe has been closed since May, the owner said.</p></body></html>"


def _ask(server: WickedServer, path: str = "/", **given: object) -> Answer:
    limits = given.pop("limits", SHORT)
    assert isinstance(limits, CollectLimits)
    asker = Asker(Guard(resolve_name, private=True), limits=limits, agent="firsthand/test")
    return asker.ask(server.url(path), **given)  # type: ignore[arg-type]


def _chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + end


def test_what_goes_and_what_comes_is_kept_to_the_byte(server: WickedServer) -> None:
    server.routes["/a?b=1"] = sent = response(PAGE, headers=("X-Odd:   two  blanks ", 'ETag: W/"7"'))
    answer = _ask(server, "/a?b=1", headers={"If-None-Match": '"6"'})
    assert answer.response == sent and answer.body == PAGE and answer.flaw is None
    assert answer.request == server.asked[0].raw
    assert server.asked[0].headers["user-agent"] == "firsthand/test"
    assert server.asked[0].headers["if-none-match"] == '"6"'
    assert set(server.asked[0].headers) == {
        "host", "user-agent", "accept", "accept-encoding", "connection", "if-none-match"
    }  # fmt: skip
    assert answer.header("etag") == 'W/"7"' and answer.media == "text/html" and answer.ip == "127.0.0.1"


def test_chunks_and_packing_are_undone_for_reading_and_kept_on_the_wire(server: WickedServer) -> None:
    server.routes["/chunks"] = sent = _chunked(PAGE[:10], PAGE[10:])
    answer = _ask(server, "/chunks")
    assert answer.response == sent and answer.body == PAGE
    server.routes["/zip"] = sent = zipped(PAGE)
    answer = _ask(server, "/zip")
    assert answer.response == sent and answer.body == PAGE
    two = gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]) + b"\0\0"
    for packed, coding in (
        (two, "gzip"), (zlib.compress(PAGE), "deflate"), (zlib.compress(PAGE)[2:-4], "deflate"),
        (gzip.compress(gzip.compress(PAGE)), "gzip, x-gzip"), (PAGE, "identity"),
    ):  # fmt: skip
        server.routes["/coded"] = response(packed, headers=(f"Content-Encoding: {coding}",))
        assert _ask(server, "/coded").body == PAGE, coding


def test_hints_before_the_answer_are_no_part_of_it(server: WickedServer) -> None:
    server.routes["/"] = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + response(PAGE)
    assert _ask(server).response == response(PAGE)


def test_an_answer_to_the_end_of_the_connection(server: WickedServer) -> None:
    server.routes["/"] = sent = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    answer = _ask(server)
    assert answer.body == PAGE and answer.response == sent


def test_a_body_shorter_than_it_was_said_to_be(server: WickedServer) -> None:
    server.routes["/"] = sent = response(PAGE).replace(b"Content-Length: ", b"Content-Length: 9")
    answer = _ask(server)
    assert answer.body is None and answer.truncated == "disconnect" and answer.response == sent
    assert "breaks off" in (answer.flaw or "")


def test_a_body_longer_than_it_was_said_to_be(server: WickedServer) -> None:
    server.routes["/"] = response(PAGE) + b"HTTP/1.1 200 OK\r\n\r\nsmuggled"
    answer = _ask(server)
    assert answer.body == PAGE and answer.response == response(PAGE)


@pytest.mark.parametrize("lengths", [("5", "6"), ("-1",), ("1e3",), ("99999999999999999999999999",)])
def test_lengths_that_cannot_be(server: WickedServer, lengths: tuple[str, ...]) -> None:
    told = "".join(f"Content-Length: {one}\r\n" for one in lengths).encode()
    server.routes["/"] = b"HTTP/1.1 200 OK\r\n" + told + b"\r\nhello"
    try:
        assert _ask(server).body is None
    except UnansweredError as error:
        assert "no answer of a web server" in str(error)


def _endless(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(1_000):
        connection.sendall(b"x" * 65_536)


def _endless_chunks(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(_chunked(end=b""))
    for _ in range(100_000):
        connection.sendall(b"400\r\n" + b"x" * 1024 + b"\r\n")


@pytest.mark.parametrize("endless", [_endless, _endless_chunks])
def test_an_endless_body_is_cut_and_kept_as_cut(server: WickedServer, endless: object) -> None:
    server.routes["/"] = endless  # type: ignore[assignment]
    answer = _ask(server, limits=changed(SHORT, ["bytes=200000"]))
    assert answer.truncated == "length" and answer.body is None and len(answer.response) == 200_000
    assert "limit bytes" in (answer.flaw or "")


def _dripping(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.05)


def _dripping_headers(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.05)


def _silent(connection: socket.socket, asked: Asked) -> None:
    with contextlib.suppress(OSError):
        connection.recv(1)


def _silent_body(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc")
    _silent(connection, asked)


def test_a_slow_drip_is_left(server: WickedServer) -> None:
    server.routes |= {"/body": _dripping, "/headers": _dripping_headers}
    answer = _ask(server, "/body")
    assert answer.truncated == "time" and "limit rate" in (answer.flaw or "") and answer.body is None
    with pytest.raises(UnansweredError, match="limit rate"):
        _ask(server, "/headers")


def test_a_drip_fast_enough_meets_the_whole_time(server: WickedServer) -> None:
    server.routes["/"] = _dripping
    answer = _ask(server, limits=changed(SHORT, ["rate=1", "seconds=1"]))
    assert answer.truncated == "time" and "limit seconds" in (answer.flaw or "")


def test_silence_is_not_waited_out(server: WickedServer) -> None:
    server.routes |= {"/none": _silent, "/half": _silent_body}
    with pytest.raises(UnansweredError, match="limit silence") as raised:
        _ask(server, "/none")
    assert raised.value.again
    answer = _ask(server, "/half")
    assert answer.truncated == "time" and answer.response.endswith(b"abc")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"X: " + b"x" * 100_000 + b"\r\n", "limit header_bytes"),
        (b"".join(b"X-%d: 1\r\n" % number for number in range(500)), "limit headers"),
        (b"X: " + b"x" * 70_000 + b"\r\n", "limit header_bytes"),
    ],
)
def test_huge_headers(server: WickedServer, head: bytes, said: str) -> None:
    server.routes["/"] = b"HTTP/1.1 200 OK\r\n" + head + b"Content-Length: 2\r\n\r\nok"
    with pytest.raises(UnansweredError, match=said):
        _ask(server)


def _endless_headers(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(1_000_000):
        connection.sendall(b"X-%d: x\r\n" % number)


def _endless_hints(connection: socket.socket, asked: Asked) -> None:
    for _ in range(1_000_000):
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")


@pytest.mark.parametrize("endless", [_endless_headers, _endless_hints])
def test_endless_headers(server: WickedServer, endless: object) -> None:
    server.routes["/"] = endless  # type: ignore[assignment]
    with pytest.raises(UnansweredError, match="header_bytes"):
        _ask(server)


@pytest.mark.parametrize(
    "sent",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"\x16\x03\x01\x02\x00\r\n\r\n",
        b"<html>no headers</html>\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_what_is_no_answer_of_a_web_server(server: WickedServer, sent: bytes) -> None:
    server.routes["/"] = sent
    with pytest.raises(UnansweredError, match="no answer of a web server"):
        _ask(server)


@pytest.mark.parametrize(
    "broken",
    [
        b"zz\r\nabc\r\n0\r\n\r\n",
        b"5\r\nabcdefgh\r\n",
        b"ffffffffffffffffffffff\r\nabc",
        b"-5\r\nabc\r\n",
        b"",
    ],
)
def test_garbled_chunks_are_kept_and_not_read(server: WickedServer, broken: bytes) -> None:
    server.routes["/"] = sent = _chunked(b"whole", end=broken)
    answer = _ask(server)
    assert answer.body is None and answer.truncated == "disconnect" and answer.response == sent


def test_a_connection_that_is_reset(server: WickedServer) -> None:
    def reset(connection: socket.socket, asked: Asked) -> None:
        if asked.path == "/half":
            connection.sendall(response(PAGE)[:-10])
            time.sleep(0.1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    server.routes |= {"/": reset, "/half": reset}
    with pytest.raises(UnansweredError) as raised:
        _ask(server, "/")
    assert raised.value.again
    assert _ask(server, "/half").truncated == "disconnect"


def test_a_server_that_hangs_up_or_is_not_there(server: WickedServer) -> None:
    server.routes["/"] = lambda connection, asked: None
    with pytest.raises(UnansweredError, match="hung up without an answer") as raised:
        _ask(server)
    assert raised.value.again
    with socket.create_server(("127.0.0.1", 0)) as free:
        nobody = WickedServer(free.getsockname()[1])
    with pytest.raises(UnansweredError, match="no connection to 127") as raised:
        _ask(nobody)
    assert raised.value.again


def test_a_body_made_to_burst_is_left_packed(server: WickedServer) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    twice = gzip.compress(bomb)
    server.routes["/bomb"] = sent = response(bomb, headers=("Content-Encoding: gzip",))
    answer = _ask(server, "/bomb")
    assert answer.body is None and "limit ratio" in (answer.flaw or "") and answer.response == sent
    answer = _ask(server, "/bomb", limits=changed(SHORT, ["unpacked=2000000"]))
    assert "limit unpacked" in (answer.flaw or "")
    server.routes["/twice"] = response(twice, headers=("Content-Encoding: gzip, gzip",))
    assert "limit ratio" in (_ask(server, "/twice").flaw or "")
    server.routes["/many"] = response(b"x", headers=("Content-Encoding: " + "gzip, " * 50,))
    assert "50 times over" in (_ask(server, "/many").flaw or "")


@pytest.mark.parametrize(
    ("body", "coding", "said"),
    [
        (b"plain all the same", "gzip", "broken"),
        (gzip.compress(PAGE)[:-12], "gzip", "breaks off"),
        (gzip.compress(PAGE)[:-8] + b"wrongsum", "gzip", "broken"),
        (b"x", "br", "nobody asked for"),
    ],
)
def test_packing_that_is_no_packing(server: WickedServer, body: bytes, coding: str, said: str) -> None:
    server.routes["/"] = response(body, headers=(f"Content-Encoding: {coding}",))
    answer = _ask(server)
    assert answer.body is None and answer.truncated is None and said in (answer.flaw or "")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "self-signed.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture
def secured(certificate: Path) -> Iterator[WickedServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving({"/": response(PAGE)}, tls=context) as one:
        yield one


def test_a_certificate_that_nobody_vouches_for(secured: WickedServer) -> None:
    guard = Guard(resolve_name, private=True)
    with pytest.raises(UnansweredError, match="cannot be trusted") as raised:
        Asker(guard, limits=SHORT, agent="firsthand").ask(secured.url("/", scheme="https"))
    assert "--ignore-certificates" in str(raised.value) and not raised.value.again and not secured.asked
    trusting = Asker(guard, limits=SHORT, agent="firsthand", certificates=False)
    answer = trusting.ask(secured.url("/", scheme="https"))
    assert answer.response == response(PAGE) and answer.request == secured.asked[0].raw


def test_a_plain_server_asked_for_a_safe_connection(server: WickedServer) -> None:
    with pytest.raises(UnansweredError, match="no safe connection to 127"):
        Asker(Guard(resolve_name, private=True), limits=SHORT, agent="firsthand").ask(
            server.url("/", scheme="https")
        )
