"""Where nobody named a codebook, the one that fits is taken; a pile about anything else keeps no records."""

from pathlib import Path

import pytest

import firsthand
from firsthand.model.errors import CodebookError

FIRES = {
    "a.txt": "A fire at a paint factory in Porto killed three workers on Monday, the fire brigade said.",
    "b.txt": "Three people died when a paint factory in Porto caught fire on Monday, police said.",
}
TALKS = {
    "a.txt": "The ministers of Norway and Peru met in Oslo on Monday to talk about fish, a spokesman said.",
    "b.txt": "Norway and Peru will share what they know of fish, the two ministers said in Oslo.",
}


def _pile(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_pile_about_fires_keeps_accidents(tmp_path: Path) -> None:
    with firsthand.build(_pile(tmp_path, FIRES)) as case:
        assert case.codebook is not None and case.codebook.name == "industrial-accidents"
        assert case.chosen_codebook
        assert {record.type for record in case.findings.records} >= {"accident"}


def test_a_pile_about_anything_else_keeps_none(tmp_path: Path) -> None:
    with firsthand.build(_pile(tmp_path, TALKS)) as case:
        assert case.codebook is None and not case.chosen_codebook
        assert case.findings.records == ()


def test_what_is_named_goes_before_what_fits(tmp_path: Path) -> None:
    folder, target = _pile(tmp_path, FIRES), tmp_path / "x.case"
    with firsthand.build(folder, case=target, codebook="none") as case:
        assert case.codebook is None and case.findings.records == ()
    with firsthand.build(folder, case=target) as case:  # a case keeps what was named for it
        assert case.codebook is None
    with firsthand.build(folder, case=target, codebook="police-stations") as case:
        assert case.codebook is not None and case.codebook.name == "police-stations"
        assert not case.chosen_codebook
    with firsthand.build(folder, case=target, codebook="auto") as case:
        assert case.codebook is not None and case.codebook.name == "industrial-accidents"


def test_a_codebook_that_is_not_there_stops_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="police-statoins"):
        firsthand.build(_pile(tmp_path, FIRES), codebook="police-statoins", case=tmp_path / "x.case")
    assert not (tmp_path / "x.case").exists()
