"""The desk by keyboard alone, in a real browser: to a decision, on to the next, and back."""

from typing import Any

import pytest
from playwright.sync_api import expect

from firsthand.model import Draft

REASON = "The passage speaks of another harbour."


def at(page: Any) -> str | None:
    """Return the id of the item that has the focus."""
    found: str | None = page.evaluate("document.activeElement.closest('[data-item]')?.dataset.id ?? null")
    return found


def waits(desk: Any) -> list[str]:
    return [one.id for one in desk.queue("conflicts").items if one.state == "open"]


def test_from_the_overview_to_a_decision_on_to_the_next_and_undone(page: Any, desk: Any) -> None:
    first, second = waits(desk)
    page.keyboard.press("g")
    page.keyboard.press("x")
    page.wait_for_url("**/queue/conflicts")
    page.keyboard.press("j")
    assert at(page) == first
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/queue/conflicts/{first}")
    assert page.locator(".sentence mark").count() == 2  # both sentences in their originals
    page.keyboard.press("r")
    expect(page.locator("dialog[open] h1")).to_have_text("This is no conflict")
    page.keyboard.press("2")
    page.wait_for_url(f"**/queue/conflicts/{second}")
    expect(page.locator(".flash")).to_contain_text("Rejected.")
    made = desk.decisions().items[0]
    assert (made.action, made.target, made.reason) == ("reject", first, "They speak of different times.")
    page.keyboard.press("u")
    expect(page.locator(".flash")).to_contain_text("Taken back.")
    assert waits(desk) == [first, second]
    assert not page.errors


def test_keys_pressed_faster_than_the_form_comes_are_not_lost(page: Any, desk: Any) -> None:
    first = waits(desk)[0]
    page.goto(f"/queue/conflicts/{first}")
    page.evaluate(
        "for (const key of ['r', '1']) document.body.dispatchEvent("
        "new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))"
    )
    expect(page.locator(".flash")).to_contain_text("Rejected.")
    assert desk.decisions().items[0].target == first


def test_what_is_typed_before_the_form_is_there_stands_in_it_and_is_kept(page: Any, desk: Any) -> None:
    claim = desk.claims().items[0]
    page.goto(f"/claims/{claim.id}")
    page.evaluate(
        "for (const key of 'vwell told') document.body.dispatchEvent("
        "new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))"
    )
    expect(page.locator("dialog[open] #in-value")).to_have_value("well told")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("v")
    expect(page.locator("dialog[open] #in-value")).to_have_value("well told")
    assert not desk.decisions().items


def test_enter_pressed_before_the_form_is_there_sends_what_was_typed(page: Any, desk: Any) -> None:
    page.goto(f"/claims/{desk.claims().items[0].id}")
    page.evaluate(
        "for (const key of [...'vwell told', 'Enter']) document.body.dispatchEvent("
        "new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))"
    )
    expect(page.locator("dialog[open] #in-wrong")).to_be_visible()  # a verdict wants a reason
    assert page.locator("dialog[open] #in-value").input_value() == "well told"
    assert not desk.decisions().items


def test_a_key_pressed_as_a_dialog_closes_keeps_what_it_moved_to(page: Any) -> None:
    page.goto("/claims")
    page.get_by_role("link", name="Keys").click()
    expect(page.locator("dialog[open] h2")).to_have_text("Keys")
    page.evaluate(
        "document.querySelector('dialog[open]').close();"
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))"
    )
    page.evaluate("new Promise((done) => setTimeout(done, 50))")
    assert at(page) is not None


def test_of_two_forms_asked_for_the_last_one_stays(page: Any, desk: Any) -> None:
    held: list[Any] = []
    page.route("**/decide?action=reject*", lambda route: held.append(route))
    page.goto(f"/claims/{desk.claims().items[0].id}")
    page.locator("main header [data-act=reject]").click()
    page.locator("main header [data-act=judge-claim]").click()
    heading = page.locator("dialog[open] h1")
    expect(heading).to_be_visible()
    shown = heading.inner_text()
    with page.expect_response("**/decide?action=reject*") as came:
        held[0].continue_()
    came.value.finished()
    page.evaluate("new Promise((done) => setTimeout(done, 50))")
    assert heading.inner_text() == shown


def test_a_form_that_is_left_before_it_comes_is_not_shown(page: Any, desk: Any) -> None:
    held: list[Any] = []
    page.route("**/decide?action=reject*", lambda route: held.append(route))
    page.goto(f"/claims/{desk.claims().items[0].id}")
    page.keyboard.press("r")
    page.keyboard.press("Escape")
    with page.expect_response("**/decide?action=reject*") as came:
        held[0].continue_()
    came.value.finished()
    page.evaluate("new Promise((done) => setTimeout(done, 50))")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_what_is_pressed_twice_is_decided_once(page: Any, desk: Any) -> None:
    page.goto("/queue/single-origin")
    page.evaluate(
        "const button = document.querySelector('[data-item] button[data-act=accept]');"
        "button.click(); button.click();"
    )
    expect(page.locator(".flash")).to_contain_text("Accepted.")
    assert len(desk.decisions().items) == 1


