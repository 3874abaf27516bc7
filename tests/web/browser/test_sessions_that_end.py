"""A session that ends while somebody types into a decision: sent after coming in again, nothing lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from firsthand.web.app import make_app
from firsthand.web.door import AccountsFile, Door, place
from firsthand.web.serving import Serving, listen

REASON = "The passage speaks of another harbour, see “its” second line & <page 2>."
VERDICT = "Well supported, but for the 40 tonnes"
PASSWORD = "heron lantern ferry quartz"


@dataclass(frozen=True)
class Team:
    """A desk with accounts on a port of loopback."""

    url: str
    door: Door


@pytest.fixture
def team(desk: Any) -> Iterator[Team]:
    listening = listen("127.0.0.1", 0)
    stands = place(host="127.0.0.1", port=listening.getsockname()[1])
    file = AccountsFile(None)
    door = Door(stands, file, with_accounts=True)
    door.accounts.add("Ada Lund", "reviewer", password=PASSWORD, now=door.now())
    with Serving(make_app(desk, door), listening):
        yield Team(stands.origin, door)
    file.close()


def type_a_verdict(page: Any, claim: str, *, scripts: bool) -> None:
    """Open the form of a verdict, in a dialog or as a page, and fill it in."""
    page.goto(f"/claims/{claim}")
    page.locator("header.about a[data-act=judge-claim]").click()
    where = page.locator("dialog[open]" if scripts else "main")
    where.locator("[name=value]").fill(VERDICT)
    where.locator("[name=reason]").fill(REASON)


def press(page: Any, *, scripts: bool) -> None:
    page.locator("dialog[open] [data-do]" if scripts else "[data-do]").click()


def is_decided(page: Any, desk: Any, reviewer: str) -> None:
    expect(page.locator(".flash")).to_contain_text("The verdict stands.", timeout=30_000)
    (made,) = desk.decisions().items
    assert (made.value, made.reason, made.reviewer) == (VERDICT, REASON, reviewer)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without"])
def test_on_ones_own_machine_a_new_link_leads_back_to_it(
    open_page: Callable[..., Any], served: Any, desk: Any, scripts: bool
) -> None:
    page = open_page(java_script_enabled=scripts)
    type_a_verdict(page, desk.claims().items[0].id, scripts=scripts)
    served.door.sessions.end_all(None)
    press(page, scripts=scripts)
    expect(page.get_by_text("is kept on this page")).to_be_visible(timeout=30_000)
    assert not desk.decisions().items
    page.locator("#link").fill(served.link())
    page.get_by_role("button", name="Open the desk").click()
    expect(page.get_by_text("You are in again")).to_be_visible(timeout=30_000)
    assert not desk.decisions().items  # nothing is sent that nobody pressed for
    page.get_by_role("button", name="Send it").click()
    is_decided(page, desk, "Rosa Quill")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without"])
def test_with_accounts_signing_in_again_leads_back_to_it(
    chromium: Any, team: Team, desk: Any, scripts: bool
) -> None:
    context = chromium.new_context(base_url=team.url, java_script_enabled=scripts, reduced_motion="reduce")
    try:
        page = context.new_page()
        page.goto("/login")
        page.locator("#name").fill("Ada Lund")
        page.locator("#password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(team.url + "/")
        type_a_verdict(page, desk.claims().items[0].id, scripts=scripts)
        team.door.sessions.end_all(team.door.accounts.get("Ada Lund").key)
        press(page, scripts=scripts)
        expect(page.get_by_text("is kept on this page")).to_be_visible(timeout=30_000)
        expect(page.locator("#name")).to_have_value("Ada Lund")
        page.locator("#password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("You are in again")).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="Send it").click()
        is_decided(page, desk, "Ada Lund")
    finally:
        context.close()
