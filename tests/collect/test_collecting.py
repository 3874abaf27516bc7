"""Runs over a server of the test's own: what is kept, what is said, and what is logged."""

import gzip
import hashlib
import socket
from typing import Any

import pytest
from still_clock import Collecting, StillClock
from wicked_server import SHORT, Asked, WickedServer, redirect, response, serving, zipped

from firsthand.collect import Missed, Settings, Taken, collect
from firsthand.collect.archive import payload_of
from firsthand.custody import digest_of
from firsthand.model import NOTHING, Capture
from firsthand.model.limit import changed
from firsthand.store import Store

PAGE = b"<html><body><p>Vessel inspectors found nothing amiss, the port of Kelmar said.</p></body></html>"
NEWER = PAGE.replace(b"nothing", b"rust")


def _captures(store: Store, purpose: str = "page") -> list[Capture]:
    return [capture for capture in store.captures() if capture.purpose == purpose]


def _missed(store: Store) -> list[str]:
    return [entry.detail("reason") or "" for entry in store.entries() if entry.deed == "missed"]


def test_a_page_is_kept_before_it_is_told(server: WickedServer, store: Store, collecting: Collecting) -> None:
    server.routes["/a"] = zipped(PAGE, headers=('ETag: "1"',))
    told: list[str] = []

    def progress(one: Taken | Missed, done: int, total: int) -> None:
        assert isinstance(one, Taken) and (done, total) == (1, 1)
        assert store.record(one.capture.id) is not None
        assert store.original(one.capture.payload or "") == PAGE
        told.append(one.address)

    found = collecting(server.url("/a#part"), progress=progress)
    assert told == [server.url("/a")] and not found.missed and not found.unchanged
    capture = found.kept[0].capture
    records = store.record(capture.id) or b""
    assert hashlib.sha256(records).hexdigest() == capture.id
    assert capture.payload == hashlib.sha256(PAGE).hexdigest() and payload_of(records).body == PAGE
    assert (capture.status, capture.media, capture.etag) == (200, "text/html", '"1"')
    plain = gzip.decompress(records)
    assert server.routes["/a"] in plain and server.asked[-1].raw in plain
    entry = next(one for one in store.entries() if one.detail("purpose") == "page")
    assert entry.subject == capture.id and entry.detail("payload") == capture.payload


def test_the_log_is_a_chain(server: WickedServer, store: Store, collecting: Collecting) -> None:
    server.routes |= {"/a": response(PAGE), "/b": redirect("/a")}
    collecting(server.url("/a"), server.url("/b"), server.url("/gone"))
    last = NOTHING
    for entry in store.entries():
        assert entry.previous == last and digest_of(entry) == entry.digest
        last = entry.digest
    assert last != NOTHING


def test_every_hop_is_a_capture(server: WickedServer, store: Store, collecting: Collecting) -> None:
    server.routes |= {
        "/1": redirect("/2", "301 Moved Permanently"),
        "/2": redirect(server.url("/3#there"), "307 Temporary Redirect"),
        "/3": response(PAGE),
    }
    found = collecting(server.url("/1"))
    kept = _captures(store)
    assert [(capture.url, capture.status) for capture in kept] == [
        (server.url("/1"), 301), (server.url("/2"), 307), (server.url("/3"), 200)
    ]  # fmt: skip
    assert {capture.asked for capture in kept} == {capture.address for capture in kept} == {server.url("/1")}
    assert [bool(capture.payload) for capture in kept] == [False, False, True]
    assert found.kept[0].capture == kept[-1]


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("/loop", "round and round"),
        ("/to-loop", "round and round"),
        ("ftp://127.0.0.1/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "no web address"),
        ("http://ilda:secret@127.0.0.1/", "user name or password"),
        ("http://[::1", "no address"),
    ],
)
def test_redirects_that_are_not_followed(
    server: WickedServer, store: Store, collecting: Collecting, to: str, said: str
) -> None:
    server.routes |= {"/loop": redirect(to), "/to-loop": redirect("/loop")}
    found = collecting(server.url("/loop"))
    assert not found.kept and said in found.missed[0].reason and _missed(store) == [found.missed[0].reason]
    assert _captures(store) and all(capture.payload is None for capture in _captures(store))
    assert "secret" not in found.missed[0].reason


