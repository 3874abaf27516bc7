"""A document in a real browser: by mouse, by touch, by keyboard, and without scripts."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ferry_papers import HURT, LOGGED
from playwright.sync_api import expect

from firsthand.desk.shapes import DocumentRow

Papers = dict[str, DocumentRow]
Keep = Callable[[Any, str], Path]

_SELECT = """([block, from, to]) => {
  const [one, other] = [from, to].map((words) => {
    const walker = document.createTreeWalker(document.querySelector(".text-body"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.includes(words)) return [node, node.data.indexOf(words)];
    }
  });
  const range = document.createRange();
  range.setStart(...one);
  range.setEnd(other[0], other[1] + to.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def select(page: Any, first: str, last: str) -> None:
    """Select from the first words to the end of the last ones, as a finger or a program does."""
    page.evaluate(_SELECT, ["", first, last])


def statements(desk: Any, row: DocumentRow) -> dict[str, Any]:
    """Return the statements of a document by their words."""
    found = desk.index(row.story).findings.statements
    return {one.text: one for one in found if one.document == row.id}


def note(page: Any, one: Any) -> Any:
    return page.locator(f"#n-{one.id}")


def send(page: Any, reason: str = "It stands there word for word.") -> None:
    """Give a reason in the open dialog, and send it."""
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=reason]").fill(reason)
    with page.expect_navigation():
        dialog.locator("[data-do]").click()
    page.wait_for_selector(".flash")


def quote(page: Any) -> str:
    return str(page.locator("[data-quote]").text_content())


def test_words_selected_with_the_mouse_become_a_statement(
    page: Any, papers: Papers, desk: Any, picture: Keep
) -> None:
    row = papers["post"]
    page.goto(f"/documents/{row.id}")
    select(page, "said the keeper Ilse Brandt", "said the keeper Ilse Brandt")
    box = page.evaluate(
        """() => {
          const box = getSelection().getRangeAt(0).getBoundingClientRect();
          getSelection().removeAllRanges();
          return [box.left, box.top + box.height / 2, box.right];
        }"""
    )
    page.mouse.move(box[0] + 1, box[1])
    page.mouse.down()
    page.mouse.move(box[2] - 1, box[1], steps=6)
    page.mouse.up()
    page.wait_for_selector(".passage-bar:not([hidden])")
    assert quote(page) == "said the keeper Ilse Brandt"
    picture(page, "document-selected")
    page.locator("[data-go-on]").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=chain]").first.fill("Ilse Brandt")
    picture(page, "document-add")
    send(page)
    added = statements(desk, row)["said the keeper Ilse Brandt"]
    text = desk.document(row.id).document.text
    assert text[added.start : added.end] == "said the keeper Ilse Brandt"
    assert "added by hand" in note(page, added).text_content()


def test_across_paragraphs_and_beyond_the_basic_plane_every_letter_counts_one(
    page: Any, papers: Papers, desk: Any
) -> None:
    row = papers["post"]
    text = desk.document(row.id).document.text
    page.goto(f"/documents/{row.id}")
    select(page, "Port Tarrel, 5 May", "passengers had")
    page.wait_for_selector(".passage-bar:not([hidden])")
    href = page.locator("[data-go-on]").get_attribute("href")
    start = text.index("Port Tarrel, 5 May")
    end = text.index("passengers had") + len("passengers had")
    assert f"start={start}&end={end}&" in href


def test_a_statement_is_added_with_the_keyboard_alone(
    page: Any, papers: Papers, desk: Any, picture: Keep
) -> None:
    row = papers["post"]
    page.goto(f"/documents/{row.id}")
    page.keyboard.press("i")
    page.wait_for_selector(".passage-bar:not([hidden])")
    for key in ("ArrowDown", "ArrowDown", "Home"):
        page.keyboard.press(key)
    while quote(page) != "Port":
        before = quote(page)
        page.keyboard.press("ArrowUp")
        assert quote(page) != before, "the line was not reached"
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    assert quote(page) == "Port Tarrel, 5 May 2031"
    page.keyboard.press("}")
    assert quote(page) == "Port Tarrel, 5 May"
    page.keyboard.press("]")
    page.keyboard.press("{")
    assert quote(page) == "Tarrel, 5 May 2031"
    page.keyboard.press("[")
    picture(page, "document-keyboard")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    page.locator("dialog [name=reason]").focus()
    page.keyboard.type("The line tells the day.")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_selector(".flash")
    assert "Port Tarrel, 5 May 2031" in statements(desk, row)


