"""Our own list of attacks from the OWASP Top 10 and ASVS, tried against a desk that holds hostile texts.

The case's titles, names and file names hold markup, and the desk is asked with hostile values in every
parameter of every page. Where a browser is not needed to see the harm, none is used.
"""

# ruff: noqa: E501
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from standing_desk import PASSWORD, TEAM, Clock, Standing, csrf_in, routes_of, sign_in
from starlette.testclient import TestClient

from firsthand.building import build_from
from firsthand.read import Original
from firsthand.web.app import make_app
from firsthand.web.door import AccountsFile, Door, place
from firsthand.web.serving import Serving, listen

EVIL = "<script>alert('x')</script>"
TEXTS = {
    f"a{EVIL.replace('/', '∕')}\"onload=x.txt": f"Bay {EVIL} Institute\nOil in {EVIL} harbour\nCorvane, 3 March 2021\n\n"
    f"The Bay {EVIL} Institute said on Wednesday that 40 tonnes of diesel had leaked into the harbour of Corvane.\n"
    '"The valve was <img src=x onerror=alert(1)> open," said Orsolya Tamm of the institute.\n',
    "..%2f..%2fetc%2fpasswd.html": f"<html><head><title>{EVIL}&lt;script&gt;alert(2)&lt;/script&gt;</title></head><body>"
    "<article><h1>Diesel &lt;script&gt;alert(3)&lt;/script&gt; in the harbour</h1><p>According to the Bay Institute, "
    "90 tonnes of diesel had leaked into the harbour of Corvane.</p><p>The port authority of Corvane denied that the "
    "valve had been open.</p></article></body></html>",
}  # fmt: skip
PAYLOADS = (
    EVIL, "\"'><img src=x onerror=alert(1)>", "{{7*7}}${7*7}<%= 7*7 %>", "' OR 1=1 --", "\"; DROP TABLE decisions; --",
    "../../../../etc/passwd", "..\\..\\windows", "%00", "\x00", "\r\nset-cookie: a=b", "-1", "99999999999999999999999",
    "NaN", "é" * 300, "\u202e\ufeff", "//evil.example", "javascript:alert(1)", "[]", "(", "%ff%fe", "*" * 200,
)  # fmt: skip
TARGETED = ("text", "standing", "origin", "source", "place", "document", "story", "language", "since", "until", "state",
            "sort", "after", "at", "start", "end", "type", "q", "since", "part", "step", "reviewer", "action", "stands",
            "target", "back", "next", "before", "kind", "flash", "chain", "others", "value", "reason")  # fmt: skip


@pytest.fixture(scope="module")
def hostile_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "bay.case"
    build_from(
        [Original(name, text.encode()) for name, text in TEXTS.items()], case=path, processes=1
    ).close()
    return path


