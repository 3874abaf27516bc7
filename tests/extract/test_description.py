from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract.analysis import analyse
from firsthand.extract.description import describe, is_quoted, sentence_of
from firsthand.model import Document

TEXT = (
    "The council closed 12 harbours in May 2021. “We had no choice,” Marla Fenwick said. "
    "Boats are moored in Lisbon. Nobody came."
)
(ANALYSIS,) = analyse([Document("d", "d.txt", TEXT)])


def test_numbers_and_dates_inside_are_part_of_it():
    statement = describe(ANALYSIS, 0, TEXT.index("."))
    assert [(q.low, q.unit) for q in statement.quantities] == [(12, "harbour")]
    assert [(d.earliest, d.latest) for d in statement.dates] == [(date(2021, 5, 1), date(2021, 5, 31))]


def test_places_inside_are_part_of_it_and_others_are_not():
    start = TEXT.index("Boats")
    assert [place.name for place in describe(ANALYSIS, start, start + 26).places] == ["Lisbon"]
    assert describe(ANALYSIS, 0, 20).places == ()


def test_words_in_quotation_marks_are_quoted():
    start = TEXT.index("We had")
    assert describe(ANALYSIS, start, TEXT.index(",”")).quoted
    assert not describe(ANALYSIS, 0, TEXT.index(".")).quoted
    assert is_quoted('He said "no boats".', 9, 17)


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("「沒有人通知我們。」他說。", "沒有人通知我們", True),
        ("他說：『沒有人通知我們。』", "沒有人通知我們", True),
        ("»Niemand kam«, sagte sie.", "Niemand kam", True),
        ("« Personne », dit-elle.", "Personne", True),
        ("« Personne » est venu hier.", "est venu hier", False),
        ("Er nannte es »so« und ging.", "und ging", False),
        ("他说，“没有人”是他的原话。", "他说", False),
    ],
)
def test_words_in_the_marks_of_other_languages_are_quoted(text, words, quoted):
    start = text.index(words)
    assert is_quoted(text, start, start + len(words)) is quoted


def test_sentences_are_counted_from_zero():
    assert sentence_of(ANALYSIS, 0) == 0
    assert sentence_of(ANALYSIS, TEXT.index("Nobody")) == 3


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_any_passage_can_be_described(start, end):
    start, end = min(start, end), max(start, end)
    statement = describe(ANALYSIS, start, end)
    assert statement.text == TEXT[start:end]
    assert statement == describe(ANALYSIS, start, end)
