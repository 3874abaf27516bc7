"""One case file: what is kept comes back, and what is no case says so."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from firsthand.model import (
    Block,
    Claim,
    DateRange,
    Decision,
    Document,
    Edge,
    Extraction,
    Failure,
    Findings,
    Lineage,
    Name,
    Node,
    Passage,
    Place,
    Quantity,
    Statement,
    Word,
)
from firsthand.model.errors import CaseError, CaseFullError, NewerCaseError, NotACaseError
from firsthand.store import EXTRACTION, READING, SCHEMA_VERSION, open_store
from firsthand.store import Place as CasePlace
from firsthand.store.checking import check_case

DOCUMENT = Document(
    id="d1",
    name="a.txt",
    text="Ina Roe said 5 boats left Tarn.\r\n“Über”",
    blocks=(Block(0, 31, "paragraph"), Block(33, 39, "furniture")),
    published=date(2031, 5, 6),
    language="en",
    notes=("decoded as windows-1252",),
)
TAKEN = Extraction(
    document="d1",
    statements=(
        Statement(
            id="s1",
            document="d1",
            start=13,
            end=31,
            text="5 boats left Tarn.",
            sentence=0,
            speakers=(0,),
            evidence=(Passage("d1", 0, 7),),
            words=(Word(15, 20, "boats", "boat", "NOUN"),),
            quantities=(Quantity(13, 20, 5.0, None, "boat", open_high=True),),
            places=(Place(26, 30, "Tarn", "FR", 1.5, 2.5, 7, "region"),),
            dates=(DateRange(0, 1, None, date(2031, 1, 1)),),
        ),
    ),
    names=(Name(0, 7, "Ina Roe", "person", "name", "roe", 0, role="harbour master"),),
)
FINDINGS = Findings(
    documents=(DOCUMENT,),
    statements=TAKEN.statements,
    claims=(Claim("c1", "5 boats left Tarn", ("s1",), ("src-1",)),),
    lineage=Lineage((Node("n", "source", "Wire", in_collection=False),), (Edge("n", "d1", "cites", 0.9),)),
    failures=(Failure("b.txt", "read", "b.txt: empty"),),
)


@pytest.fixture(params=["file", "memory", "encrypted", "postgres"])
def path(request: pytest.FixtureRequest, new_place: Callable[[str], CasePlace]) -> CasePlace | None:
    return None if request.param == "memory" else new_place(request.param)


def test_everything_kept_comes_back_equal(path: CasePlace | None) -> None:
    store = open_store(path, create=True)
    store.keep_original("d1", b"\x00bytes")
    store.keep(READING, "k1", DOCUMENT)
    store.keep(EXTRACTION, "k2", TAKEN)
    store.keep_findings("k3", FINDINGS)
    if path is not None:  # what counts is what a later run finds
        store.close()
        store = open_store(path)
    assert store.original("d1") == b"\x00bytes"
    assert store.kept(READING, "k1") == DOCUMENT
    assert store.kept(EXTRACTION, "k2") == TAKEN
    assert store.findings() == FINDINGS
    assert store.findings_key() == "k3"
    assert store.original("d2") is None
    assert store.kept(READING, "k9") is None
    store.close()
    store.close()


def test_unused_results_are_forgotten_and_originals_never(path: CasePlace | None) -> None:
    store = open_store(path, create=True)
    store.keep_original("d1", b"bytes")
    store.keep(READING, "old", DOCUMENT)
    store.keep(READING, "new", DOCUMENT)
    store.forget_unused(frozenset({"new"}))
    assert store.kept(READING, "old") is None
    assert store.kept(READING, "new") == DOCUMENT
    assert store.original("d1") == b"bytes"
    store.close()


def test_a_missing_case_is_named_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(NotACaseError, match=r"firsthand build FOLDER --case .*none\.case"):
        open_store(tmp_path / "none.case")


def test_a_folder_is_not_a_case(tmp_path: Path) -> None:
    with pytest.raises(NotACaseError, match="firsthand build"):
        open_store(tmp_path, create=True)


@pytest.mark.parametrize(
    "content", [b"plain text, no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_a_file_that_is_no_case_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.case"
    path.write_bytes(content)
    with pytest.raises(NotACaseError, match=r"letter\.case"):
        open_store(path, create=True)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotACaseError, match="not a firsthand case"):
        open_store(path, create=True)
    assert path.read_bytes() == before


def test_a_case_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.case"
    open_store(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(NewerCaseError, match="Update firsthand"):
        open_store(path)


def test_a_full_disk_leaves_a_valid_case_with_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "full.case"
    store = open_store(path, create=True)
    store.keep_original("d1", b"first")
    store._file.connection.execute("PRAGMA max_page_count = 8")  # type: ignore[attr-defined]  # SQLite's own "disk full"
    with pytest.raises(CaseFullError, match=r"full\.case cannot be written .*disk"):
        for number in range(100):
            store.keep_original(f"big{number}", b"x" * 10_000)
    store.close()
    again = open_store(path)
    assert again.original("d1") == b"first"
    again.keep_original("d2", b"second")
    again.close()


def test_a_folder_that_does_not_exist_is_explained(tmp_path: Path) -> None:
    with pytest.raises(CaseFullError, match="Check that its folder exists"):
        open_store(tmp_path / "no" / "such" / "x.case", create=True)


def test_a_damaged_cached_result_is_made_again(path: CasePlace | None) -> None:
    store = open_store(path, create=True)
    store.keep(READING, "k", DOCUMENT)
    with store.together():
        store._file.write("UPDATE results SET payload = ?", b"\x00")  # type: ignore[attr-defined]
    assert store.kept(READING, "k") is None
    store.close()


DECISIONS = tuple(
    Decision(f"d-{n}", f"2031-05-0{n}T10:00:00+00:00", "A. Roe", "judge-claim", "c1", "read the log", "false")
    for n in (2, 1)
)


def test_decisions_come_back_in_the_order_they_were_made(path: CasePlace | None) -> None:
    store = open_store(path, create=True)
    for decision in (*DECISIONS, DECISIONS[0]):
        store.keep_decision(decision)
    store.keep_note("codebook", "name: x")
    store.keep_note("codebook", "name: y")
    if path is not None:
        store.close()
        store = open_store(path)
    assert store.decisions() == DECISIONS
    assert store.note("codebook") == "name: y"
    assert store.note("none") is None
    store.close()


def test_a_decision_of_an_older_version_comes_back_with_its_id_and_its_digest(tmp_path: Path) -> None:
    plain = {
        "id": "decision-3f0c9a1b2d4e", "at": "2031-05-06T10:00:00+00:00", "reviewer": "Ina Roe",
        "action": "judge-claim", "target": "c1", "reason": "The book shows it.", "value": "false",
        "names": [],
    }  # fmt: skip
    path = tmp_path / "old.case"
    store = open_store(path, create=True)
    payload = zlib.compress(json.dumps(plain).encode())
    store._write("INSERT INTO decisions (id, payload) VALUES (?, ?)", plain["id"], payload)  # type: ignore[attr-defined]
    digest = hashlib.sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    store.log("decided", subject=digest, name=str(plain["id"]))  # as that version bound it
    (decision,) = store.decisions()
    store.close()
    assert (decision.id, decision.value, decision.others, decision.passage) == (
        plain["id"],
        "false",
        (),
        None,
    )
    assert check_case(path).verdict == "whole"


@pytest.mark.parametrize(
    "words",
    [
        "DELETE FROM decisions", "UPDATE decisions SET id = 'x'", "DELETE FROM custody",
        "UPDATE custody SET number = 9",
    ],
)  # fmt: skip
def test_the_case_refuses_to_change_a_decision_or_an_entry(path: CasePlace | None, words: str) -> None:
    store = open_store(path, create=True)
    store.keep_decision(DECISIONS[0])
    entries = list(store.entries())
    with pytest.raises(CaseError, match="never"), store.together():
        store._file.write(words)  # type: ignore[attr-defined]
    assert store.decisions() == DECISIONS[:1]
    assert list(store.entries()) == entries
    store.close()


def test_a_case_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.case"
    store = open_store(path, create=True)
    store.keep_findings("k", FINDINGS)
    store.close()
    connection = sqlite3.connect(path)
    connection.executescript("DROP TABLE notes; DROP TABLE decisions; PRAGMA user_version = 1")
    connection.close()
    store = open_store(path)
    store.keep_decision(DECISIONS[0])
    assert store.findings() == FINDINGS
    assert store.decisions() == DECISIONS[:1]
    store.close()
