"""Words that a reader names are found in the document."""

import pytest

from firsthand.web.views.reading.nudging import nudges
from firsthand.web.views.reading.quoting import find_words, trimmed

TEXT = "🦀 The “light” was\n  out. The light was out, said Ilse. It cost 4.5 (net) — a café's rent."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('The "light" was out', "The “light” was\n  out"),
        ("light was out, said", "light was out, said"),
        ("THE LIGHT WAS OUT", "The light was out"),
        ("4.5 (net) - a", "4.5 (net) — a"),
        ("cafe\u0301's rent", "café's rent"),
        ("The light … Ilse", "The light was out, said Ilse"),
        ("🦀 The", "🦀 The"),
    ],
)
def test_white_space_quotation_marks_and_case_make_no_difference(words: str, found: str) -> None:
    start, end = find_words(TEXT, words)[0]
    assert TEXT[start:end] == found


def test_the_nearest_comes_first() -> None:
    text = "a buoy. " * 5
    assert [start for start, _ in find_words(text, "a buoy", near=17)] == [16, 24, 8, 32, 0]


@pytest.mark.parametrize("words", ["", "   ", "…", "nowhere", "4x5"])
def test_what_is_not_there_is_not_found(words: str) -> None:
    assert find_words(TEXT, words) == ()


def test_a_passage_loses_the_white_space_at_its_ends_and_stays_in_the_text() -> None:
    assert trimmed("a  bc  d", 1, 7) == (3, 5)
    assert trimmed("abc", 1, 99) == (1, 3)
    assert trimmed("   ", 0, 3) == (3, 3)


def test_bounds_move_by_a_word() -> None:
    text = "It said: “the old light was out” today."
    start, end = text.index("light"), text.index("light") + len("light was")
    moved = nudges(text, start, end)
    told = [text[slice(*place)] if place else None for place in (
        moved.start_earlier, moved.start_later, moved.end_earlier, moved.end_later)]  # fmt: skip
    assert told == ["old light was", "was", "light", "light was out”"]


def test_there_is_no_word_before_the_first_nor_in_less_than_one() -> None:
    moved = nudges("light", 0, 5)
    assert (moved.start_earlier, moved.start_later, moved.end_earlier, moved.end_later) == (None,) * 4


def test_chinese_moves_by_a_character() -> None:
    text = "据海岸办公室称，渡轮搁浅。"
    start = text.index("渡轮")
    moved = nudges(text, start, start + 2)
    assert moved.end_later == (start, start + 3)
    assert moved.start_earlier == (start - 2, start + 2)
