"""The command line: exit codes, words, and what lands where."""

import json
import os
import stat
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from firsthand.cli import main
from firsthand.cli.building import PARTLY_BUILT

TEXT = """Ferry ran aground, group says

The ferry Osprey ran aground twice in March, the Harbour Watch said on Monday.

The Ministry of Ports denied that the ferry had run aground.
"""


def run(*words: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=stdin)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "texts"
    made.mkdir()
    (made / "one.txt").write_text(TEXT)
    return made


def test_build_show_report_export(folder: Path, tmp_path: Path) -> None:
    built = run("build", "texts")
    assert built.exit_code == 0, built.output
    assert "The report: firsthand report texts.case" in built.output
    assert "Check it and decide: firsthand serve texts.case --open" in built.output
    assert (tmp_path / "texts.case").is_file()
    shown = run("show", "texts.case")
    assert shown.exit_code == 0
    assert shown.output.strip() in built.output
    report = run("report", "texts.case")
    assert report.exit_code == 0, report.output
    assert "Osprey" in (tmp_path / "texts.html").read_text()
    exported = run("export", "texts.case")
    assert json.loads(exported.output)["format"] == "firsthand.case"
    to_file = run("export", "texts.case", "--out", "x.json")
    assert to_file.exit_code == 0
    assert json.loads((tmp_path / "x.json").read_text()) == json.loads(exported.output)
    tables = run("export", "texts.case", "--format", "csv", "--out", "tables")
    assert tables.exit_code == 0, tables.output
    assert any("Osprey" in path.read_text() for path in (tmp_path / "tables").glob("*.csv"))


def test_json_for_machines(folder: Path) -> None:
    built = json.loads(run("build", "texts", "--json").stdout)
    assert built["documents"] == 1
    assert built["failures"] == []
    assert json.loads(run("show", "texts.case", "--json").stdout)["statements"] == built["statements"]


def test_standard_input_is_a_document(folder: Path, tmp_path: Path) -> None:
    result = run("build", "-", stdin=TEXT.encode())
    assert result.exit_code == 0, result.output
    assert (tmp_path / "standard-input.case").is_file()


def test_failed_documents_set_the_exit_code_and_are_named(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    result = run("build", "texts")
    assert result.exit_code == PARTLY_BUILT
    assert "empty.txt" in result.output


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read_is_named(folder: Path) -> None:
    secret = folder / "secret.txt"
    secret.write_text(TEXT)
    secret.chmod(0)
    try:
        result = run("build", "texts")
    finally:
        secret.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert result.exit_code == PARTLY_BUILT
    assert "secret.txt" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "nowhere"], "nowhere"),
        (["show", "none.case"], "firsthand build"),
        (["show", "texts/one.txt"], "not a firsthand case"),
        (["report", "none.case"], "none.case"),
    ],
)
def test_errors_are_one_line_and_say_what_to_do(folder: Path, words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_report_that_cannot_be_written_is_explained(folder: Path) -> None:
    run("build", "texts", "--quiet")
    result = run("report", "texts.case", "--out", "no/such/folder/x.html")
    assert result.exit_code == 1
    assert "no/such/folder/x.html" in result.stderr
    assert "--out" in result.stderr


def test_a_full_disk_leaves_no_half_report(folder: Path, tmp_path: Path) -> None:
    run("build", "texts", "--quiet")
    result = run("report", "texts.case", "--out", "/dev/full")
    assert result.exit_code == 1
    assert "/dev/full cannot be written" in result.stderr


def test_every_verb_has_help() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"


def test_doctor_passes_where_firsthand_is_installed() -> None:
    result = run("doctor", "--json")
    assert result.exit_code == 0, result.output
    assert {check["name"] for check in json.loads(result.output)} >= {"English pipeline", "sentence encoder"}


def test_one_claim_is_shown_from_end_to_end(folder: Path) -> None:
    assert run("build", "texts").exit_code == 0
    shown = run("show", "texts.case", "--claim", "1")
    assert shown.exit_code == 0, shown.output
    assert "Rests on" in shown.output
    assert "Said" in shown.output
    data = json.loads(run("show", "texts.case", "--claim", "1", "--json").output)
    assert data["number"] == 1
    assert data["rests_on"]["origins"]


def test_a_claim_that_is_not_there_is_named_with_what_to_do(folder: Path) -> None:
    assert run("build", "texts").exit_code == 0
    missing = run("show", "texts.case", "--claim", "zeppelin")
    assert missing.exit_code == 1
    assert "zeppelin" in missing.output
    assert "number in the report" in missing.output


def test_a_table_of_claims_is_weighed_by_itself(tmp_path: Path) -> None:
    table = tmp_path / "ferries.csv"
    own = {("pilot", 4): "11:15", ("captain", 2): "9:45"}  # what one source alone says shows no copy
    rows = [
        f"{who},ferry {n},{own.get((who, n), f'{7 + n}:00')}"
        for n in range(6)
        for who in ("office", "pilot", "captain")
    ]
    rows += [f"hearsay,ferry {n},{8 + n}:30" for n in range(6)]
    table.write_text("source,object,value\n" + "\n".join(rows))
    told = run("weigh", str(table))
    assert told.exit_code == 0, told.output
    first, *answers = told.output.splitlines()
    assert first == "object,attribute,value,probability,because"
    assert [answer.split(",")[2] for answer in answers] == [f"{7 + n}:00" for n in range(6)]
    data = json.loads(run("weigh", str(table), "--json").output)
    assert {record["source"] for record in data["records"]} == {"office", "pilot", "captain", "hearsay"}
    out = tmp_path / "answers.csv"
    assert run("weigh", str(table), "--out", str(out)).exit_code == 0
    assert out.read_text() == told.output


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    missing = run("weigh", str(tmp_path / "none.csv"))
    assert missing.exit_code == 1
    assert "none.csv cannot be read" in missing.output
    scan = tmp_path / "scan.csv"
    scan.write_bytes(b"\xff\xd8\xff\xe0")
    assert "Save it as CSV in UTF-8" in run("weigh", str(scan)).output