def test_in_a_queue_the_focus_goes_on_to_the_next_open_one(page: Any, desk: Any) -> None:
    page.goto("/queue/single-origin")
    order = [one.id for one in desk.queue("single-origin").items]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert at(page) == order[1]
    page.keyboard.press("a")
    expect(page.locator(".flash")).to_contain_text("Accepted.")
    expect(page.locator(f'[data-id="{order[2]}"]')).to_be_focused()
    page.keyboard.press("k")
    assert at(page) == order[0]


def test_what_is_typed_without_a_reason_stays_with_the_message_at_its_field(page: Any, desk: Any) -> None:
    claim = desk.claims().items[0]
    page.goto(f"/claims/{claim.id}")
    page.keyboard.press("v")
    page.keyboard.type("Well supported by three origins")
    page.keyboard.press("Enter")
    wrong = page.locator("dialog[open] #in-wrong")
    expect(wrong).to_be_visible()
    assert page.locator("dialog[open] #in-value").input_value() == "Well supported by three origins"
    page.keyboard.type(REASON)
    page.locator("dialog[open] [data-do]").press("Enter")
    expect(page.locator(".flash")).to_contain_text("The verdict stands.")
    assert desk.decisions().items[0].value == "Well supported by three origins"


def test_what_is_typed_and_left_is_there_again(page: Any, desk: Any) -> None:
    claim = desk.claims().items[0]
    page.goto(f"/claims/{claim.id}")
    page.keyboard.press("r")
    field = page.locator("dialog[open] textarea[name=reason]")
    field.fill("Half a reason")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.reload()
    page.keyboard.press("r")
    expect(field).to_have_value("Half a reason")


def test_statements_are_chosen_and_split_off(page: Any, desk: Any) -> None:
    claim = desk.claims().items[0]
    statements = [one.id for one in desk.claim(claim.id).statements.items]
    page.goto(f"/claims/{claim.id}")
    page.keyboard.press("j")
    assert at(page) == statements[0]
    page.keyboard.press("x")
    page.keyboard.press("s")
    expect(page.locator("dialog[open] .picks li")).to_have_count(1)
    page.keyboard.press("1")
    expect(page.locator(".flash")).to_contain_text("a claim of their own now")
    assert desk.index(claim.story).claim_of[statements[0]] != claim.id


def test_claims_are_merged_with_what_is_found(page: Any, desk: Any) -> None:
    one, other = (
        next(row for row in desk.claims().items if row.text.startswith(start))
        for start in ("90 tonnes", "They had seen dead birds")
    )
    page.goto(f"/claims/{one.id}")
    page.keyboard.press("m")
    search = page.locator("dialog[open] [name=find]")
    search.fill("dead birds")
    search.press("Enter")
    box = page.locator(f"dialog[open] input[value='{other.id}']")
    box.check()
    box.press("1")
    expect(page.locator(".flash")).to_contain_text("The claims are one now.")
    assert desk.claim(other.id).claim.id == one.id


def test_a_statement_is_said_to_be_of_somebody_else(page: Any, desk: Any) -> None:
    claim = desk.claims().items[0]
    statement = desk.claim(claim.id).statements.items[0]
    page.goto(f"/claims/{claim.id}")
    page.keyboard.press("j")
    page.keyboard.press("t")
    first = page.locator("dialog[open] [name=chain]").first
    expect(first).to_be_focused()
    first.fill("Orsolya Tamm")
    page.locator("dialog[open] [name=reason]").fill(REASON)
    page.locator("dialog[open] [data-do]").press("Enter")
    expect(page.locator(".flash")).to_contain_text("Who said it is corrected.")
    index = desk.index(claim.story)
    assert index.name(index.statement[statement.id].attribution[0]) == "Orsolya Tamm"


def test_the_key_sheet_opens_and_keys_can_be_turned_off(page: Any) -> None:
    page.goto("/claims")
    page.keyboard.press("?")
    sheet = page.locator("dialog[open]")
    expect(sheet.locator("h2")).to_have_text("Keys")
    sheet.locator("[data-keys]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert at(page) is None
    page.get_by_role("link", name="Keys").click()
    sheet.locator("[data-keys]").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert at(page) is not None


def test_search_is_one_key_away_and_letters_typed_there_are_letters(page: Any) -> None:
    page.goto("/queue/conflicts")
    page.keyboard.press("/")
    page.keyboard.type("valve")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=valve")
    assert page.locator("mark").first.inner_text().lower() == "valve"


@pytest.mark.parametrize(
    "key", ["o", "c", "d", "l", "s", "r", "x", "v", "1", "m", "h", "p", "y", "f", "b", "w"]
)
def test_every_page_is_two_keys_away(page: Any, key: str) -> None:
    page.goto("/help")
    way = page.locator(f"[data-go='{key}']").get_attribute("href")
    page.keyboard.press("g")
    page.keyboard.press(key)
    page.wait_for_url(lambda url: url.endswith(way))
    expect(page.locator("h1")).to_have_count(1)


def test_undo_asks_first_where_the_decision_is_not_the_one_just_made(page: Any, desk: Any) -> None:
    claim = desk.claims().items[0]
    desk.decide(Draft("accept", claim.id), reviewer="Rosa Quill")
    page.goto("/claims")
    page.keyboard.press("u")
    expect(page.locator("dialog[open] h1")).to_have_text("Take a decision back")
    page.keyboard.press("1")
    expect(page.locator(".flash")).to_contain_text("Taken back.")
    assert desk.claims().items[0].state == "open"
