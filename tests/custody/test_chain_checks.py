"""A log whose entries were changed, moved, taken out or put in is told apart from one that is whole."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from firsthand.custody import digest_of, next_entry
from firsthand.custody.checking import Row, check_chain
from firsthand.custody.faults import Notebook
from firsthand.model import Entry

BEGAN = datetime(2031, 5, 6, 7, tzinfo=UTC)


def _log(length: int = 5) -> list[Row]:
    rows: list[Row] = []
    last: Entry | None = None
    for number in range(1, length + 1):
        time = BEGAN + timedelta(minutes=number)
        last = next_entry(last, "added", name=f"{number}.txt", by="Ina Roe", tool="t", time=time)
        rows.append((number, last))
    return rows


def _faults(rows: list[Row], head: tuple[int, str] | None) -> list[tuple[str, str]]:
    notebook = Notebook()
    check_chain(rows, head, notebook)
    return [(fault.kind, fault.what) for fault in notebook.faults]


def _head(rows: list[Row]) -> tuple[int, str]:
    number, entry = rows[-1]
    assert entry is not None
    return number, entry.digest


@pytest.mark.parametrize("length", [1, 2, 5])
def test_an_untouched_log_has_no_fault(length: int) -> None:
    rows = _log(length)
    assert _faults(rows, _head(rows)) == []


def test_no_log_has_no_fault() -> None:
    assert _faults([], None) == []


@pytest.mark.parametrize(
    "change", [{"name": "other"}, {"by": "B"}, {"time": BEGAN}, {"previous": "1" * 64}, {"digest": "2" * 64}]
)
def test_a_changed_entry_is_named(change: dict[str, object]) -> None:
    rows = _log()
    head = _head(rows)
    number, entry = rows[2]
    assert entry is not None
    rows[2] = (number, replace(entry, **change))  # type: ignore[arg-type]
    assert _faults(rows, head) == [("changed", "3")]


def test_an_entry_whose_digest_was_computed_again_breaks_the_link_to_the_next() -> None:
    rows = _log()
    head = _head(rows)
    number, entry = rows[2]
    assert entry is not None
    forged = replace(entry, name="other")
    rows[2] = (number, replace(forged, digest=digest_of(forged)))
    assert _faults(rows, head) == [("changed", "4")]


def test_an_entry_that_is_gone_or_cannot_be_read_is_named() -> None:
    rows = _log()
    head = _head(rows)
    assert _faults(rows[:2] + rows[3:], head) == [("missing", "3")]
    assert _faults([*rows[:2], (3, None), *rows[3:]], head) == [("unreadable", "3")]


def test_a_log_cut_off_at_the_end_is_missed_by_its_head() -> None:
    rows = _log()
    assert _faults(rows[:3], _head(rows)) == [("missing", "4"), ("missing", "5")]
    assert _faults([], _head(rows)) == [("missing", str(number)) for number in range(1, 6)]


def test_two_entries_that_changed_places_are_named() -> None:
    rows = _log()
    head = _head(rows)
    rows[1], rows[3] = (2, rows[3][1]), (4, rows[1][1])
    assert _faults(rows, head) == [("reordered", "2"), ("reordered", "4")]


def test_an_entry_put_in_twice_is_named() -> None:
    rows = _log()
    head = _head(rows)
    assert ("inserted", "6") in _faults([*rows, (6, rows[2][1])], head)


def test_the_last_entry_replaced_by_a_sound_one_is_named() -> None:
    rows = _log()
    head = _head(rows)
    other = next_entry(rows[3][1], "added", name="other", by="B", tool="t", time=BEGAN)
    assert _faults([*rows[:4], (5, other)], head) == [("changed", "5")]
