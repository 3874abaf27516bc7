"""Pages as pictures in a real browser: from a claim to the text, to the page, to the mark, and back."""

import re
from pathlib import Path
from typing import Any

import paper_trail
import pytest
from playwright.sync_api import expect

from firsthand.publish.pictures import page_pictures
from firsthand.publish.report import write_report

TRAIL = paper_trail.paper_trail()
REPORT = next(d for d in TRAIL.documents if d.name == "report.pdf")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    pictures = page_pictures(TRAIL, paper_trail.data, hidden=None)
    return write_report(TRAIL, tmp_path_factory.mktemp("pages") / "report.html", pictures=pictures).as_uri()


def _all_open(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def test_the_way_from_a_claim_to_its_page_and_back(open_page: Any) -> None:
    page = open_page()
    said = next(s for s in TRAIL.statements if s.text == paper_trail.ILL)
    page.evaluate("document.querySelectorAll('#claims details').forEach(d => d.open = true)")
    page.locator(f'#claims a[href="#{said.id}"]').first.click()
    assert page.evaluate("location.hash") == f"#{said.id}"
    assert page.locator(f"#{said.id}").bounding_box()["y"] < 900
    label = page.locator("p.leaf a", has_text="page 2")
    label.click()
    picture = page.locator(page.evaluate("location.hash"))
    assert picture.locator("figcaption").text_content().endswith("page 2")
    assert picture.locator("img").evaluate("img => img.complete && img.naturalWidth") >= 900
    assert abs(picture.bounding_box()["y"]) < 200
    picture.locator(f'a[href="#{said.id}"]').click()
    assert page.evaluate("location.hash") == f"#{said.id}"
    assert 0 <= page.locator(f"#{said.id}").bounding_box()["y"] < 900


def test_a_mark_lies_on_its_line_at_every_width(open_page: Any) -> None:
    for width in (390, 1280):
        page = open_page(viewport={"width": width, "height": 844})
        _all_open(page)
        for sheet in page.locator(".page-sheet").all():
            paper = sheet.locator("img").bounding_box()
            for mark in sheet.locator("rect").all():
                box = mark.bounding_box()
                assert paper["x"] <= box["x"] and box["x"] + box["width"] <= paper["x"] + paper["width"]
                assert paper["y"] <= box["y"] and box["y"] + box["height"] <= paper["y"] + paper["height"]
                assert box["height"] >= 4 and box["width"] >= 20


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_sticks_out(open_page: Any, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 844})
    _all_open(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pictures_are_in_the_page_and_nothing_is_asked_for(open_page: Any, report: str) -> None:
    page = open_page()
    _all_open(page)
    for image in page.locator(".page-sheet img").all():
        image.scroll_into_view_if_needed()
    for image in page.locator(".page-sheet img").all():
        expect(image).not_to_have_js_property("naturalWidth", 0)
    assert page.locator(".page-sheet img").count() == 4
    assert [address for address in page.asked if not address.startswith("data:")] == [report]
    assert page.errors == []


def test_the_keyboard_reaches_a_mark_and_shows_it(open_page: Any) -> None:
    page = open_page()
    _all_open(page)
    mark = page.locator(".page-sheet a").first
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert mark.evaluate("a => a === document.activeElement")
    assert mark.locator("rect").evaluate("r => getComputedStyle(r).strokeOpacity") == "1"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == mark.get_attribute("href")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whoever_cannot_see_it_well_can_read_it(open_page: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = open_page(color_scheme=scheme)
    _all_open(page)
    found = axe.Axe().run(page, context="#documents").response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []


def test_a_citation_names_the_page(open_page: Any) -> None:
    page = open_page()
    page.locator(".claim > summary").first.click()
    item = page.locator(".said", has_text="in report, page 3").first
    item.locator(".copy").click()
    expect(page.locator("#live")).to_have_text(re.compile("Copied"))
    assert "report.pdf, page 3, characters " in page.locator("#live").text_content()


def test_a_sheet_and_its_rows_are_named(open_page: Any) -> None:
    page = open_page()
    table = page.locator("details.document", has_text="incidents.xlsx")
    assert table.locator(".leaf").all_text_contents() == ["sheet Incidents"]
    assert table.locator(".row").all_text_contents() == ["row 1", "row 2", "row 3", "row 60"]
    day, what = table.locator(".para.cell").first, table.locator(".para.cell").nth(1)
    assert day.bounding_box()["y"] == what.bounding_box()["y"]


def test_words_that_may_be_misread_are_marked(open_page: Any) -> None:
    page = open_page()
    assert page.locator(".doubt").all_text_contents() == ["pumping", "Tessen"]
    assert "about 1 word in" in page.locator("details.document", has_text="scan.png").first.text_content()


def test_printed_pages_stand_whole_under_their_name(open_page: Any, tmp_path: Path) -> None:
    import pypdfium2

    page = open_page()
    page.emulate_media(media="print")
    page.pdf(path=str(tmp_path / "printed.pdf"), format="A4")
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as printed:
        pictures = [
            sum(each.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for each in one.get_objects(max_depth=4))
            for one in printed
        ]
        words = [one.get_textpage().get_text_range() for one in printed]
    assert sum(pictures) == 4
    for text, number in zip(words, pictures, strict=True):
        captions = sum(f"report, page {n}" in text.splitlines() for n in (1, 2, 3))
        assert captions <= number
    assert sum(f"report, page {n}" in text.splitlines() for n in (1, 2, 3) for text in words) == 3
