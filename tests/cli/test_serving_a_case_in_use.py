"""A desk that is really served, in a process of its own, on a case that others write to or move."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
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
REASON = "Seen in the register of the port."
PAGES = ("/", "/claims", "/documents", "/queue/conflicts", "/persons", "/custody", "/decisions", "/publish")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are sent as on POSIX")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "bay.case"
    build_from([Original("institute.txt", TEXT)], case=path, processes=1).close()
    return path


@pytest.fixture
def browser(case: Path) -> Iterator[httpx.Client]:
    """A browser that is in at a desk on the case."""
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
                base_url=origin, headers={"origin": origin}, timeout=120, trust_env=False
            ) as client:
                assert client.post(link[0]).status_code == 303
                csrf = re.search(r'name="csrf" value="([^"]+)"', client.get("/account").text)
                assert csrf is not None
                client.headers["x-csrf"] = csrf[1]
                yield client
        finally:
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors


def decided(browser: httpx.Client, claim: str) -> httpx.Response:
    fields = {"action": "judge-claim", "target": claim, "value": "Well told", "reason": REASON}
    return browser.post("/decide", data=fields)


def test_everything_is_read_while_another_process_holds_it_and_what_was_typed_comes_back(
    case: Path, browser: httpx.Client
) -> None:
    claim = browser.get("/api/v1/claims").json()["items"][0]["id"]
    with closing(sqlite3.connect(case, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for page in PAGES:
            assert browser.get(page).status_code == 200, page
        answer = decided(browser, claim)
        assert answer.status_code == 503 and answer.headers["retry-after"]
        assert "try again" in answer.text and REASON in answer.text and "Well told" in answer.text
    assert decided(browser, claim).status_code == 303
    words = ["decide", str(case), "accept", claim, "--reviewer", "Ben Okoro"]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert "Ben Okoro" in browser.get("/decisions").text  # what another process decided is taken in


def test_a_case_that_is_moved_away_and_comes_back(case: Path, browser: httpx.Client) -> None:
    claim = browser.get("/api/v1/claims").json()["items"][0]["id"]
    away = case.rename(case.with_name("away.case"))
    for page in PAGES:
        answer = browser.get(page)
        assert answer.status_code == 200, page
        assert "Reading only." in answer.text
    answer = decided(browser, claim)
    assert answer.status_code == 503
    assert "Put it back" in answer.text and REASON in answer.text and "Well told" in answer.text
    away.rename(case)
    assert decided(browser, claim).status_code == 303
