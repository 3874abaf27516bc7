from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.publish.telling.wording import (
    clean,
    columns,
    cut,
    days,
    interval,
    listed,
    short_names,
    wrapped,
)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=30), max_size=12))
def test_every_document_gets_its_own_short_mark(names: dict[str, str]) -> None:
    marks = short_names(names)
    assert len(set(marks.values())) == len(names)
    assert all(mark and len(mark) <= 12 for mark in marks.values())


def test_marks_are_the_first_words_that_tell_files_apart() -> None:
    names = {
        "a": "in/000_95.txt",
        "b": "in/001_28.txt",
        "c": "2_LL.txt",
        "d": "2_L.txt",
        "e": "quay-daily.html",
    }
    assert short_names(names) == {"a": "000", "b": "001", "c": "2_LL", "d": "2_L", "e": "quay"}


@given(st.text(max_size=60), st.integers(1, 40))
def test_cut_text_fits(text: str, width: int) -> None:
    assert columns(cut(clean(text), width)) <= width


@given(st.text(max_size=90), st.integers(4, 40), st.integers(1, 4))
def test_wrapped_text_fits(text: str, width: int, lines: int) -> None:
    broken = wrapped(clean(text), width, lines=lines)
    assert 1 <= len(broken) <= lines
    assert all(columns(line) <= width for line in broken)


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (None, None, "undated"),
        (date(2031, 3, 4), date(2031, 3, 4), "4 March 2031"),
        (date(2031, 9, 1), date(2031, 9, 30), "Sept 2031"),
        (date(2031, 1, 1), date(2031, 12, 31), "2031"),
        (None, date(2031, 3, 4), "before 4 March 2031"),
        (date(2031, 3, 4), None, "since 4 March 2031"),
        (date(2031, 3, 4), date(2031, 3, 9), "4–9 March 2031"),
        (date(2030, 12, 30), date(2031, 1, 2), "30 Dec 2030 – 2 Jan 2031"),
    ],
)
def test_days_read_as_people_write_them(earliest: date | None, latest: date | None, said: str) -> None:
    assert days(earliest, latest) == said


def test_intervals_say_what_is_open() -> None:
    assert interval(13, None) == "13 or more"
    assert interval(100, None, open_low=True) == "over 100"
    assert interval(None, 8) == "up to 8"
    assert interval(225000, 250000) == "225,000–250,000"
    assert interval(54, 54, approximate=True) == "about 54"


def test_lists_are_cut_with_a_count() -> None:
    assert listed(["a"]) == "a" and listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


def test_lines_with_wide_letters_are_filled_and_fit():
    text = "The Courier and 湖城晚报 share a parent that is not in the collection, 北方通讯社所发的消息。"
    for width in (12, 30, 60):
        lines = wrapped(text, width, lines=40)
        assert all(columns(line) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(wrapped(text, 60, lines=40)) == 2


def test_a_page_is_called_after_its_site() -> None:
    names = {"a": "https://www.selm.example/index.html", "b": "http://courier.co.uk/7", "c": "p/7.txt"}
    assert short_names(names) == {"a": "selm", "b": "courier", "c": "7"}
    both = short_names({"a": "https://selm.example/spill.html", "b": "https://selm.example/birds.html"})
    assert both == {"a": "selm-spill", "b": "selm-birds"}
