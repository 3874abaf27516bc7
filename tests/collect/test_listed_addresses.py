import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from still_clock import Collecting
from wicked_server import SHORT, WickedServer, response

from firsthand.collect.limits import CollectLimits
from firsthand.collect.listed import read_feed, read_lines, read_sitemap
from firsthand.model.errors import CollectError
from firsthand.model.limit import changed
from firsthand.store import Store

URL = "https://lantern.example/feed"
PAGE = response(b"<html><body><p>The weir held, the water board said.</p></body></html>")
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Lantern</title>
<item><title>One</title><link>https://lantern.example/1</link></item>
<item><title>Two</title><guid isPermaLink="true">https://lantern.example/2</guid></item>
<item><title>None</title></item></channel></rss>"""
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>L</title>
<entry><id>tag:1</id><title>One</title><link rel="edit" href="/edit"/><link href="/1"/></entry></feed>"""
BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">%s]>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>&z;</loc></url></urlset>""" % b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(98, 123)
)


def _sitemap(*places: str, kind: str = "urlset", one: str = "url") -> bytes:
    inner = "".join(f"<{one}><loc> {place} </loc><lastmod>2026-01-01</lastmod></{one}>" for place in places)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><{kind} xmlns="{space}">{inner}</{kind}>'.encode()


def _index(*places: str) -> bytes:
    return _sitemap(*places, kind="sitemapindex", one="sitemap")


def test_a_list_is_read_line_by_line() -> None:
    text = "\ufeffhttps://a.example/\n\n# all of these\n  https://b.example/x#y  # the second\nlantern\nftp://c/\n"
    addresses, wrong = read_lines(text, name="addresses.txt")
    assert addresses == ["https://a.example/", "https://b.example/x"]
    assert [one.address for one in wrong] == ["addresses.txt, line 5", "addresses.txt, line 6"]
    assert "Write it whole" in wrong[0].reason


def test_feeds_of_three_kinds() -> None:
    assert read_feed(RSS, url=URL) == ["https://lantern.example/1", "https://lantern.example/2"]
    assert read_feed(ATOM, url=URL) == ["/1"]
    items = [{"url": "/1"}, {"external_url": "/2"}, {"url": 3}, 4, {}]
    told = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    assert read_feed(told.encode(), url=URL) == ["/1", "/2"]


@pytest.mark.parametrize(
    "body", [b"", b"<html><body><p>No feed</p></body></html>", b"{}", b"{", b"[1]", b'{"items": 3}',
             b"\0\xff" * 99, b"/etc/hostname", b"https://lantern.example/feed", b"{" * 100_000]
)  # fmt: skip
def test_what_is_no_feed(body: bytes) -> None:
    with pytest.raises(CollectError, match=r"feed|Feed"):
        read_feed(body, url=URL)


def test_sitemaps_of_three_kinds() -> None:
    pages = ("https://lantern.example/1", "https://lantern.example/2?a=1&amp;b=2")
    plain = tuple(page.replace("&amp;", "&") for page in pages)
    limits = CollectLimits()
    assert read_sitemap(_sitemap(*pages), url=URL, limits=limits).pages == plain
    assert read_sitemap(gzip.compress(_sitemap(*pages)), url=URL, limits=limits).pages == plain
    assert read_sitemap(_index(*pages), url=URL, limits=limits).maps == plain
    assert read_sitemap("\n".join(plain).encode(), url=URL, limits=limits).pages == plain
    packed = gzip.compress(b" " * 5_000_000 + b"<urlset/>")
    with pytest.raises(CollectError, match="limit ratio"):
        read_sitemap(packed, url=URL, limits=limits)
    with pytest.raises(CollectError, match="limit list_bytes"):
        read_sitemap(_sitemap(*pages), url=URL, limits=changed(limits, ["list_bytes=50"]))


@pytest.mark.parametrize(
    "body", [b"", b"<html></html>", b"<urlset>", b"words", BOMB,
             b"<?xml version='1.0' encoding='nothing'?><urlset/>",
             b'<!DOCTYPE u [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>&e;</loc></url></urlset>']
)  # fmt: skip
def test_what_is_no_sitemap(body: bytes) -> None:
    with pytest.raises(CollectError, match="sitemap"):
        read_sitemap(body, url=URL, limits=CollectLimits())