@pytest.fixture(scope="module")
def hostile(hostile_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    from firsthand.desk.open_desk import open_desk

    folder = tmp_path_factory.mktemp("hostile-desk")
    file = AccountsFile(folder / "bay.case.accounts")
    door = Door(
        place(host="127.0.0.1", port=8400, public=TEAM), file, with_accounts=True, now=(clock := Clock())
    )
    with open_desk(Path(shutil.copy(hostile_case, folder / "<b>bay.case"))) as desk:
        yield Standing(make_app(desk, door), door, clock, TEAM)
    file.close()


@pytest.fixture(scope="module")
def owner(hostile: Standing) -> TestClient:
    return hostile.signed_in("Rosa Quill", "owner")


def pages(standing: Standing) -> list[str]:
    """Return the addresses of all pages there are, of what the case holds where they name something."""
    desk = standing.app.state.desk
    claims, documents = desk.claims().items, desk.documents().items
    ids = {
        "claim": [one.id for one in claims], "document": [one.id for one in documents],
        "story": [one.id for one in desk.stories().items], "source": [one.source.id for one in desk.sources().items],
        "conflict": [one.id for one in desk.queue("conflicts").items],
        "variant": [one.id for one in desk.queue("variants").items],
        "record": [one.record.id for one in desk.records().items],
        "statement": [one.id for claim in claims for one in desk.claim(claim.id).statements.items],
        "kind": ["conflicts", "variants", "single-origin", "misfits"], "number": ["1"],
        "decision": [one.id for one in desk.decisions().items], "secret": ["x"],
    }  # fmt: skip
    found = []
    for route in routes_of(standing.app.routes):
        if "GET" in route.methods:
            names = re.findall(r"\{(\w+)\}", route.path)
            if not names:
                found.append(route.path)
            elif all(ids.get(name) for name in names):
                for value in ids[names[0]][:3]:
                    path = route.path.replace("{" + names[0] + "}", value)
                    found.append(re.sub(r"\{\w+\}", lambda m: ids[m[0][1:-1]][0], path))
    return found


def harmless(text: str) -> bool:
    """Tell whether nothing of what was brought in stands as markup: every tag is one the desk writes."""
    if re.search(r"<script(?! defer src=\"/static/)(?! type=\"application/json\")", text):
        return False
    tags = re.findall(r"<[a-zA-Z][^>]*>", text)
    return not any(
        re.search(r"\son\w+\s*=|javascript:|\sstyle\s*=|src=x", re.sub(r'"[^"]*"', '""', tag)) for tag in tags
    )


def test_a03_markup_in_documents_stays_text_on_every_page(hostile: Standing, owner: TestClient) -> None:
    seen = 0
    for path in pages(hostile):
        answer = owner.get(path)
        assert answer.status_code < 500, path
        if "html" in answer.headers.get("content-type", "") and path != "/publish/report":
            assert harmless(answer.text), path
            seen += "&lt;script&gt;alert" in answer.text
    assert seen > 5  # the hostile texts were on the pages that were looked at


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a03_no_parameter_brings_markup_or_an_error_in(
    hostile: Standing, owner: TestClient, payload: str
) -> None:
    for path in ("/", "/claims", "/documents", "/stories", "/sources", "/records", "/persons", "/decisions", "/custody",
                 "/failures", "/search", "/help", "/queue/conflicts", "/decide", "/audit", "/login", "/news"):  # fmt: skip
        answer = owner.get(path, params=dict.fromkeys(TARGETED, payload))
        assert answer.status_code < 500, (path, payload)
        assert "set-cookie" not in answer.headers or "a=b" not in answer.headers["set-cookie"]
        if "html" in answer.headers.get("content-type", ""):
            assert harmless(answer.text), (path, payload)
            assert "7*7=49" not in answer.text


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a03_no_decision_brings_markup_or_an_error_in(
    hostile: Standing, owner: TestClient, payload: str
) -> None:
    claim = hostile.app.state.desk.claims().items[0]
    csrf = csrf_in(owner.get("/account").text)
    for action in ("reject", payload):
        for target in (claim.id, payload):
            fields = dict.fromkeys(TARGETED, payload) | {
                "action": action,
                "target": target,
                "csrf": csrf,
                "seen": payload,
            }
            answer = owner.post("/decide", data=fields)
            assert answer.status_code < 500, (action, target)
            assert harmless(answer.text)
            assert not answer.headers.get("location", "/").startswith(("//", "http", "javascript"))
    assert owner.get("/decisions").status_code == 200
    assert harmless(owner.get("/decisions").text)


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd",
     "/static//etc/passwd", "/static/....//app.py", "/static/..%5capp.py", "/static/%c0%ae%c0%ae/app.py",
     "/documents/..%2f..%2fetc%2fpasswd/original", "/documents/%2e%2e/original", "/documents/x%00/original"]
)  # fmt: skip
def test_a01_no_path_leads_out_of_what_is_shown(owner: TestClient, path: str) -> None:
    answer = owner.get(TEAM + path)
    assert answer.status_code in (400, 404)
    assert "def make_app" not in answer.text and "root:" not in answer.text


