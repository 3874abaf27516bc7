"""A large case is derived story by story; what is added touches only its own, as if all had been built."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import firsthand
import firsthand.deriving.large
import firsthand.deriving.order
from firsthand.model import Findings
from firsthand.store import open_store

MATTERS = {
    "Osprey": ("ferry Osprey", "Harbour Watch", "Corvane", "ran aground", "pilot Veltrin", "sandbank"),
    "Lund": ("bakery Almedal", "Guild of Lund", "Lundmark", "burned down", "oven Kastrel", "warehouse"),
    "Tarn": ("reservoir Ombrey", "Tarn Water Board", "Tarnwick", "was drained", "dam Quillon", "valley"),
}


def story(matter: str, number: int) -> str:
    thing, body, town, deed, cause, where = MATTERS[matter]
    return (
        f"The {thing} {deed} near {town}\n\n"
        f"The {thing} {deed} near {town} on {number + 3} March, the {body} said. "
        f"The {body} blamed the {cause} and closed the {where} of {town}.\n\n"
        f'"The {where} is closed to all of {town}," said the director of the {body}. '
        f"At least {number + 2} people of {town} had complained of the {cause} before.\n"
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(firsthand.deriving.order, "MOST_AT_ONCE", 4)
    monkeypatch.setattr(firsthand.deriving.adding, "MOST_STATEMENTS", 0)
    monkeypatch.setattr(firsthand.deriving.order, "MOST_STATEMENTS", 0)
    made = tmp_path / "texts"
    made.mkdir()
    for number in range(3):
        for matter in MATTERS:
            (made / f"{matter}-{number}.txt").write_text(story(matter, number))
    return made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The names of the documents of each story that was derived."""
    seen: list[tuple[str, ...]] = []
    tell: Callable[[Any], Any] = firsthand.deriving.large.tell_units

    def counting(inputs: Iterable[Any]) -> Any:
        seen.extend(tuple(sorted(Path(d.name).name for d in one.documents)) for one in inputs)
        return tell(inputs)

    monkeypatch.setattr(firsthand.deriving.large, "tell_units", counting)
    return seen


def built(folder: Path, case: Path) -> Findings:
    with firsthand.build(folder, case=case, processes=1) as whole:
        assert whole.size.units == len(whole.findings.stories)
        return whole.findings


def test_each_story_is_derived_by_itself(folder: Path, tmp_path: Path, told: list[tuple[str, ...]]) -> None:
    findings = built(folder, tmp_path / "x.case")
    assert sorted(told) == [tuple(f"{matter}-{n}.txt" for n in range(3)) for matter in sorted(MATTERS)]
    assert len(findings.stories) == 3
    assert len(findings.documents) == 9
    assert any(claim.documents == 3 for claim in findings.claims)
    with firsthand.open_case(tmp_path / "x.case") as case:
        assert case.findings == findings


def test_what_is_added_touches_only_its_story_and_all_is_as_if_built_at_once(
    folder: Path, tmp_path: Path, told: list[tuple[str, ...]]
) -> None:
    built(folder, tmp_path / "x.case")
    told.clear()
    more = folder / "Tarn-9.txt"
    more.write_text(story("Tarn", 9))
    with firsthand.add(more, case=tmp_path / "x.case", processes=1) as case:
        assert told == [("Tarn-0.txt", "Tarn-1.txt", "Tarn-2.txt", "Tarn-9.txt")]
        added = case.findings
        size = case.size
    assert added == built(folder, tmp_path / "whole.case")
    assert (size.documents, size.stories) == (10, 3)
    told.clear()
    assert built(folder, tmp_path / "x.case") == added  # nothing is left to do
    assert not told


