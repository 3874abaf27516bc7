from dataclasses import replace
from datetime import date

import pytest

from firsthand.model import Claim, Document, Findings, Quantity, Source, Statement, Update
from firsthand.publish.report.developments import developments
from firsthand.publish.telling.index import index_of


def _case(*figures: tuple[Quantity | None, date | None], explanation: str = "moved") -> Findings:
    documents, statements, claims = [], [], []
    for i, (quantity, day) in enumerate(figures):
        text = f"Boats lie there, count {i}."
        documents.append(Document(f"d{i}", f"d{i}.txt", text, published=day))
        quantities = (quantity,) if quantity else ()
        statements.append(
            Statement(f"s{i}", f"d{i}", 0, 5, "Boats", 0, attribution=("src",), quantities=quantities)
        )
        claims.append(Claim(f"c{i}", f"Boats {i}", (f"s{i}",), ("src",)))
    update = Update("u-1", tuple(c.id for c in claims), explanation)
    source = Source("src", "Harbour Office", "organisation")
    return Findings(tuple(documents), (source,), tuple(statements), tuple(claims), updates=(update,))


def _exactly(value: float) -> Quantity:
    return Quantity(0, 1, value, value, "boat")


DAYS = [date(2031, 1, day) for day in (1, 8, 15, 22)]


def _steps(case: Findings):  # type: ignore[no-untyped-def]
    (moved,) = developments(index_of(case), 1000)
    return moved


def test_a_figure_that_rose_is_drawn_as_a_step_upwards() -> None:
    moved = _steps(_case((_exactly(31), DAYS[0]), (_exactly(44), DAYS[1])))
    assert [d.step.figure for d in moved.drawn] == ["31", "44"]
    assert moved.drawn[1].y < moved.drawn[0].y  # px count downwards
    assert moved.path.startswith("M") and "V" in moved.path


def test_what_is_added_stands_on_top_of_what_was() -> None:
    moved = _steps(_case((_exactly(54), DAYS[0]), (_exactly(48), DAYS[1]), (_exactly(102), DAYS[2])))
    assert [d.step.figure for d in moved.drawn] == ["54", "+48", "102"]
    assert moved.drawn[1].y == moved.drawn[2].y


def test_an_open_interval_stays_open() -> None:
    more = Quantity(0, 1, 100, None, "boat", open_low=True)
    moved = _steps(_case((_exactly(54), DAYS[0]), (more, DAYS[1])))
    assert moved.drawn[1].step.figure == "over 100" and moved.drawn[1].high is None


def test_the_same_figure_is_one_step_but_every_claim_is_listed() -> None:
    moved = _steps(_case((_exactly(1), DAYS[0]), (_exactly(2), DAYS[1]), (_exactly(2), DAYS[2])))
    assert len(moved.drawn) == 2 and len(moved.steps) == 3


@pytest.mark.parametrize("second", [(None, DAYS[1]), (_exactly(44), None)])
def test_nothing_is_drawn_without_a_figure_or_a_date(second: tuple[Quantity | None, date | None]) -> None:
    moved = _steps(_case((_exactly(31), DAYS[0]), second))
    assert moved.path == "" and moved.drawn == () and len(moved.steps) == 2


def test_the_figure_the_explanation_names_is_preferred() -> None:
    case = _case((_exactly(54), DAYS[0]), (_exactly(2), DAYS[1]), explanation="54, and 3 on top of it")
    three = replace(case.statements[1], quantities=(_exactly(2), _exactly(3)))
    assert [s.figure for s in _steps(replace(case, statements=(case.statements[0], three))).steps] == [
        "54",
        "3",
    ]


def test_updates_that_say_the_same_are_one_development() -> None:
    case = _case(
        (_exactly(54), DAYS[0]), (_exactly(48), DAYS[1]), (_exactly(48), DAYS[1]), (_exactly(102), DAYS[2])
    )
    first, second = ("c0", "c1", "c3"), ("c0", "c2", "c3")
    both = replace(case, updates=(Update("u-1", first, "moved"), Update("u-2", second, "moved")))
    (moved,) = developments(index_of(both), 350)
    assert moved.others == ("u-2",)
    assert [s.figure for s in moved.steps] == ["54", "+48", "+48", "102"]
    assert [d.step.figure for d in moved.drawn] == ["54", "+48", "102"]


def test_what_is_only_vague_is_listed_and_not_drawn() -> None:
    dozens = Quantity(0, 1, 21.6, 110.0, "boat", approximate=True)
    moved = _steps(_case((_exactly(14), DAYS[0]), (dozens, DAYS[1]), (_exactly(31), DAYS[2])))
    assert moved.steps[1].figure == "about 22–110"
    assert [d.step.figure for d in moved.drawn] == ["14", "31"]
