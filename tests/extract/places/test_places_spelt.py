"""A place is taken as it is written: no accent is added, no article is dropped."""

import pytest

from firsthand.extract import extract_documents
from firsthand.read import read_bytes


def _places(text: str) -> list[tuple[str, str | None, str | None]]:
    extraction = next(iter(extract_documents([read_bytes(text.encode(), name="x.txt")])))
    return [(text[p.start : p.end], p.country, p.precision) for p in extraction.places]


def test_a_country_among_towns_of_another_stays_a_country() -> None:
    """Cañada and China are towns, too; in a text about their countries nobody means them."""
    found = _places("Mexico and Canada signed in Toluca, Mexico. China sent an envoy to Puebla and Oaxaca.")
    assert ("Canada", "CA", "country") in found
    assert ("China", "CN", "country") in found


def test_a_town_with_the_name_of_a_country_needs_to_be_told_apart() -> None:
    found = _places("The sheriff of Lebanon, Ohio, held two men. In Lebanon, a third fled to Dayton.")
    assert [country for name, country, _ in found if name == "Lebanon"] == ["US", "US"]


@pytest.mark.parametrize(
    "text", ["In Boston, the White House was not mentioned.", "Leaders of the EU met in Riga."]
)
def test_things_with_the_article_and_abbreviations_are_no_towns(text: str) -> None:
    assert not [
        name for name, _, precision in _places(text) if precision == "city" and name not in ("Boston", "Riga")
    ]


def test_an_article_of_the_name_or_of_what_follows_is_no_hindrance() -> None:
    found = [name for name, _, _ in _places("They met in The Hague. The Milan office of the group closed.")]
    assert found == ["The Hague", "Milan"]


def test_a_capital_goes_before_a_region_of_its_name() -> None:
    found = _places("Stations opened in Buenos Aires and Rosario. The envoy flew to Washington on Monday.")
    assert ("Buenos Aires", "AR", "city") in found
    assert ("Washington", "US", "city") in found


def test_among_its_own_towns_the_state_is_meant() -> None:
    found = _places("Fires burnt in Spokane, Yakima, Tacoma and Seattle and all over Washington.")
    assert ("Washington", "US", "region") in found