def test_where_the_list_or_the_grouping_is_damaged_all_is_looked_at_and_comes_to_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, kind in enumerate(("listed", "grouping")):
        case = tmp_path / f"{kind}.case"
        built(folder, case)
        with closing(open_store(case)) as store:
            damaged = [key for key, step in _results(case) if step == kind]
            assert damaged
            store.forget(damaged)
        more = folder / f"Lund-{7 + number}.txt"
        more.write_text(story("Lund", 7 + number))
        with firsthand.add(more, case=case, processes=1) as added:
            assert added.findings == built(folder, tmp_path / f"{kind} whole.case")


def test_a_run_that_is_stopped_while_it_adds_leaves_what_the_next_one_goes_on_from(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[tuple[str, ...]]
) -> None:
    case = tmp_path / "x.case"
    built(folder, case)
    first, second = folder / "Lund-7.txt", folder / "Tarn-8.txt"
    first.write_text(story("Lund", 7))
    second.write_text(story("Tarn", 8))
    with monkeypatch.context() as stopping:
        stopping.setattr(firsthand.deriving.adding, "keep_grouping", _stopped)
        with pytest.raises(KeyboardInterrupt):
            firsthand.add(first, case=case, processes=1)
    told.clear()
    with firsthand.add([first, second], case=case, processes=1) as added:
        assert sorted(map(len, told)) in ([4], [4, 4])  # nothing of Osprey; Lund may have been kept
        assert added.findings == built(folder, tmp_path / "whole.case")


def _stopped(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


def _results(case: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(case)) as database:
        return database.execute("SELECT key, step FROM results").fetchall()


def test_what_is_already_there_is_added_without_harm(folder: Path, tmp_path: Path) -> None:
    before = built(folder, tmp_path / "x.case")
    with firsthand.add(folder / "Tarn-1.txt", case=tmp_path / "x.case", processes=1) as case:
        assert case.findings == before


def test_a_document_in_another_language_is_added(folder: Path, tmp_path: Path) -> None:
    built(folder, tmp_path / "x.case")
    (folder / "andere.txt").write_text(
        "Der Stausee Ombrey wurde geleert\n\nDer Stausee Ombrey wurde bei Tarnwick geleert, teilte das "
        "Wasseramt am Montag mit. Niemand habe die Leute von Tarnwick gewarnt, sagte der Direktor.\n"
    )
    with firsthand.add(folder / "andere.txt", case=tmp_path / "x.case", processes=1) as case:
        added = case.findings
    assert added == built(folder, tmp_path / "whole.case")
    assert {document.language for document in added.documents} == {"en", "de"}


def test_what_is_read_in_another_way_is_put_together_anew(folder: Path, tmp_path: Path) -> None:
    """The same bytes may be another text, by another name: what was grouped before does not hold."""
    shown = "".join(f"<p>{one}</p>" for one in story("Tarn", 1).split("\n\n"))
    unseen = "\n".join(story("Lund", number) for number in range(4))
    before, now = folder / "both.html", folder / "both.txt"
    before.write_text(f"{shown}<!-- {unseen} -->")
    told = built(folder, tmp_path / "x.case")
    before.rename(now)
    whole = built(folder, tmp_path / "x.case")
    assert grouped(told) != grouped(whole)
    assert whole == built(folder, tmp_path / "other.case")


def grouped(findings: Findings) -> set[frozenset[str]]:
    return {frozenset(story.documents) for story in findings.stories}


def test_a_story_that_breaks_is_told_and_tried_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh = firsthand.deriving.stories.weigh

    def breaking(documents: Any, *rest: Any) -> Any:
        if any("Osprey" in document.text for document in documents):
            raise RuntimeError("a gremlin")
        return weigh(documents, *rest)

    monkeypatch.setattr(firsthand.deriving.stories, "weigh", breaking)
    with firsthand.build(folder, case=tmp_path / "x.case", processes=1) as broken:
        findings = broken.findings
        assert broken.size.failures == findings.failures
    assert [failure.step for failure in findings.failures] == ["weigh"]
    assert {story.title[:10] for story in findings.stories}
    assert findings.claims
    monkeypatch.setattr(firsthand.deriving.stories, "weigh", weigh)
    assert not built(folder, tmp_path / "x.case").failures
