import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthand.cli import main

PASSWORD = "lantern quarry otter"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "bay.case"
    path.write_bytes(b"")  # accounts lie beside the case, which is not opened
    return path


def run(case: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["accounts", str(case), *words], input=typed, env={"FIRSTHAND_BY": "Ada"})


def test_an_account_is_made_listed_and_closed(case: Path) -> None:
    made = run(case, "add", "Rosa Quill", "--role", "owner", "--password-stdin", typed=PASSWORD + "\n")
    assert made.exit_code == 0, made.output
    assert "Rosa Quill is owner now" in made.output
    assert run(case, "role", "rosa quill", "reviewer").exit_code == 0
    assert run(case, "disable", "Rosa Quill").exit_code == 0
    (account,) = json.loads(run(case, "list", "--json").stdout)["accounts"]
    assert account | {"made": ""} == {
        "name": "Rosa Quill", "role": "reviewer", "disabled": True, "password": True, "made": "", "seen": None
    }  # fmt: skip
    assert "closed" in run(case, "list").output
    assert run(case, "enable", "Rosa Quill").exit_code == 0
    assert run(case, "remove", "Rosa Quill").exit_code == 0
    assert "No accounts" in run(case, "list").output


def test_an_invitation_is_a_link(case: Path) -> None:
    made = run(case, "add", "Bo Tamm", "--invite")
    assert made.stdout.splitlines()[1].startswith("/invite/")
    assert "no password yet" in run(case, "list").stdout
    again = run(case, "password", "Bo Tamm", "--invite")
    assert again.stdout.splitlines()[0] != made.stdout.splitlines()[1]


def test_a_token_is_shown_once(case: Path) -> None:
    made = run(case, "token", "nightly import", "--role", "reviewer", "--days", "3")
    secret = made.stdout.strip()
    assert secret.startswith("firsthand_") and len(secret) > 50
    listed = run(case, "list")
    assert secret not in listed.output and "nightly import" in listed.output
    token_id = json.loads(run(case, "list", "--json").stdout)["tokens"][0]["id"]
    assert run(case, "end-token", token_id).exit_code == 0
    assert "ended" in run(case, "list").stdout


def test_another_password_ends_the_sessions(case: Path) -> None:
    run(case, "add", "Rosa Quill", "--password-stdin", typed=PASSWORD)
    assert run(case, "password", "Rosa Quill", "--password-stdin", typed="seven marble doors").exit_code == 0
    assert "in nowhere" in run(case, "sessions", "Rosa Quill").output
    assert "0 sessions" in run(case, "sessions", "Rosa Quill", "--end").output


def test_what_was_done_stands_in_the_log_without_secrets(case: Path) -> None:
    run(case, "add", "Rosa Quill", "--role", "owner", "--password-stdin", typed=PASSWORD)
    secret = run(case, "token", "import").stdout.strip()
    run(case, "role", "Rosa Quill", "reader")
    shown = run(case, "audit").stdout
    assert PASSWORD not in shown and secret not in shown
    lines = [json.loads(line) for line in run(case, "audit", "--json").stdout.splitlines()]
    assert [(line["who"], line["what"]) for line in lines] == [
        ("Ada", "made an account"),
        ("Ada", "made a token"),
        ("Ada", "changed a role"),
    ]


@pytest.mark.parametrize(
    ("words", "typed", "told"),
    [
        (["add", "Rosa", "--password-stdin"], "short", "at least 12"),
        (["add", "Rosa"], "", "--password-stdin"),
        (["add", "<b>", "--invite"], "", "cannot hold"),
        (["role", "Nobody", "owner"], "", "no account"),
        (["token", "import", "--days", "4000"], "", "366"),
        (["end-token", "nothing"], "", "no token"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(case: Path, words: list[str], typed: str, told: str) -> None:
    run(case, "add", "Bo Tamm", "--invite")
    result = run(case, *words, typed=typed)
    assert result.exit_code == 1
    assert told in result.output


def test_a_case_that_is_not_there_has_no_accounts(tmp_path: Path) -> None:
    result = run(tmp_path / "nothing.case", "list")
    assert result.exit_code == 1
    assert "no such case" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_second_account_of_a_name_is_not_made(case: Path) -> None:
    run(case, "add", "Rosa Quill", "--invite")
    again = run(case, "add", "ROSA QUILL", "--invite", "--role", "owner")
    assert again.exit_code == 1
    assert "already" in again.output
