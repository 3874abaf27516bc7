"""A folder of damaged documents in every language: all is built or named, and a healthy one is unharmed."""

import json
from pathlib import Path

import pytest

import firsthand
from firsthand.model import Findings
from firsthand.publish import export_json, render_summary

HEALTHY = """Ferry ran aground, group says

The ferry Osprey ran aground twice in March, the Harbour Watch said on Monday.

"Nobody told the passengers," said Ina Roe, director of the Harbour Watch.

The Ministry of Ports denied that the ferry had run aground.
"""
GERMAN = (
    "Die Reederei Brandt wies die Vorwürfe am Montag zurück, sagte die Sprecherin Ines Hollweg in Altwerder. "
)
FRENCH = "Selon la police, environ 1 250 personnes ont été blessées, a déclaré la porte-parole Inès Hollvec. "
SPANISH = (
    "La compañía Brandt negó el lunes que el transbordador hubiera encallado, dijo la portavoz Inés Olveca. "
)
ITALIAN = "Il ministero ha negato che il traghetto si fosse arenato, ha detto la portavoce Ines Olvecchi. "
CHINESE = "湖城港务局周一表示，两艘渡轮已停止运营。“没有人告诉乘客，”港口观察组织发言人李安华说。"
ARABIC = (
    "قال المتحدث باسم الميناء يوم الاثنين إن عبارتين خرجتا من الخدمة لأن أبوابهما لم تعد تغلق كما ينبغي. "
)

DAMAGED = {
    "capitals.txt": GERMAN.upper() * 3,
    "unclosed.txt": "„«“".join(FRENCH.split(" ")) + "\n\n" + FRENCH,
    "endless.txt": " ".join(SPANISH.replace(",", "").replace(".", "").split() * 60),
    "endless-zh.txt": CHINESE.replace("。", "").replace("，", "") * 30,
    "emoji.txt": ITALIAN.replace(" ", " 👩‍👩‍👧 ") + "\n\n" + "e\u0301\u0323".join(ITALIAN),
    "scanned.txt": "\u00ad".join(GERMAN) + "\n\n" + GERMAN.replace("e", "- \ne").replace("l", "|"),
    "mixed.txt": "\n\n".join((GERMAN * 2, FRENCH * 2, SPANISH * 2, ITALIAN * 2, CHINESE * 2, ARABIC * 2)),
    "numbers.txt": GERMAN + "9" * 400 + " Euro am 99.99.2099, 31. Februar 0000. " + GERMAN,
    "headlines.txt": "\n\n".join(text.split(",")[0] for text in (SPANISH, SPANISH, SPANISH)),
    "brackets.txt": "(" * 500 + ITALIAN + "]" * 500,
    "three.txt": "Il.",
    "hidden.txt": "\u202e\u200b".join(CHINESE),
}
NAMED = {"arabic.txt": ARABIC * 3, "marks.txt": "... !!! «» “ „ 。\n\n—\n", "empty.txt": ""}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Findings, Findings]:
    """The findings of a healthy document alone, and among damaged ones."""
    alone, among = tmp_path_factory.mktemp("alone"), tmp_path_factory.mktemp("among")
    for folder in (alone, among):
        (folder / "healthy.txt").write_text(HEALTHY)
    for name, text in {**DAMAGED, **NAMED}.items():
        (among / name).write_bytes(text.encode())
    return firsthand.build(alone, processes=1).findings, firsthand.build(among, processes=1).findings


def test_nothing_is_stumbled_over(built: tuple[Findings, Findings]) -> None:
    _, findings = built
    assert not [failure.message for failure in findings.failures if "stumbled" in failure.message]
    assert {Path(d.name).name for d in findings.documents} >= {*DAMAGED, "healthy.txt"}


def test_where_nothing_can_be_said_the_document_and_the_next_thing_to_do_are_named(
    built: tuple[Findings, Findings],
) -> None:
    _, findings = built
    failed = {Path(failure.document).name: failure.message for failure in findings.failures}
    assert set(NAMED) <= set(failed)
    assert all(name in message for name, message in failed.items())
    assert "translation" in failed["arabic.txt"]
    assert "leave it out" in failed["marks.txt"]
    (mixed,) = [d for d in findings.documents if d.name.endswith("mixed.txt")]
    assert any("Arabic" in note for note in mixed.notes)


def test_a_healthy_document_says_the_same_among_damaged_ones(built: tuple[Findings, Findings]) -> None:
    alone, among = built
    (healthy,) = alone.documents

    def told(findings: Findings) -> list[object]:
        names = {source.id: source.name for source in findings.sources}
        return [
            (s.id, s.start, s.end, s.text, s.stance, s.evidence, [names[source] for source in s.attribution])
            for s in findings.statements
            if s.document == healthy.id
        ]

    assert told(alone)
    assert told(among) == told(alone)


def test_every_statement_of_a_damaged_document_is_in_it(built: tuple[Findings, Findings]) -> None:
    _, findings = built
    texts = {document.id: document.text for document in findings.documents}
    for statement in findings.statements:
        assert texts[statement.document][statement.start : statement.end] == statement.text
        for passage in statement.evidence:
            assert 0 <= passage.start < passage.end <= len(texts[passage.document])
    told = sorted(id for claim in findings.claims for id in claim.statements)
    assert told == sorted(statement.id for statement in findings.statements)


def test_damaged_documents_are_published(built: tuple[Findings, Findings]) -> None:
    _, findings = built
    case = json.loads(export_json(findings))
    assert len(case["statements"]) == len(findings.statements)
    assert render_summary(findings)
