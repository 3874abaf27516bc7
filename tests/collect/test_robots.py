import pytest
from still_clock import Collecting, StillClock
from wicked_server import SHORT, WickedServer, redirect, response

from firsthand.model.limit import changed
from firsthand.store import Store

PAGE = response(b"<html><body><p>The ferry did not sail, the crew said.</p></body></html>")


def _robots(text: str) -> bytes:
    return response(text.encode(), media="text/plain")


def test_robots_is_read_once_and_kept(server: WickedServer, store: Store, collecting: Collecting) -> None:
    server.routes |= {
        "/robots.txt": _robots("User-agent: *\nDisallow: /inner/\nAllow: /inner/open\n"),
        "/a": PAGE, "/inner/b": PAGE, "/inner/open": PAGE,
    }  # fmt: skip
    found = collecting(*map(server.url, ("/a", "/inner/b", "/inner/open")))
    assert [one.address for one in found.kept] == [server.url("/a"), server.url("/inner/open")]
    assert "robots.txt of 127.0.0.1 forbids it" in found.missed[0].reason
    assert "--ignore-robots" in found.missed[0].reason
    assert server.paths.count("/robots.txt") == 1 and "/inner/b" not in server.paths
    assert [one.url for one in store.captures() if one.purpose == "robots"] == [server.url("/robots.txt")]
    assert any(entry.deed == "missed" and entry.name == server.url("/inner/b") for entry in store.entries())


def test_rules_for_firsthand_by_name(server: WickedServer, collecting: Collecting) -> None:
    server.routes |= {
        "/robots.txt": _robots("User-agent: *\nDisallow: /\n\nUser-agent: firsthand\nDisallow: /x\n"),
        "/a": PAGE, "/x": PAGE,
    }  # fmt: skip
    found = collecting(server.url("/a"), server.url("/x"))
    assert len(found.kept) == len(found.missed) == 1


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_no_robots_forbids_nothing(
    server: WickedServer, store: Store, collecting: Collecting, status: str
) -> None:
    server.routes |= {"/robots.txt": response(b"User-agent: *\nDisallow: /", status=status), "/a": PAGE}
    assert collecting(server.url("/a")).kept
    assert not [entry for entry in store.entries() if entry.deed == "missed"]


@pytest.mark.parametrize(
    "robots",
    [
        response(status="503 Service Unavailable"),
        response(status="429 Too Many Requests"),
        response(b"User-agent: *").replace(b"Length: 1", b"Length: 9"),
        redirect("/robots.txt"),
    ],
)
def test_robots_that_cannot_be_had_forbids_everything(
    server: WickedServer, collecting: Collecting, robots: bytes
) -> None:
    server.routes |= {"/robots.txt": robots, "/a": PAGE}
    found = collecting(server.url("/a"))
    assert not found.kept and "robots.txt" in found.missed[0].reason and "/a" not in server.paths


def test_robots_may_lead_elsewhere(server: WickedServer, collecting: Collecting) -> None:
    server.routes |= {"/robots.txt": redirect("/r"), "/r": _robots("User-agent: *\nDisallow: /b"), "/a": PAGE}
    found = collecting(server.url("/a"), server.url("/b"))
    assert len(found.kept) == len(found.missed) == 1


@pytest.mark.parametrize(
    ("rule", "pause"), [("Crawl-delay: 5", 5), ("Crawl-delay: 0.1", 1), ("Request-rate: 1/7", 7)]
)
def test_a_pause_that_robots_asks_for(
    server: WickedServer, collecting: Collecting, clock: StillClock, rule: str, pause: float
) -> None:
    server.routes |= {"/robots.txt": _robots(f"User-agent: *\n{rule}\n"), "/a": PAGE, "/b": PAGE}
    found = collecting(server.url("/a"), server.url("/b"))
    assert clock.slept[-1] == pause and not found.notes


def test_a_pause_of_a_day_is_shortened_and_said(
    server: WickedServer, collecting: Collecting, clock: StillClock
) -> None:
    server.routes |= {"/robots.txt": _robots("User-agent: *\nCrawl-delay: 86400"), "/a": PAGE, "/b": PAGE}
    found = collecting(server.url("/a"), server.url("/b"), limits=changed(SHORT, ["wait=30"]))
    assert clock.slept[-1] == 30 and "86,400 s" in found.notes[0] and "limit wait" in found.notes[0]


@pytest.mark.parametrize(
    "text", ["\0\xff" * 1000, "Disallow: /a\n" * 10, "User-agent: *\nDisallow: " + "*" * 5000]
)
def test_robots_that_make_no_sense(server: WickedServer, collecting: Collecting, text: str) -> None:
    server.routes |= {"/robots.txt": _robots(text), "/b": PAGE}
    found = collecting(server.url("/b"))
    assert len(found.kept) + len(found.missed) == 1


def test_a_redirect_is_held_to_the_robots_of_where_it_leads(
    server: WickedServer, collecting: Collecting
) -> None:
    server.routes |= {"/robots.txt": _robots("User-agent: *\nDisallow: /b"), "/a": redirect("/b"), "/b": PAGE}
    found = collecting(server.url("/a"))
    assert "it leads to" in found.missed[0].reason and "forbids it" in found.missed[0].reason
    assert "/b" not in server.paths