def test_escape_leaves_the_choosing(page: Any, papers: Papers) -> None:
    page.goto(f"/documents/{papers['post'].id}")
    page.keyboard.press("i")
    page.wait_for_selector(".passage-bar:not([hidden])")
    page.keyboard.press("Escape")
    assert page.locator(".passage-bar").is_hidden()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.classList.contains('note')")


def test_bounds_are_edited_with_the_keyboard(page: Any, papers: Papers, desk: Any) -> None:
    row = papers["post"]
    one = statements(desk, row)["the pilot had logged the shoal"]
    page.goto(f"/documents/{row.id}")
    note(page, one).focus()
    page.keyboard.press("e")
    page.wait_for_selector(".passage-bar:not([hidden])")
    assert quote(page) == one.text
    page.keyboard.press("{")
    page.keyboard.press("}")
    assert quote(page) == "pilot had logged the"
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    send(page)
    edited = desk.index(row.story).statement[one.id]
    assert edited.text == "pilot had logged the"
    assert "bounds edited" in note(page, edited).text_content()


def test_bounds_are_edited_by_selecting_anew(page: Any, papers: Papers, desk: Any) -> None:
    row = papers["post"]
    one = statements(desk, row)["The light was out"]
    page.goto(f"/documents/{row.id}")
    note(page, one).focus()
    note(page, one).locator("[data-bounds]").click()
    page.wait_for_selector(".passage-bar:not([hidden])")
    select(page, "light was", "light was")
    page.locator("[data-quote]").filter(has_text=re.compile("^light was$")).wait_for()
    assert "action=set-bounds" in page.locator("[data-go-on]").get_attribute("href")
    page.locator("[data-go-on]").click()
    page.wait_for_selector("dialog[open]")
    send(page)
    assert desk.index(row.story).statement[one.id].text == "light was"


def test_the_chain_is_edited(page: Any, papers: Papers, desk: Any, picture: Keep) -> None:
    row = papers["post"]
    one = statements(desk, row)["the pilot had logged the shoal"]
    page.goto(f"/documents/{row.id}")
    note(page, one).focus()
    page.keyboard.press("t")
    page.wait_for_selector("dialog[open] [data-more]")
    fields = page.locator("dialog [name=chain]")
    fields.nth(0).fill("Harbour Union")
    fields.nth(1).fill("Ilse Brandt")
    page.locator("dialog [data-down]").first.click()
    assert [fields.nth(i).input_value() for i in (0, 1)] == ["Ilse Brandt", "Harbour Union"]
    page.locator("dialog [data-more]").click()
    page.keyboard.type("a radio")
    picture(page, "document-chain")
    send(page)
    index = desk.index(row.story)
    names = [index.name(source) for source in index.statement[one.id].attribution]
    assert names == ["Ilse Brandt", "Harbour Union", "a radio"]
    assert "Ilse Brandt › Harbour Union › a radio" in note(page, one).text_content()


def test_accepted_with_one_key_and_taken_back_with_another(page: Any, papers: Papers, desk: Any) -> None:
    row = papers["post"]
    one = statements(desk, row)["The light was out"]
    page.goto(f"/documents/{row.id}")
    note(page, one).focus()
    with page.expect_navigation():
        page.keyboard.press("a")
    page.wait_for_selector(".flash")
    assert note(page, one).locator(".state.accepted").is_visible()
    with page.expect_navigation():
        page.keyboard.press("u")
    page.wait_for_selector(".flash")
    assert note(page, one).locator(".state").count() == 0


