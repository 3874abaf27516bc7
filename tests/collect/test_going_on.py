"""A run that is stopped, and the same command again."""

import pytest
from still_clock import Collecting
from wicked_server import WickedServer, response

from firsthand.collect import Missed, Taken
from firsthand.collect.listed.finding import Wanted
from firsthand.collect.settings import Settings
from firsthand.collect.todo import run_key
from firsthand.store import Store

PAGE = b"<html><body><p>Gate %d is shut, the lock keeper said.</p></body></html>"


def _stop_after(most: int) -> object:
    told: list[Taken | Missed] = []

    def progress(one: Taken | Missed, done: int, total: int) -> None:
        told.append(one)
        if len(told) == most:
            raise KeyboardInterrupt

    return progress


def test_a_stopped_run_goes_on(server: WickedServer, store: Store, collecting: Collecting) -> None:
    server.routes |= {f"/{number}": response(PAGE % number) for number in range(5)}
    addresses = [server.url(f"/{number}") for number in range(5)]
    with pytest.raises(KeyboardInterrupt):
        collecting(*addresses, progress=_stop_after(2))
    found = collecting(*addresses)
    assert found.before == 2 and [one.address for one in found.kept] == addresses[2:] and not found.unchanged
    assert all(server.paths.count(f"/{number}") == 1 for number in range(5))
    again = collecting(*addresses)
    assert again.before == 0 and len(again.unchanged) == 5


def test_what_was_missed_is_tried_again(server: WickedServer, collecting: Collecting) -> None:
    server.routes["/1"] = response(PAGE % 1)
    addresses = [server.url("/0"), server.url("/1"), server.url("/2")]
    with pytest.raises(KeyboardInterrupt):
        collecting(*addresses, progress=_stop_after(2))
    server.routes |= {"/0": response(PAGE % 0), "/2": response(PAGE % 2)}
    found = collecting(*addresses)
    assert found.before == 1 and [one.address for one in found.kept] == [addresses[0], addresses[2]]


def test_a_stopped_feed_is_not_read_again(server: WickedServer, store: Store, collecting: Collecting) -> None:
    listed = "\n".join(server.url(f"/{number}") for number in range(3))
    server.routes |= {"/map": response(listed.encode())} | {
        f"/{number}": response(PAGE % number) for number in range(3)
    }
    with pytest.raises(KeyboardInterrupt):
        collecting(sitemaps=[server.url("/map")], progress=_stop_after(1))
    server.routes["/map"] = response(b"")
    found = collecting(sitemaps=[server.url("/map")])
    assert found.before == 1 and len(found.kept) == 2 and server.paths.count("/map") == 1


def test_what_was_missed_before_the_stop_is_told_again(server: WickedServer, collecting: Collecting) -> None:
    server.routes["/1"] = response(PAGE % 1)
    words = ("http://ilda:secret@lantern.example/", server.url("/1"))
    feeds = [server.url("/no-feed")]
    with pytest.raises(KeyboardInterrupt):
        collecting(*words, feeds=feeds, progress=_stop_after(2))
    found = collecting(*words, feeds=feeds)
    assert [one.address for one in found.missed] == ["http://…@lantern.example/", feeds[0]]
    assert len(found.kept) == 1 and "secret" not in str(found)


def test_another_command_does_not_disturb_it(server: WickedServer, collecting: Collecting) -> None:
    server.routes |= {f"/{number}": response(PAGE % number) for number in range(3)}
    first = [server.url("/0"), server.url("/1")]
    with pytest.raises(KeyboardInterrupt):
        collecting(*first, progress=_stop_after(1))
    other = collecting(server.url("/2"), server.url("/0"))
    assert other.before == 0 and len(other.kept) == 1 and len(other.unchanged) == 1
    assert collecting(*first).before == 1


def test_the_key_of_a_run_is_what_it_asks_for() -> None:
    plain = run_key(Wanted(("http://a.example/",)), Settings())
    assert plain == run_key(Wanted(("http://a.example/",)), Settings(delay_s=5, contact="x"))
    others = [
        run_key(Wanted(("http://b.example/",)), Settings()),
        run_key(Wanted(feeds=("http://a.example/",)), Settings()),
        run_key(Wanted(sitemaps=("http://a.example/",)), Settings()),
        run_key(Wanted(("http://a.example/",)), Settings(browser=True)),
        run_key(Wanted(("http://a.example/",)), Settings(most=3)),
    ]
    assert len({plain, *others}) == 6
