"""Two people on one item, each in a browser of their own: each sees the other's decision, neither is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

REASON = "They speak of different times, see both dates."


@pytest.fixture
def ben(open_page: Callable[..., Any], served: Any) -> Any:
    """A second person, with a session of their own."""
    page = open_page(entered=False)
    door = served.door
    secret = door.sessions.begin(
        account=None, name="Ben Okoro", role="reviewer", address="127.0.0.1", now=door.now()
    )
    page.context.add_cookies([{"name": door.place.cookie, "value": secret, "url": served.url}])
    return page


def test_each_sees_what_the_other_decided_and_both_are_kept(page: Any, ben: Any, desk: Any) -> None:
    conflict = desk.queue("conflicts").items[0]
    place = f"/queue/conflicts/{conflict.id}"
    page.goto(place)
    ben.goto(place)
    ben.keyboard.press("r")
    expect(ben.locator("dialog[open]")).to_be_visible()
    ben.locator("dialog[open] [name=reason]").fill(REASON)
    ben.locator("dialog[open] [data-do]").click()
    expect(ben.locator(".flash")).to_contain_text("Rejected.")

    expect(page.locator("#news")).to_contain_text("1 decision by others", timeout=15_000)
    expect(page.locator("#live")).to_contain_text("Ben Okoro decided just now")

    page.keyboard.press("a")  # Rosa decides all the same: hers is the later one
    expect(page.locator(".flash")).to_contain_text("Ben Okoro decided on this at")
    expect(page.locator(".flash")).to_contain_text(REASON)
    expect(page.locator(".flash")).to_contain_text("Both are kept; the later one holds.")
    made = desk.decisions(target=conflict.id).items
    assert [(one.reviewer, one.action) for one in made] == [("Rosa Quill", "accept"), ("Ben Okoro", "reject")]
    assert desk.in_force() == {one.id for one in made}


def test_what_somebody_decides_shows_on_the_item_while_one_looks(page: Any, ben: Any, desk: Any) -> None:
    claim = desk.claims().items[0]
    page.goto("/claims")
    ben.goto(f"/claims/{claim.id}")
    ben.keyboard.press("a")
    expect(ben.locator(".flash")).to_contain_text("Accepted.")
    note = page.locator(f"[data-id='{claim.id}'] .just")
    expect(note).to_contain_text("Ben Okoro decided on this just now: Accepted.", timeout=15_000)
    page.locator("#news").get_by_role("link", name="Show").click()
    expect(page.locator(f"[data-id='{claim.id}'] .state")).to_have_text("accepted")


def test_the_form_tells_what_was_decided_since_the_page_was_opened(page: Any, ben: Any, desk: Any) -> None:
    conflict = desk.queue("conflicts").items[0]
    page.goto("/queue/conflicts")
    ben.goto(f"/queue/conflicts/{conflict.id}")
    ben.keyboard.press("a")
    expect(ben.locator(".flash")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.locator("dialog[open] .meanwhile")).to_contain_text("Ben Okoro decided on this at")