@given(st.binary(max_size=200), st.sampled_from([b"", b"<", b"{", b"<urlset>", b"<rss>", b"\x1f\x8b\x08"]))
@settings(max_examples=150)
def test_any_bytes_are_read_or_refused(data: bytes, start: bytes) -> None:
    for read in (
        lambda: read_feed(start + data, url=URL),
        lambda: read_sitemap(start + data, url=URL, limits=CollectLimits()),
    ):
        try:
            read()
        except CollectError as error:
            assert URL in str(error)


def test_what_a_feed_lists_is_kept(server: WickedServer, store: Store, collecting: Collecting) -> None:
    links = ["/1", server.url("/2"), "https://elsewhere.example/3", "mailto:ilda@lantern.example", "/1#again"]
    told = json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"url": one} for one in links]}
    )
    server.routes |= {"/feed": response(told.encode(), media="application/json"), "/1": PAGE, "/2": PAGE}
    found = collecting(feeds=[server.url("/feed")])
    assert [one.address for one in found.kept] == [server.url("/1"), server.url("/2")]
    assert len(found.missed) == 1 and "mailto" in found.missed[0].reason
    assert found.notes == (
        f"{server.url('/feed')}: 1 address of another site was left out (take it: --other-sites)",
    )
    assert [one.url for one in store.captures() if one.purpose == "feed"] == [server.url("/feed")]


def test_what_a_sitemap_and_its_index_list_is_kept(
    server: WickedServer, store: Store, collecting: Collecting
) -> None:
    maps = [server.url(f"/map{number}") for number in (1, 2, 1)]
    server.routes |= {
        "/index": response(_index(*maps, "https://elsewhere.example/map", server.url("/index"))),
        "/map1": response(_sitemap(server.url("/1"), server.url("/2"))),
        "/map2": response(gzip.compress(_sitemap(server.url("/2"), server.url("/3")))),
        "/1": PAGE, "/2": PAGE, "/3": PAGE,
    }  # fmt: skip
    found = collecting(sitemaps=[server.url("/index")])
    assert [one.address for one in found.kept] == [server.url(path) for path in ("/1", "/2", "/3")]
    assert "1 sitemap of another site was left out" in found.notes[0]
    assert len([one for one in store.captures() if one.purpose == "sitemap"]) == 3
    assert server.paths.count("/index") == 1


def test_sitemaps_without_end(server: WickedServer, collecting: Collecting) -> None:
    server.routes |= {
        f"/{number}": response(_index(server.url(f"/{number + 1}"), server.url(f"/{number + 100}")))
        for number in range(50)
    }
    found = collecting(sitemaps=[server.url("/0")], limits=changed(SHORT, ["sitemaps=5"]))
    assert "limit sitemaps=5" in found.notes[0] and len(server.paths) == 6


def test_what_is_too_much_is_left_out_and_said(server: WickedServer, collecting: Collecting) -> None:
    places = [server.url(f"/{number}") for number in range(20)]
    server.routes |= {"/map": response(_sitemap(*places))} | {f"/{number}": PAGE for number in range(20)}
    found = collecting(sitemaps=[server.url("/map")], most=3)
    assert len(found.kept) == 3 and "17 more addresses were left out (--most)" in found.notes[0]
    found = collecting(sitemaps=[server.url("/map")], limits=changed(SHORT, ["addresses=2"]))
    assert len(found.unchanged) == 2 and "limit addresses" in found.notes[0]


def test_a_feed_that_is_none_is_missed_and_logged(
    server: WickedServer, store: Store, collecting: Collecting
) -> None:
    server.routes |= {"/feed": PAGE, "/map": response(BOMB), "/1": PAGE}
    found = collecting(
        server.url("/1"), feeds=[server.url("/feed")], sitemaps=[server.url("/map"), server.url("/no")]
    )
    assert len(found.kept) == 1 and len(found.missed) == 3
    logged = [entry.detail("purpose") for entry in store.entries() if entry.deed == "missed"]
    assert logged == ["feed", "sitemap", "sitemap"]
