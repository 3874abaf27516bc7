"""Pages drawn by a real browser: what is kept, and that nothing goes past the guard."""

import contextlib
import importlib.util
import socket
import threading
from collections.abc import Iterator

import pytest
from still_clock import Collecting, StillClock
from wicked_server import SHORT, WickedServer, redirect, response

from firsthand.collect import Settings, collect
from firsthand.collect.browser import find_chromium, launching
from firsthand.model import Capture
from firsthand.model.errors import CollectError
from firsthand.model.limit import changed
from firsthand.store import Store

drawn = pytest.mark.skipif(
    find_chromium() is None or importlib.util.find_spec("playwright") is None,
    reason="no Chromium or no Playwright on this machine: nothing was drawn",
)
LIMITS = changed(SHORT, ["rendering=8"])
PAGE = b"""<!doctype html><html><head><meta charset="utf-8"><title>Pier</title>
<link rel="stylesheet" href="/style.css"><script src="/script.js"></script></head>
<body><p id="told">nothing yet</p><img src="/picture.svg"></body></html>"""
SCRIPT = b"""addEventListener("load", async () => {
  const told = await (await fetch("/told.json")).json();
  document.getElementById("told").textContent = told.words; });"""


def _rendering(store: Store) -> dict[str, bytes]:
    kept = [one for one in store.captures() if one.purpose == "rendering"]
    return {one.media or "": store.original(one.payload or "") or b"" for one in kept}


def _of(store: Store, purpose: str) -> list[Capture]:
    return [one for one in store.captures() if one.purpose == purpose]


@drawn
def test_a_page_is_drawn_with_all_it_needs(
    server: WickedServer, store: Store, collecting: Collecting
) -> None:
    server.routes |= {
        "/a": redirect("/page"),
        "/page": response(PAGE, headers=('ETag: "1"',)),
        "/style.css": redirect("/real.css"),
        "/real.css": response(b"body { background: rgb(10, 200, 30) }", media="text/css"),
        "/script.js": response(SCRIPT, media="text/javascript"),
        "/told.json": response('{"words": "The pier is shut, said Oda Brüm."}'.encode()),
        "/picture.svg": response(b'<svg xmlns="http://www.w3.org/2000/svg"/>', media="image/svg+xml"),
    }  # fmt: skip
    found = collecting(server.url("/a"), browser=True, limits=LIMITS)
    assert not found.missed and len(found.kept) == 1 and not found.notes
    made = _rendering(store)
    assert set(made) == {"text/html", "image/png", "application/pdf"}
    assert "The pier is shut, said Oda Brüm." in made["text/html"].decode()
    assert made["image/png"].startswith(b"\x89PNG") and made["application/pdf"].startswith(b"%PDF-")
    for one in _of(store, "rendering"):
        assert (one.url, one.asked, one.status) == (server.url("/page"), server.url("/a"), 200)
        assert any(entry.subject == one.id for entry in store.entries())
    assert {one.url for one in _of(store, "resource")} == {
        server.url(path) for path in ("/style.css", "/real.css", "/script.js", "/told.json", "/picture.svg")
    }
    assert server.paths.count("/page") == 1  # the browser is handed what was kept
    assert {asked.headers["user-agent"] for asked in server.asked} == {Settings().agent}


