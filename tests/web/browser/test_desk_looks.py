"""How the desk looks: every page of it, in the light and the dark, on a phone, large, for a screen reader.

A page that the app has and that is not named here fails a test: no page stays unseen.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bay_story import originals
from fastapi import FastAPI
from playwright.sync_api import expect

from firsthand.building import build_from
from firsthand.model import Draft

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

# name: (the route it is of, how its address is found)
PAGES: dict[str, tuple[str, Callable[[Any], str]]] = {
    "overview": ("/", lambda desk: "/"),
    "claims": ("/claims", lambda desk: "/claims"),
    "claims narrowed": ("/claims", lambda desk: "/claims?standing=contested&q=valve"),
    "claims none": ("/claims", lambda desk: "/claims?q=elephants"),
    "claim": ("/claims/{claim}", lambda desk: f"/claims/{desk.claims().items[0].id}"),
    "claim contested": ("/claims/{claim}", lambda desk: f"/claims/{desk.claims().items[1].id}"),
    "conflicts": ("/queue/{kind}", lambda desk: "/queue/conflicts"),
    "conflict": ("/queue/conflicts/{conflict}", lambda desk: f"/queue/conflicts/{_first(desk, 'conflicts')}"),
    "variants": ("/queue/{kind}", lambda desk: "/queue/variants"),
    "variant": ("/queue/variants/{variant}", lambda desk: f"/queue/variants/{_first(desk, 'variants')}"),
    "one origin": ("/queue/{kind}", lambda desk: "/queue/single-origin"),
    "misfits": ("/queue/{kind}", lambda desk: "/queue/misfits"),
    "documents": ("/documents", lambda desk: "/documents"),
    "document": ("/documents/{document}", lambda desk: f"/documents/{_document(desk)}"),
    "passage": ("/documents/{document}/passage", lambda desk: f"/documents/{_document(desk)}/passage?at=0"),
    "stories": ("/stories", lambda desk: "/stories"),
    "story": ("/stories/{story}", lambda desk: f"/stories/{desk.stories().items[0].id}"),
    "sources": ("/sources", lambda desk: "/sources"),
    "source": ("/sources/{source}", lambda desk: f"/sources/{_source(desk)}"),
    "source splitting": ("/sources/{source}", lambda desk: f"/sources/{_source(desk)}?find=a&split=1"),
    "records": ("/records", lambda desk: "/records"),
    "record": ("/records/{record}", lambda desk: f"/records/{desk.records().items[0].record.id}"),
    "persons": ("/persons", lambda desk: "/persons"),
    "custody": ("/custody", lambda desk: "/custody"),
    "failures": ("/failures", lambda desk: "/failures"),
    "decisions": ("/decisions", lambda desk: "/decisions"),
    "decision": ("/decisions/{decision}", lambda desk: f"/decisions/{desk.decisions().items[0].id}"),
    "build": ("/build", lambda desk: "/build"),
    "publish": ("/publish", lambda desk: "/publish"),
    "search": ("/search", lambda desk: "/search?q=valve"),
    "search none": ("/search", lambda desk: "/search?q=elephants"),
    "help": ("/help", lambda desk: "/help"),
    "programs": ("/api", lambda desk: "/api"),
    "account": ("/account", lambda desk: "/account"),
    "audit": ("/audit", lambda desk: "/audit"),
    "reject": ("/decide", lambda desk: f"/decide?action=reject&target={_claim(desk)}"),
    "merge": ("/decide", lambda desk: f"/decide?action=merge-claims&target={_claim(desk)}"),
    "verdict": ("/decide", lambda desk: f"/decide?action=judge-claim&target={_claim(desk)}"),
    "split": (
        "/decide",
        lambda desk: f"/decide?action=split-claim&target={_claim(desk)}&others={_statement(desk)}",
    ),
    "who said it": ("/decide", lambda desk: f"/decide?action=set-attribution&target={_statement(desk)}"),
    "bounds": ("/decide", lambda desk: f"/decide?action=set-bounds&target={_statement(desk)}"),
    "add": (
        "/decide",
        lambda desk: f"/decide?action=add-statement&target={_document(desk)}&start=3&end=12",
    ),
    "rename": ("/decide", lambda desk: f"/decide?action=rename-source&target={_source(desk)}"),
    "kind of source": ("/decide", lambda desk: f"/decide?action=set-source-kind&target={_source(desk)}"),
    "merge sources": ("/decide", lambda desk: f"/decide?action=merge-sources&target={_source(desk)}"),
    "hide": ("/decide", lambda desk: f"/decide?action=hide-person&target={_person(desk)}"),
    "withdraw": ("/decide", lambda desk: f"/decide?action=withdraw&target={desk.decisions().items[0].id}"),
    "gone": ("/decide", lambda desk: "/decide?action=reject&target=c-000000000000"),
}
# Pictures, downloads and answers for scripts; the door's pages are looked at in tests/web/door.
NO_PAGES = {
    "/static/page.css", "/news", "/build/progress", "/publish/report", "/queue/piece/{statement}.svg",
    "/documents/{document}/original", "/documents/{document}/pages/{number}",
    "/documents/{document}/pages/{number}/marks", "/enter/{secret}", "/invite/{secret}", "/login",
}  # fmt: skip
REASON = "Both documents were read side by side."


def _first(desk: Any, kind: str) -> str:
    found: str = desk.queue(kind).items[0].id
    return found


def _claim(desk: Any) -> str:
    found: str = desk.claims().items[0].id
    return found


def _document(desk: Any) -> str:
    found: str = desk.documents().items[0].id
    return found


def _source(desk: Any) -> str:
    found: str = desk.sources(text="Bay Institute").items[0].source.id
    return found


def _person(desk: Any) -> str:
    found: str = next(row.person.id for row in desk.persons(limit=500).items if row.shown)
    return found


def _statement(desk: Any) -> str:
    found: str = desk.claim(desk.claims().items[0].id).statements.items[0].id
    return found


@pytest.fixture(scope="module")
def built_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story of the tests, with a codebook so that there are records."""
    path = tmp_path_factory.mktemp("register") / "bay.case"
    build_from(originals(), case=path, codebook="industrial-accidents", processes=1).close()
    return path


