"""The custody report says what was done, hides who did it unless asked, and is checked without firsthand."""

import gzip
import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from firsthand.collect.archive import Rendering, write_rendering
from firsthand.custody.headers import heads_of
from firsthand.custody.lives import without_folders
from firsthand.custody.report import recipe, render, report_on
from firsthand.model import Capture
from firsthand.model.errors import InputError
from firsthand.store import CaseStore, open_database
from firsthand.store.checking import check_case

PAGE = b"<p>Two boats left Tarn.</p>"
ASKED, URL = "http://paper.example/1", "https://paper.example/one"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: <b>7</b>\r\n\r\n" + PAGE
HOME = "/home/ina.roe/tarn/a.txt"


def _record(kind: bytes, message: bytes) -> bytes:
    return gzip.compress(b"WARC/1.1\r\nWARC-Type: " + kind + b"\r\n\r\n" + message + b"\r\n\r\n")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "tarn.case"
    store = CaseStore(open_database(path, create=True), by="ina.roe")
    data = b"Two boats left."
    with store.together():
        digest = hashlib.sha256(data).hexdigest()
        store.keep_original(digest, data)
        store.log("added", subject=digest, name=HOME, details={"bytes": str(len(data))})
    taken = datetime(2031, 5, 6, 7, tzinfo=UTC)
    sent_on = _record(b"response", b"HTTP/1.1 301 Moved\r\nLocation: /one\r\n\r\n")
    moved = Capture(hashlib.sha256(sent_on).hexdigest(), ASKED, ASKED, ASKED, taken, 301)
    store.keep_capture(moved, sent_on)
    record = _record(b"request", b"GET / HTTP/1.1\r\n\r\n" + b"x" * 200_000) + _record(b"response", ANSWER)
    payload = hashlib.sha256(PAGE).hexdigest()
    answer = Capture(hashlib.sha256(record).hexdigest(), URL, ASKED, ASKED, taken, 200, "text/html", payload)
    store.keep_capture(answer, record, PAGE)
    store.log("missed", name="https://paper.example/<script>", details={"reason": "no answer\x1b[2J"})
    store.close()
    return path


def _report(case: Path, *, names: bool = False) -> dict[str, object]:
    store = CaseStore(open_database(case, create=False))
    try:
        check = check_case(case)
        return report_on(
            case.name, list(store.entries()), list(store.captures()), store.record, check, names=names
        )
    finally:
        store.close()


def test_the_life_of_each_original_is_told(case: Path) -> None:
    added, collected = _report(case)["originals"]  # type: ignore[misc]
    assert added["comings"][0]["source"] == "a.txt"
    came = collected["comings"][0]
    assert (came["source"], came["through"], came["status"]) == (URL, (ASKED,), "HTTP/1.1 200 OK")
    assert ("ETag", "<b>7</b>") in came["headers"]


def test_the_log_says_in_words_what_was_done(case: Path) -> None:
    told = render(_report(case), ".txt")
    assert f"{ASKED} answered 301: it leads elsewhere" in told
    assert f"{URL}, where {ASKED} led, answered 200: a page" in told
    assert "the record was derived" not in told
    assert "0" * 16 not in told  # what is about no bytes shows no digest


def test_the_server_the_question_and_a_look_that_found_nothing_new_are_told(case: Path) -> None:
    store = CaseStore(open_database(case, create=False), by="ina.roe")
    head = b"WARC/1.1\r\nWARC-Type: revisit\r\nWARC-IP-Address: 192.0.2.7\r\n\r\n"
    record = gzip.compress(head + b"HTTP/1.1 304 Not Modified\r\nETag: 7\r\n\r\n") + _record(
        b"request", b"GET /one HTTP/1.1\r\nUser-Agent: firsthand\r\n\r\n"
    )
    taken = datetime(2031, 5, 7, 7, tzinfo=UTC)
    store.keep_capture(Capture(hashlib.sha256(record).hexdigest(), URL, URL, URL, taken, 304), record)
    store.close()
    again = _report(case)["originals"][1]["comings"][-1]  # type: ignore[index]
    assert (again["status"], again["server"], again["time"]) == (
        "HTTP/1.1 304 Not Modified",
        "192.0.2.7",
        "2031-05-07 07:00:00 UTC",
    )
    assert again["request"] == "GET /one HTTP/1.1"
    assert "asked again, and not changed" in render(_report(case), ".md")


