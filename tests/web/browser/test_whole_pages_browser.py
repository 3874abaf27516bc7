"""Pages on the case as a whole in a real browser: each one, each decision, by keyboard, without scripts."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from firsthand.desk.shapes import Building
from firsthand.model import Draft

PAGES = (
    "/", "/sources", "/records", "/persons", "/custody", "/failures", "/decisions", "/build", "/publish",
)  # fmt: skip
REASON = "Both documents were read side by side."


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[Any, str], None]:
    """Keep a picture of a page where FIRSTHAND_PICTURES says, else beside the test's own files."""
    folder = Path(os.environ.get("FIRSTHAND_PICTURES") or tmp_path)

    def keep(page: Any, name: str) -> None:
        page.screenshot(path=folder / f"whole-{name}.png", full_page=True)

    return keep


@pytest.fixture
def decided(desk: Any) -> Any:
    """A desk on which two reviewers decided, and once parted."""
    claims = [row.id for row in desk.claims(limit=10).items]
    desk.decide(Draft("accept", claims[0], REASON), reviewer="Bo Aster")
    desk.decide(Draft("judge-claim", claims[1], REASON, value="false"), reviewer="Bo Aster")
    desk.decide(Draft("judge-claim", claims[1], REASON, value="proven"), reviewer="Cy Fenn")
    made = desk.decide(Draft("accept", claims[2], REASON), reviewer="Bo Aster").decision
    desk.decide(Draft("withdraw", made.id, "It was meant for another claim."), reviewer="Cy Fenn")
    return desk


def _every_page(desk: Any) -> tuple[str, ...]:
    source = desk.sources(text="Bay Institute").items[0].source.id
    person = next(row.person.id for row in desk.persons(limit=500).items if row.person.mentions)
    decision = desk.decisions().items[-1].id
    return (*PAGES, f"/sources/{source}?find=a&split=1", f"/persons?look={person}", f"/decisions/{decision}")


def _name(path: str) -> str:
    return path.strip("/").partition("?")[0].replace("/", "-")[:24] or "overview"


def _violations(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0].get('failureSummary', '')}" for v in found
    ]


def test_no_page_has_a_barrier_an_error_or_anything_from_elsewhere(
    open_page: Callable[..., Any], decided: Any, picture: Callable[[Any, str], None], served: Any
) -> None:
    for scheme, width in (("light", 1280), ("dark", 390)):
        page = open_page(width=width, color_scheme=scheme)
        for path in _every_page(decided):
            assert page.goto(path).status == 200, path
            picture(page, f"{_name(path)}-{scheme}-{width}")
            assert _violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.errors == []
        assert all(url.startswith(served.url) for url in page.asked)


def test_at_twice_the_size_nothing_is_cut_off(open_page: Callable[..., Any], decided: Any) -> None:
    page = open_page(width=640, height=450)  # a window of 1280 at 200%
    for path in _every_page(decided):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path


def test_everything_is_there_without_scripts(open_page: Callable[..., Any], decided: Any) -> None:
    page = open_page(java_script_enabled=False)
    for path in _every_page(decided):
        assert page.goto(path).status == 200, path
        assert page.locator("main h1").count() == 1
    page.goto("/publish")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the report").click()
    assert taken.value.suggested_filename == "bay-report.html"
    page.goto("/custody")
    page.get_by_role("button", name="Verify now").click()
    page.wait_for_url("**/custody#check")


def test_from_the_overview_to_a_contested_claim_by_keyboard(page: Any, desk: Any) -> None:
    page.goto("/")
    page.keyboard.press("j")
    focused = page.evaluate("document.activeElement.dataset.id")
    assert focused == desk.overview().contested[0].id
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue/conflicts/**")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url("**/decisions")


def test_a_person_is_hidden_and_the_decision_taken_back(
    page: Any, desk: Any, picture: Callable[[Any, str], None]
) -> None:
    row = next(row for row in desk.persons(limit=500).items if row.shown)
    page.goto("/persons")
    page.locator(f'[id="{row.person.id}"]').get_by_role("link", name="Hide").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=reason]").fill("Asked us in writing not to be named anywhere.")
    picture(page, "persons-hiding")
    with page.expect_navigation():
        dialog.locator("[data-do]").click()
    item = page.locator(f'[id="{row.person.id}"]')
    assert "leaves as" in item.inner_text()
    with page.expect_navigation():
        item.get_by_role("button", name="Take the decision back").click()
    assert "leaves as" not in page.locator(f'[id="{row.person.id}"]').inner_text()


def test_two_sources_become_one_by_picking_and_giving_a_reason(
    page: Any, desk: Any, picture: Callable[[Any, str], None]
) -> None:
    one = desk.sources(text="Bay Institute").items[0].source
    other = desk.sources(text="authority").items[0].source
    page.goto(f"/sources/{one.id}?find=authority")
    page.locator(f'input[name=others][value="{other.id}"]').check()
    page.get_by_role("button", name="Merge these into").click()
    page.locator("main [name=reason], dialog[open] [name=reason]").first.fill(REASON)
    picture(page, "sources-merging")
    with page.expect_navigation():
        page.locator("main [data-do], dialog[open] [data-do]").first.click()
    assert page.url.split("?")[0].endswith(f"/sources/{one.id}")
    assert other.name in page.locator("article").inner_text()


def test_a_decision_is_taken_back_from_the_list_with_one_key(page: Any, desk: Any) -> None:
    made = desk.decide(Draft("accept", desk.claims().items[0].id, REASON), reviewer="Rosa Quill").decision
    page.goto("/decisions")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert made.id not in desk.in_force()


def test_a_build_is_watched_and_its_end_seen_without_touching_anything(
    page: Any, desk: Any, monkeypatch: pytest.MonkeyPatch, picture: Callable[[Any, str], None]
) -> None:
    stands = [Building(True, "extract", 3, 12, "2031-03-08T09:00:00+00:00")]
    monkeypatch.setattr(desk, "building", lambda: stands[0])
    page.goto("/build")
    assert page.locator("progress").get_attribute("value") == "3"
    stands[0] = Building(True, "weigh", 9, 10, "2031-03-08T09:00:00+00:00")
    page.locator("[data-build=heading]", has_text="Tracing and weighing stories").wait_for()
    assert page.locator("progress").get_attribute("value") == "9"
    picture(page, "build-running")
    assert _violations(page) == []
    stands[0] = Building(False)
    page.wait_for_selector("[data-building=still]")


def test_the_report_is_one_click_away(page: Any, desk: Any) -> None:
    page.goto("/publish")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the report").click()
    text = Path(taken.value.path()).read_text("utf-8")
    assert desk.overview().headline.split(":")[0] in text