@pytest.fixture
def decided(desk: Any) -> Any:
    """A desk on which somebody decided and once took it back, so that no list of decisions is empty."""
    claims = [row.id for row in desk.claims(limit=10).items]
    desk.decide(Draft("accept", claims[3], REASON), reviewer="Bo Aster")
    made = desk.decide(Draft("judge-claim", claims[4], REASON, value="Well supported"), reviewer="Bo Aster")
    desk.decide(Draft("withdraw", made.decision.id, REASON), reviewer="Rosa Quill")
    desk.decide(Draft("accept", claims[4], REASON), reviewer="Rosa Quill")
    return desk


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where pictures of the pages are kept: FIRSTHAND_PICTURES names a folder that stays."""
    folder = Path(os.environ.get("FIRSTHAND_PICTURES") or tmp_path) / "desk"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def amiss(page: Any, *, touched: bool = False) -> list[str]:
    """Return what axe finds: all its rules but those that are trials; `touched`: the size of targets, too."""
    rules = {"target-size": {"enabled": touched}, "heading-order": {"enabled": True}}
    found = axe.Axe().run(page, options={"rules": rules}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['html'][:160]}" for one in found]


def picture(page: Any, folder: Path, name: str) -> None:
    page.screenshot(path=str(folder / f"{re.sub(r'[^a-z0-9]+', '-', name)}.png"), full_page=True)


def cut_off(page: Any) -> list[str]:
    """Return what sticks out of the page to the right, and is in no box that scrolls by itself."""
    found: list[str] = page.evaluate("""() => [...document.querySelectorAll('main *, header *, aside *')]
      .filter((e) => e.getClientRects().length)
      .filter((e) => !e.closest('.sr, svg, .skip, .sheets, pre, [popover]:not(:popover-open)'))
      .filter((e) => !e.closest('.drawing, .stage, .wide, .rows thead'))
      .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((e) => e.outerHTML.slice(0, 120))""")
    return found


def unnamed(page: Any) -> list[str]:
    """Return pictures that say nothing to who does not see them, and tables without headings."""
    found: list[str] = page.evaluate("""() => [
      ...[...document.querySelectorAll('svg')].filter((e) => !e.closest('[aria-hidden=true]')
        && !e.getAttribute('aria-label')),
      ...[...document.querySelectorAll('table')].filter((e) => !e.querySelector('th')),
      ...[...document.querySelectorAll('.strip')].filter((e) => !e.getAttribute('aria-label')),
      ...[...document.querySelectorAll('blockquote')].filter((e) => e.closest('.side, .telling, .para')
        && !e.closest('[lang]:not(html)')),
    ].map((e) => e.outerHTML.slice(0, 120))""")
    return found


def small(page: Any) -> list[str]:
    """Return what is pressed or filled in and is lower than a finger is wide: 44 px."""
    found: list[str] = page.evaluate("""() => [...document.querySelectorAll(
      'main :is(button, a.act, a.button, select, input:not([type=hidden])), .mast a.button')]
      .map((e) => e.closest('label.pick, .picks label, .ticks label, .picker label, .refit label') || e)
      .filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 43.5)
      .map((e) => `small: ${e.outerHTML.slice(0, 120)}`)""")
    return found


def told(found: dict[str, list[str]]) -> str:
    """Return what is amiss by its page, a line each."""
    return "\n".join(f"{name}: {one}" for name, each in found.items() for one in each)


def _routes(routes: Any) -> Iterator[str]:
    """Return the addresses that can be asked for, also those of routers that were taken in."""
    for route in routes:
        inside = getattr(route, "original_router", None)
        if inside is not None:
            yield from _routes(inside.routes)
        elif "GET" in (getattr(route, "methods", None) or ()):
            yield route.path


def test_every_page_of_the_app_is_looked_at(app: FastAPI) -> None:
    there = set(_routes(app.routes))
    assert "/claims/{claim}" in there, "the routes are not seen: this test would not notice a new page"
    assert there == {route for route, _ in PAGES.values()} | NO_PAGES


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound_for_a_screen_reader(
    open_page: Callable[..., Any], decided: Any, pictures: Path, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    found: dict[str, list[str]] = {}
    for name, (_, address) in PAGES.items():
        page.goto(address(decided))
        found[name] = [*amiss(page), *unnamed(page)]
        if (page.locator("h1").count(), page.locator("main").count()) != (1, 1):
            found[name].append("not one h1 and one main")
        if page.locator("nav[aria-label=Pages] [aria-current=page]").count() > 1:
            found[name].append("at two pages at once")
        picture(page, pictures, f"{name} desk" if scheme == "light" else f"{name} {scheme}")
    assert told(found) == ""
    assert [error for error in page.errors if "40" not in error] == []
    assert all(asked.startswith(("http://127.0.0.1", "data:")) for asked in page.asked)


def test_on_a_phone_nothing_is_cut_and_all_can_be_touched(phone: Any, decided: Any, pictures: Path) -> None:
    found: dict[str, list[str]] = {}
    for name, (_, address) in PAGES.items():
        phone.goto(address(decided))
        found[name] = [*amiss(phone, touched=True), *cut_off(phone), *small(phone)]
        if phone.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[name].append("scrolls sideways")
        picture(phone, pictures, f"{name} phone")
    assert told(found) == ""


def test_where_the_system_gives_the_colours_marks_and_the_place_one_is_at_show(
    page: Any, decided: Any, pictures: Path
) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(PAGES["claims"][1](decided))
    page.keyboard.press("j")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.evaluate("getComputedStyle(document.querySelector('.sq')).backgroundColor") != paper
    picture(page, pictures, "claims forced colours")


def test_at_twice_and_four_times_the_size_nothing_is_cut(open_page: Any, decided: Any) -> None:
    found: dict[str, list[str]] = {}
    for width, height, scale in ((640, 450, 2), (320, 256, 4)):  # as a browser zoomed so far sees it
        page = open_page(width=width, height=height, device_scale_factor=scale)
        for name, (_, address) in PAGES.items():
            page.goto(address(decided))
            found[f"{name} {width}"] = cut_off(page)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found[f"{name} {width}"].append("scrolls sideways")
    assert told(found) == ""


@pytest.mark.parametrize(
    ("page_name", "keys"),
    [
        ("claim", "r"), ("claim", "m"), ("claim", "v"), ("claims", "?"), ("claim", "jt"), ("claim", "je"),
        ("claim", "jxs"), ("source", "e"), ("source", "c"), ("conflict", "r"), ("variant", "r"),
        ("record", "r"), ("document", "jt"), ("decisions", "u"), ("overview", "u"),
    ],
)  # fmt: skip
def test_a_dialog_is_sound_and_gives_the_focus_back(
    page: Any, decided: Any, pictures: Path, page_name: str, keys: str
) -> None:
    page.goto(PAGES[page_name][1](decided))
    for key in keys:
        page.keyboard.press(key)
    page.locator("dialog[open]").wait_for()
    assert amiss(page) == []
    assert page.get_by_role("dialog").get_attribute("aria-labelledby") == "dialog-title"
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    picture(page, pictures, f"dialog {page_name} {keys.replace('?', 'keys')}")
    page.emulate_media(color_scheme="dark")
    assert amiss(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(":focus")).to_be_visible()


def test_a_decision_is_told_to_who_listens_and_the_focus_stays_there(page: Any, decided: Any) -> None:
    claim = decided.claims().items[0].id
    page.goto("/claims")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_selector(".flash")
    expect(page.locator("#live")).to_contain_text("Accepted.")
    assert page.evaluate("document.activeElement.closest('[data-item]')?.dataset.id") == claim


def test_who_wants_no_motion_has_none(page: Any) -> None:
    page.goto("/claims")
    moving = page.evaluate("""() => [...document.querySelectorAll('*')].filter((e) => {
      const style = getComputedStyle(e);
      return style.scrollBehavior === 'smooth' || parseFloat(style.animationDuration) > 0.01
        || parseFloat(style.transitionDuration) > 0.01;
    }).map((e) => e.tagName)""")
    assert moving == []


def test_where_one_is_shows(page: Any, decided: Any) -> None:
    page.goto("/claims")
    for _ in range(12):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
          const style = getComputedStyle(document.activeElement);
          return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
            || style.boxShadow !== 'none';
        }""")
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