def test_what_drew_a_page_is_told(case: Path) -> None:
    record = write_rendering(Rendering(URL, datetime(2031, 5, 7, tzinfo=UTC), "text/html", PAGE, by="Fox 9"))
    assert heads_of(record).browser == "Fox 9"
    store = CaseStore(open_database(case, create=False), by="ina.roe")
    digest, taken = hashlib.sha256(b"drawn").hexdigest(), datetime(2031, 5, 7, tzinfo=UTC)
    drawn = Capture(
        hashlib.sha256(record).hexdigest(), URL, URL, URL, taken, 200, "text/html", digest, "rendering"
    )
    store.keep_capture(drawn, record, b"drawn")
    store.close()
    told = render(_report(case), ".md")
    assert "drawn by a browser from what was collected" in told and "Drawn by: Fox 9" in told
    assert f"{URL} as a browser draws it: its HTML as shown" in render(_report(case), ".txt")


def test_what_was_unpacked_names_what_it_was_in(case: Path) -> None:
    store = CaseStore(open_database(case, create=False), by="ina.roe")
    whole = hashlib.sha256(b"Two boats left.").hexdigest()
    with store.together():
        store.keep_original("ab" * 32, b"part")
        details = {"within": whole, "bytes": "4", "address": "https://paper.example/in"}
        store.log("unpacked", subject="ab" * 32, name=f"{HOME}/b.txt", details=details)
    store.close()
    page = render(_report(case), ".html")
    assert f"a.txt (SHA-256 {whole})" in page
    assert "https://paper.example/in" in page


@pytest.mark.parametrize("form", [".txt", ".md", ".html", ".json", ".jsonl"])
def test_who_collected_is_hidden_unless_asked(case: Path, form: str) -> None:
    assert "ina.roe" not in render(_report(case), form)
    assert "Collector 1" in render(_report(case), form)
    assert "ina.roe" in render(_report(case, names=True), form)


def test_nothing_in_the_page_can_run_or_steer_a_terminal(case: Path) -> None:
    page = render(_report(case), ".html")
    assert "<script" not in page
    assert "<b>7" not in page
    assert "default-src 'none'" in page
    for form in (".txt", ".md", ".html"):
        assert "\x1b" not in render(_report(case), form)


def test_the_log_as_lines_can_be_computed_again(case: Path) -> None:
    before = "0" * 64
    lines = render(_report(case, names=True), ".jsonl").splitlines()
    assert len(lines) == check_case(case).entries
    for line in lines:
        entry = json.loads(line)
        digest = entry.pop("digest")
        assert entry["previous"] == before
        text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(text.encode()).hexdigest() == digest
        before = digest


def test_another_form_is_refused(case: Path) -> None:
    with pytest.raises(InputError, match=r"\.html, \.md"):
        render(_report(case), ".doc")


def _run(program: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", str(program), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_recipe_checks_a_case_without_firsthand(case: Path, tmp_path: Path) -> None:
    import sqlite3

    program = tmp_path / "recipe.py"
    program.write_text(recipe())
    head = check_case(case).head
    assert head is not None
    code, said = _run(program, str(case), head.digest)
    assert (code, said) == (0, f"whole: {head.number} entries, the last {head.digest}\n")
    assert _run(program, str(case), "1" * 64)[0] == 1
    connection = sqlite3.connect(case)
    connection.execute(
        "UPDATE originals SET bytes = x'00' WHERE digest = ?", (hashlib.sha256(PAGE).hexdigest(),)
    )
    connection.commit()
    connection.close()
    code, said = _run(program, str(case))
    assert code == 1
    assert "was changed" in said


@pytest.mark.parametrize(
    "path, shown",
    [
        (HOME, "a.txt"),
        ("pile/a.txt", "pile/a.txt"),
        (r"C:\Users\ina\a.txt", "a.txt"),
        (r"\\server\ina\a.txt", "a.txt"),
        ("~/a.txt", "a.txt"),
        ("../../ina/a.txt", "a.txt"),
        ("https://paper.example/a", "https://paper.example/a"),
    ],
)
def test_folders_that_tell_who_works_here_are_cut(path: str, shown: str) -> None:
    assert without_folders(path) == shown


@pytest.mark.parametrize(
    "record", [b"", b"no gzip", _record(b"metadata", b"x: y"), _record(b"response", ANSWER)[:40]]
)
def test_records_without_an_answer_have_no_headers(record: bytes) -> None:
    assert (heads_of(record).status, heads_of(record).headers) == ("", ())


def test_the_recipe_is_the_one_in_the_documentation() -> None:
    documentation = Path(__file__).parents[2] / "docs" / "custody.md"
    assert f"```python\n{recipe()}```\n" in documentation.read_text()
