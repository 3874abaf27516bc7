"""What a reviewer decides on the command line, about each kind of thing, and the list of what was decided."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthand.cli.deciding import decide, decisions, fits_no_more
from firsthand.model import Claim, Conflict, Decision, Document, Findings, Source, Statement, Story, Variant
from firsthand.model.errors import FirsthandError
from firsthand.store import Store, open_store

ONE = "The gate was shut on Monday. The gate was shut, Mara Quill said."
OTHER = "The gate stayed open on Monday, Ebbe Sornwick wrote.\nThe gate stayed open on Monday."
D, E = "d" * 64, "e" * 64
WHY = "The gatekeeper's book shows it."


def _said(name: str, document: str, text: str, words: str, *chain: str) -> Statement:
    at = text.rindex(words)
    return Statement(name, document, at, at + len(words), words, 0, attribution=chain)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    said = (
        _said("s-1", D, ONE, "The gate was shut on Monday."),
        _said("s-2", D, ONE, "The gate was shut", "src-2"),
        _said("s-3", E, OTHER, "The gate stayed open on Monday", "src-3"),
    )
    findings = Findings(
        documents=(
            Document(D, "shut.txt", ONE, language="en"),
            Document(E, "open.txt", OTHER, language="en"),
        ),
        sources=(
            Source("src-1", "The Lantern", "outlet", document=D),
            Source("src-2", "Mara Quill", "person"),
            Source("src-3", "Ebbe Sornwick", "person"),
            Source("src-4", "The Post", "outlet", document=E),
        ),
        statements=said,
        claims=(
            Claim("c-1", said[0].text, ("s-1", "s-2"), ("src-1", "src-2")),
            Claim("c-2", said[2].text, ("s-3",), ("src-3",)),
        ),
        conflicts=(
            Conflict("x-1", "time", "Was the gate shut?", ("c-1", "c-2"), ("s-1", "s-3"), "One of them."),
        ),
        variants=(Variant("v-1", "scope", "c-1", ("s-1", "s-2"), "shut.txt dropped “on Monday”."),),
        stories=(Story("story-1", "The gate", (D, E)),),
    )  # fmt: skip
    path = tmp_path / "gate.case"
    store = open_store(path, create=True)
    store.keep_findings("key", findings)
    store.close()
    return path


def run(command: object, *words: str) -> Result:
    return CliRunner().invoke(command, list(words), catch_exceptions=True)  # type: ignore[arg-type]


def choose(case: Path, *words: str, reason: str = WHY) -> Result:
    return run(decide, str(case), *words, "--reviewer", "R. Eviewer", "--reason", reason)


def made(case: Path) -> tuple[Decision, ...]:
    store: Store = open_store(case)
    found = store.decisions()
    store.close()
    return found


@pytest.mark.parametrize(
    ("words", "kind", "told"),
    [
        (("accept", "x-1"), "conflict", "Accepted: “Was the gate shut?”"),
        (("reject", "gate shut", "--kind", "conflict"), "conflict", "in the record no more: “Was the gate"),
        (("reject", "dropped", "--kind", "variant"), "variant", "“shut.txt dropped “on Monday”"),
        (("accept", "c-2"), "claim", "The gate stayed open"),
        (("reject", "s-2"), "statement", "The gate was shut"),
        (("judge-claim", "stayed open", "--value", "mostly true"), "claim", "Judged"),
        (("rename-source", "Mara Quill", "--value", "Mara Quill-Roe"), "source", "Called Mara Quill-Roe"),
        (("set-source-kind", "The Post", "--value", "organisation"), "source", "of the kind organisation"),
        (("merge-sources", "The Post", "The Lantern"), "source", "One source with 1 other"),
        (("merge-claims", "c-1", "stayed open"), "claim", "One claim with 1 other"),
        (("set-attribution", "s-1", "--chain", "Mara Quill", "--chain", "The Lantern"), "statement",
         "Attributed to Mara Quill, through The Lantern"),
        (("set-bounds", "s-2", "--text", "gate  was\nshut"), "statement", "Now these words: “gate was shut”"),
        (("add-statement", "shut.txt", "--text", "Mara Quill said"), "document", "Added from “shut.txt”"),
        (("add-statement", "open.txt", "--start", "32", "--end", "51"), "document", "“Ebbe Sornwick wrote”"),
        (("split-claim", "c-1", "s-2"), "claim", "1 statement of"),
        (("split-source", "Mara Quill", "s-2", "--value", "Mara Quill the younger"), "source", "the younger"),
    ],
)  # fmt: skip
def test_every_kind_of_decision_is_made(case: Path, words: tuple[str, ...], kind: str, told: str) -> None:
    found = choose(case, *words)
    assert found.exception is None, found.exception
    assert told in found.output
    (decision,) = made(case)
    assert (decision.action, decision.kind, decision.reviewer) == (words[0], kind, "R. Eviewer")
    assert f"to take it back: firsthand decide {case} withdraw {decision.id}" in found.output


def test_the_passage_of_words_is_found_by_what_stands_in_the_document(case: Path) -> None:
    choose(case, "set-bounds", "s-2", "--text", "gate was shut")
    (decision,) = made(case)
    assert decision.passage is not None
    at = ONE.index("gate was shut", 20)  # in the statement, though the words stand before it, too
    assert (decision.passage.start, decision.passage.end) == (at, at + len("gate was shut"))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("accept", "", "--kind", "statement"), "s-3  The gate stayed open on Monday"),
        (("reject", "nothing", "--kind", "variant"), "all are listed"),
        (("merge-claims", "c-1"), "at least one other"),
        (("judge-claim", "c-1", "c-2", "--value", "false"), "about one thing"),
        (("set-bounds", "s-1", "--text", "the moon"), "does not hold these words"),
        (("add-statement", "open.txt", "--text", "The gate stayed open on Monday"), "--start 53 --end 83"),
        (("accept", "c-1", "--text", "The gate"), "takes no --text"),
        (("set-bounds", "s-1"), "where the passage begins"),
        (("rename-source", "The", "--value", "Post"), "src-1  The Lantern"),
        (("set-source-kind", "The Post", "--value", "ghost"), "no kind of source"),
    ],
)
def test_what_is_not_one_thing_is_asked_back(case: Path, words: tuple[str, ...], wanted: str) -> None:
    refused = choose(case, *words).exception
    assert isinstance(refused, FirsthandError)
    assert wanted in str(refused)
    assert made(case) == ()


def test_to_accept_needs_no_reason_and_to_reject_does(case: Path) -> None:
    assert "Accepted" in choose(case, "accept", "c-1", reason="").output
    assert made(case)[0].reason == "Checked against the original."
    assert isinstance(choose(case, "reject", "c-2", reason="").exception, FirsthandError)


def test_what_was_rejected_is_brought_back(case: Path) -> None:
    choose(case, "reject", "s-2")
    assert "Accepted: “The gate was shut”" in choose(case, "accept", "s-2").output
    first, second = made(case)
    assert second.seen == first.id


def test_decisions_are_listed_with_what_holds_and_what_fits_no_more(case: Path) -> None:
    assert "Nothing was decided yet" in run(decisions, str(case)).output
    choose(case, "judge-claim", "c-2", "--value", "false")
    choose(case, "accept", "x-1")
    choose(case, "withdraw", made(case)[1].id, reason="I meant another one of them.")
    store = open_store(case)
    store.keep_decision(
        Decision("lost", "2031-05-06T10:00:00+00:00", "A", "reject", "c-9", "It is not there.", kind="claim")
    )
    store.close()
    told = run(decisions, str(case)).output
    assert told.startswith("4 decisions; 1 withdrawn; 1 decision fits nothing any more\n")
    assert "R. Eviewer: judge-claim “false”\n    The gate stayed open on Monday\n    The gatekeeper's" in told
    assert "A: reject (fits nothing any more)" in told
    assert "R. Eviewer: accept (withdrawn)" in told
    rows = json.loads(run(decisions, str(case), "--json").output)
    assert [(row["action"], row["holds"], row["fits"]) for row in rows] == [
        ("reject", True, False),
        ("withdraw", False, False),
        ("accept", False, False),
        ("judge-claim", True, True),
    ]
    assert rows[0]["why"]


@pytest.mark.parametrize(("count", "told"), [(1, "1 decision fits nothing"), (2, "2 decisions fit nothing")])
def test_what_fits_no_more_is_counted(count: int, told: str) -> None:
    assert fits_no_more(count).startswith(told)
