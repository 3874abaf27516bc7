import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from firsthand.building import build_from
from firsthand.cli import main
from firsthand.read import Original

TEXT = b"""Bay Institute
Oil in Corvane harbour
Corvane, 3 March 2021

The Bay Institute said on Wednesday that 40 tonnes of diesel had leaked into the harbour of Corvane.
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "bay.case"
    build_from([Original("institute.txt", TEXT)], case=path, processes=1).close()
    return path


def refused(*words: str) -> str:
    result = CliRunner().invoke(main, ["serve", *words])
    assert result.exit_code == 1, result.output
    return result.output


def test_a_desk_that_others_can_reach_does_not_start_without_accounts(case: Path) -> None:
    for words in (
        ["--accounts"],
        ["--public-url", "https://desk.example.org"],
        ["--proxy", "127.0.0.1", "--public-url", "https://desk.example.org"],
        ["--host", "192.0.2.7", "--plain-http"],
    ):
        assert "accounts" in (told := refused(str(case), *words)) and "add NAME --role owner" in told


def test_nor_without_https_unless_somebody_says_so(case: Path) -> None:
    for words in (["--host", "192.0.2.7"], ["--public-url", "http://desk.example.org"]):
        assert "--plain-http" in refused(str(case), *words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--host", "0.0.0.0"], "--public-url"),
        (["--host", "::"], "--public-url"),
        (["--public-url", "desk.example.org"], "no address of a desk"),
        (["--public-url", "https://example.org/desk/"], "at the root"),
        (["--proxy", "proxy.example.org", "--public-url", "https://desk.example.org"], "no IP address"),
        (["--accounts", "--reviewer", "Rosa"], "leave --reviewer out"),
        (["--reviewer", "<b>"], "cannot hold"),
    ],
)
def test_a_way_to_serve_that_cannot_be_is_said_in_a_line(case: Path, words: list[str], told: str) -> None:
    assert told in refused(str(case), *words)


def test_a_case_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "no such case" in refused(str(tmp_path / "nothing.case"))


def test_a_port_that_is_taken_is_said(case: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "is taken" in refused(str(case), "--port", str(taken.getsockname()[1]))


def test_help_says_how_to_put_it_behind_a_proxy() -> None:
    told = CliRunner().invoke(main, ["serve", "--help"]).output
    for word in ("reverse_proxy", "--proxy 127.0.0.1", "--public-url https://", "docs/serving.md"):
        assert word in told


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as on POSIX")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "terminate"])
def test_a_desk_is_opened_by_its_link_and_closed_with_its_case_sealed(
    case: Path, stop: signal.Signals
) -> None:
    program = [sys.executable, "-u", "-m", "firsthand", "serve", str(case), "--reviewer", "Rosa Quill"]
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            link = re.search(r"http://127\.0\.0\.1:\d+/enter/\S+", process.stdout.readline())
            assert link is not None
            origin = link[0].rpartition("/enter/")[0]
            with httpx.Client(
                base_url=origin, headers={"origin": origin}, timeout=60, trust_env=False
            ) as browser:
                assert browser.get("/claims").status_code == 401
                entered = browser.post(link[0])
                assert entered.status_code == 303
                assert "Rosa Quill" in browser.get("/account").text
                assert "server" not in entered.headers
        finally:
            process.send_signal(stop)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "The desk is closed" in err
    assert "GET /" not in out + err
    assert [one.name for one in case.parent.iterdir()] == [case.name]  # no log lies beside it
    assert CliRunner().invoke(main, ["verify", str(case)]).exit_code == 0
