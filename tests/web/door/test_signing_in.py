"""For a team: accounts, roles, sessions, passwords, and attempts that have to wait."""

import sqlite3
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from standing_desk import PASSWORD, TEAM, Standing, csrf_in, sign_in, told_by

from firsthand.model.errors import AccountError
from firsthand.web.door import AccountsFile
from firsthand.web.door.keeping.accounts import INVITED_SECONDS
from firsthand.web.door.keeping.attempts import at_login
from firsthand.web.door.keeping.passwords import check_password
from firsthand.web.door.keeping.sessions import IDLE_SECONDS


def test_name_and_password_open_the_desk(team: Standing) -> None:
    team.account("Rosa Quill", "reviewer")
    browser = team.browser()
    assert browser.get("/claims").status_code == 401
    answer = sign_in(browser, "  rosa  QUILL ", target="/claims?sort=newest")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/claims?sort=newest"
    assert "Rosa Quill" in browser.get("/claims").text


def test_the_cookie_is_the_strictest_there_is(team: Standing) -> None:
    team.account("Rosa Quill", "reader")
    cookie = sign_in(team.browser(), "Rosa Quill").headers["set-cookie"]
    name, _, rest = cookie.partition("=")
    assert name == "__Host-firsthand"
    told = {part.strip().lower() for part in rest.split(";")[1:]}
    assert {"secure", "httponly", "samesite=strict", "path=/"} <= told
    assert not any(part.startswith("domain") for part in told)


def test_the_session_changes_when_somebody_signs_in(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "reader")
    before = browser.cookies["__Host-firsthand"]
    sign_in(browser, "Rosa Quill")
    after = browser.cookies["__Host-firsthand"]
    assert before != after
    old = team.browser()
    old.cookies.set("__Host-firsthand", before)
    assert old.get("/account").status_code == 401


def test_a_session_that_somebody_brings_along_is_not_taken(team: Standing) -> None:
    browser = team.browser()
    browser.cookies.set("__Host-firsthand", "chosen-by-a-stranger")
    team.account("Rosa Quill", "reader")
    answer = sign_in(browser, "Rosa Quill")
    assert "chosen-by-a-stranger" not in answer.headers["set-cookie"]


