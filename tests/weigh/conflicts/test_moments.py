from datetime import date

from firsthand.model import DateRange
from firsthand.weigh.conflicts.moments import days_overlap


def days(earliest, latest):
    return DateRange(0, 1, earliest, latest)


def test_days_overlap_with_open_ends():
    spring, june = date(2031, 3, 1), date(2031, 6, 1)
    assert days_overlap(days(spring, None), days(june, june))
    assert days_overlap(days(None, june), days(spring, spring))
    assert not days_overlap(days(None, spring), days(june, None))
    assert not days_overlap(days(june, june), days(spring, spring))
