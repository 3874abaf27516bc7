"""The verbs of codebooks."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from firsthand.cli.codebooks import codebook


def run(*words: str) -> Result:
    return CliRunner().invoke(codebook, list(words))


def test_list_names_those_that_ship() -> None:
    listed = run("list")
    assert listed.exit_code == 0
    assert "police-stations" in listed.output and "industrial-accidents" in listed.output
    assert {row["name"] for row in json.loads(run("list", "--json").output)} >= {
        "police-stations",
        "industrial-accidents",
    }


def test_new_then_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "dumps").exit_code == 0
    checked = run("check", "dumps.yaml")
    assert checked.exit_code == 0, checked.output
    assert "No problems." in checked.output
    assert json.loads(run("check", "dumps.yaml", "--json").output)["name"] == "dumps"
    again = run("new", "dumps")
    assert again.exit_code == 1
    assert "there is a file already" in str(again.exception)
    assert run("new", "mine", "--from", "police-stations", "--out", "m.yaml").exit_code == 0
    assert json.loads(run("check", "m.yaml", "--json").output)["name"] == "mine"
    assert "cannot be written" in str(run("new", "x", "--out", "no/such/x.yaml").exception)


def test_check_tells_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("firsthand codebook: 1\ntitel: X\nrecords:\n  a: {label: A, fields: {p: {kind: plac}}}\n")
    checked = run("check", str(path))
    assert checked.exit_code == 1
    assert f"{path}:2: a codebook has no key “titel”. Did you mean “title”?" in checked.output
    assert f"{path}:4: kind is “plac”. Did you mean “place”?" in checked.output
    rows = json.loads(run("check", str(path), "--json").output)["problems"]
    assert {row["line"] for row in rows} == {1, 2, 4}


def test_check_a_folder(tmp_path: Path) -> None:
    assert "this is a folder" in run("check", str(tmp_path)).output


def test_every_verb_has_help() -> None:
    for verb in codebook.commands.values():
        assert verb.help
        assert all(option.help for option in verb.params if isinstance(option, click.Option))
