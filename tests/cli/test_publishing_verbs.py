"""From documents to a checked publication on the command line, as a new user would type it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthand.cli import main

TEXT = (
    "Three workers died when a paint factory in Porto caught fire on Monday, the fire brigade said.\n\n"
    "“I ran with my hands over my face,” said Ilda Quintanova, a packer who lives nearby.\n\n"
    "Police opened an investigation on Tuesday, said the interior minister, Rui Abelhas."
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fire")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    target = folder / "fire.case"
    built = _run("build", str(folder / "a.txt"), "--case", str(target))
    assert "industrial-accidents fits these documents" in built
    return target


def _run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == code, result.output
    return result.output


def test_the_register_is_shown_and_can_be_derived_anew(case: Path) -> None:
    shown = _run("register", str(case))
    assert "Accidents (1)" in shown and "Porto" in shown
    told = json.loads(_run("register", str(case), "--json"))
    assert told["codebook"] == "industrial-accidents" and told["records"]


def test_a_dry_run_writes_nothing_and_says_who_is_named(case: Path) -> None:
    said = _run("publish", str(case), "--out", str(case.parent / "dry"), "--dry-run")
    assert "Nothing was written" in said and "Rui Abelhas" in said and "Ilda Quintanova" not in said
    assert not (case.parent / "dry").exists()
    told = json.loads(_run("publish", str(case), "--dry-run", "--json"))
    assert [named["name"] for named in told["named"]] == ["Rui Abelhas"]


def test_what_is_published_verifies_until_a_byte_changes(case: Path) -> None:
    folder = case.parent / "out"
    done = _run("publish", str(case), "--out", str(folder), "--title", "A fire", "--day", "2031-03-08")
    assert "Open" in done
    assert "as they were published (A fire, 2031-03-08)" in _run("verify", str(folder))
    page = folder / "index.html"
    page.write_bytes(page.read_bytes() + b" ")
    said = _run("verify", str(folder), code=1)
    assert "index.html: was changed" in said and "not as it was published" in said
    assert json.loads(_run("verify", str(folder), "--json", code=1))["faults"]


def test_the_report_names_nobody_private_unless_asked(case: Path) -> None:
    page = case.parent / "page.html"
    _run("report", str(case), "--out", str(page))
    assert "Quintanova" not in page.read_text("utf-8") and "Rui Abelhas" in page.read_text("utf-8")
    _run("report", str(case), "--out", str(page), "--names")
    assert "Quintanova" in page.read_text("utf-8")


def test_a_folder_in_the_way_is_named(case: Path) -> None:
    (case.parent / "mine").mkdir()
    (case.parent / "mine" / "thesis.txt").write_text("x")
    assert "did not publish" in _run("publish", str(case), "--out", str(case.parent / "mine"), code=1)