class Trap:
    """Hears whatever reaches this machine on a port, over TCP or UDP."""

    def __init__(self) -> None:
        self.stream = socket.create_server(("127.0.0.1", 0))
        self.port = self.stream.getsockname()[1]
        self.packets = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.packets.bind(("127.0.0.1", self.port))
        self.heard: list[str] = []
        self._threads = [threading.Thread(target=hear, daemon=True) for hear in (self._tcp, self._udp)]
        for thread in self._threads:
            thread.start()

    def _tcp(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.stream.accept()
                self.heard.append("tcp")
                connection.close()

    def _udp(self) -> None:
        with contextlib.suppress(OSError):
            while data := self.packets.recv(2048):
                if data == b"over":
                    return
                self.heard.append("udp")

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.stream.shutdown(socket.SHUT_RDWR)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as over:
            over.sendto(b"over", ("127.0.0.1", self.port))
        for thread in self._threads:
            thread.join(5)
        self.stream.close()
        self.packets.close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    one = Trap()
    yield one
    one.close()


ESCAPES = """<!doctype html><html><head>
<link rel="preconnect" href="http://127.0.0.1:PORT/"><link rel="dns-prefetch" href="//inner.example/">
<link rel="prefetch" href="http://127.0.0.1:PORT/prefetch"><link rel="icon" href="http://127.0.0.1:PORT/icon">
<script type="speculationrules">{"prerender": [{"urls": ["http://127.0.0.1:PORT/prerender"]}]}</script>
<meta http-equiv="refresh" content="1;url=http://127.0.0.1:PORT/refresh"></head>
<body><p>The sluice is open.</p><img src="http://127.0.0.1:PORT/image"><img src="http://localhost:PORT/image">
<iframe src="http://127.0.0.1:PORT/frame"></iframe><a id="ping" href="#x" ping="http://127.0.0.1:PORT/ping">x</a>
<script>
const tried = [];
const attempt = (what) => { try { what(); tried.push(1); } catch (error) { tried.push(0); } };
attempt(() => fetch("http://127.0.0.1:PORT/fetch", {mode: "no-cors"}).catch(() => 0));
attempt(() => fetch("http://[::ffff:127.0.0.1]:PORT/fetch", {mode: "no-cors"}).catch(() => 0));
attempt(() => fetch("http://127.0.0.1:PORT/p", {method: "POST", body: "x", mode: "no-cors"}).catch(() => 0));
attempt(() => navigator.sendBeacon("http://127.0.0.1:PORT/beacon", "x"));
attempt(() => new WebSocket("ws://127.0.0.1:PORT/socket"));
attempt(() => new EventSource("http://127.0.0.1:PORT/events"));
attempt(() => { const peer = new RTCPeerConnection({iceServers: [{urls: "stun:127.0.0.1:PORT"},
  {urls: "turn:127.0.0.1:PORT?transport=tcp", username: "x", credential: "y"}]});
  peer.createDataChannel("x"); peer.createOffer().then((offer) => peer.setLocalDescription(offer)); });
attempt(() => new WebTransport("https://127.0.0.1:PORT/transport"));
attempt(() => navigator.serviceWorker.register("/worker.js").catch(() => 0));
attempt(() => new Worker(URL.createObjectURL(new Blob([
  'fetch("http://127.0.0.1:PORT/worker"); new WebSocket("ws://127.0.0.1:PORT/w");' +
  'try { new WebTransport("https://127.0.0.1:PORT/wt") } catch (e) {}']))));
attempt(() => document.getElementById("ping").click());
attempt(() => window.open("http://127.0.0.1:PORT/popup"));
setTimeout(() => { location.href = "http://127.0.0.1:PORT/away"; }, 300);
</script></body></html>"""


@drawn
def test_nothing_goes_past_the_guard(
    server: WickedServer, store: Store, clock: StillClock, trap: Trap
) -> None:
    server.routes["/a"] = response(ESCAPES.replace("PORT", str(trap.port)).encode())
    settings = Settings(limits=LIMITS, servers=frozenset({f"127.0.0.1:{server.port}"}), browser=True)
    found = collect([server.url("/a")], store=store, settings=settings, clock=clock)
    assert found.kept and not found.missed
    assert "The sluice is open." in _rendering(store)["text/html"].decode()
    assert trap.heard == []
    assert {asked.raw.split(b" ")[0] for asked in server.asked} == {b"GET"}
    reasons = [entry.detail("reason") or "" for entry in store.entries() if entry.deed == "missed"]
    assert reasons and all("loopback" in reason for reason in reasons)


@drawn
@pytest.mark.parametrize(
    "script",
    [
        "alert('stop'); confirm('x'); prompt('y'); setInterval(() => document.body.append('more '), 1); "
        "setInterval(() => fetch('/more?' + Math.random()), 20);",
        "onbeforeunload = () => 'stay'; location.href = '/download'; window.print(); window.close();",
        "document.documentElement.style.height = '300000px';",
    ],
)
def test_pages_that_do_not_behave_are_drawn_all_the_same(
    server: WickedServer,
    store: Store,
    collecting: Collecting,
    script: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("firsthand.collect.browser.drawing._TAKE_S", 6.0)
    page = f"<!doctype html><html><body><p>The mole is broken.</p><script>{script}</script></body></html>"
    server.routes |= {
        "/a": response(page.encode()),
        "/download": response(b"x", headers=("Content-Disposition: attachment",)),
    }
    limits = changed(LIMITS, ["rendering=2", "resources=20"])
    found = collecting(server.url("/a"), browser=True, limits=limits)
    assert found.kept and not found.missed
    assert "The mole is broken." in _rendering(store)["text/html"].decode()
    assert len(_of(store, "resource")) <= 20


@drawn
def test_a_script_without_end_ends_with_its_browser(
    server: WickedServer, store: Store, collecting: Collecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firsthand.collect.browser.drawing._TAKE_S", 4.0)
    server.routes |= {
        "/stuck": response(b"<html><body><p>On and on.</p><script>for (;;) {}</script></body></html>"),
        "/well": response(b"<html><body><p>All is well.</p></body></html>"),
    }
    words = (server.url("/stuck"), server.url("/well"))
    found = collecting(*words, browser=True, limits=changed(LIMITS, ["rendering=1"]))
    assert len(found.kept) == 2 and len(found.missed) == 1
    assert "kept as it was served, but not drawn" in found.missed[0].reason
    assert "All is well." in _rendering(store)["text/html"].decode()


@drawn
def test_what_is_no_page_is_not_drawn(server: WickedServer, store: Store, collecting: Collecting) -> None:
    server.routes["/a"] = response(b"%PDF-1.7", media="application/pdf")
    assert collecting(server.url("/a"), browser=True, limits=LIMITS).kept and not _of(store, "rendering")


@pytest.mark.parametrize(
    ("missing", "said"),
    [("find_spec", r"pip install firsthand\[browser\]"), ("which", "apt install chromium")],
)
def test_a_browser_that_is_not_there_is_told_before_anything_is_asked(
    server: WickedServer, collecting: Collecting, monkeypatch: pytest.MonkeyPatch, missing: str, said: str
) -> None:
    monkeypatch.setattr(launching.importlib.util, "find_spec", lambda name: missing != "find_spec" or None)
    monkeypatch.setattr(launching.shutil, "which", lambda name: None)
    with pytest.raises(CollectError, match=said):
        collecting(server.url("/a"), browser=True)
    assert not server.asked
