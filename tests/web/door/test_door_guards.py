"""What every request passes before a page sees it, and every answer after."""

# ruff: noqa: E501
import re
from collections.abc import Callable

import pytest
from standing_desk import ALONE, TEAM, Standing, csrf_in, routes_of, sign_in
from starlette.testclient import TestClient

from firsthand.model.errors import AccountError, BusyCaseError
from firsthand.web.app import make_app
from firsthand.web.door import place
from firsthand.web.door.guards.guard import BODY_BYTES
from firsthand.web.door.own_path import own_path


@pytest.mark.parametrize(
    "path", ["/", "/claims", "/nowhere", "/static/page.css", "/login", "/api/v1/claims", "/enter/x"]
)
def test_every_answer_says_what_a_browser_may_do_with_it(team: Standing, path: str) -> None:
    headers = team.browser().get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy and "http" not in policy.replace("'", "")
    for part in ("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "script-src 'self'"):
        assert part in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert "camera=()" in headers["permissions-policy"]
    assert "max-age=" in headers["strict-transport-security"]
    assert "server" not in headers and "x-powered-by" not in headers


def test_pages_are_kept_by_no_cache(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    for path in ("/", "/claims", "/account", "/audit", "/nowhere"):
        assert "no-store" in browser.get(path).headers["cache-control"], path
    assert "public" not in browser.get("/static/page.css").headers["cache-control"]


def test_without_https_nothing_is_promised_of_it(alone: Standing) -> None:
    assert "strict-transport-security" not in alone.browser().get("/").headers


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:9999", "localhost.evil.example:8400", "127.0.0.1:8400.evil.example", "",
             "desk.example.org"]
)  # fmt: skip
def test_another_host_is_not_answered(alone: Standing, host: str) -> None:
    browser = alone.alone()
    answer = browser.get("/claims", headers={"host": host})
    assert answer.status_code == 421
    assert "bay" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8400", "localhost:8400", "[::1]:8400", "LOCALHOST:8400"])
def test_its_own_hosts_are(alone: Standing, host: str) -> None:
    assert alone.browser().get("/login", headers={"host": host}).status_code == 200


def test_two_hosts_are_none(alone: Standing) -> None:
    headers = [("host", "127.0.0.1:8400"), ("host", "evil.example")]
    assert TestClient(alone.app).get("/login", headers=headers).status_code == 421


FOREIGN = (
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": f"{TEAM}.evil.example"},
    {"origin": f"{TEAM}:8443"},
    {"origin": "http://desk.example.org"},
    {"origin": TEAM, "sec-fetch-site": "cross-site"},
    {"origin": TEAM, "sec-fetch-site": "same-site"},
    {"origin": TEAM, "sec-fetch-site": "none"},
    {"origin": ""},
)


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_form_of_another_site_is_not_taken(team: Standing, headers: dict[str, str]) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    csrf = csrf_in(browser.get("/account").text)
    answer = browser.post("/account/leave-everywhere", data={"csrf": csrf}, headers=headers)
    assert answer.status_code == 403
    assert browser.get("/account").status_code == 200


