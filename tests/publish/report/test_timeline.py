from datetime import date

from firsthand.model import Claim, DateRange, Document, Findings, Source, Statement
from firsthand.publish.report.timeline import axis
from firsthand.publish.telling.index import index_of


def _case(*days: DateRange | None) -> Findings:
    documents = tuple(Document(f"d{i}", f"d{i}.txt", "Boats lie there.") for i in range(len(days)))
    statements = tuple(
        Statement(f"s{i}", f"d{i}", 0, 5, "Boats", 0, attribution=("src",), dates=(day,) if day else ())
        for i, day in enumerate(days)
    )
    claims = tuple(Claim(f"c{i}", f"Boats {i}", (f"s{i}",), ("src",)) for i in range(len(days)))
    return Findings(documents, (Source("src", "Harbour Office", "organisation"),), statements, claims)


def _on(day: date) -> DateRange:
    return DateRange(0, 1, day, day)


def test_one_old_date_does_not_squeeze_the_others() -> None:
    days = [date(1948, 5, 1), *(date(2031, 1, d) for d in range(1, 10))]
    drawn = axis(index_of(_case(*map(_on, days))), 1000)
    assert drawn is not None
    assert [e.off for e in drawn.events] == [True] + [False] * 9
    xs = [e.x for e in drawn.events if not e.off]
    assert xs == sorted(xs) and xs[-1] - xs[0] > 500


def test_events_of_one_day_stand_above_each_other() -> None:
    drawn = axis(index_of(_case(_on(date(2031, 1, 1)), _on(date(2031, 1, 1)))), 1000)
    assert drawn is not None
    assert drawn.events[0].x == drawn.events[1].x and drawn.events[0].y != drawn.events[1].y


def test_a_decade_is_no_date_for_an_axis() -> None:
    assert axis(index_of(_case(DateRange(0, 1, date(1990, 1, 1), date(1999, 12, 31)))), 1000) is None
    assert axis(index_of(_case(None)), 1000) is None