def test_nothing_tells_whether_a_name_has_an_account(team: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    team.account("Rosa Quill", "owner")
    team.account("Bo Tamm", "owner")
    team.door.accounts.set_disabled("Bo Tamm", True)
    hashed: list[str] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, kept: str, password: str) -> bool:
        hashed.append(kept.rpartition("$")[0].rpartition("$")[0])
        return verify(self, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    told = []
    for name, password in (
        ("Rosa Quill", "wrong password"),
        ("Nobody At All", PASSWORD),
        ("Bo Tamm", PASSWORD),
    ):
        answer = sign_in(team.browser(), name, password)
        told.append(
            (
                answer.status_code,
                answer.text.replace(name, "NAME"),
                dict(answer.headers) | {"content-length": ""},
            )
        )
    assert told[0] == told[1] == told[2]
    assert len(hashed) == 3 and len(set(hashed)) == 1  # the same work each time


def test_each_failure_makes_the_next_wait_longer(team: Standing) -> None:
    team.account("Rosa Quill", "owner")
    browser = team.browser()
    for _ in range(5):
        assert sign_in(browser, "Rosa Quill", "wrong password").status_code == 401
    waits = []
    for _ in range(4):
        answer = sign_in(browser, "Rosa Quill")  # the right one, too, has to wait
        assert answer.status_code == 429
        waits.append(int(answer.headers["retry-after"]))
        team.clock.at += waits[-1]
        assert sign_in(browser, "Rosa Quill", "wrong password").status_code == 401
    assert waits == [15, 30, 60, 120]
    team.clock.at += 240
    assert sign_in(browser, "Rosa Quill").status_code == 303
    assert sign_in(browser, "Rosa Quill", "wrong password").status_code == 401  # and it begins anew


def test_a_name_nobody_has_has_to_wait_as_well(team: Standing) -> None:
    statuses = [sign_in(team.browser(), "Nobody At All", "x").status_code for _ in range(7)]
    assert statuses == [401] * 5 + [429] * 2


def test_a_colleague_elsewhere_is_not_locked_out(team: Standing) -> None:
    team.account("Rosa Quill", "owner")
    stranger = team.browser(address="203.0.113.9")
    for _ in range(8):
        sign_in(stranger, "Rosa Quill", "wrong password")
    assert sign_in(stranger, "Rosa Quill").status_code == 429
    assert sign_in(team.browser(), "Rosa Quill").status_code == 303


def test_many_names_from_one_machine_have_to_wait(team: Standing) -> None:
    """Trying one password with every name: each name twice, and no more from there."""
    stranger = team.browser(address="203.0.113.9")
    counts = [sign_in(stranger, f"Name {n % 12}", "x").status_code for n in range(48)]
    assert counts == [401] * 30 + [429] * 18


def test_names_without_end_do_not_wear_the_desk_out(team: Standing) -> None:
    def begin(n: int) -> float:
        return team.door.attempts.begin(at_login(f"name {n}", "203.0.113.9"), now=team.clock())

    assert {begin(n) for n in range(300)} == {0.0}
    assert sign_in(team.browser(address="203.0.113.9"), "Another", "x").status_code == 429
    waits = []
    for n in range(300, 305):
        waits.append(begin(n))
        team.clock.at += waits[-1]
        assert begin(n) == 0.0
    assert waits == [15, 30, 60, 60, 60]  # who else is behind that address waits a minute at most


def test_nobody_is_locked_out_by_what_others_try_behind_the_same_address(team: Standing) -> None:
    team.account("Rosa Quill", "owner")
    for n in range(60):
        sign_in(team.browser(), f"Name {n % 10}", "x")
    assert sign_in(team.browser(), "Name 1", "x").status_code == 429
    assert sign_in(team.browser(), "Rosa Quill", "mistyped").status_code == 401
    assert sign_in(team.browser(), "Rosa Quill").status_code == 303


def test_where_one_was_in_before_no_stranger_locks_one_out(team: Standing) -> None:
    """Not even with the right name: from the same address, or from everywhere at once."""
    browser = team.signed_in("Rosa Quill", "owner")
    for n in range(30):
        sign_in(team.browser(address=f"203.0.113.{n}"), "Rosa Quill", "wrong password")
        sign_in(team.browser(), "Rosa Quill", "wrong password")
    assert sign_in(team.browser(), "Rosa Quill").status_code == 429
    team.clock.at += IDLE_SECONDS + 1  # the session is over, the browser is the same
    for _ in range(25):
        sign_in(team.browser(address="203.0.113.1"), "Rosa Quill", "wrong password")
    assert sign_in(browser, "Rosa Quill").status_code == 303


def test_who_has_an_old_session_cannot_guess_on_with_it(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    counts = [sign_in(browser, "Rosa Quill", "wrong password").status_code for _ in range(7)]
    assert counts == [401] * 5 + [429] * 2
    team.account("Bo Tamm", "owner")  # nor is it worth anything for another name
    cookie = browser.cookies[team.door.place.cookie]
    for n in range(21):
        sign_in(team.browser(address=f"203.0.113.{n}"), "Bo Tamm", "wrong password")
    other = team.browser()
    other.cookies.set(team.door.place.cookie, cookie)
    assert sign_in(other, "Bo Tamm").status_code == 429


def test_a_flood_of_attempts_does_not_fill_the_log(team: Standing) -> None:
    stranger = team.browser(address="203.0.113.9")
    for _ in range(60):
        sign_in(stranger, "Rosa Quill", "wrong password")
    told = [what for _, what, _ in told_by(team.door)]
    assert told.count("login failed") == 5 and told.count("too many attempts") == 1


def test_one_name_from_many_machines_has_to_wait(team: Standing) -> None:
    team.account("Rosa Quill", "owner")
    counts = [
        sign_in(team.browser(address=f"203.0.113.{n}"), "Rosa Quill", "x").status_code for n in range(22)
    ]
    assert counts == [401] * 20 + [429] * 2


def test_an_ipv6_network_is_one_machine(team: Standing) -> None:
    counts = [
        sign_in(team.browser(address=f"2001:db8::{n:x}"), "Rosa Quill", "x").status_code for n in range(1, 8)
    ]
    assert counts == [401] * 5 + [429] * 2


def test_a_restart_forgets_no_attempt(team: Standing) -> None:
    team.account("Rosa Quill", "owner")
    for _ in range(5):
        sign_in(team.browser(), "Rosa Quill", "wrong password")
    path = team.door.file.path
    assert path is not None
    again = AccountsFile(path)
    assert again.row("SELECT max(failures) FROM attempts") == (5,)
    again.close()


def test_roles_let_do_what_those_before_may(team: Standing) -> None:
    for role, audit in (("reader", 403), ("reviewer", 403), ("owner", 200)):
        browser = team.signed_in(f"{role} one", role)  # type: ignore[arg-type]
        assert browser.get("/claims").status_code == 200
        assert browser.get("/audit").status_code == audit


def test_a_role_that_is_taken_away_is_away_on_the_next_page(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    assert browser.get("/audit").status_code == 200
    team.door.accounts.set_role("Rosa Quill", "reader")
    assert browser.get("/audit").status_code == 403


@pytest.mark.parametrize("close", ["disable", "remove", "password"])
def test_closing_an_account_ends_its_sessions(team: Standing, close: str) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    kept = team.door.accounts
    if close == "disable":
        kept.set_disabled("Rosa Quill", True)
    elif close == "remove":
        kept.remove("Rosa Quill")
    else:
        kept.set_password("Rosa Quill", "another three words")
    assert browser.get("/account").status_code == 401
    assert sign_in(team.browser(), "Rosa Quill").status_code == 401


def test_a_closed_account_that_is_opened_again_has_no_old_session(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    team.door.accounts.set_disabled("Rosa Quill", True)
    team.door.accounts.set_disabled("Rosa Quill", False)
    assert browser.get("/account").status_code == 401
    assert sign_in(browser, "Rosa Quill").status_code == 303


def test_one_changes_ones_own_password(team: Standing) -> None:
    browser, other = team.signed_in("Rosa Quill", "reader"), team.browser()
    sign_in(other, "Rosa Quill")
    csrf = csrf_in(browser.get("/account").text)
    new = "seven marble doors"
    fields = {"old": PASSWORD, "new": new, "again": new, "csrf": csrf}
    assert browser.post("/account/password", data=fields | {"old": "not it at all"}).status_code == 403
    assert browser.post("/account/password", data=fields | {"again": "typed wrongly"}).status_code == 400
    assert (
        browser.post("/account/password", data=fields | {"new": "short", "again": "short"}).status_code == 400
    )
    assert browser.post("/account/password", data=fields).status_code == 303
    assert browser.get("/account").status_code == 200
    assert other.get("/account").status_code == 401
    assert sign_in(team.browser(), "Rosa Quill").status_code == 401
    assert sign_in(team.browser(), "Rosa Quill", new).status_code == 303


def test_an_invitation_lets_choose_a_password_once(team: Standing) -> None:
    team.door.accounts.add("Bo Tamm", "reviewer", password=None, now=team.clock())
    assert sign_in(team.browser(), "Bo Tamm", "").status_code == 401
    secret = team.door.accounts.invite("Bo Tamm", now=team.clock())
    browser = team.browser()
    assert "Bo Tamm" in browser.get(f"/invite/{secret}").text
    fields = {"password": PASSWORD, "again": PASSWORD}
    assert browser.post(f"/invite/{secret}", data=fields | {"again": "x"}).status_code == 400
    assert browser.post(f"/invite/{secret}", data={"password": "short", "again": "short"}).status_code == 400
    assert browser.post(f"/invite/{secret}", data=fields).status_code == 303
    assert browser.get("/account").status_code == 200
    assert team.browser().post(f"/invite/{secret}", data=fields).status_code == 403
    assert team.browser().get(f"/invite/{secret}").status_code == 403


def test_an_invitation_grows_too_old(team: Standing) -> None:
    team.door.accounts.add("Bo Tamm", "reviewer", password=None, now=team.clock())
    secret = team.door.accounts.invite("Bo Tamm", now=team.clock())
    team.clock.at += INVITED_SECONDS
    assert team.browser().get(f"/invite/{secret}").status_code == 403
    fields = {"password": PASSWORD, "again": PASSWORD}
    assert team.browser().post(f"/invite/{secret}", data=fields).status_code == 403


def test_no_link_opens_a_desk_with_accounts(team: Standing) -> None:
    assert team.browser().post(team.door.new_link()).status_code == 403
    assert team.browser().post("/link").status_code == 403
    assert team.said == []


@pytest.mark.parametrize(
    "password",
    ["short", "elevenchars", "password12345", "Passw0rd!!!!", "qwertyuiop123", "passwordpassword",
     "aaaaaaaaaaaa", "012345678901", "abcabcabcabcabc",
     "rosaquill2024", "Rosa Quill!!!", "letmein-2024!", "1111111111112"],
)  # fmt: skip
def test_poor_passwords_are_not_taken(password: str) -> None:
    with pytest.raises(AccountError):
        check_password(password, name="Rosa Quill")


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "correct-horse-42-staple",
        "Großmutter kocht Suppe",
        "湖水很安静没有风声今天好",
        "a" * 60 + "bcdefg",
    ],
)
def test_long_ones_are_taken_whatever_they_are_made_of(password: str) -> None:
    check_password(password, name="Rosa Quill")


def test_a_password_is_kept_as_argon2id_and_hashed_anew_when_parameters_change(team: Standing) -> None:
    team.account("Rosa Quill", "owner")
    file = team.door.file
    (kept,) = file.rows("SELECT password FROM accounts")[0]
    assert kept.startswith("$argon2id$")
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    file.write("UPDATE accounts SET password = ?", weak)
    assert sign_in(team.browser(), "Rosa Quill").status_code == 303
    (anew,) = file.rows("SELECT password FROM accounts")[0]
    assert anew != weak and "m=1024" not in anew
    assert sign_in(team.browser(), "Rosa Quill").status_code == 303


def test_the_file_of_accounts_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "bay.case.accounts"
    AccountsFile(path).close()
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    with pytest.raises(AccountError, match="chmod 600"):
        AccountsFile(path)


def test_another_database_is_not_taken_for_accounts(tmp_path: Path) -> None:
    path = tmp_path / "bay.case.accounts"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (a)")
    other.close()
    path.chmod(0o600)
    with pytest.raises(AccountError, match="no file of accounts"):
        AccountsFile(path)


@pytest.mark.parametrize(
    "name", ["", "   ", "<b>Rosa</b>", "Rosa\x07Quill", "a" * 61, "—", "Rosa\u202eQuill"]
)
def test_odd_names_are_not_taken(team: Standing, name: str) -> None:
    with pytest.raises(AccountError):
        team.account(name, "reader")


def test_names_that_look_the_same_are_the_same(team: Standing) -> None:
    team.account("Zoë Ångström", "reader")
    for other in ("zoë ångström", "Zoe\u0308 A\u030angstro\u0308m", "Ｚoë  Ångström"):
        with pytest.raises(AccountError, match="already"):
            team.account(other, "owner")


def test_the_log_tells_who_came_in_and_who_did_not(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    sign_in(team.browser(), "rosa quill", "wrong password")
    sign_in(team.browser(), "my-secret-typed-as-a-name", "x")
    browser.get("/nowhere")
    csrf = csrf_in(browser.get("/account").text)
    browser.post("/logout", data={"csrf": csrf})
    assert told_by(team.door) == [
        ("Rosa Quill", "came in", "with the password"),
        ("Rosa Quill", "login failed", ""),
        ("a name without an account", "login failed", ""),
        ("Rosa Quill", "left", ""),
    ]
    assert {line.address for line in team.door.audit.lines()} == {"198.51.100.7"}


def test_the_log_is_only_added_to(team: Standing) -> None:
    team.signed_in("Rosa Quill", "owner")
    with pytest.raises((sqlite3.Error, AccountError), match="only added to"):
        team.door.file.write("DELETE FROM audit")
    with pytest.raises((sqlite3.Error, AccountError), match="only added to"):
        team.door.file.write("UPDATE audit SET who = 'somebody else'")


def test_no_secret_stands_in_the_file(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    team.door.accounts.add("Bo Tamm", "reader", password=None, now=0)
    secrets = [
        PASSWORD, browser.cookies["__Host-firsthand"], team.door.accounts.invite("Bo Tamm", now=team.clock()),
        team.door.tokens.make("import", "reader", now=team.clock())[1],
    ]  # fmt: skip
    path = team.door.file.path
    assert path is not None
    kept = b"".join(one.read_bytes() for one in path.parent.glob(path.name + "*"))
    assert not [secret for secret in secrets if secret.encode() in kept]


def test_the_owner_reads_the_log_in_the_browser(team: Standing) -> None:
    browser = team.signed_in("Rosa Quill", "owner")
    for n in range(120):
        team.door.note(
            "took the original", who="Bo <b>Tamm</b>", subject=f"document-{n}", address="192.0.2.7"
        )
    text = browser.get("/audit").text
    assert "document-119" in text and "document-1<" not in text
    assert "Bo &lt;b&gt;Tamm" in text
    older = text.split('href="/audit?before=')[1].split('"')[0]
    assert "document-0" in browser.get(f"/audit?before={older}").text
    assert TEAM in browser.base_url.__str__()
