"""The lineage of a story in a real browser: zoomed, moved, a line clicked; by mouse, touch and keyboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from firsthand.desk.shapes import DocumentRow

Papers = dict[str, DocumentRow]
Keep = Callable[[Any, str], Path]

_ON_IT = """(path) => {
  const at = path.getPointAtLength(path.getTotalLength() * 0.75).matrixTransform(path.getScreenCTM());
  return [at.x, at.y];
}"""


@pytest.fixture
def there(papers: Papers) -> str:
    return f"/stories/{papers['post'].story}"


def shown(page: Any) -> list[float]:
    """Return the part of the picture that is shown: left, top, width, height."""
    box = page.locator("svg.lineage:visible").get_attribute("viewBox")
    return [float(number) for number in box.split()]


def test_it_is_zoomed_and_moved_with_keys_and_buttons(page: Any, there: str, picture: Keep) -> None:
    page.goto(there)
    picture(page, "lineage")
    before = shown(page)
    page.locator("#stage").focus()
    page.keyboard.press("+")
    assert shown(page)[2] < before[2]
    closer = shown(page)
    page.keyboard.press("ArrowRight")
    assert shown(page)[0] > closer[0]
    page.keyboard.press("-")
    page.keyboard.press("0")
    assert shown(page)[2] == pytest.approx(before[2], rel=0.02)
    page.get_by_role("button", name="Zoom in").click()
    assert shown(page)[2] < before[2]
    page.get_by_role("button", name="All").click()
    assert shown(page)[2] == pytest.approx(before[2], rel=0.02)


def test_it_is_moved_with_the_mouse_without_opening_a_line(page: Any, there: str) -> None:
    page.goto(there)
    page.locator("#stage").focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    before = shown(page)
    box = page.locator("#stage").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 50, steps=5)
    page.mouse.up()
    assert shown(page)[0] > before[0]
    assert page.locator("#looked").is_hidden()


def test_a_click_on_a_line_shows_the_passages_that_prove_it(page: Any, there: str, picture: Keep) -> None:
    page.goto(there)
    page.mouse.click(*page.locator("svg.lineage:visible a.edge.reuses .hit").first.evaluate(_ON_IT))
    looked = page.locator("#looked")
    looked.locator("blockquote").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "looked"
    assert looked.locator(".pair").first.locator("blockquote").count() == 2
    picture(page, "lineage-line")
    assert "?edge=" in page.url
    page.reload()
    assert page.locator("#looked blockquote").first.is_visible()
    looked.locator(".who a").first.click()
    page.wait_for_url("**/documents/*#asked")
    asked = page.locator("#asked")
    assert asked.is_visible()
    assert 0 < asked.bounding_box()["y"] < 900


def test_a_line_is_opened_and_closed_with_the_keyboard(page: Any, there: str) -> None:
    page.goto(there)
    line = page.locator("svg.lineage:visible a.edge").first
    line.focus()
    page.keyboard.press("Enter")
    page.locator("#looked blockquote").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#looked").is_hidden()
    assert page.evaluate("document.activeElement.classList.contains('edge')")


def test_two_fingers_bring_it_closer(phone: Any, there: str, picture: Keep) -> None:
    phone.goto(there)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    picture(phone, "lineage-phone")
    before = shown(phone)
    phone.evaluate(
        """() => {
          const shown = (each) => each.getClientRects().length;
          const svg = [...document.querySelectorAll('svg.lineage')].find(shown);
          const box = svg.getBoundingClientRect();
          const at = (type, id, x, y) => svg.dispatchEvent(new PointerEvent(type, {
            pointerId: id, pointerType: 'touch', clientX: box.x + x, clientY: box.y + y, bubbles: true }));
          at('pointerdown', 1, 100, 60); at('pointerdown', 2, 140, 60);
          for (const apart of [60, 90, 120]) at('pointermove', 2, 100 + apart, 60);
          at('pointerup', 1, 100, 60); at('pointerup', 2, 220, 60);
        }"""
    )
    assert shown(phone)[2] < before[2] * 0.7


def test_without_scripts_a_line_is_a_page(open_page: Any, there: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(there)
    page.goto(page.locator("svg.lineage.wide a.edge").first.get_attribute("href"))
    assert page.locator("#looked blockquote").first.is_visible()
    page.goto(there)
    page.locator(".edges summary").first.click()
    assert page.locator(".edges blockquote").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whoever_cannot_see_it_well_can_use_it(open_page: Any, there: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = open_page(color_scheme=scheme)
    for path in ("/stories", there):
        page.goto(path)
        if path == there:
            page.locator("svg.lineage:visible a.edge").first.focus()
            page.keyboard.press("Enter")
            page.locator("#looked blockquote").first.wait_for()
            page.locator(".edges summary").first.click()
        found = axe.Axe().run(page).response["violations"]
        told = [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found]
        assert told == [], path
    assert page.errors == []