def test_a01_every_operation_asks_for_its_role(hostile: Standing) -> None:
    """IDOR: a reader who knows every address and every form does no more than read."""
    reader = hostile.signed_in("Only Reader", "reader")
    csrf = csrf_in(reader.get("/account").text)
    claim = hostile.app.state.desk.claims().items[0]
    before = hostile.app.state.desk.revision
    tried = 0
    for route in routes_of(hostile.app.routes):
        if "POST" in route.methods and not route.path.startswith(
            ("/login", "/enter", "/link", "/invite", "/account", "/logout")
        ):
            fields = {
                "csrf": csrf,
                "action": "accept",
                "target": claim.id,
                "role": "owner",
                "reviewer": "Rosa Quill",
            }
            answer = reader.post(re.sub(r"\{\w+\}", claim.id, route.path), data=fields)
            assert answer.status_code == 403, route.path
            tried += 1
    for path in ("/api/v1/decisions", "/api/v1/decisions/batch", "/api/v1/build"):
        assert reader.post(
            path, json={"action": "accept", "target": claim.id}, headers={"x-csrf": csrf}
        ).status_code in (403, 422)
        tried += 1
    for path in ("/audit", "/persons", "/decide?action=accept&target=" + claim.id):
        assert reader.get(path).status_code == 403
    assert hostile.app.state.desk.revision == before
    assert tried > 5


def test_a01_a_form_cannot_say_who_decides_or_as_what(hostile: Standing) -> None:
    """Mass assignment: fields that the form does not have change nothing."""
    browser = hostile.signed_in("Bo Tamm", "reviewer")
    csrf = csrf_in(browser.get("/account").text)
    claim = hostile.app.state.desk.claims().items[0]
    fields = {"csrf": csrf, "action": "accept", "target": claim.id, "reviewer": "Rosa Quill", "role": "owner", "at": "1999-01-01",
              "id": "chosen", "name": "Rosa Quill", "visitor": "Rosa Quill"}  # fmt: skip
    assert browser.post("/decide", data=fields).status_code == 303
    (made, *_) = hostile.app.state.desk.decisions().items
    assert made.reviewer == "Bo Tamm" and made.id != "chosen" and not made.at.startswith("1999")
    assert browser.get("/audit").status_code == 403
    account = hostile.door.accounts.get("Bo Tamm")
    assert account.role == "reviewer"


def test_a01_a_method_cannot_be_smuggled_into_another(hostile: Standing, owner: TestClient) -> None:
    before = hostile.app.state.desk.revision
    for headers in (
        {"x-http-method-override": "POST"},
        {"x-method-override": "DELETE"},
        {"x-original-url": "/audit"},
        {"x-rewrite-url": "/logout"},
    ):
        assert owner.get("/claims?_method=POST&action=reject", headers=headers).status_code == 200
    assert owner.get("/logout").status_code in (404, 405)
    assert hostile.app.state.desk.revision == before


def test_a01_nothing_is_shared_with_other_origins(owner: TestClient) -> None:
    for path in ("/claims", "/api/v1/claims", "/news"):
        answer = owner.get(path, headers={"origin": "https://evil.example"})
        assert not [name for name in answer.headers if name.startswith("access-control")]
        preflight = {"origin": "https://evil.example", "access-control-request-method": "POST"}
        assert owner.options(path, headers=preflight).status_code in (403, 405)


def test_a02_sessions_are_long_random_and_never_the_same(hostile: Standing) -> None:
    hostile.account("Many Times", "reader")
    secrets = {
        sign_in(b := hostile.browser(), "Many Times").status_code and b.cookies["__Host-firsthand"]
        for _ in range(5)
    }
    assert len(secrets) == 5
    assert all(len(secret) == 43 for secret in secrets)  # 256 bits


