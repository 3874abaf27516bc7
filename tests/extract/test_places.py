import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.places import find_places
from firsthand.model import Document, Place


def places(text: str) -> list[tuple[str, Place]]:
    (analysis,) = analyse([Document(id="d", name="d.txt", text=text)])
    return [(text[found.start : found.end], found) for found in find_places(analysis)]


@pytest.mark.parametrize(
    ("text", "passage", "name", "country", "precision"),
    [
        ("They arrived in Norway on Monday.", "Norway", "Norway", "NO", "country"),
        ("The U.K. said so.", "U.K.", "United Kingdom", "GB", "country"),
        ("They arrived in the Ivory Coast.", "Ivory Coast", "Ivory Coast", "CI", "country"),
        ("They live in Bavaria now.", "Bavaria", "Bavaria", "DE", "region"),
        ("They live in Bergen now.", "Bergen", "Bergen", "NO", "city"),
        ("They live in Sao Paulo now.", "Sao Paulo", "São Paulo", "BR", "city"),
        ("They live in Cologne now.", "Cologne", "Köln", "DE", "city"),
        ("Reykjavik denied it.", "Reykjavik", "Reykjavík", "IS", "city"),
    ],
)
def test_names(text: str, passage: str, name: str, country: str, precision: str) -> None:
    ((found, place),) = places(text)
    assert found == passage
    assert (place.name, place.country, place.precision) == (name, country, precision)
    assert place.latitude is not None
    assert place.longitude is not None


def test_coordinates_are_where_the_place_is() -> None:
    ((_, place),) = places("They arrived in Oslo on Monday.")
    assert place.latitude == pytest.approx(59.9, abs=0.1)
    assert place.longitude == pytest.approx(10.75, abs=0.1)
    assert place.geoname == 3143244


def test_what_stands_beside_a_name_decides_which_place_it_is() -> None:
    assert places("They live in London, Ontario.")[0][1].country == "CA"
    assert [place.country for _, place in places("They live in London.")] == ["GB"]
    ((_, town), _) = places("They live in Springfield, Ohio.")
    assert town.country == "US"
    assert town.latitude == pytest.approx(39.9, abs=0.2)


def test_the_country_that_a_text_speaks_of_decides_too() -> None:
    american = "The Florida court met in Atlanta. Georgia and Texas agreed, U.S. officials said."
    caucasian = "Russian and Armenian envoys met in Tbilisi. Georgia agreed, Armenia did not."
    assert next(place for passage, place in places(american) if passage == "Georgia").precision == "region"
    assert next(place for passage, place in places(caucasian) if passage == "Georgia").country == "GE"


@pytest.mark.parametrize(
    "text",
    [
        "Paris Vint and Mr. Lincoln met Denzel Houston.",
        "The Chinese and Italian envoys left.",
        "We sat in the sun in March, and Kim left.",
        "Police said that Hope was found near the mobile home.",
    ],
)
def test_persons_peoples_and_words_are_no_places(text: str) -> None:
    assert places(text) == []


def test_lists_of_towns() -> None:
    found = places("They patrolled in cities such as Rome, Milan and Prato.")
    assert [place.name for _, place in found] == ["Rome", "Milan", "Prato"]
