import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthand.cli.deciding import decide
from firsthand.cli.persons import persons
from firsthand.model import Claim, Document, Findings, Passage, Person, Statement
from firsthand.model.errors import DecisionError
from firsthand.store import open_store

TEXT = "Mara Quill, the director, came.\nEbbe Sornwick wept."
D = "d" * 64
WHY = "She asked in writing to be named."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "gate.case"
    people = (
        Person("p-1", "Ebbe Sornwick", ("Sornwick",), (Passage(D, 32, 45),)),
        Person("p-2", "Mara Quill", (), (Passage(D, 0, 10),), True, Passage(D, 0, 24), "spoke as director"),
    )
    said = Statement("s-1", D, 32, 51, TEXT[32:51], 1)
    findings = Findings(
        (Document(D, "gate.txt", TEXT, language="en"),),
        (),
        (said,),
        (Claim("c-1", said.text, ("s-1",)),),
        people=people,
    )
    store = open_store(path, create=True)
    store.keep_findings("key", findings)
    store.close()
    return path


def run(command: object, *words: str) -> Result:
    return CliRunner().invoke(command, list(words), catch_exceptions=True)  # type: ignore[arg-type]


def choose(case: Path, *words: str, reason: str = WHY) -> Result:
    return run(decide, str(case), *words, "--reviewer", "R. Eviewer", "--reason", reason)


def test_the_dry_run_lists_everybody_with_the_passage(case: Path) -> None:
    told = run(persons, str(case)).output
    assert told.index("Shown by name: 1") < told.index("Mara Quill") < told.index("Not named: 1")
    assert "Person A = Ebbe Sornwick; 1 passage in 1 document" in told
    assert "gate.txt: “Person A wept.”" in told and "Mara Quill, the director, came." in told


def test_the_dry_run_as_data(case: Path) -> None:
    told = json.loads(run(persons, str(case), "--json").output)
    assert [(p["name"], p["shown_as"], p["public"]) for p in told] == [
        ("Mara Quill", "Mara Quill", True),
        ("Ebbe Sornwick", "Person A", False),
    ]


@pytest.mark.parametrize("who", ["Person A", "person-a", "a", "p-1", "ebbe sornwick", "Sornwick"])
def test_a_decision_finds_its_person(case: Path, who: str) -> None:
    assert "Ebbe Sornwick will be named" in choose(case, "show-person", who).output
    assert "Not named: 0" in run(persons, str(case)).output


def test_a_decision_is_withdrawn_by_its_id(case: Path) -> None:
    choose(case, "hide-person", "Mara Quill", reason="Her life is in danger now.")
    told = json.loads(run(persons, str(case), "--json").output)
    assert [p["shown_as"] for p in told] == ["Person A", "Person B"]
    decision = next(p["decision"] for p in told if p["name"] == "Mara Quill")
    assert "Withdrawn" in choose(case, "withdraw", decision).output
    assert "Shown by name: 1" in run(persons, str(case)).output


def test_a_claim_is_judged_by_its_number(case: Path) -> None:
    assert "Judged" in choose(case, "judge-claim", "1", "--verdict", "false").output


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("show-person", "Nobody Known"), "Nobody in this case"),
        (("judge-claim", "77", "--verdict", "false"), "No claim answers"),
        (("judge-claim", "1"), "--verdict"),
        (("withdraw", "decision-0"), "is no decision"),
    ],
)
def test_what_names_nothing_is_refused(case: Path, words: tuple[str, ...], wanted: str) -> None:
    refused = choose(case, *words).exception
    assert isinstance(refused, DecisionError) and wanted in str(refused)


def test_no_reason_no_decision(case: Path) -> None:
    assert isinstance(choose(case, "show-person", "Person A", reason="ok").exception, DecisionError)
    assert "Not named: 1" in run(persons, str(case)).output


def test_a_name_of_two_asks_which(case: Path, tmp_path: Path) -> None:
    store = open_store(case)
    findings = store.findings()
    assert findings is not None
    twin = replace(findings.people[0], id="p-3", mentions=())
    store.keep_findings("key", replace(findings, people=(*findings.people, twin)))
    store.close()
    refused = choose(case, "show-person", "Sornwick").exception
    assert "p-1" in str(refused) and "p-3" in str(refused)
