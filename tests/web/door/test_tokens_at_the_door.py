"""What programs come in with: tokens with a name and a role."""

import pytest
from standing_desk import PASSWORD, Standing, csrf_in, told_by

from firsthand.model.errors import AccountError


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def test_a_token_opens_the_desk_for_a_program(team: Standing) -> None:
    token, secret = team.door.tokens.make("nightly import", "reader", days=2, now=team.clock())
    program = team.browser()
    del program.headers["origin"]
    assert program.get("/api/v1/me", headers=bearer(secret)).json()["name"] == "nightly import"
    assert program.get("/claims", headers=bearer(secret)).status_code == 200
    assert program.get("/audit", headers=bearer(secret)).status_code == 403
    assert program.get("/api/v1/me").status_code == 401
    team.clock.at += 2 * 24 * 3600
    assert program.get("/api/v1/me", headers=bearer(secret)).status_code == 401
    assert token.name == "nightly import"


def test_a_token_needs_no_csrf_and_decides_under_its_name(team: Standing) -> None:
    _, secret = team.door.tokens.make("nightly import", "reviewer", now=team.clock())
    claim = team.app.state.desk.claims().items[-1]
    program = team.browser()
    del program.headers["origin"]
    asked = {"action": "accept", "target": claim.id}
    made = program.post("/api/v1/decisions", json=asked, headers=bearer(secret))
    assert made.status_code == 201, made.text
    decision = made.json()["decision"]
    assert decision["reviewer"] == "nightly import"
    assert ("nightly import", "decided: accept", decision["id"]) in told_by(team.door)


def test_a_token_that_was_ended_opens_nothing(team: Standing) -> None:
    token, secret = team.door.tokens.make("nightly import", "owner", now=team.clock())
    team.door.tokens.end(token.id)
    assert team.browser().get("/claims", headers=bearer(secret)).status_code == 401
    assert [one.ended for one in team.door.tokens.all()] == [True]


@pytest.mark.parametrize("secret", ["", "x", "firsthand_" + "A" * 43, "é", "a b", "firsthand_%"])
def test_made_up_tokens_open_nothing(team: Standing, secret: str) -> None:
    team.door.tokens.make("nightly import", "owner", now=team.clock())
    headers = [(b"authorization", f"Bearer {secret}".encode())]
    assert team.browser().get("/api/v1/me", headers=headers).status_code == 401


def test_trying_tokens_has_to_wait(team: Standing) -> None:
    _, secret = team.door.tokens.make("nightly import", "owner", now=team.clock())
    stranger = team.browser(address="203.0.113.9")
    statuses = [stranger.get("/claims", headers=bearer(f"x{n}")).status_code for n in range(32)]
    assert statuses == [401] * 30 + [429] * 2
    # Whoever has a good one is behind the same address as whoever tries: it opens the desk all the same.
    assert stranger.get("/api/v1/me", headers=bearer(secret)).status_code == 200
    assert stranger.get("/claims", headers=bearer("x33")).status_code == 429
    told = [what for _, what, _ in told_by(team.door)]
    assert told.count("token refused") == 30 and told.count("too many attempts") == 1


def test_good_links_and_invitations_open_whatever_is_tried_beside_them(
    team: Standing, alone: Standing
) -> None:
    alone_link = alone.door.new_link()
    for n in range(40):
        alone.browser(address="127.0.0.1").post(f"{alone.origin}/enter/made-up-{n}")
        team.browser().post(f"/invite/made-up-{n}", data={"password": PASSWORD, "again": PASSWORD})
    assert team.browser().post("/invite/made-up", data={}).status_code == 429
    assert alone.browser(address="127.0.0.1").post(alone_link).status_code == 303
    team.door.accounts.add("Bo Tamm", "reader", password=None, now=team.clock())
    secret = team.door.accounts.invite("Bo Tamm", now=team.clock())
    chosen = {"password": PASSWORD, "again": PASSWORD}
    assert team.browser().post(f"/invite/{secret}", data=chosen).status_code == 303


def test_a_token_in_a_browser_does_not_stand_in_for_csrf(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    headers = bearer("made-up") | {"origin": "https://evil.example"}
    assert browser.post("/account/leave-everywhere", headers=headers).status_code == 403
    assert browser.get("/account").status_code == 200


def test_a_session_needs_csrf_for_the_api(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "reviewer")
    claim = team.app.state.desk.claims().items[-1]
    asked = {"action": "accept", "target": claim.id}
    assert browser.post("/api/v1/decisions", json=asked).status_code == 403
    csrf = csrf_in(browser.get("/account").text)
    assert browser.post("/api/v1/decisions", json=asked, headers={"x-csrf": csrf}).status_code == 201


@pytest.mark.parametrize("days", [0, -1, 367, 10**9])
def test_a_token_holds_for_a_year_at_most(team: Standing, days: int) -> None:
    with pytest.raises(AccountError):
        team.door.tokens.make("nightly import", "owner", days=days, now=0)


def test_the_forms_of_accounts_are_not_for_tokens(team: Standing) -> None:
    team.account("Rosa Quill", "owner")
    _, secret = team.door.tokens.make("Rosa Quill", "owner", now=team.clock())
    program = team.browser()
    fields = {"old": "x", "new": "lantern quarry heron", "again": "lantern quarry heron"}
    assert program.post("/account/password", data=fields, headers=bearer(secret)).status_code == 403
    ended = program.post("/account/leave-everywhere", headers=bearer(secret))
    assert ended.status_code == 403