@pytest.mark.parametrize("cookie", ["", "x", "a" * 4000, "é", "\x7f", "' OR 1=1 --", "0", "null"])
def test_a07_a_made_up_cookie_opens_nothing(hostile: Standing, cookie: str) -> None:
    headers = [(b"cookie", b"__Host-firsthand=" + cookie.encode())]
    assert hostile.browser().get("/claims", headers=headers).status_code == 401


def test_a07_a_bomb_of_cookies_is_not_taken(hostile: Standing) -> None:
    bomb = "; ".join(f"c{n}={'x' * 20}" for n in range(5000))
    assert hostile.browser().get("/claims", headers={"cookie": bomb}).status_code in (401, 431)
    assert hostile.browser().get("/login").status_code == 200


def test_a05_the_insides_of_errors_stay_inside(hostile: Standing, owner: TestClient) -> None:
    for path in (
        "/claims/" + "9" * 64,
        "/documents/nothing?at=x",
        "/documents/nothing/pages/x",
        "/queue/nothing",
        "/decide?action=nothing",
    ):
        text = owner.get(path).text
        for inside in ("Traceback", "site-packages", ".py", "sqlite", "pydantic", "Exception"):
            assert inside not in text, (path, inside)


def test_a05_there_is_no_page_for_developers(hostile: Standing, owner: TestClient) -> None:
    for path in (
        "/docs",
        "/redoc",
        "/openapi.json",
        "/.git/config",
        "/.env",
        "/server-status",
        "/metrics",
        "/debug",
        "/admin",
    ):
        assert owner.get(path).status_code == 404, path


def test_a08_originals_are_handed_out_as_files_and_open_nowhere(hostile: Standing, owner: TestClient) -> None:
    for row in hostile.app.state.desk.documents().items:
        answer = owner.get(f"/documents/{row.id}/original")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/octet-stream"
        disposition = answer.headers["content-disposition"]
        assert disposition.startswith("attachment;")
        assert (
            "<" not in disposition
            and "\n" not in disposition
            and "/" not in disposition.split("filename*")[0]
        )
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml", "multipart/form-data", "multipart/form-data; boundary=",
                                  "application/x-www-form-urlencoded; charset=utf-7", ""])  # fmt: skip
@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe\x00", b"%ff%fe=%00&a=%", b"--\r\n\r\n--", b"[" * 50_000, b"a=1&" * 20_000]
)
def test_a03_odd_bodies_are_refused_not_stumbled_over(
    hostile: Standing, owner: TestClient, kind: str, body: bytes
) -> None:
    for path in ("/decide", "/login", "/enter", "/account/name"):
        assert owner.post(path, content=body, headers={"content-type": kind}).status_code < 500
    csrf = csrf_in(owner.get("/account").text)
    headers = {"content-type": kind, "x-csrf": csrf}
    assert owner.post("/api/v1/decisions", content=body, headers=headers).status_code < 500


def test_a03_a_file_in_a_form_is_not_taken(hostile: Standing, owner: TestClient) -> None:
    csrf = csrf_in(owner.get("/account").text)
    answer = owner.post("/decide", data={"csrf": csrf}, files={"reason": ("../../x.txt", b"text")})
    assert answer.status_code == 400


@pytest.fixture(scope="module")
def wire(hostile: Standing) -> Iterator[tuple[str, int]]:
    """The same desk on a socket, to speak to it as no client library does."""
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    file = AccountsFile(None)
    door = Door(place(host="127.0.0.1", port=port), file)
    with Serving(make_app(hostile.app.state.desk, door), listening):
        yield "127.0.0.1", port
    file.close()


def say(wire: tuple[str, int], *lines: str, body: bytes = b"") -> bytes:
    """Send a request, and return all that comes back until the desk hangs up."""
    with socket.create_connection(wire, timeout=30) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        told = b""
        with suppress(ConnectionResetError):  # it may hang up on what it does not read to the end
            while piece := connection.recv(65536):
                told += piece
        return told