def test_redirects_without_end(server: WickedServer, store: Store, collecting: Collecting) -> None:
    server.routes |= {f"/{number}": redirect(f"/{number + 1}") for number in range(50)}
    found = collecting(server.url("/0"), limits=changed(SHORT, ["redirects=5"]))
    assert "limit redirects=5" in found.missed[0].reason and len(_captures(store)) == 6


def test_a_redirect_into_a_private_network(server: WickedServer, store: Store, clock: StillClock) -> None:
    server.routes["/a"] = redirect("http://169.254.169.254/latest/meta-data/")
    server.routes["/b"] = redirect("http://router.example/")
    settings = Settings(limits=SHORT, servers=frozenset({f"127.0.0.1:{server.port}"}))
    found = collect(
        [server.url("/a"), server.url("/b")],
        store=store,
        settings=settings,
        clock=clock,
        resolve=lambda host, port: {"router.example": ["192.168.0.1"]}[host],
    )
    assert not found.kept
    assert "metadata" in found.missed[0].reason and "a private network" in found.missed[1].reason
    assert all("it leads to" in missed.reason for missed in found.missed)


def test_an_error_is_kept_and_told(server: WickedServer, store: Store, collecting: Collecting) -> None:
    server.routes["/no"] = response(b"go away", status="403 Forbidden")
    server.routes["/empty"] = response(b"")
    server.routes["/none"] = b"HTTP/1.1 204 No Content\r\n\r\n"
    server.routes["/304"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    found = collecting(*(server.url(path) for path in ("/gone", "/no", "/empty", "/none", "/304")))
    reasons = [missed.reason for missed in found.missed]
    assert [one.split("(")[0].strip() for one in reasons] == [
        "there is no such page", "the server refuses it", "its answer is empty",
        "the server answers with no page", "the server answers 304 Not Modified",
    ]  # fmt: skip
    assert [missed.status for missed in found.missed] == [404, 403, 200, 204, 304]
    assert _missed(store) == reasons
    assert [(one.status, one.payload) for one in _captures(store)] == [
        (404, None), (403, None), (200, None), (204, None), (304, None)
    ]  # fmt: skip


def test_what_was_cut_is_kept_and_not_read(
    server: WickedServer, store: Store, collecting: Collecting
) -> None:
    server.routes["/short"] = response(PAGE).replace(b"Content-Length: ", b"Content-Length: 9")
    server.routes["/bomb"] = zipped(b"\0" * 5_000_000)
    found = collecting(server.url("/short"), server.url("/bomb"))
    assert "breaks off" in found.missed[0].reason and "limit ratio" in found.missed[1].reason
    short, bomb = _captures(store)
    assert short.payload is None and bomb.payload is None and not store.originals()
    kept = gzip.decompress(store.record(short.id) or b"")
    assert PAGE in kept and b"WARC-Truncated: disconnect" in kept


def test_the_bytes_are_kept_whatever_type_they_are_said_to_have(
    server: WickedServer, store: Store, collecting: Collecting
) -> None:
    data = b"%PDF-1.7\n%\xff\xfe\xfd"
    server.routes["/a"] = response(data, media="text/html; charset=utf-8")
    server.routes["/b"] = response(PAGE, media="x\x7f" * 300)
    found = collecting(server.url("/a"), server.url("/b"))
    assert [one.bytes for one in found.kept] == [len(data), len(PAGE)]
    assert store.original(found.kept[0].capture.payload or "") == data


def _conditional(connection: socket.socket, asked: Asked) -> None:
    if asked.headers.get("if-none-match") == '"one"' and "if-modified-since" in asked.headers:
        connection.sendall(b'HTTP/1.1 304 Not Modified\r\nETag: "one"\r\n\r\n')
    else:
        when = "Last-Modified: Sun, 01 Mar 2026 10:00:00 GMT"
        connection.sendall(response(PAGE, headers=('ETag: "one"', when)))


def test_what_did_not_change_is_not_sent_again(
    server: WickedServer, store: Store, collecting: Collecting
) -> None:
    server.routes["/a"] = _conditional
    first = collecting(server.url("/a"))
    for _ in range(2):
        again = collecting(server.url("/a"))
        assert not again.kept and not again.missed and again.unchanged[0].bytes == len(PAGE)
        capture = again.unchanged[0].capture
        assert capture.status == 304 and capture.payload is None
        record = gzip.decompress(store.record(capture.id) or b"")
        assert b"WARC-Type: revisit" in record and b"server-not-modified" in record
    assert len({one.id for one in _captures(store)}) == 3
    assert len(store.originals()) == 1 and first.kept[0].capture.payload in store.originals()


def test_the_same_bytes_again_are_a_revisit(
    server: WickedServer, store: Store, collecting: Collecting
) -> None:
    server.routes["/a"] = response(PAGE)
    collecting(server.url("/a"))
    again = collecting(server.url("/a"))
    capture = again.unchanged[0].capture
    record = gzip.decompress(store.record(capture.id) or b"")
    assert capture.payload == hashlib.sha256(PAGE).hexdigest()
    assert b"identical-payload-digest" in record and PAGE not in record
    server.routes["/a"] = response(NEWER)
    newer = collecting(server.url("/a"))
    assert newer.kept and NEWER in gzip.decompress(store.record(newer.kept[0].capture.id) or b"")


def test_each_address_has_its_own_version_of_a_page_that_two_lead_to(
    server: WickedServer, store: Store, collecting: Collecting
) -> None:
    server.routes |= {"/a": _conditional, "/b": redirect("/a"), "/feed": _conditional}
    found = collecting(server.url("/a"), server.url("/b"))
    assert [one.address for one in found.kept] == [server.url("/a"), server.url("/b")]
    assert len({one.capture.payload for one in found.kept}) == 1
    record = gzip.decompress(store.record(found.kept[1].capture.id) or b"")
    assert b"identical-payload-digest" in record
    again = collecting(server.url("/a"), server.url("/b"))
    assert [one.capture.status for one in again.unchanged] == [304, 304]


def test_what_was_taken_for_something_else_is_asked_for_whole(
    server: WickedServer, store: Store, collecting: Collecting
) -> None:
    server.routes["/a"] = _conditional
    collecting(feeds=[server.url("/a")])
    found = collecting(server.url("/a"))
    assert found.kept[0].capture.status == 200 and found.kept[0].capture.payload


def test_the_same_page_packed_otherwise_is_kept_to_the_byte(
    server: WickedServer, store: Store, collecting: Collecting
) -> None:
    server.routes["/a"] = response(PAGE)
    collecting(server.url("/a"))
    server.routes["/a"] = packed = zipped(PAGE)
    capture = collecting(server.url("/a")).unchanged[0].capture
    assert packed in gzip.decompress(store.record(capture.id) or b"")


def test_one_page_written_two_ways_is_asked_for_once(server: WickedServer, collecting: Collecting) -> None:
    server.routes["/a?id=1"] = response(PAGE)
    ways = ("/a?id=1", "/a?id=1#x", "/b/../a?id=1&utm_source=mail", "/a?id=1")
    found = collecting(*(server.url(path) for path in ways))
    assert len(found.kept) == 1 and server.paths == ["/robots.txt", "/a?id=1"]


def test_one_question_at_a_time_with_a_pause(
    server: WickedServer, collecting: Collecting, clock: StillClock
) -> None:
    server.routes |= {f"/{number}": response(PAGE) for number in range(4)}
    collecting(*(server.url(f"/{number}") for number in range(4)), delay_s=1.5)
    assert clock.slept == [1.5] * 4  # robots.txt is a question, too


def test_while_one_server_rests_another_is_asked(collecting: Collecting, clock: StillClock) -> None:
    with serving({"/1": response(PAGE), "/2": response(PAGE)}) as one, serving({"/3": response(PAGE)}) as two:
        told: list[str] = []
        collecting(
            one.url("/1"), one.url("/2"), two.url("/3"),
            progress=lambda taken, done, total: told.append(taken.address),
        )  # fmt: skip
        assert told == [one.url("/1"), two.url("/3"), one.url("/2")]


def _answers(*answers: bytes) -> Any:
    left = list(answers)

    def answer(connection: socket.socket, asked: Asked) -> None:
        connection.sendall(left.pop(0) if len(left) > 1 else left[0])

    return answer


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("Sun, 01 Mar 2026 00:00:40 GMT", 38.5), ("soon", 2.0), ("0", 2.0)]
)
def test_retry_after_is_heeded(
    server: WickedServer, collecting: Collecting, clock: StillClock, header: str, seconds: float
) -> None:
    busy = response(status="429 Too Many Requests", headers=(f"Retry-After: {header}",))
    server.routes["/a"] = _answers(busy, response(PAGE))
    found = collecting(server.url("/a"), limits=changed(SHORT, ["tries=3"]), delay_s=1.5)
    assert found.kept and clock.slept == [1.5, pytest.approx(seconds, abs=0.1)]


