"""Without scripts: every decision is made with forms and pages alone."""

from typing import Any

import pytest
from playwright.sync_api import expect

REASON = "The passage speaks of another harbour, see its second line."


@pytest.fixture
def plain(open_page: Any) -> Any:
    return open_page(java_script_enabled=False)


def test_a_claim_is_accepted_and_it_is_undone(plain: Any, desk: Any) -> None:
    claim = desk.claims().items[0]
    plain.goto(f"/claims/{claim.id}")
    plain.locator("header.about button[data-act=accept]").click()
    expect(plain.locator(".flash")).to_contain_text("Accepted.")
    assert desk.claim(claim.id).state == "accepted"
    plain.locator(".flash button").click()
    expect(plain.locator(".flash")).to_contain_text("Taken back.")
    assert desk.claim(claim.id).state == "open"


def test_a_conflict_is_said_to_be_none_first_without_then_with_a_reason(plain: Any, desk: Any) -> None:
    first, second = (one.id for one in desk.queue("conflicts").items)
    plain.goto(f"/queue/conflicts/{first}")
    plain.locator("a[data-act=reject]").first.click()
    plain.locator("[data-do]").click()
    expect(plain.locator("#wrong")).to_be_visible()
    plain.locator("#reason").fill(REASON)
    plain.locator("[data-do]").click()
    plain.wait_for_url(f"**/queue/conflicts/{second}")
    assert desk.decisions().items[0].reason == REASON


@pytest.mark.parametrize(
    ("act", "fields", "does"),
    [
        ("judge-claim", {"value": "Well supported"}, "The verdict stands."),
        ("set-attribution", {"chain": "Orsolya Tamm"}, "Who said it is corrected."),
        ("set-bounds", {}, "The bounds are set."),
        ("reject", {}, "Rejected."),
    ],
)
def test_a_decision_is_a_page_with_a_form(
    plain: Any, desk: Any, act: str, fields: dict[str, str], does: str
) -> None:
    claim = desk.claims().items[0]
    plain.goto(f"/claims/{claim.id}")
    plain.locator(f"a[data-act={act}]").last.click()
    expect(plain.locator("h1")).to_have_count(1)
    for name, value in fields.items():
        plain.locator(f"[name={name}]").first.fill(value)
    if act == "set-bounds":
        words = plain.locator("[name=words]").input_value()
        plain.locator("[name=words]").fill(words.rsplit(" ", 1)[0])
    plain.locator("[name=reason]").fill(REASON)
    plain.locator("[data-do]").click()
    expect(plain.locator(".flash")).to_contain_text(does)
    assert desk.decisions().items[0].reason == REASON


def test_claims_are_merged_and_split(plain: Any, desk: Any) -> None:
    one, other = (
        next(row for row in desk.claims().items if row.text.startswith(start))
        for start in ("90 tonnes", "They had seen dead birds")
    )
    plain.goto(f"/claims/{one.id}")
    plain.locator("header.about a[data-act=merge-claims]").click()
    plain.locator("[name=find]").fill("dead birds")
    plain.locator(".find-in button").click()
    plain.locator(f"input[name=others][value='{other.id}']").check()
    plain.locator("[data-digit='1']").click()
    expect(plain.locator(".flash")).to_contain_text("The claims are one now.")
    chosen = next(s.id for s in desk.claim(one.id).statements.items if s.text.startswith("they had seen"))
    plain.goto(f"/claims/{one.id}")
    plain.locator(f"input[name=others][value='{chosen}']").check()
    plain.get_by_role("button", name="Split the chosen off").click()
    plain.locator("[data-digit='1']").click()
    expect(plain.locator(".flash")).to_contain_text("a claim of their own now")
    assert desk.index(one.story).claim_of[chosen] != one.id


def test_the_menu_opens_on_a_phone(open_page: Any) -> None:
    page = open_page(width=390, height=844, java_script_enabled=False)
    page.goto("/claims")
    expect(page.get_by_role("link", name="Contested")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Contested").click()
    page.wait_for_url("**/queue/conflicts")
