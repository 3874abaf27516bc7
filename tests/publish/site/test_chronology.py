import itertools
from dataclasses import replace
from datetime import date

from harbour_register import CODEBOOK

from firsthand.model import DateRange, Findings
from firsthand.publish.site.chronology import Chronology, chronology
from firsthand.publish.site.records import types_of
from firsthand.publish.telling.index import index_of


def dated(findings: Findings) -> Chronology:
    index = index_of(findings)
    return chronology(index, types_of(index, CODEBOOK))


def since(findings: Findings, earliest: date | None, latest: date | None) -> Findings:
    """Return the register with another date in the dump's `since`, all else undated."""
    dump = next(r for r in findings.records if r.type == "dump")
    field = dump.field("since")
    assert field is not None
    value = replace(field.values[0], dates=DateRange(0, 0, earliest, latest))
    return replace(findings, records=(replace(dump, fields=(replace(field, values=(value,)),)),))


def test_what_is_told_on_a_day_is_not_drawn_as_done_on_it(registered: Findings) -> None:
    found = dated(registered)
    kinds = {m.kind for lane in found.charts[0].lanes for m in lane.moments}
    assert kinds == {"told", "bar"}
    assert {e.when for e in found.entries} >= {"2019", "told 4 March 2031", "told 6 March 2031"}
    assert [r.title for r in found.undated][-1] == "nowhere named"


def test_a_span_is_as_wide_as_it_is_vague(registered: Findings) -> None:
    for earliest, latest, kind in (
        (date(2031, 3, 5), date(2031, 3, 5), "dot"),
        (date(2031, 3, 4), date(2031, 3, 6), "bar"),
        (date(2031, 3, 4), None, "since"),
        (None, date(2031, 3, 6), "until"),
    ):
        for chart in dated(since(registered, earliest, latest)).charts:
            (moment,) = chart.lanes[0].moments
            assert moment.kind == kind and not moment.off
            assert (moment.end > moment.x) == (kind != "dot")
            assert chart.left <= moment.x <= moment.end <= chart.width


def test_what_lies_far_before_the_rest_is_pointed_at_with_its_date(registered: Findings) -> None:
    (moment,) = dated(since(registered, date(1990, 1, 1), date(1990, 12, 31))).charts[0].lanes[0].moments
    assert moment.off == "before" and moment.away == "1990"


def test_a_figure_that_moved_is_drawn_with_its_interval(registered: Findings) -> None:
    ((record, label, pictures),) = dated(registered).figures
    assert (record.type, label) == ("dump", "Barrels")
    for picture in pictures:
        assert [s.figure for s in picture.steps] == ["31", "44 or more"]
        assert picture.drawn[1].high is None and picture.drawn[1].low is not None


def test_lanes_stand_under_their_type_and_none_on_another(registered: Findings) -> None:
    chart = dated(registered).charts[0]
    assert [name for _, name in chart.heads] == ["Dumps", "Inquiries"]
    heights = sorted([y for y, _ in chart.heads] + [lane.y for lane in chart.lanes])
    assert all(b - a > 12 for a, b in itertools.pairwise(heights))


def test_a_register_without_dates_has_no_picture() -> None:
    assert dated(Findings()).charts == () and dated(Findings()).entries == ()
