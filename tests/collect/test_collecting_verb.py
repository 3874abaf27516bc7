"""Collecting on the command line, as a reporter types it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from wicked_server import WickedServer, redirect, response, serving

from firsthand.cli.collecting import collecting
from firsthand.model.errors import CollectError, InputError
from firsthand.store import open_store
from firsthand.store.checking import check_case

PAGE = response(b"<html><body><p>The pier is closed, the harbour master said.</p></body></html>")


@pytest.fixture
def server() -> Iterator[WickedServer]:
    with serving({"/a": PAGE, "/b": PAGE}) as one:
        yield one


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def _run(*words: object, code: int = 0, given: str | None = None) -> Result:
    result = CliRunner().invoke(collecting, [str(word) for word in (*words, "--delay", 0)], input=given)
    assert result.exit_code == code, (result.output, result.exception)
    return result


def test_pages_are_kept_in_a_case(server: WickedServer, tmp_path: Path) -> None:
    case = tmp_path / "pier.case"
    said = _run(server.url("/a"), server.url("/b"), "--case", case, "--allow-private").output
    assert f"kept       {server.url('/a')}" in said and "text/html" in said and "2 kept" in said
    assert f"firsthand build --case {case}" in said
    again = _run(server.url("/a"), "--case", case, "--allow", f"127.0.0.1:{server.port}").output
    assert "unchanged" in again and "0 kept, 1 unchanged" in again
    store = open_store(case)
    assert len(store.originals()) >= 1
    store.close()


def test_a_case_is_named_after_the_first_site(
    server: WickedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = _run(server.url("/a"), "--allow-private").output
    assert "1 kept, in 127.0.0.1.case. Build the record: firsthand build --case 127.0.0.1.case" in said
    assert (tmp_path / "127.0.0.1.case").is_file()
    assert "--case FILE" in _run("no address", code=2).stderr


def test_where_an_address_led_is_told_and_nothing_to_build_is_not_promised(
    server: WickedServer, tmp_path: Path
) -> None:
    server.routes["/moved"] = redirect("/a")
    given = ("--case", tmp_path / "x.case", "--allow-private")
    assert f"{server.url('/moved')} → {server.url('/a')}" in _run(server.url("/moved"), *given).output
    assert "firsthand build" not in _run(server.url("/gone"), *given, code=3).output


def test_what_was_missed_is_told_by_name(server: WickedServer, tmp_path: Path) -> None:
    given = ("--case", tmp_path / "x.case", "--allow-private")
    result = _run(server.url("/gone"), server.url("/a"), *given, code=3)
    assert f"missed     {server.url('/gone')}: there is no such page" in result.stderr
    assert "1 kept, 1 missed" in result.stdout
    told = json.loads(_run(server.url("/gone"), server.url("/a"), *given, "--json", code=3).stdout)
    assert told["missed"][0]["address"] == server.url("/gone") and len(told["unchanged"]) == 1
    assert not _run(server.url("/a"), *given, "--quiet").output


def test_nothing_of_this_machine_is_asked_unless_allowed(server: WickedServer, tmp_path: Path) -> None:
    result = _run(server.url("/a"), "--case", tmp_path / "x.case", code=3)
    assert f"--allow 127.0.0.1:{server.port}" in result.stderr and not server.asked


def test_a_list_and_standard_input(server: WickedServer, tmp_path: Path) -> None:
    listed = tmp_path / "addresses.txt"
    listed.write_text(f"{server.url('/a')}\nnonsense\n")
    given = ("--case", tmp_path / "x.case", "--allow-private")
    result = _run("--list", listed, *given, code=3)
    assert "addresses.txt, line 2" in result.stderr and "1 kept, 1 missed" in result.stdout
    assert "1 kept" in _run("--list", "-", *given, given=server.url("/b")).stdout


def test_a_case_with_all_kinds_of_entries_verifies(server: WickedServer, tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    words = (server.url("/a"), server.url("/gone"), "--case", case, "--allow-private")
    _run(*words, code=3)
    _run(*words, "--ignore-robots", "public interest", "--ignore-certificates", "lapsed", code=3)
    checked = check_case(case)
    assert not checked.faults and checked.verdict == "whole" and checked.captures == 5


def test_words_that_are_off(tmp_path: Path) -> None:
    case = ("--case", tmp_path / "x.case")
    assert "Name an address" in _run(*case, code=2).stderr
    for words, said in (
        (("--list", tmp_path / "none.txt"), "the list cannot be read"),
        (("http://a.example/", "--limit", "speed=3"), "no limit like this"),
        (("http://a.example/", "--allow", "localhost"), "HOST:PORT"),
        (("http://a.example/", "--ignore-robots", ""), "reason"),
    ):
        result = CliRunner().invoke(collecting, [str(word) for word in (*words, *case)])
        assert isinstance(result.exception, InputError) and said in str(result.exception)
    empty = tmp_path / "empty.txt"
    empty.write_text("# nothing\n")
    result = CliRunner().invoke(collecting, ["--list", str(empty), *map(str, case)])
    assert "no address in this list" in str(result.exception)


def test_what_servers_say_cannot_steer_a_terminal(server: WickedServer, tmp_path: Path) -> None:
    server.routes["/evil"] = b"HTTP/1.1 500 \x1b[2J\x1b]0;gone\x07\r\nContent-Length: 0\r\n\r\n"
    server.routes["/type"] = response(b"x", media="text/\x1b[31mred")
    words = (server.url("/evil"), server.url("/type"), "--case", tmp_path / "x.case", "--allow-private")
    assert "\x1b" not in _run(*words, "--limit", "tries=1", code=3).output


def test_who_has_a_proxy_is_not_seen_without_it(
    server: WickedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:9050")
    words = [server.url("/a"), "--case", str(tmp_path / "x.case"), "--allow-private"]
    result = CliRunner().invoke(collecting, words)
    assert isinstance(result.exception, CollectError) and "--direct" in str(result.exception)
    assert not server.asked
    assert "1 kept" in _run(*words, "--direct").output
