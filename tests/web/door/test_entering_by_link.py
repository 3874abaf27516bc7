"""On one's own machine: a link that works once, for one browser, and not for long."""

from standing_desk import ALONE, Standing, csrf_in

from firsthand.web.door.keeping.sessions import ABSOLUTE_SECONDS, IDLE_SECONDS
from firsthand.web.door.links import FRESH_SECONDS


def test_the_link_opens_the_desk_once(alone: Standing) -> None:
    link = alone.door.new_link()
    assert link.startswith(f"{ALONE}/enter/")
    browser = alone.browser()
    assert browser.get("/claims").status_code == 401
    assert browser.post(link).headers["location"] == "/"
    assert browser.get("/claims").status_code == 200
    second = alone.browser()
    assert second.post(link).status_code == 403
    assert second.get("/claims").status_code == 401


def test_looking_at_the_link_does_not_use_it_up(alone: Standing) -> None:
    link = alone.door.new_link()
    for _ in range(3):
        shown = alone.browser().get(link, headers={"purpose": "prefetch"})
        assert shown.status_code == 200
        assert "set-cookie" not in shown.headers
    assert alone.browser().post(link).status_code == 303


def test_a_link_that_nobody_used_opens_nothing_after_a_quarter_of_an_hour(alone: Standing) -> None:
    link = alone.door.new_link()
    alone.clock.at += FRESH_SECONDS - 1
    assert alone.browser().get(link).status_code == 200
    alone.clock.at += 1
    answer = alone.browser().post(link)
    assert answer.status_code == 403
    assert "opens nothing any more" in answer.text


def test_a_new_link_takes_the_place_of_the_one_before(alone: Standing) -> None:
    old, new = alone.door.new_link(), alone.door.new_link()
    assert alone.browser().post(old).status_code == 403
    assert alone.browser().post(new).status_code == 303


def test_a_made_up_link_opens_nothing(alone: Standing) -> None:
    alone.door.new_link()
    for secret in ("x", "A" * 43, "%00", "a" * 5000):
        assert alone.browser().post(f"/enter/{secret}").status_code in (400, 403, 404, 414)


def test_the_link_leads_to_the_owner_under_the_reviewers_name(alone: Standing) -> None:
    shown = alone.alone().get("/account").text
    assert "Rosa Quill" in shown
    assert "an owner" in shown


def test_the_name_that_decisions_carry_can_be_changed_for_the_session(alone: Standing) -> None:
    browser = alone.alone()
    csrf = csrf_in(browser.get("/account").text)
    assert browser.post("/account/name", data={"name": "Ilse  Marrow", "csrf": csrf}).status_code == 303
    assert "Ilse Marrow" in browser.get("/account").text
    refused = browser.post("/account/name", data={"name": "<b>Ilse</b>", "csrf": csrf})
    assert refused.status_code == 400
    assert "<b>Ilse" not in refused.text
    assert "Rosa Quill" in alone.alone().get("/account").text


def test_a_session_ends_when_nothing_is_done_for_hours(alone: Standing) -> None:
    browser = alone.alone()
    for _ in range(3):
        alone.clock.at += IDLE_SECONDS - 60
        assert browser.get("/account").status_code == 200
    alone.clock.at += IDLE_SECONDS + 1
    assert browser.get("/account").status_code == 401


def test_a_session_ends_after_a_week_whatever_is_done(alone: Standing) -> None:
    browser = alone.alone()
    began = alone.clock.at
    while alone.clock.at + 3600 * 7 < began + ABSOLUTE_SECONDS:
        alone.clock.at += 3600 * 7
        assert browser.get("/account").status_code == 200
    alone.clock.at = began + ABSOLUTE_SECONDS
    assert browser.get("/account").status_code == 401


def test_leaving_ends_the_session_not_the_cookie_alone(alone: Standing) -> None:
    browser = alone.alone()
    cookies = dict(browser.cookies)
    csrf = csrf_in(browser.get("/account").text)
    left = browser.post("/logout", data={"csrf": csrf})
    assert "Max-Age=0" in left.headers["set-cookie"]
    assert left.headers["clear-site-data"] == '"cache", "storage"'
    again = alone.browser()
    again.cookies.update(cookies)
    assert again.get("/account").status_code == 401


def test_leaving_everywhere_ends_every_browser(alone: Standing) -> None:
    one, other = alone.alone(), alone.alone()
    csrf = csrf_in(one.get("/account").text)
    assert "in every browser (2)" in one.post("/account/leave-everywhere", data={"csrf": csrf}).text
    assert other.get("/account").status_code == 401


def test_a_new_link_is_printed_on_the_terminal_not_in_the_browser(alone: Standing) -> None:
    stranger = alone.browser()
    answer = stranger.post("/link")
    assert answer.status_code == 200
    (said,) = alone.said
    secret = said.rpartition("/enter/")[2]
    assert secret not in answer.text
    assert stranger.post("/link").status_code == 429  # not as often as somebody likes
    assert stranger.post("/enter", data={"link": secret}).status_code == 303


def test_the_whole_link_can_be_pasted(alone: Standing) -> None:
    answer = alone.browser().post("/enter", data={"link": f" {alone.door.new_link()} ", "target": "/audit"})
    assert answer.headers["location"] == "/audit"


def test_only_digests_of_what_opens_the_desk_are_kept(alone: Standing) -> None:
    browser = alone.alone()
    (secret,) = dict(browser.cookies).values()
    kept = "\n".join(map(repr, alone.door.file.rows("SELECT * FROM sessions")))
    assert secret not in kept
    assert csrf_in(browser.get("/account").text) not in kept


def test_there_is_no_signing_in_where_there_are_no_accounts(alone: Standing) -> None:
    alone.door.accounts.add("Rosa Quill", "owner", password="lantern quarry otter", now=0)
    answer = alone.browser().post("/login", data={"name": "Rosa Quill", "password": "lantern quarry otter"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