def test_a_server_that_asks_for_hours_is_left_alone(
    server: WickedServer, store: Store, collecting: Collecting, clock: StillClock
) -> None:
    busy = response(status="503 Service Unavailable", headers=("Retry-After: 86400",))
    server.routes |= {"/a": busy, "/b": response(PAGE)}
    found = collecting(server.url("/a"), server.url("/b"), limits=changed(SHORT, ["tries=3"]))
    assert [missed.address for missed in found.missed] == [server.url("/a"), server.url("/b")]
    assert all("86,400 s" in missed.reason for missed in found.missed)
    assert server.paths == ["/robots.txt", "/a"] and max(clock.slept) < 10


def test_tries_end(server: WickedServer, collecting: Collecting, clock: StillClock) -> None:
    server.routes |= {
        "/ill": response(status="500 Internal Server Error"),
        "/mute": lambda connection, asked: None,
        "/well": _answers(b"", response(status="502 Bad Gateway"), response(PAGE)),
    }
    paths = ("/ill", "/mute", "/well")
    found = collecting(*map(server.url, paths), limits=changed(SHORT, ["tries=3"]))
    assert [missed.reason for missed in found.missed] == [
        "the server answers 500 Internal Server Error (tried 3 times)",
        "the server hung up without an answer. Try again later (tried 3 times)",
    ]
    assert [one.address for one in found.kept] == [server.url("/well")]
    assert server.paths.count("/ill") == server.paths.count("/mute") == 3
    assert sorted({wait for wait in clock.slept if wait > 1}) == [2.0, 4.0]