def test_a_rejected_one_stays_where_it_stood_and_can_be_taken_back(
    page: Any, papers: Papers, desk: Any
) -> None:
    row = papers["post"]
    one = statements(desk, row)["The light was out"]
    page.goto(f"/documents/{row.id}")
    note(page, one).focus()
    page.keyboard.press("r")
    page.wait_for_selector("dialog[open]")
    with page.expect_navigation():
        page.keyboard.press("1")
    page.wait_for_selector(".flash")
    assert one.id not in desk.index(row.story).statement
    assert page.locator(f"[id='{one.id}'].struck").text_content() == "The light was out"
    page.goto(f"/documents/{row.id}")
    note(page, one).focus()
    with page.expect_navigation():
        page.keyboard.press("u")
    assert one.id in desk.index(row.story).statement


def test_a_note_lights_its_statement_and_its_fellows(page: Any, papers: Papers, desk: Any) -> None:
    row = papers["wire"]
    index = desk.index(row.story)
    mine = [one for one in index.findings.statements if one.document == row.id]
    one, other = next(
        (a, b) for a in mine for b in mine if a.id != b.id and index.claim_of[a.id] == index.claim_of[b.id]
    )
    page.goto(f"/documents/{row.id}")
    note(page, one).focus()
    assert "lit" in page.locator(f"[id='{one.id}']").get_attribute("class")
    assert "fellow" in page.locator(f"[id='{other.id}']").get_attribute("class")
    link = note(page, one).locator(".fellows a").first
    link.click()
    page.wait_for_url("**/documents/*#s-*")
    page.locator(".note:focus").wait_for()
    assert page.locator(".st.lit").first.is_visible()


def test_a_click_on_the_text_leads_to_its_note(page: Any, papers: Papers, desk: Any) -> None:
    row = papers["post"]
    one = statements(desk, row)["The light was out"]
    page.goto(f"/documents/{row.id}")
    page.locator(f"[id='{one.id}']").click()
    assert page.evaluate("document.activeElement.id") == f"n-{one.id}"


def test_pages_stand_beside_the_text_and_their_marks_lead_into_it(
    page: Any, papers: Papers, desk: Any, picture: Keep
) -> None:
    row = papers["inquiry"]
    one = statements(desk, row)["the ferry Halcyon had run aground off Port Tarrel"]
    page.goto(f"/documents/{row.id}")
    mark = page.locator(f".sheet a[data-s='{one.id}']").first
    mark.wait_for(timeout=60_000)
    expect(page.locator("#p-1 img")).to_have_js_property("complete", True)
    assert page.locator("#p-1 img").evaluate("img => img.naturalWidth") >= 900
    sheet, text = page.locator("#sheets").bounding_box(), page.locator(".text-body").bounding_box()
    assert sheet["x"] + sheet["width"] <= text["x"]
    picture(page, "document-pages")
    mark.click()
    assert page.evaluate("location.hash") == f"#{one.id}"
    page.locator(f"[id='n-{one.id}']:focus").wait_for()
    assert "lit" in mark.get_attribute("class")


def test_pages_keep_in_step_with_the_text(page: Any, papers: Papers) -> None:
    page.goto(f"/documents/{papers['inquiry'].id}")
    page.locator("#leaf-3").evaluate("leaf => scrollTo(0, scrollY + leaf.getBoundingClientRect().top - 100)")
    pane, figure = page.locator("#sheets"), page.locator("#p-3")
    for _ in range(50):
        page.wait_for_timeout(100)
        if pane.evaluate("pane => pane.scrollTop") > 100:
            break
    top = figure.bounding_box()["y"] - pane.bounding_box()["y"]
    assert 0 <= top < pane.bounding_box()["height"] / 2


def test_a_colleagues_decision_is_told_at_its_statement(page: Any, papers: Papers, desk: Any) -> None:
    from firsthand.model import Draft

    row = papers["post"]
    one = statements(desk, row)["The light was out"]
    page.goto(f"/documents/{row.id}")
    desk.decide(Draft("accept", one.id), reviewer="Ivo Sand")
    just = note(page, one).locator(".just")
    just.wait_for(timeout=20_000)
    assert "Ivo Sand" in just.text_content()
    assert just.is_visible()


