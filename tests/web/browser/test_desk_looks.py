"""How the desk looks: on a phone nothing is cut, at 200% neither, for a screen reader nothing is amiss."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

PAGES: dict[str, Callable[[Any], str]] = {
    "claims": lambda desk: "/claims",
    "claims narrowed": lambda desk: "/claims?standing=contested&q=valve",
    "claims none": lambda desk: "/claims?q=elephants",
    "claim": lambda desk: f"/claims/{desk.claims().items[0].id}",
    "claim contested": lambda desk: f"/claims/{desk.claims().items[1].id}",
    "conflicts": lambda desk: "/queue/conflicts",
    "conflict": lambda desk: f"/queue/conflicts/{desk.queue('conflicts').items[0].id}",
    "variants": lambda desk: "/queue/variants",
    "variant": lambda desk: f"/queue/variants/{desk.queue('variants').items[0].id}",
    "one origin": lambda desk: "/queue/single-origin",
    "misfits": lambda desk: "/queue/misfits",
    "search": lambda desk: "/search?q=valve",
    "search none": lambda desk: "/search?q=elephants",
    "help": lambda desk: "/help",
    "reject": lambda desk: f"/decide?action=reject&target={desk.claims().items[0].id}",
    "merge": lambda desk: f"/decide?action=merge-claims&target={desk.claims().items[0].id}",
    "verdict": lambda desk: f"/decide?action=judge-claim&target={desk.claims().items[0].id}",
    "who said it": lambda desk: f"/decide?action=set-attribution&target={_statement(desk)}",
    "bounds": lambda desk: f"/decide?action=set-bounds&target={_statement(desk)}",
    "gone": lambda desk: "/decide?action=reject&target=c-000000000000",
}


def _statement(desk: Any) -> str:
    found: str = desk.claim(desk.claims().items[0].id).statements.items[0].id
    return found


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where pictures of the pages are kept: FIRSTHAND_PICTURES names a folder that stays."""
    folder = Path(os.environ.get("FIRSTHAND_PICTURES") or tmp_path) / "desk"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def amiss(page: Any) -> list[str]:
    found = axe.Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['html'][:160]}" for one in found]


def picture(page: Any, folder: Path, name: str) -> None:
    page.screenshot(path=str(folder / f"{re.sub(r'[^a-z0-9]+', '-', name)}.png"), full_page=True)


def cut_off(page: Any) -> list[str]:
    """Return what sticks out of the page to the right."""
    found: list[str] = page.evaluate("""() => [...document.querySelectorAll('main *, header *')]
      .filter((e) => e.getClientRects().length)
      .filter((e) => !e.closest('.sr, .drawing, svg, .skip, [popover]:not(:popover-open)'))
      .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((e) => e.outerHTML.slice(0, 120))""")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_for_a_screen_reader_light_and_dark(
    page: Any, desk: Any, pictures: Path, name: str
) -> None:
    page.goto(PAGES[name](desk))
    assert amiss(page) == []
    assert page.locator("h1").count() == 1
    picture(page, pictures, name)
    page.emulate_media(color_scheme="dark")
    assert amiss(page) == []
    picture(page, pictures, f"{name} dark")
    assert [error for error in page.errors if "40" not in error] == []
    assert all(asked.startswith(("http://127.0.0.1", "data:")) for asked in page.asked)


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_nothing_is_cut(phone: Any, desk: Any, pictures: Path, name: str) -> None:
    phone.goto(PAGES[name](desk))
    assert cut_off(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(phone, pictures, f"{name} phone")


@pytest.mark.parametrize("name", ["claims", "claim", "conflict", "merge"])
def test_at_twice_the_size_nothing_is_cut(open_page: Any, desk: Any, name: str) -> None:
    page = open_page(width=640, height=450, device_scale_factor=2)  # as a browser zoomed to 200% sees it
    page.goto(PAGES[name](desk))
    assert cut_off(page) == []


@pytest.mark.parametrize(
    ("page_name", "key"), [("claim", "r"), ("claim", "m"), ("claim", "v"), ("claims", "?")]
)
def test_a_dialog_is_sound_for_a_screen_reader(page: Any, desk: Any, page_name: str, key: str) -> None:
    page.goto(PAGES[page_name](desk))
    page.keyboard.press(key)
    page.locator("dialog[open]").wait_for()
    assert amiss(page) == []
    assert page.get_by_role("dialog").get_attribute("aria-labelledby") == "dialog-title"


def test_what_is_touched_is_large_enough(phone: Any, desk: Any) -> None:
    for name in ("claims", "claim", "conflict", "reject"):
        phone.goto(PAGES[name](desk))
        small = phone.evaluate("""() => [...document.querySelectorAll(
          'main button, main a.act, main a.button, main select')]
          .filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 43.5)
          .map((e) => e.outerHTML.slice(0, 120))""")
        assert small == []