def test_wrong_addresses_do_not_stop_the_others(
    server: WickedServer, store: Store, collecting: Collecting
) -> None:
    server.routes["/a"] = response(PAGE)
    found = collecting("lantern", "http://u:p@lantern.example/", server.url("/a"))
    assert len(found.kept) == 1 and found.missed[0].address == "lantern"
    assert "Write it whole" in found.missed[0].reason


def test_reasons_go_into_the_log(server: WickedServer, store: Store, collecting: Collecting) -> None:
    server.routes |= {"/robots.txt": response(b"User-agent: *\nDisallow: /"), "/a": response(PAGE)}
    found = collecting(
        server.url("/a"), ignore_robots="public interest", ignore_certificates="expired yesterday"
    )
    assert found.kept and server.paths == ["/a"]
    told = {entry.name: entry.detail("reason") for entry in store.entries() if entry.deed == "waived"}
    assert told == {
        "robots.txt is not followed": "public interest",
        "certificates are not checked": "expired yesterday",
    }


def test_servers_learn_the_name_and_the_contact_and_nothing_else(
    server: WickedServer, collecting: Collecting
) -> None:
    server.routes["/a"] = response(PAGE, headers=("Set-Cookie: who=you",))
    server.routes["/b"] = response(PAGE)
    collecting(server.url("/a"), server.url("/b"), contact="desk@lantern.example")
    for asked in server.asked:
        assert set(asked.headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert asked.headers["user-agent"].startswith("firsthand/")
        assert asked.headers["user-agent"].endswith(" (desk@lantern.example)")
