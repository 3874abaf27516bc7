"""verify, custody: as a user types them."""

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthand.cli import main
from firsthand.store import open_store


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "tarn.case"
    store = open_store(path, create=True)
    store.keep_note("remark", "a note")
    store.close()
    return path


def _run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == code, result.output
    return result.output


def _touch(case: Path) -> None:
    connection = sqlite3.connect(case)
    connection.execute("UPDATE notes SET text = 'other'")
    connection.commit()
    connection.close()


def test_an_untouched_case_is_whole(case: Path) -> None:
    assert "whole. 2 entries of the log" in _run("verify", str(case))
    found = json.loads(_run("verify", str(case), "--json"))
    assert (found["verdict"], found["faults"]) == ("whole", [])
    assert "has the digest you gave" in _run("verify", str(case), "--head", found["head"]["digest"])


def test_a_touched_case_is_told_and_gone_on_from_only_with_a_reason(case: Path) -> None:
    _touch(case)
    assert "changed: the table notes was changed" in _run("verify", str(case), code=1)
    assert json.loads(_run("verify", str(case), "--json", code=1))["verdict"] == "broken"
    _run("verify", str(case), "--accept", " ", code=1)
    assert "sealed again" in _run("verify", str(case), "--accept", "I mended a note")
    assert "I mended a note" in _run("verify", str(case))
    assert "nothing to accept" in _run("verify", str(case), "--accept", "again", code=1)


def test_a_case_that_is_written_to_is_whole_but_not_sealed(case: Path) -> None:
    store = open_store(case)
    store.keep_note("remark", "another")
    said = _run("verify", str(case), code=3)
    assert "whole but not sealed" in said
    assert "firsthand build" in said
    store.close()
    assert "whole." in _run("verify", str(case))


def test_what_is_no_case_is_told(tmp_path: Path) -> None:
    assert "no such case" in _run("verify", str(tmp_path / "none.case"), code=1)


def test_the_custody_of_a_case_is_shown_and_written(case: Path, tmp_path: Path) -> None:
    before = case.read_bytes()
    assert "Collector 1" in _run("custody", str(case))
    assert json.loads(_run("custody", str(case), "--json"))["format"] == "firsthand.custody"
    for ending in (".html", ".md", ".json", ".jsonl"):
        target = tmp_path / f"report{ending}"
        assert "2 entries" in _run("custody", str(case), "--out", str(target))
        assert target.stat().st_size > 100
    assert "is .html, .md" in _run("custody", str(case), "--out", str(tmp_path / "report.doc"), code=1)
    assert "cannot be written" in _run("custody", str(case), "--out", str(tmp_path / "no" / "r.md"), code=1)
    assert case.read_bytes() == before
