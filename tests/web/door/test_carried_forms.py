"""A session that ends in the middle of an edit: nothing typed is lost, and nothing is sent unasked."""

import html
import json
import re
from typing import Any

import pytest
from standing_desk import Standing, csrf_in, sign_in

from firsthand.web.door.keeping.sessions import IDLE_SECONDS

REASON = "The original says “forty”, <b>not</b> ninety.\nSee page 2."


def hidden(text: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', text)
    return html.unescape(found[1]) if found else ""


@pytest.fixture
def typed(team: Standing) -> dict[str, Any]:
    claim = team.app.state.desk.claims().items[0]
    return {
        "action": "reject",
        "target": claim.id,
        "reason": REASON,
        "seen": "",
        "back": f"/claims/{claim.id}",
    }


def test_what_was_typed_comes_back_after_signing_in(team: Standing, typed: dict[str, Any]) -> None:
    browser = team.signed_in("Rosa Quill", "reviewer")
    typed["csrf"] = csrf_in(browser.get("/account").text)
    before = len(team.app.state.desk.decisions().items)
    team.clock.at += IDLE_SECONDS + 1
    asked = browser.post("/decide", data=typed)
    assert asked.status_code == 401
    assert hidden(asked.text, "name") == "Rosa Quill"
    carried = hidden(asked.text, "carried")
    assert typed["csrf"] not in carried  # of the session that is over
    wrong = sign_in(browser, "Rosa Quill", "wrong password", carried=carried)
    assert hidden(wrong.text, "carried") == carried  # mistyping loses nothing
    shown = sign_in(browser, "Rosa Quill", carried=carried)
    assert shown.status_code == 200
    assert html.escape(REASON, quote=False) in html.unescape(shown.text).replace("<b>", "&lt;b&gt;").replace(
        "</b>", "&lt;/b&gt;"
    )
    assert "<b>not</b>" not in shown.text
    assert len(team.app.state.desk.decisions().items) == before  # nobody pressed for it yet
    again = {name: hidden(shown.text, name) for name in ("csrf", "action", "target", "back")}
    assert again["csrf"] and again["target"] == typed["target"]
    done = browser.post("/decide", data=again | {"reason": REASON})
    assert done.status_code == 303, done.text
    (made, *_) = team.app.state.desk.decisions().items
    assert made.reason == " ".join(REASON.split()) and made.reviewer == "Rosa Quill"  # kept on one line


def test_who_signs_in_as_somebody_else_is_told_whose_words_these_are(
    team: Standing, typed: dict[str, Any]
) -> None:
    browser = team.signed_in("Rosa Quill", "reviewer")
    team.account("Bo Tamm", "reviewer")
    team.clock.at += IDLE_SECONDS + 1
    carried = hidden(browser.post("/decide", data=typed).text, "carried")
    shown = sign_in(browser, "Bo Tamm", carried=carried).text
    assert "written by Rosa Quill" in shown and "under your name, Bo Tamm" in shown


def test_another_sites_form_is_not_carried_along(team: Standing, typed: dict[str, Any]) -> None:
    browser = team.browser()
    answer = browser.post("/decide", data=typed, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "carried" not in answer.text and typed["target"] not in answer.text


@pytest.mark.parametrize(
    "carried",
    [
        "x", "[]", "{}", "[1,2,3]", '["/decide"]',
        '["https://evil.example", [], ""]', '["//evil.example", [], ""]',
        '["/nowhere", [], ""]', '["/decide", {"a": 1}, ""]', '["/decide", [["a"]], ""]', "[" * 100_000,
        '["/claims", [], ""]',
    ],
)  # fmt: skip
def test_what_no_page_of_the_desk_carries_is_left_out(team: Standing, carried: str) -> None:
    team.account("Rosa Quill", "reviewer")
    answer = sign_in(team.browser(), "Rosa Quill", carried=carried)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"


def test_markup_in_what_is_carried_stays_text(team: Standing) -> None:
    team.account("Rosa Quill", "reviewer")
    evil = '"><script>alert(1)</script>'
    fields = [
        ["action", evil],
        ["target", evil],
        ["reason", f"</textarea>{evil}"],
        [evil, evil],
        ["back", "https://evil.example"],
    ]
    shown = sign_in(team.browser(), "Rosa Quill", carried=json.dumps(["/decide", fields, evil]))
    assert shown.status_code == 200
    assert "<script>alert" not in shown.text and '</textarea>"' not in shown.text
    assert 'evil.example"' not in shown.text.split("Leave it")[0].rsplit("<a", 1)[1]


def test_what_is_too_long_to_carry_is_shown_to_copy(team: Standing, typed: dict[str, Any]) -> None:
    answer = team.browser().post("/decide", data=typed | {"reason": "word " * 90_000})
    assert answer.status_code == 401
    assert "Copy it from here" in answer.text
    assert hidden(answer.text, "carried") == ""


def test_on_ones_own_machine_a_new_link_brings_it_back(alone: Standing, typed: dict[str, Any]) -> None:
    browser = alone.alone()
    alone.clock.at += IDLE_SECONDS + 1
    asked = browser.post("/decide", data=typed)
    assert asked.status_code == 401
    carried = hidden(asked.text, "carried")
    printed = browser.post("/link", data={"carried": carried})
    assert hidden(printed.text, "carried") == carried
    link = alone.said[-1].split()[-1]
    shown = browser.post("/enter", data={"link": link, "carried": carried})
    assert "You are in again" in shown.text
    assert "forty" in shown.text


def test_a_reader_cannot_send_what_a_reviewer_wrote(team: Standing, typed: dict[str, Any]) -> None:
    team.account("Bo Tamm", "reader")
    browser = team.browser()
    carried = hidden(browser.post("/decide", data=typed).text, "carried")
    shown = sign_in(browser, "Bo Tamm", carried=carried).text
    typed["csrf"] = csrf_in(shown)
    assert browser.post("/decide", data=typed).status_code == 403
