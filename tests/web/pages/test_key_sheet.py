"""The sheet of keys tells every key there is, and no other."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from bay_story import originals
from starlette.testclient import TestClient

from firsthand.building import build_from
from firsthand.model import Draft
from firsthand.web.views.finding.words_explained import KEYS

_STATIC = files("firsthand.web") / "static"
# What keys do that stand in no page: the browser's own, and words for a range of keys.
_OF_THE_SCRIPTS = {"j", "k", "g", "/", "n", "p", "Enter", "Esc"}
_CHOOSING = {"[", "{", "}", "]", "←", "→", "↑", "↓", "Home", "End", "Enter", "Esc"}
_LINEAGE = {"+", "-", "0", "←", "→", "↑", "↓", "Esc"}


@pytest.fixture(scope="module")
def built_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story of the tests, with a codebook so that there are records."""
    path = tmp_path_factory.mktemp("register") / "bay.case"
    build_from(originals(), case=path, codebook="industrial-accidents", processes=1).close()
    return path


def _told(heading: str) -> set[str]:
    rows = dict(KEYS)[heading]
    return {name for names, _ in rows for name in names.split(" ") if name != "–"}


def _pages(desk: Any) -> Iterator[str]:
    claim = desk.claims().items[0]
    yield from ("/", "/claims", "/documents", "/stories", "/sources", "/records", "/persons", "/custody")
    yield from (
        "/failures",
        "/decisions",
        "/build",
        "/publish",
        "/search?q=valve",
        "/help",
        "/api",
        "/account",
    )
    for kind in ("conflicts", "variants", "single-origin", "misfits"):
        yield f"/queue/{kind}"
    for kind in ("conflicts", "variants"):
        yield f"/queue/{kind}/{desk.queue(kind).items[0].id}"
    yield f"/claims/{claim.id}"
    yield f"/documents/{desk.documents().items[0].id}"
    yield f"/stories/{claim.story}"
    yield f"/sources/{desk.sources(text='Bay Institute').items[0].source.id}"
    yield f"/records/{desk.records().items[0].record.id}"


def _keys_of(client: TestClient, desk: Any) -> dict[str, set[str]]:
    """Return each key that a page names, and what it does there: the decision, or the words of its button."""
    desk.decide(Draft("accept", desk.claims().items[1].id), reviewer="Rosa Quill")
    found: dict[str, set[str]] = {}
    for address in _pages(desk):
        answer = client.get(address)
        assert answer.status_code == 200, address
        for tag in re.findall(r"<(?:a|button|input)\b[^>]*\bdata-key=[^>]*>", answer.text):
            key = re.search(r'data-key="([^"]+)"', tag)
            act = re.search(r'data-act="([^"]+)"', tag)
            assert key, tag
            found.setdefault(key[1], set()).add(act[1] if act else "")
    return found


def test_every_key_of_a_page_is_on_the_sheet_and_the_other_way_round(client: TestClient, desk: Any) -> None:
    named = set(_keys_of(client, desk))
    assert {"a", "r", "u", "t", "e", "i", "d"} <= named
    told = _told("Move") | _told("Decide on what one is at") | {"i"}
    others = {"1", "9", "Ctrl"}  # a reason by its number; a form sent from within a field
    assert named | _OF_THE_SCRIPTS - {"g"} | others == told


def test_a_key_means_one_thing(client: TestClient, desk: Any) -> None:
    meanings = {
        "a": {"accept"}, "r": {"reject"}, "u": {"withdraw", ""}, "t": {"set-attribution"},
        "v": {"judge-claim"}, "w": {"show-person", "hide-person"}, "m": {"merge-claims", ""},
        "c": {"set-source-kind"},
        "e": {"set-bounds", "rename-source", ""}, "s": {""},
    }  # fmt: skip
    found = _keys_of(client, desk)
    for key, meant in meanings.items():
        assert found[key] <= meant, key


def test_every_way_of_the_menu_is_on_the_sheet(client: TestClient) -> None:
    ways = set(re.findall(r'data-go="([^"]+)"', client.get("/claims").text))
    assert ways == _told("Go to: g, then") - {"g"}


def test_what_the_scripts_listen_to_is_on_the_sheet() -> None:
    told = {
        "desk.js": _OF_THE_SCRIPTS,
        "document.js": _CHOOSING | {"i"},
        "lineage.js": _LINEAGE | {"="},
    }
    spelled = {
        "ArrowLeft": "←",
        "ArrowRight": "→",
        "ArrowUp": "↑",
        "ArrowDown": "↓",
        "Escape": "Esc",
        "Arrow": "←",
    }
    for name, keys in told.items():
        script = (_STATIC / name).read_text("utf-8")
        heard = set(re.findall(r'\bkey (?:===|!==) "([^"]+)"', script)) - {"u", " "}
        heard |= set(re.findall(r'(?<=[{ ])"?([\[\]{}])"?: \["(?:start|end)"', script))
        heard |= set(re.findall(r"\b(Arrow(?:Left|Right|Up|Down))\b", script))
        assert {spelled.get(key, key) for key in heard} <= keys, name
    assert _told("In a document") == _CHOOSING | {"i"}
    assert _told("In a lineage that one is at") == _LINEAGE


def test_every_page_can_undo_and_has_the_sheet_and_the_search(client: TestClient, desk: Any) -> None:
    for address in _pages(desk):
        text = client.get(address).text
        assert 'data-key="u"' in text, address
        assert 'data-key="?"' in text, address
        assert "data-search" in text, address
