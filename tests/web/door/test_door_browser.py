"""The door in a real browser: what its rules do there."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def outside(open_page: Callable[..., Any]) -> Any:
    return open_page(entered=False)


def test_the_link_opens_the_desk_and_leaves_no_cookie_to_scripts(outside: Any, served: Any) -> None:
    outside.goto(served.link())
    outside.wait_for_url(served.url + "/")
    (cookie,) = [one for one in outside.context.cookies() if one["name"] == served.door.place.cookie]
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"
    assert served.door.place.cookie not in outside.evaluate("document.cookie")
    assert not [one for one in outside.asked if not one.startswith((served.url, "data:"))]


def test_without_scripts_a_button_opens_it(chromium: Any, served: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.link())
    page.click("button")
    page.wait_for_url(served.url + "/")
    assert page.goto(served.url + "/account").status == 200
    context.close()


def test_a_script_or_style_that_got_into_a_page_does_nothing(page: Any) -> None:
    page.goto("/account")
    page.errors.clear()
    page.evaluate(
        """() => {
        const put = (text) => document.body.insertAdjacentHTML("beforeend", text);
        put("<img src=x onerror='ran=1'><p style='color:red' id=p>x</p>");
        const s = document.createElement("script"); s.textContent = "window.ran=2"; document.body.append(s);
        const f = document.createElement("iframe"); f.src = "/claims"; document.body.append(f);
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.getElementById('p')).color") != "rgb(255, 0, 0)"
    assert any("Content Security Policy" in told for told in page.errors)


def test_another_site_can_neither_frame_it_nor_send_its_forms(page: Any, served: Any) -> None:
    stranger = page.context.new_page()
    other = served.url.replace(
        "127.0.0.1", "localhost"
    )  # another site to a browser, and the desk's own cookie
    stranger.route("**/evil", lambda route: route.fulfill(
        content_type="text/html",
        body=f"<form id=f method=post action='{served.url}/account/leave-everywhere'></form>",
    ))  # fmt: skip
    stranger.goto(other + "/evil")
    with stranger.expect_navigation():
        stranger.evaluate("document.getElementById('f').submit()")
    assert "not sent from a page of the desk" in stranger.inner_text("main")
    assert page.goto("/account").status == 200


def test_a_link_in_another_sites_page_leads_in(page: Any, served: Any) -> None:
    stranger = page.context.new_page()
    stranger.route("**/mail", lambda route: route.fulfill(
        content_type="text/html", body=f"<a href='{served.url}/account'>look</a>"
    ))  # fmt: skip
    stranger.goto("http://mail.example/mail")
    stranger.click("a")
    stranger.wait_for_selector("text=Your decisions carry the name")


def test_a_session_that_ended_while_typing_loses_nothing(page: Any, served: Any) -> None:
    page.goto("/account")
    served.door.sessions.end_all(None)
    page.fill("#name", "Ilse Marrow")
    page.click("text=Change it")
    page.wait_for_selector("text=is kept on this page")
    page.fill("#link", served.link())
    page.click("text=Open the desk >> nth=-1")
    page.get_by_role("button", name="Send it").click()
    page.wait_for_selector("text=Your decisions carry the name")
    assert "Ilse Marrow" in page.inner_text("main")


@pytest.mark.parametrize("path", ["/login", "/enter/x", "/nowhere"])
def test_the_pages_of_the_door_can_be_read_by_everybody(outside: Any, path: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    outside.add_init_script("HTMLFormElement.prototype.requestSubmit = () => {}")
    outside.goto(path)
    found = axe.Axe().run(outside)
    assert found.violations_count == 0, found.generate_report()
