"""The verb that looks again: what it shows, what it sends, and that nobody private is named in it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthand.cli.watching import watch
from firsthand.model.errors import InputError
from firsthand.store.locked_keys import new_key, using

sys.path.append(str(Path(__file__).parents[1] / "watching"))
from changing_pages import Pages, page, serving

WITNESS = (
    "A neighbour, Ina Roelandt, was injured when the ferry struck the pier of Varn at noon.",
    "The ministry of works closed the harbour of Varn on Monday.",
)


@pytest.fixture
def pages() -> Iterator[Pages]:
    with serving() as one:
        yield one


def run(case: Path, pages: Pages, *arguments: object, code: int = 0) -> Result:
    words = [str(case), "--once", "--delay", "0", "--allow", f"127.0.0.1:{pages.port}", *map(str, arguments)]
    result = CliRunner().invoke(watch, words, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def test_what_leaves_names_nobody_private(tmp_path: Path, pages: Pages) -> None:
    case, feed, notes = tmp_path / "v.case", tmp_path / "v.atom", tmp_path / "v.md"
    pages.pages["/a"] = page(*WITNESS)
    ways = ("--report", notes, "--atom", feed, "--webhook", pages.url("/hook"))
    told = run(case, pages, "--add", pages.url("/a"), *ways).output
    assert "Ina Roelandt" in told, "the user's own terminal shows what the page says"
    left = notes.read_text() + feed.read_text() + pages.posted[0].decode()
    assert "ferry" in left
    assert "Roelandt" not in left
    pages.pages["/a"] = page(WITNESS[0].replace("noon", "dusk"), WITNESS[1])
    pages.post_status = 503
    result = run(case, pages, *ways, code=3)
    assert "answered 503" in result.output
    assert "Roelandt" not in notes.read_text() + feed.read_text()
    assert "dusk" in notes.read_text()
    pages.post_status = 200
    run(case, pages, *ways)
    assert "dusk" in pages.posted[-1].decode()
    assert "Roelandt" not in "".join(one.decode() for one in pages.posted)


def test_an_encrypted_case_is_watched(tmp_path: Path, pages: Pages) -> None:
    case = tmp_path / "v.case.age"
    pages.pages["/a"] = page(*WITNESS)
    with using(new_key(tmp_path / "key")):
        run(case, pages, "--add", pages.url("/a"))
        told = json.loads(run(case, pages, "--json").stdout)
    assert told["pages"] == []
    assert case.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["key", "v.case.age"]


def test_what_is_watched_is_listed(tmp_path: Path, pages: Pages) -> None:
    case = tmp_path / "v.case"
    told = run(case, pages, "--add", pages.url("/a"), "--feed", pages.url("/f.xml"), "--list").output
    assert told == f"page  {pages.url('/a')}\nfeed  {pages.url('/f.xml')}\n"
    told = run(case, pages, "--drop", pages.url("/a"), "--list", "--json").output
    assert json.loads(told) == {"pages": [], "feeds": [pages.url("/f.xml")]}
    assert not pages.posted


def test_words_that_are_off(tmp_path: Path, pages: Pages) -> None:
    case = tmp_path / "v.case"
    with pytest.raises(InputError, match="--smtp"):
        run(case, pages, "--mail", "a@varn.example")
    with pytest.raises(InputError, match="too often"):
        run(case, pages, "--every", "1m")
    with pytest.raises(InputError, match="https"):
        run(case, pages, "--webhook", "varn.example")
