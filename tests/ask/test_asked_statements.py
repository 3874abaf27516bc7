"""A build that asks: the model's attributions become statements; without an answer firsthand reads itself."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from parrot import Server, answering, sending, told

import firsthand
from firsthand.ask import Answer, AnsweredGrammar, Reading, extract_readings
from firsthand.ask.finding import find_told
from firsthand.ask.replies import Relay, Told
from firsthand.cli import main
from firsthand.extract.analysis import analyse
from firsthand.extract.languages import grammar_of
from firsthand.model import Document
from firsthand.read import read_bytes

TEXT = """Ferry sank, group says

The Osprey sank off Tarn on Monday, to hear Ina Roe of the Harbour Watch tell it.

"Nobody told us," goes the word of Karl Lund, the mayor. "We had to find out."

The harbour has been closed since.
"""
ANSWER = told(
    ("The Osprey sank off Tarn on Monday", "Ina Roe of the Harbour Watch", "to hear"),
    (['"Nobody told us,"', '"We had to find out."'], "Karl Lund, the mayor", "goes the word of"),
    ("The mayor resigned", "Karl Lund", ""),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    made.mkdir()
    (made / "one.txt").write_text(TEXT)
    return made


def read(*told: Told) -> tuple[Document, Answer]:
    document = read_bytes(TEXT.encode(), name="one.txt")
    found, dropped = find_told(document.text, 0, len(document.text), told)
    return document, Answer("parrot", found, dropped)


def test_names_that_firsthand_knows_are_the_sources() -> None:
    document, answer = read(
        Told(content=("The Osprey sank off Tarn on Monday",), source="Ina Roe of the Harbour Watch"),
        Told(
            content=('"Nobody told us,"', '"We had to find out."'),
            source="Karl Lund, the mayor",
            relays=(Relay(source="Harbour Watch", kind="organisation"),),
        ),
    )
    (analysis,) = analyse([document])
    grammar = AnsweredGrammar(grammar_of("en"), answer.found)
    names = grammar.find_names(analysis)
    attributions = grammar.find_attributions(analysis, names)
    chains = {
        document.text[a.start : a.end]: [attributions.names[i].text for i in a.chain]
        for a in attributions.attributions
    }
    assert chains['"Nobody told us,"'] == chains['"We had to find out."']
    assert chains['"Nobody told us,"'][0] == "Karl Lund"
    assert "Harbour Watch" in chains['"Nobody told us,"'][1]
    assert chains["The Osprey sank off Tarn on Monday"][0] == "Ina Roe"
    direct = {document.text[a.start : a.end]: a.direct for a in attributions.attributions}
    assert direct['"Nobody told us,"'] is True
    assert direct["The Osprey sank off Tarn on Monday"] is False


def test_a_source_that_firsthand_overlooks_is_a_name_of_its_own() -> None:
    document, answer = read(Told(content=("The harbour has been closed",), source="off Tarn", kind="unnamed"))
    (extraction,) = extract_readings([Reading(document, answer)])
    (statement,) = [s for s in extraction.statements if "harbour has been closed" in s.text]
    (speaker,) = statement.speakers
    assert extraction.names[speaker].text in {"off Tarn", "Tarn"}
    assert "parrot" in extraction.notes[-1]


def test_a_build_that_asks(server: Server, folder: Path, tmp_path: Path) -> None:
    server.manners = [answering(ANSWER)]
    case = tmp_path / "x.case"
    with firsthand.build(folder, case=case, asking=server.asking(price_in=10.0)) as built:
        findings, usage = built.findings, built.usage
    names = {source.id: source.name for source in findings.sources}
    said = {s.text: [names[i] for i in s.attribution] for s in findings.statements}
    assert said["The Osprey sank off Tarn on Monday"] == ["Ina Roe"]
    assert usage is not None
    assert (usage.questions, usage.kept, usage.dropped) == (1, 2, 1)
    (document,) = findings.documents
    assert any("1 dropped" in note for note in document.notes)
    for statement in findings.statements:
        assert document.text[statement.start : statement.end] == statement.text
    assert b"sk-" not in case.read_bytes()

    with firsthand.build(folder, case=case) as unasked:
        assert unasked.usage is None
        assert unasked.findings != findings
    with firsthand.build(folder, case=case, asking=server.asking()) as again:
        assert again.findings == findings
        assert again.usage is not None
        assert again.usage.questions == 0
    assert len(server.asked) == 1


def test_without_an_answer_firsthand_reads_itself(server: Server, folder: Path, tmp_path: Path) -> None:
    server.manners = [sending(403), answering(ANSWER)]
    alone = firsthand.build(folder).findings
    case = tmp_path / "x.case"
    with firsthand.build(folder, case=case, asking=server.asking()) as built:
        (failure,) = built.findings.failures
        assert failure.step == "ask"
        assert "own rules" in failure.message
        assert built.findings.statements == alone.statements
    with firsthand.build(folder, case=case, asking=server.asking()) as again:
        assert not again.findings.failures
        assert again.findings.statements != alone.statements


def run(*words: str) -> Any:
    return CliRunner().invoke(main, list(words))


def test_the_command_line_tells_the_cost(server: Server, folder: Path, tmp_path: Path) -> None:
    server.manners = [answering(ANSWER)]
    words = ["build", str(folder), "--ask", server.address, "--ask-model", "parrot", "--ask-price-in", "10"]
    done = run(*words, "--json", "--case", str(tmp_path / "a.case"))
    assert done.exit_code == 0, done.output
    asked = json.loads(done.stdout)["asked"]
    assert asked["model"] == "parrot"
    assert asked["tokens_in"] == 100
    assert asked["cost"] == pytest.approx(0.001)
    told_so = run(*words, "--case", str(tmp_path / "b.case"))
    assert "100 tokens in, 10 out, 0.0010 at the prices named" in told_so.output


@pytest.mark.parametrize(
    "words",
    [
        ("--ask", "http://127.0.0.1:9/v1"),
        ("--ask-model", "parrot"),
        ("--ask-price-in", "1"),
        ("--ask", "gopher://tarn", "--ask-model", "parrot"),
        ("--ask", "http://127.0.0.1:9/v1", "--ask-model", "parrot", "--ask-key-env", "NO_SUCH_KEY_IS_SET"),
    ],
)
def test_options_that_make_no_sense_are_told(folder: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run("build", str(folder), "--case", str(tmp_path / "x.case"), *words)
    assert done.exit_code == 1
    assert "firsthand:" in done.output
    assert not (tmp_path / "x.case").exists()


def test_nothing_is_contacted_unless_named(
    server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.create_connection", refuse)
    assert firsthand.build(folder, processes=1).findings.statements


def test_other_languages_and_mixed_documents_are_asked_about(tmp_path: Path, server: Server) -> None:
    german = (
        "Die Fähre sei gesunken, so die Worte von Ina Roth am Montag in Tarnau, wo der Hafen seither "
        "geschlossen ist und die Boote der Fischer nicht mehr ausfahren dürfen."
    )
    english = (
        "The ferry had sunk twice before, to hear Karl Lund tell it, and the harbour of Tarnau has been "
        "closed to all boats and fishermen ever since that Monday in the spring of the year."
    )
    (tmp_path / "a.txt").write_text(f"{german}\n\n{english}\n\n{german.replace('Montag', 'Dienstag')}\n")
    server.manners = [
        answering(
            told(
                ("Die Fähre sei gesunken", "Ina Roth", "so die Worte von"),
                ("The ferry had sunk twice before", "Karl Lund", "to hear"),
            )
        )
    ]
    findings = firsthand.build(tmp_path, asking=server.asking()).findings
    assert not findings.failures
    names = {source.id: source.name for source in findings.sources}
    said = {s.text: [names[i] for i in s.attribution] for s in findings.statements}
    assert said["Die Fähre sei gesunken"] == ["Ina Roth"]
    assert said["The ferry had sunk twice before"] == ["Karl Lund"]