def test_a_form_that_does_not_say_where_it_comes_from_is_not_taken(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    csrf = csrf_in(browser.get("/account").text)
    del browser.headers["origin"]
    assert browser.post("/logout", data={"csrf": csrf}).status_code == 403
    told = {"sec-fetch-site": "same-origin"}
    assert browser.post("/logout", data={"csrf": csrf}, headers=told).status_code == 200


@pytest.mark.parametrize("csrf", [None, "", "x", "0" * 64, "é" * 64])
def test_a_form_without_what_its_session_knows_is_not_taken(team: Standing, csrf: str | None) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    answer = browser.post("/account/leave-everywhere", data={} if csrf is None else {"csrf": csrf})
    assert answer.status_code == 403
    assert browser.get("/account").status_code == 200


def test_what_one_session_knows_is_of_no_use_in_another(team: Standing) -> None:
    one, other = team.signed_in("Rosa Quill", "owner"), team.signed_in("Bo Tamm", "owner")
    csrf = csrf_in(one.get("/account").text)
    assert other.post("/account/leave-everywhere", data={"csrf": csrf}).status_code == 403


def test_signing_in_is_not_done_from_another_site(team: Standing) -> None:
    team.account("Rosa Quill", "owner")
    browser = team.browser()
    browser.headers["origin"] = "https://evil.example"
    assert sign_in(browser, "Rosa Quill").status_code == 403


def test_nobody_sees_anything_without_having_come_in(team: Standing) -> None:
    open_to_all = {"/login", "/enter", "/enter/{secret}", "/link", "/invite/{secret}", "/static/page.css"}
    asked = 0
    for route in routes_of(team.app.routes):
        if route.path in open_to_all:
            continue
        for method in route.methods:
            path = re.sub(r"\{[^}]*\}", "1", route.path)
            answer = team.browser().request(method, path)
            assert answer.status_code in (401, 303) or "not open to all" in answer.text, (
                method,
                path,
                answer.status_code,
            )
            assert "Corvane" not in answer.text
            asked += 1
    assert asked > 20


def test_every_form_of_every_page_carries_what_its_session_knows(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    forms = 0
    for route in routes_of(team.app.routes):
        if "GET" in route.methods and "{" not in route.path:
            text = browser.get(route.path).text
            for form in re.findall(r"<form[^>]*method=\"?post.*?</form>", text, re.I | re.S):
                forms += 1
                outside = re.search(r'action="(/login|/enter|/link)', form)
                assert outside or 'name="csrf"' in form, (route.path, form[:300])
    assert forms > 10


def test_too_much_is_not_taken(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    assert browser.post("/logout", content=b"a" * (BODY_BYTES + 1)).status_code == 413

    def pieces():  # of unknown length
        for _ in range(30):
            yield b"a=" + b"b" * 50_000 + b"&"

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/login", content=pieces(), headers=kind).status_code == 413
    assert browser.get("/claims?text=" + "a" * 9000).status_code == 414
    assert browser.get("/claims", headers={f"x-{n}": "1" for n in range(120)}).status_code == 431
    assert browser.get("/claims").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/claims/%00",
        "/a%0d%0ab",
        "//evil.example/",
        "/static/..%2f..%2fapp.py",
        "/claims/%5c..",
        "/a%e2%80%ae",
    ],
)
def test_odd_addresses_are_none(team: Standing, path: str) -> None:
    assert team.browser().get(TEAM + path).status_code in (400, 401, 404)


@pytest.mark.parametrize(
    "method", ["TRACE", "CONNECT", "PROPFIND", "FOO", "OPTIONS", "PUT", "DELETE", "PATCH"]
)
def test_other_methods_are_not_known(team: Standing, method: str) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    answer = browser.request(method, "/claims")
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_the_word_of_a_proxy_is_believed_and_of_nobody_else(team: Standing) -> None:
    told = {"x-forwarded-for": "203.0.113.5, 198.51.100.99, 192.0.2.1"}
    team.account("Rosa Quill", "owner")
    for asking in ("192.0.2.1", "198.51.100.7"):
        browser = team.browser(address=asking)
        browser.headers.update(told)
        sign_in(browser, "Rosa Quill")
    assert [line.address for line in team.door.audit.lines()] == ["198.51.100.7", "198.51.100.99"]


def with_page(team: Standing, page: Callable[[], None]) -> TestClient:
    """Return a browser of a desk that has one page more."""
    app = make_app(team.app.state.desk, team.door)
    app.get("/breaks")(page)
    return TestClient(app, base_url=TEAM)


def test_what_breaks_inside_is_not_told_outside(team: Standing) -> None:
    secret = "a sentence of a document"

    def breaks() -> None:
        raise RuntimeError(secret)

    answer = with_page(team, breaks).get("/breaks")
    assert answer.status_code == 500
    assert secret not in answer.text and "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_case_that_cannot_be_used_says_so(team: Standing) -> None:
    def breaks() -> None:
        raise BusyCaseError("The case is being built. Try again in a moment.")

    answer = with_page(team, breaks).get("/breaks")
    assert answer.status_code == 503
    assert "being built" in answer.text
    assert answer.headers["retry-after"]


def test_a_page_that_is_not_there_is_one_of_the_desk(team: Standing) -> None:
    inside, outside = team.signed_in("Rosa Quill", "owner").get("/nowhere"), team.browser().get("/nowhere")
    assert inside.status_code == outside.status_code == 404
    assert "Rosa Quill" in inside.text
    assert "bay" not in outside.text


def test_a_link_in_a_message_finds_its_way_in(team: Standing) -> None:
    far = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    step = team.browser().get("/claims?sort=newest&text=%22", headers=far)
    assert 'content="0; url=/claims?sort=newest&amp;text=%22"' in step.text
    near = team.browser().get("/claims", headers=far | {"sec-fetch-site": "same-origin"})
    assert near.status_code == 401
    assert 'action="/login"' in near.text


@pytest.mark.parametrize(
    "text", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example", "", "claims",
             "/a//b", "///evil.example", "\\/evil.example", "/ /x", "/%0a" + "\n", "data:text/html,x", "/" + "a" * 5000]
)  # fmt: skip
def test_no_page_leads_away_from_the_desk(team: Standing, text: str) -> None:
    assert own_path(text) == "/"
    team.account("Rosa Quill", "owner")
    assert sign_in(team.browser(), "Rosa Quill", target=text).headers["location"] == "/"


def test_pages_of_the_desk_are_led_to() -> None:
    for path in ("/", "/claims?text=%2F%2Fx&sort=newest#a", "/documents/ab12?at=7#s-1"):
        assert own_path(path) == path


@pytest.mark.parametrize(
    "url",
    [
        "desk.example.org",
        "ftp://desk.example.org",
        "https://a@b.example",
        "https://x.example/desk",
        "https://",
    ],
)
def test_a_public_address_is_one(url: str) -> None:
    with pytest.raises(AccountError):
        place(host="127.0.0.1", port=1, public=url)


def test_the_address_of_the_desk_alone_is_told(alone: Standing) -> None:
    assert alone.door.place.origin == ALONE
    assert place(host="::1", port=8400).origin == "http://[::1]:8400"
    assert place(host="127.0.0.1", port=1, public="https://Desk.Example.org:443/").origin == TEAM
