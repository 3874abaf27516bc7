"""Building a case: what comes out, what is done again, and what bad input does to the rest."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import firsthand
import firsthand.deriving.stories
from firsthand.ask import Reading
from firsthand.building import build_from
from firsthand.model import Findings
from firsthand.model.errors import NothingToReadError
from firsthand.read import Original

FERRY = """Ferry ran aground, group says

The ferry Osprey ran aground twice in March, the Harbour Watch said on Monday.

"Nobody told the passengers," said Ina Roe, director of the Harbour Watch.

The Ministry of Ports denied that the ferry had run aground.
"""
RETOLD = """Ferry aground twice

The Osprey ran aground twice in March, according to the Harbour Watch, cited by the Tarn Courier.

The ministry has opened an inquiry into the ferry and its owner.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    made.mkdir()
    (made / "one.txt").write_text(FERRY)
    (made / "two.txt").write_text(RETOLD)
    return made


class CountingEngine:
    """Runs in this process and counts what it was asked to do."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def map(
        self,
        function: Callable[[Sequence[Any]], Sequence[Any]],
        items: Iterable[Any],
        *,
        weight: Callable[[Any], int],
        kind: Callable[[Any], str],
    ) -> Iterator[tuple[Any, Any]]:
        for item in items:
            if isinstance(item, Reading):
                self.seen.append(item.name)
            yield item, function([item])[0]


def test_every_item_of_the_findings_leads_to_its_sentence(folder: Path) -> None:
    with firsthand.build(folder) as case:
        findings = case.findings
        texts = {document.id: document.text for document in findings.documents}
        sources = {source.id: source.name for source in findings.sources}
        assert {Path(d.name).name for d in findings.documents} == {"one.txt", "two.txt"}
        assert findings.statements
        for statement in findings.statements:
            assert texts[statement.document][statement.start : statement.end] == statement.text
            assert all(source in sources for source in statement.attribution)
        known = {statement.id for statement in findings.statements}
        told = [id for claim in findings.claims for id in claim.statements]
        assert sorted(told) == sorted(known)
        (quoted,) = [s for s in findings.statements if "passengers" in s.text]
        assert [sources[id] for id in quoted.attribution] == ["Ina Roe"]
        for document in findings.documents:
            original = case.original(document.id)
            assert original is not None
            assert hashlib.sha256(original).hexdigest() == document.id


def test_a_second_build_does_only_what_changed(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.case"

    def build() -> list[str]:
        engine = CountingEngine()
        originals = [Original(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
        build_from(originals, case=target, engine=engine).close()
        return engine.seen

    assert build() == ["one.txt", "two.txt"]
    assert build() == []
    (folder / "two.txt").write_text(RETOLD.replace("twice", "three times"))
    assert build() == ["two.txt"]
    (folder / "three.txt").write_text("The ferry sailed again in May, the Ministry of Ports said.\n")
    assert build() == ["three.txt"]


def test_the_order_of_documents_changes_nothing(folder: Path) -> None:
    originals = [Original(path.name, path.read_bytes()) for path in folder.iterdir()]
    first = build_from(originals).findings
    assert build_from(reversed(originals)).findings == first


def test_a_copy_of_a_document_adds_no_origin(folder: Path) -> None:
    before = origins(firsthand.build(folder).findings)
    (folder / "copy.txt").write_text(FERRY.replace("run aground.\n", "run aground!\n"))
    after = origins(firsthand.build(folder).findings)
    assert max(after.values()) <= max(before.values())
    assert after["Nobody told the passengers"] == before["Nobody told the passengers"] == 1


def origins(findings: Findings) -> dict[str, int]:
    texts = {statement.id: statement.text for statement in findings.statements}
    return {texts[id]: claim.independent_origins for claim in findings.claims for id in claim.statements}


def test_the_same_bytes_twice_are_one_document(folder: Path) -> None:
    (folder / "again.txt").write_text(FERRY)
    findings = firsthand.build(folder).findings
    assert len(findings.documents) == 2
    (document,) = [d for d in findings.documents if d.notes]
    assert "same bytes" in document.notes[0]


def test_an_empty_folder_is_an_error_that_says_what_to_name(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match="what is read is text, Markdown, HTML, PDF"):
        firsthand.build(tmp_path)


def test_bad_documents_are_named_and_the_rest_is_built(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (folder / "deep.html").write_text(
        "<div>" * 100_000 + "The ferry Osprey sailed on Monday." + "</div>" * 100_000
    )
    with (folder / "huge.txt").open("w") as file:
        for _ in range(50):
            file.write("The ferry sailed on Monday. " * 38_000)
    (folder / "loop").symlink_to(folder)
    findings = firsthand.build(folder).findings
    failed = {Path(failure.document).name: failure.message for failure in findings.failures}
    assert {"empty.txt", "picture.txt", "huge.txt", "loop"} <= set(failed)
    for name in ("empty.txt", "picture.txt", "huge.txt", "loop"):
        assert name in failed[name]
    built = {Path(document.name).name for document in findings.documents}
    assert {"one.txt", "two.txt"} <= built
    assert "deep.html" in built | set(failed)


def test_a_language_without_a_pack_is_kept_and_named(folder: Path) -> None:
    (folder / "ru.txt").write_text(
        "Паром дважды сел на мель в марте, сообщила в понедельник портовая инспекция. Пассажирам никто об "
        "этом не сказал. Министерство отрицает, что паром садился на мель.\n"
    )
    findings = firsthand.build(folder).findings
    (failure,) = findings.failures
    assert failure.step == "language"
    assert "ru.txt is in Russian" in failure.message
    (russian,) = [d for d in findings.documents if d.language == "ru"]
    assert not [s for s in findings.statements if s.document == russian.id]


def test_another_language_is_read(folder: Path) -> None:
    (folder / "de.txt").write_text(
        "Die Fähre lief im März zweimal auf Grund, sagte die Hafenaufsicht am Montag. Niemand habe es den "
        "Fahrgästen gesagt. Das Ministerium bestritt, dass die Fähre auf Grund gelaufen sei.\n"
    )
    findings = firsthand.build(folder).findings
    assert not findings.failures
    (german,) = [d for d in findings.documents if d.language == "de"]
    assert [s for s in findings.statements if s.document == german.id]


def test_mixed_encodings_are_read(folder: Path) -> None:
    text = "The ferry “Österby” sailed on Monday, said Zoë Björk, the harbour master of Vänö.\n"
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        (folder / f"{encoding}.txt").write_bytes(text.encode(encoding))
    findings = firsthand.build(folder).findings
    assert not findings.failures
    read = {Path(d.name).stem: d.text for d in findings.documents}
    assert all("said Zoë Björk" in read[encoding] for encoding in ("cp1252", "utf-16", "utf-8-sig"))


def test_a_document_that_breaks_a_step_is_a_failure_and_is_tried_again(folder: Path, tmp_path: Path) -> None:
    broken = RuntimeError("a gremlin")

    class BreakingEngine(CountingEngine):
        def map(self, function: Any, items: Any, *, weight: Any, kind: Any) -> Iterator[tuple[Any, Any]]:
            for item, result in super().map(function, items, weight=weight, kind=kind):
                yield item, broken if isinstance(item, Reading) and item.name == "two.txt" else result

    originals = [Original(path.name, path.read_bytes()) for path in folder.iterdir()]
    target = tmp_path / "x.case"
    with build_from(originals, case=target, engine=BreakingEngine()) as case:
        (failure,) = case.findings.failures
        assert failure.document == "two.txt"
        assert "a gremlin" in failure.message
        assert {d.name for d in case.findings.documents} == {"one.txt", "two.txt"}
        assert case.findings.statements
    engine = CountingEngine()
    with build_from(originals, case=target, engine=engine) as case:
        assert engine.seen == ["two.txt"]
        assert not case.findings.failures


def test_a_story_that_breaks_a_step_leaves_the_others(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "other.txt").write_text(
        "Bakers of Lund win a prize\n\nThe bakers of Lund won the bread prize on Sunday, the guild said.\n"
    )
    weigh = firsthand.deriving.stories.weigh

    def breaking(told: Sequence[Any], *rest: Any) -> Any:
        if any("Osprey" in document.text for document in told):
            raise RuntimeError("a gremlin")
        return weigh(told, *rest)

    monkeypatch.setattr(firsthand.deriving.stories, "weigh", breaking)
    with firsthand.build(folder, case=tmp_path / "x.case") as case:
        (failure,) = case.findings.failures
        assert failure.step == "weigh"
        assert "a gremlin" in failure.message
        assert len(case.findings.documents) == 3
        assert case.findings.claims
    monkeypatch.undo()
    with firsthand.build(folder, case=tmp_path / "x.case") as case:
        assert not case.findings.failures


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_build_leaves_a_valid_case_and_goes_on(
    folder: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    for number in range(30):
        (folder / f"more-{number}.txt").write_text(FERRY.replace("Osprey", f"Number {number}") * 8)
    target = tmp_path / "x.case"
    command = [
        sys.executable,
        "-m",
        "firsthand",
        "build",
        str(folder),
        "--case",
        str(target),
        "--processes",
        "1",
    ]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ)
    while running.poll() is None and kept(target) < 3:
        time.sleep(0.02)
    running.send_signal(stop)
    _, words = running.communicate(timeout=60)
    if stop is signal.SIGINT and running.returncode != 0:
        assert running.returncode == 130
        assert b"the same command goes on" in words
    engine = CountingEngine()
    originals = [Original(str(path), path.read_bytes()) for path in folder.iterdir()]
    with build_from(originals, case=target, engine=engine) as resumed:
        assert len(engine.seen) <= 32 - 3
        whole = build_from(originals).findings
        assert replace(resumed.findings) == whole


def kept(target: Path) -> int:
    import sqlite3

    if not target.exists():
        return 0
    connection = sqlite3.connect(f"file:{target}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM results WHERE step = 'extract'").fetchone()[0])
    except sqlite3.Error:
        return 0
    finally:
        connection.close()


def test_a_document_mostly_in_a_language_without_a_pack_is_built_from_what_can_be_read() -> None:
    dutch = (
        "De schepen die gisteren de haven verlieten zijn vanochtend teruggekeerd, en niemand weet waarom. "
        * 12
    )
    told = "The harbour office said on Monday that 14 cracks had been found in the ferry Osprey near Hull."
    originals = [
        Original("mixed.txt", f"{dutch}\n\n{told} {told}\n\n{dutch}\n".encode()),
        Original("other.txt", f"{told} The office will publish its report in May.\n".encode()),
    ]
    findings = build_from(originals).findings
    mixed = next(d for d in findings.documents if d.name == "mixed.txt")
    assert mixed.language == "en" and any("Dutch" in note for note in mixed.notes)
    assert {s.document for s in findings.statements} == {d.id for d in findings.documents}
    assert not [f for f in findings.failures if "stumbled" in f.message]
