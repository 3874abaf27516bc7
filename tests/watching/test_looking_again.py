"""Looking again at pages that change, vanish, move and come back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from changing_pages import FURNITURE, Pages, page

from firsthand.model.errors import InputError
from firsthand.store import open_store
from firsthand.watching import Look, PageChange, looking
from firsthand.watching.watched import change_watched, watched

CLOSED = "The ferry at Varn was closed on Monday after 13 inspectors had left, the ministry of works said."
ENVELOPE = "The harbour master took a second envelope from the shipping company, the Harbour Watch reported."
BRIDGE = "A bridge will be built across the strait by the regional council within two years."
Looks = Callable[[Path], Look]


@pytest.fixture
def case(tmp_path: Path, pages: Pages) -> Path:
    pages.pages["/ferry"] = page(CLOSED, ENVELOPE)
    path = tmp_path / "ferry.case"
    store = open_store(path, create=True)
    change_watched(store, pages=[pages.url("/ferry")])
    store.close()
    return path


def only(look: Look) -> PageChange:
    [found] = look.changes.pages
    return found


def test_a_page_changes_as_pages_do(case: Path, pages: Pages, look: Looks) -> None:
    first = only(look(case))
    assert first.state == "new"
    assert len(first.gained) >= 2
    assert not look(case).changes.told

    pages.pages["/ferry"] = page(CLOSED, ENVELOPE, furniture=FURNITURE.replace("Weather", "Weather: rain"))
    assert only(look(case)).state == "furniture"

    pages.pages["/ferry"] = page(CLOSED.replace("13", "17"), ENVELOPE)
    moved = only(look(case))
    assert [one.words for one in moved.moved] == [("13", "17")]
    assert not (moved.gained or moved.lost or moved.reworded)

    pages.pages["/ferry"] = page(CLOSED.replace("13", "17"), ENVELOPE.replace("took", "accepted"))
    reworded = only(look(case))
    assert [(one.before.text, one.after.text) for one in reworded.reworded] == [
        (reworded.reworded[0].before.text, reworded.reworded[0].before.text.replace("took", "accepted"))
    ]
    assert "took" in reworded.reworded[0].before.text
    assert not (reworded.gained or reworded.lost or reworded.moved)

    pages.pages["/ferry"] = page(CLOSED.replace("13", "17"), BRIDGE)
    swapped = only(look(case))
    assert any("envelope" in one.text for one in swapped.lost)
    assert any("bridge" in one.text for one in swapped.gained)


def test_a_page_goes_is_out_of_reach_comes_back_and_moves(case: Path, pages: Pages, look: Looks) -> None:
    look(case)
    pages.pages["/ferry"] = 410
    gone = only(look(case))
    assert (gone.reach, gone.state) == ("gone", "same")
    assert "410" in gone.reason
    assert not look(case).changes.told, "told once"
    pages.pages["/ferry"] = 500
    assert only(look(case)).reach == "unreachable"
    again = only(look(case))
    assert again.reach == "unreachable"
    assert "2nd time" in again.reason
    pages.pages["/ferry"] = page(CLOSED, ENVELOPE)
    back = only(look(case))
    assert back.reach == "back"
    pages.pages["/new"] = page(CLOSED, ENVELOPE)
    pages.pages["/ferry"] = "/new"
    moved = only(look(case))
    assert moved.reach == "elsewhere"
    assert moved.reason == pages.url("/new")
    assert not (moved.gained or moved.lost)


@pytest.mark.parametrize("where", ["collect", "build", "compare_records"])
def test_a_look_that_is_stopped_is_told_the_next_time(
    case: Path, pages: Pages, look: Looks, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    look(case)
    pages.pages["/ferry"] = page(CLOSED.replace("13", "17"), ENVELOPE)
    works = getattr(looking, where)

    def stopped(*given: object, **more: object) -> None:
        works(*given, **more)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(looking, where, stopped)
        with pytest.raises(KeyboardInterrupt):
            look(case)
    assert [one.words for one in only(look(case)).moved] == [("13", "17")]
    assert not look(case).changes.told


def test_every_version_is_kept_and_the_log_says_when(case: Path, pages: Pages, look: Looks) -> None:
    look(case)
    pages.pages["/ferry"] = page(CLOSED)
    look(case)
    store = open_store(case)
    versions = [one.payload for one in store.captures() if one.purpose == "page"]
    assert len(set(versions)) == 2
    assert all(one and store.original(one) for one in versions)
    assert [entry.deed for entry in store.entries()].count("built") == 2
    store.close()


def test_what_a_feed_lists_is_looked_at(tmp_path: Path, pages: Pages, look: Looks) -> None:
    def feed(*paths: str) -> str:
        entries = "".join(
            f"<entry><id>{one}</id><title>{one}</title><updated>2026-03-01T00:00:00Z</updated>"
            f"<link href='{pages.url(one)}'/></entry>"
            for one in paths
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Varn</title>{entries}</feed>"

    case = tmp_path / "feed.case"
    store = open_store(case, create=True)
    change_watched(store, feeds=[pages.url("/news.xml")])
    store.close()
    pages.pages |= {"/news.xml": feed("/a"), "/a": page(CLOSED), "/b": page(ENVELOPE, title="Envelopes")}
    assert only(look(case)).address.endswith("/a")
    pages.pages["/news.xml"] = feed("/b", "/a")
    new = only(look(case))
    assert (new.address.removeprefix(pages.url("")), new.state) == ("/b", "new")


def test_a_case_that_watches_nothing_says_so(tmp_path: Path, look: Looks) -> None:
    case = tmp_path / "empty.case"
    open_store(case, create=True).close()
    with pytest.raises(InputError, match="--add URL"):
        look(case)


def test_addresses_are_added_and_dropped(case: Path, pages: Pages, look: Looks) -> None:
    look(case)
    store = open_store(case)
    assert watched(store).pages == (pages.url("/ferry"),)
    change_watched(store, pages=[pages.url("/b")], drop=[pages.url("/ferry")])
    assert watched(store).pages == (pages.url("/b"),)
    change_watched(store, pages=[pages.url("/ferry")])
    assert len(watched(store).pages) == 2
    store.close()