def test_on_a_phone_nothing_is_lost(phone: Any, papers: Papers, desk: Any, picture: Keep) -> None:
    for name in ("inquiry", "wire", "log"):
        phone.goto(f"/documents/{papers[name].id}")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        picture(phone, f"document-{name}-phone")
    row = papers["post"]
    one = statements(desk, row)["The light was out"]
    phone.goto(f"/documents/{row.id}")
    phone.locator(f"[id='{one.id}']").tap()
    for button in note(phone, one).locator(".tools .act:visible, .tools button:visible").all():
        assert button.bounding_box()["height"] >= 43.5
    select(phone, "said the keeper", "said the keeper")
    phone.wait_for_selector(".passage-bar:not([hidden])")
    for button in phone.locator(".passage-bar :is(a, button)").all():
        assert button.bounding_box()["height"] >= 43.5
    phone.locator("[data-move='end 1']").tap()
    assert quote(phone) == "said the keeper Ilse"
    picture(phone, "document-selected-phone")


def test_without_scripts_everything_can_be_read_and_added(open_page: Any, papers: Papers, desk: Any) -> None:
    page = open_page(java_script_enabled=False)
    row = papers["inquiry"]
    page.goto(f"/documents/{row.id}")
    assert page.locator(".note").count() == row.statements
    page.get_by_role("link", name="show its statements").nth(1).click()
    page.wait_for_url("**#leaf-2")
    assert page.locator("#p-2 rect").count() >= 1
    page.get_by_role("link", name="Add a statement").click()
    page.locator("#words").fill("spoke of the weather")
    page.get_by_role("button", name="Find them").click()
    with page.expect_navigation():
        page.get_by_role("link", name="This one").first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="End a word later").click()
    assert page.locator(".around mark").text_content() == "spoke of the weather, the"
    page.get_by_role("link", name="Add this statement").click()
    page.locator("[name=chain]").first.fill("harbour council")
    page.locator("[name=reason]").fill("It was missed.")
    with page.expect_navigation():
        page.locator("[data-do]").click()
    assert "spoke of the weather, the" in statements(desk, row)
    assert page.locator(".state.added").is_visible()


def test_the_original_is_downloaded(page: Any, papers: Papers, desk: Any) -> None:
    row = papers["wire"]
    page.goto(f"/documents/{row.id}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the original").click()
    assert Path(waiting.value.path()).read_bytes() == desk.original(row.id)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whoever_cannot_see_it_well_can_use_it(
    open_page: Any, papers: Papers, desk: Any, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = open_page(color_scheme=scheme)
    row = papers["post"]
    one = statements(desk, row)["The light was out"]
    for path in (
        "/documents",
        f"/documents/{row.id}",
        f"/documents/{papers['inquiry'].id}?sheet=2",
        f"/documents/{papers['log'].id}",
        f"/documents/{papers['mina'].id}",
        f"/documents/{row.id}/passage?statement={one.id}",
        f"/documents/{row.id}/passage?words=zebra",
    ):
        page.goto(path)
        if path.endswith(row.id):
            note(page, one).focus()
            select(page, "said the keeper", "said the keeper")
            page.wait_for_selector(".passage-bar:not([hidden])")
        found = axe.Axe().run(page).response["violations"]
        told = [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found]
        assert told == [], path


def test_nothing_is_asked_for_elsewhere_and_nothing_fails(page: Any, papers: Papers, served: Any) -> None:
    for row in papers.values():
        page.goto(f"/documents/{row.id}")
    page.wait_for_load_state("networkidle")
    assert [url for url in page.asked if not url.startswith((served.url, "data:"))] == []
    assert page.errors == []


def test_the_papers_hold_what_these_tests_look_for(papers: Papers, desk: Any) -> None:
    text = desk.document(papers["inquiry"].id).document.text
    assert LOGGED in text
    assert HURT.split()[1] in text
