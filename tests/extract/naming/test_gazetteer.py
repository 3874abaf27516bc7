"""Institutions and outlets everybody knows."""

import pytest

from firsthand.extract.naming import gazetteer


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("AFP", "Agence France-Presse"),
        ("The New York Times", "The New York Times"),
        ("NEW YORK TIMES", "The New York Times"),
        ("edition.cnn.com", "CNN"),
        ("https://www.bbc.co.uk/news/1", "BBC"),
        ("osklantern.com", None),
        ("harbour", None),
    ],
)
def test_an_outlet_is_known_by_every_name_and_address(text, outlet):
    assert gazetteer.find_outlet(text) == outlet


def test_plain_names_have_neither_case_nor_accents_nor_dots():
    assert gazetteer.plain("U.S.") == "us"
    assert gazetteer.plain("Élysée  Palace") == "elysee palace"
    assert gazetteer.bare_article("The Kremlin’s") == "kremlin"


def test_a_number_is_no_web_address():
    assert not gazetteer.is_web_address("3.14")
    assert gazetteer.is_web_address("www.osklantern.com")


def test_every_list_leads_to_names_that_are_not_empty():
    assert all(gazetteer.houses().values())
    assert all(gazetteer.bodies().values())
    assert all(gazetteer.ministries().values())
    assert set(gazetteer.first_names().values()) == {"m", "f", "either"}
