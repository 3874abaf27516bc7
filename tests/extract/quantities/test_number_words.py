import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from number_words import SPELT

from firsthand.extract.analysis import analyse
from firsthand.extract.hanzi import hanzi_value
from firsthand.extract.quantities import find_quantities
from firsthand.extract.quantities.surface.numerals import read_numeral
from firsthand.extract.quantities.surface.words import surface_words
from firsthand.model import Document

BOATS = {"de": "Boote", "fr": "bateaux", "es": "barcos", "it": "barche", "zh": "艘船"}


@pytest.mark.parametrize("language", ["de", "fr", "es", "it"])
@settings(deadline=None)
@given(number=st.integers(2, 999_999_999))
def test_a_number_in_words_is_read_back(language: str, number: int) -> None:
    text, words = SPELT[language](number), surface_words(language)
    match = words.number.match(text)
    found = read_numeral(match, text, words) if match else None
    assert found is not None
    assert (found.low, text[found.end :]) == (number, "")


@settings(deadline=None)
@given(number=st.integers(1, 999_999_999))
def test_a_number_in_characters_is_read_back(number: int) -> None:
    assert hanzi_value(SPELT["zh"](number)) == number


@pytest.mark.parametrize("language", sorted(SPELT))
@settings(deadline=None, max_examples=25)
@given(number=st.integers(21, 9_999_999))
def test_words_and_digits_of_a_text_are_the_same_quantity(language: str, number: int) -> None:
    joined = "" if language == "zh" else " "
    found = []
    for said in (str(number), SPELT[language](number)):
        document = Document(id="d", name="d.txt", text=f"{said}{joined}{BOATS[language]}", language=language)
        (analysis,) = analyse([document])
        (quantity,) = find_quantities(analysis, dates=())
        found.append((quantity.start, quantity.end - len(said), quantity.low, quantity.high, quantity.unit))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三万五千", 35000),
        ("3.5万", 35000),
        ("3万5千", 35000),
        ("1亿2000万", 120_000_000),
        ("一万亿", 1e12),
        ("一百五", 150),
        ("一百零五", 105),
        ("两千三", 2300),
        ("二〇二二", 2022),
        ("35,000", 35000),
        ("万", None),
        ("三四十", None),
        ("", None),
    ],
)
def test_mixed_and_shortened_numbers(text: str, value: float | None) -> None:
    assert hanzi_value(text) == value
