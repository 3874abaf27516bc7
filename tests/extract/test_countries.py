import pytest

from firsthand.extract.countries import (
    countries,
    country_name,
    country_named,
    country_of,
    country_of_capital,
    country_of_demonym,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Britain", "GB"),
        ("the U.K.", "GB"),
        ("United States", "US"),
        ("The Netherlands", "NL"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("BOLIVIA", "BO"),
        ("Norway's", "NO"),
        ("us", None),
        ("Atlantis", None),
    ],
)
def test_names(text: str, code: str | None) -> None:
    assert country_named(text) == code


def test_capitals_and_demonyms() -> None:
    assert country_of_capital("Reykjavik") == "IS"
    assert country_of_capital("The Hague") == "NL"
    assert country_of_capital("Bergen") is None
    assert country_of_demonym("Kenyans") == "KE"
    assert country_of_demonym("Oslo") is None
    assert country_of("Danish") == country_of("Denmark") == country_of("Copenhagen") == "DK"


def test_name_of_code() -> None:
    assert country_name("GB") == "United Kingdom"
    assert country_name("??") == "??"


def test_every_country_is_somewhere_and_answers_to_its_name() -> None:
    assert len(countries()) > 230
    for code, country in countries().items():
        assert country_named(country.name) == code
        assert -90 <= country.latitude <= 90
        assert -180 <= country.longitude <= 180
