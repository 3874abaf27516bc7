"""Institutions by every way they are named."""

import pytest

from firsthand.resolve.identity import country_in, find_identity


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Portugal", "Portuguese government"),
        ("Lisbon", "Portuguese government"),
        ("the Portuguese authorities", "Portuguese government"),
        ("the Lisbon government", "Portuguese government"),
        ("the U.S. government", "U.S. government"),
        ("Washington", "U.S. government"),
        ("the Portuguese Ministry of Foreign Affairs", "Portuguese foreign ministry"),
        ("Portuguese police", "Portuguese police"),
        ("the Foreign Office", "British foreign ministry"),
        ("Downing Street", "10 Downing Street"),
        ("the E.U.", "European Union"),
        ("edition.cnn.com", "CNN"),
        ("who", None),
        ("the group", None),
        ("Portuguese divers", None),
    ],
)
def test_every_way_of_naming_leads_to_one_institution(text, name):
    identity = find_identity(text)
    assert (identity.name if identity else None) == name


def test_the_country_may_be_told_beside_the_name():
    identity = find_identity("Ministry of Foreign Affairs", country="PT")
    assert identity is not None and identity.name == "Portuguese foreign ministry"


def test_a_phrase_is_cut_after_its_country():
    assert country_in("the South Korean foreign ministry") == ("KR", "foreign ministry")
    assert country_in("the foreign ministry") == (None, "foreign ministry")