def test_a05_requests_of_an_odd_make_get_one_answer(wire: tuple[str, int]) -> None:
    """Request smuggling: two lengths, a length and chunks, a folded header, a bare line end.

    The desk says what is wrong, once, and hangs up: what was hidden behind it is not asked at all.
    """
    host = f"Host: 127.0.0.1:{wire[1]}"
    hidden = b"GET /audit HTTP/1.1\r\n" + host.encode() + b"\r\n\r\n"
    post, get = "POST /login HTTP/1.1", "GET /login HTTP/1.1"
    cases: list[tuple[tuple[str, ...], bytes, int]] = [
        ((post, host, "Content-Length: 4", "Content-Length: 40"), hidden, 400),
        ((post, host, "Content-Length: +4"), hidden, 400),
        ((post, host, "Content-Length: 4", "Transfer-Encoding: chunked"), b"0\r\n\r\n" + hidden, 400),
        ((post, host, "Transfer-Encoding: xchunked"), b"0\r\n\r\n" + hidden, 400),
        ((post, host, "Transfer-Encoding: chunked, identity"), b"0\r\n\r\n" + hidden, 400),
        ((post, host, "Transfer-Encoding: chunked"), b"-4\r\nabcd\r\n0\r\n\r\n" + hidden, 400),
        ((get, host, "X-A : b"), hidden, 400),
        ((get, host, "Host: evil.example"), hidden, 400),
        (("GET http://evil.example/login HTTP/1.1", host), hidden, 400),
        ((get,), hidden, 400),
        (("GET /lo gin HTTP/1.1", host), hidden, 400),
        (("GET /" + "a" * 9_000 + " HTTP/1.1", host), hidden, 414),
        ((get, host, "X-Long: " + "a" * 33_000), b"", 431),
        ((get, host, *(f"X-{n}: a" for n in range(120))), b"", 431),
    ]
    for lines, body, status in cases:
        told = say(wire, *lines, body=body)
        assert told.startswith(f"HTTP/1.1 {status} ".encode()), (lines[:1], lines[1:], told[:80])
        assert told.count(b"HTTP/1.1 ") == 1, lines
        assert b"\nserver:" not in told.lower()


def test_a05_a_bare_line_end_hides_no_request(wire: tuple[str, int]) -> None:
    """It ends the head, as the standard allows; what follows is a request of its own, and without a host."""
    host = f"Host: 127.0.0.1:{wire[1]}"
    told = say(wire, "GET /login HTTP/1.1", host, "X-A: b\n\nGET /audit HTTP/1.1")
    assert re.findall(rb"HTTP/1\.1 (\d+)", told) == [b"200", b"400"]


def test_a05_a_line_end_in_an_address_makes_no_header(wire: tuple[str, int]) -> None:
    host = f"Host: 127.0.0.1:{wire[1]}"
    for path in (
        "/login?next=/%0d%0aset-cookie:%20a=b",
        "/enter/%0d%0aset-cookie:a=b",
        "/%0d%0aset-cookie:a=b",
    ):
        told = say(wire, f"GET {path} HTTP/1.1", host, "Connection: close")
        assert b"set-cookie" not in told.partition(b"\r\n\r\n")[0].lower()


def test_a07_guessing_is_slowed_down_to_nothing(hostile: Standing) -> None:
    hostile.account("Guessed At", "owner")
    browser, tried = hostile.browser(address="203.0.113.50"), 0
    until = hostile.clock.at + 24 * 3600
    while hostile.clock.at < until:
        answer = sign_in(browser, "Guessed At", "wrong password")
        tried += answer.status_code == 401
        hostile.clock.at += int(answer.headers.get("retry-after", 0))
    assert tried < 120  # in a day, from one machine
    assert sign_in(hostile.browser(), "Guessed At", PASSWORD).status_code in (303, 429)
