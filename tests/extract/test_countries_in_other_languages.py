import pytest

from firsthand.extract.cldr import city_names, territory_names
from firsthand.extract.countries import (
    countries,
    country_named,
    country_of,
    country_of_capital,
    country_of_demonym,
)


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("de", "die Vereinigten Staaten", "US"),
        ("de", "Großbritannien", "GB"),
        ("de", "Elfenbeinküste", "CI"),
        ("fr", "les Pays-Bas", "NL"),
        ("fr", "l’Allemagne", "DE"),
        ("es", "EE. UU.", "US"),
        ("es", "Arabia Saudita", "SA"),
        ("it", "gli Stati Uniti", "US"),
        ("it", "Costa d’Avorio", "CI"),
        ("zh", "美国", "US"),
        ("zh", "荷蘭", "NL"),
        ("zh", "中華人民共和國", "CN"),
        ("de", "Atlantis", None),
    ],
)
def test_names_in_other_languages(language: str, text: str, code: str | None) -> None:
    assert country_named(text, language=language) == code


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("de", ["chinesisch", "chinesische", "chinesischer", "Chinesische", "Chinese", "Chinesinnen"]),
        ("fr", ["chinois", "chinoise", "chinoises", "Chinois"]),
        ("es", ["chino", "china", "chinos", "chinas"]),
        ("it", ["cinese", "cinesi", "Cinesi"]),
        ("zh", ["中方", "中国人", "中国政府", "中國政府"]),
    ],
)
def test_forms_of_a_people(language: str, forms: list[str]) -> None:
    assert {country_of_demonym(form, language=language) for form in forms} == {"CN"}


@pytest.mark.parametrize(
    ("language", "capital"),
    [("de", "Den Haag"), ("fr", "La Haye"), ("es", "La Haya"), ("it", "L’Aia"), ("zh", "海牙")],
)
def test_seats_of_government(language: str, capital: str) -> None:
    assert country_of_capital(capital, language=language) == "NL"


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "zh"])
def test_every_country_answers_to_its_name_in_every_language(language: str) -> None:
    found = countries(language)
    assert found.keys() == countries().keys()
    assert all(country_of(country.name, language=language) == code for code, country in found.items())


def test_names_of_the_unicode_cldr() -> None:
    assert territory_names("it")["NL"] == ("Paesi Bassi",)
    assert {"意大利", "義大利"} <= set(territory_names("zh")["IT"])
    assert city_names("de")["Rome"] == ("Rom",)
