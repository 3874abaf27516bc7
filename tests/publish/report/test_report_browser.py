"""The report in a real browser: opens from a file, asks for nothing, fits a phone, works without scripts."""

import re
from pathlib import Path
from typing import Any

import pytest
from harbour import harbour as build_harbour
from harbour import large
from playwright.sync_api import expect

from firsthand.publish.report import write_report


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_report(build_harbour(), tmp_path_factory.mktemp("report") / "report.html").as_uri()


def test_it_opens_from_a_file_and_asks_nobody_for_anything(open_page: Any, report: str) -> None:
    page = open_page()
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.wait_for_timeout(200)
    assert page.asked == [report]
    assert page.errors == []
    assert page.evaluate("fetch('https://example.org').then(() => 'out', () => 'kept in')") == "kept in"


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out(open_page: Any, width: int, scheme: str) -> None:
    page = open_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_address_opens_what_is_folded_around_it(open_page: Any) -> None:
    claim = next(c for c in build_harbour().claims if c.documents == 1)
    page = open_page(f"#{claim.id}")
    assert page.locator(f"#{claim.id}").is_visible()
    statement = build_harbour().statements[0]
    page.evaluate(f"location.hash = '{statement.id}'")
    page.wait_for_timeout(100)
    box = page.locator(f"#{statement.id}").bounding_box()
    assert 0 <= box["y"] <= 900 - box["height"]


def test_without_scripts_every_word_is_there(open_page: Any) -> None:
    page = open_page(java_script_enabled=False)
    text = page.locator("main").text_content()
    for words in (
        "Tidewatch › Northern Wire",
        "Is the quay open or closed?",
        "There was no label on them",
        "44",
    ):
        assert words in text
    assert page.locator(".filter").is_hidden() and page.locator(".zoom").is_hidden()
    claim = page.locator("details.claim").first
    claim.locator("summary").click()
    assert claim.locator("blockquote").first.is_visible()


def test_the_keyboard_reaches_links_and_shows_where_it_is(open_page: Any) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the claims"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    assert page.evaluate("document.activeElement.matches('.claim > summary')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")


def test_a_statement_lights_its_fellows(open_page: Any) -> None:
    page = open_page()
    claim = next(c for c in build_harbour().claims if len(c.statements) > 3)
    page.locator(f"#{claim.statements[0]} .mk").first.focus()
    assert page.locator(".st.lit").count() == len(claim.statements)


def test_claims_can_be_filtered(open_page: Any) -> None:
    page = open_page()
    page.locator("button[data-f=corroborated]").click()
    assert page.locator("#claim-list > .claim:visible").count() == 1
    page.locator("button[data-f='']").click()
    page.fill("#find", "inquiry")
    assert page.locator("#claim-list > .claim:visible").count() == 1
    assert "1 of" in page.locator("#found").text_content()


def test_a_citation_says_where_it_stands(open_page: Any) -> None:
    page = open_page()
    page.locator(".claim > summary").first.click()
    page.locator(".said .copy").first.click()
    expect(page.locator("#live")).to_have_text(re.compile("Copied"))
    cited = page.locator("#live").text_content()
    assert "At least 44 barrels" in cited and "Tidewatch › Northern Wire" in cited
    assert "SHA-256" in cited and "characters 0–" in cited and "#s-" in cited


def test_every_picture_and_mark_has_words(open_page: Any) -> None:
    page = open_page()
    assert page.locator("main svg:not([aria-hidden]):not([aria-label])").count() == 0
    assert page.locator(".strip:not([aria-label])").count() == 0
    assert page.locator("a:not([href])").count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('main a, button')].every(a => (a.textContent || a.ariaLabel).trim())"
    )


def test_print_shows_what_is_folded(open_page: Any) -> None:
    page = open_page()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".claim blockquote").first.is_visible()
    assert page.locator("nav.bar").is_hidden()


def test_a_large_case_opens(browser: Any, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(write_report(large(120, 4000), tmp_path / "large.html").as_uri())
    assert page.locator("#claim-list > .claim").count() == 400
    page.close()
