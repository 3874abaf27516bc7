"""Whether a codebook can fit at all, by words alone."""

import json
from dataclasses import replace

import pytest

import firsthand
from firsthand.register import choosing, derive_register
from firsthand.register.codebook import read_codebook
from firsthand.register.fitting import first_signals, most_that_tell


@pytest.mark.parametrize("name", choosing._OFFERED)
def test_the_signals_kept_beside_a_codebook_are_its_own(name):
    own = {language: tuple(said) for language, said in read_codebook(name).types[0].signals.items()}
    told = f"first_signals.json is of an older {name}: put these there\n{json.dumps(own, ensure_ascii=False)}"
    assert first_signals(name) == own, told


TOLD = {
    "a.txt": "A fire at a paint factory in Porto killed three workers on Monday, the fire brigade said.",
    "b.txt": "Three people died when a paint factory in Porto caught fire on Monday, police said.",
    "c.txt": "Bei einem Brand in einer Fabrik in Porto starben am Montag drei Arbeiter, so die Feuerwehr.",
    "d.txt": "L'incendie d'une usine de peinture à Porto a tué trois ouvriers lundi, selon les pompiers.",
    "e.txt": "消防部门说，波尔图一家油漆厂周一发生火灾，造成三名工人死亡。",
    "f.txt": "The ministers of Norway and Peru met in Oslo on Monday to talk about fish, a spokesman said.",
}


def test_no_more_documents_stand_behind_records_than_may_tell_of_them(tmp_path):
    for name, text in TOLD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with firsthand.build(tmp_path, codebook="none") as case:
        findings = case.findings
    codebook = read_codebook("industrial-accidents")
    register = derive_register(findings, replace(codebook, types=codebook.types[:1]))
    behind = {
        statement
        for record in register.records
        for field in record.fields
        for value in field.values
        for statement in value.statements
    }
    telling = {statement.document for statement in findings.statements if statement.id in behind}
    assert len(telling) >= 4
    assert most_that_tell(findings, first_signals(codebook.name), enough=0.5) == pytest.approx(5 / 6)
    assert most_that_tell(findings, first_signals("police-stations"), enough=0.5) < 0.5
