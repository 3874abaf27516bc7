"""Building and adding from the command line: what is told while it runs, and what is not read again."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthand.cli import main

FERRY = """Ferry ran aground, group says

The ferry Osprey ran aground twice in March, the Harbour Watch said on Monday.
"""
RETOLD = """Osprey aground

The ferry Osprey ran aground twice in March, the Tarn Courier reported, citing the Harbour Watch.
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "texts"
    made.mkdir()
    (made / "one.txt").write_text(FERRY)
    return made


def test_with_json_how_far_it_is_goes_to_standard_error_a_line_each(folder: Path) -> None:
    result = run("build", "texts", "--json")
    told = [json.loads(line) for line in result.stderr.splitlines()]
    assert {line["event"] for line in told} == {"progress"}
    assert {"read", "extract", "resolve", "weigh"} <= {line["step"] for line in told}
    last = {line["step"]: line for line in told}
    assert all(line["done"] == line["total"] for line in last.values())
    assert json.loads(result.stdout)["documents"] == 1
    quiet = run("build", "texts", "--json", "--quiet")
    assert not quiet.stderr
    assert json.loads(quiet.stdout)["documents"] == 1


def test_documents_are_added_to_a_case_as_if_built_with_the_others(folder: Path, tmp_path: Path) -> None:
    assert run("build", "texts").exit_code == 0
    (tmp_path / "two.txt").write_text(RETOLD)
    added = run("add", "two.txt", "--case", "texts.case")
    assert added.exit_code == 0, added.output
    assert "2 documents" in added.output
    assert "Check it and decide" in added.output
    (folder / "two.txt").write_text(RETOLD)
    whole = json.loads(run("build", "texts", "--case", "whole.case", "--json").stdout)
    again = json.loads(run("build", "--case", "texts.case", "--json").stdout)  # from what it keeps
    counted = ("documents", "stories", "statements", "claims", "sources")
    assert [again[name] for name in counted] == [whole[name] for name in counted]
    assert (again["documents"], again["stories"]) == (2, 1)


def test_what_cannot_be_added_is_said_and_the_case_stays_as_it_was(folder: Path, tmp_path: Path) -> None:
    assert run("build", "texts").exit_code == 0
    before = run("show", "texts.case").output
    (tmp_path / "empty.txt").write_bytes(b"")
    refused = run("add", "empty.txt", "--case", "texts.case")
    assert refused.exit_code == 1
    assert "empty.txt" in refused.output
    missing = run("add", "two.txt", "--case", "nowhere.case")
    assert missing.exit_code == 1
    assert "no such case" in missing.output
    assert not (tmp_path / "nowhere.case").exists()
    assert run("show", "texts.case").output == before


def test_an_engine_that_is_none_is_said_before_anything_is_done(folder: Path, tmp_path: Path) -> None:
    refused = run("build", "texts", "--engine", "steam")
    assert refused.exit_code == 1
    assert "steam is no engine. Name local, ray, daft" in refused.output
    cluster = run("build", "texts", "--engine", "ray://head.example:10001")
    assert cluster.exit_code == 1
    assert "--work" in cluster.output
    assert not (tmp_path / "texts.case").exists()
