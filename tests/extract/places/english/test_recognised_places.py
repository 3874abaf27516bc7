"""Which words of an English text are read as a place: known and unknown names, no persons, no glue."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract.analysis import analyse
from firsthand.extract.places import find_places
from firsthand.extract.places.gazetteer import gazetteer
from firsthand.model import Document, Place


def places(text: str) -> list[Place]:
    (analysis,) = analyse([Document(id="d", name="d.txt", text=text, language="en")])
    return list(find_places(analysis))


def passages(text: str) -> list[str]:
    return [text[place.start : place.end] for place in places(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The offices are in Lisbon, Porto and Faro.", ["Lisbon", "Porto", "Faro"]),
        ("Police in Springfield, OH, closed the road.", ["Springfield"]),
        ("SYDNEY, June 4 - A ferry sank off PERTH on Tuesday.", ["SYDNEY", "PERTH"]),
        ("The U.S. and the U.K. signed it.", ["U.S.", "U.K."]),
        ("Ankara and Moscow agreed. Beijing denied it.", ["Ankara", "Moscow", "Beijing"]),
        ("He visited Yorkshire and Derbyshire last year.", ["Yorkshire", "Derbyshire"]),
        ("They met in The Hague, then in Rio de Janeiro.", ["The Hague", "Rio de Janeiro"]),
    ],
)
def test_places_are_read_with_their_whole_names(text: str, named: list[str]) -> None:
    assert passages(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "Paris Vintner said that she was tired.",
        "Mr. London was arrested on Friday.",
        "Chelsea Marlowe and Florence Achebe never met.",
        "Jackson said he would resign.",
        "Denzel Lincoln spoke first. Lincoln, the actor, was glad.",
        "Sydney Murphy met Austin Miller and Georgia Smith.",
        "India Roberts arrived late.",
    ],
)
def test_a_place_that_is_a_person_s_name_is_none(text: str) -> None:
    assert passages(text) == []


def test_a_person_s_family_name_is_none_later_in_the_text_where_nothing_says_so() -> None:
    text = "Ada Burlington ran the mill. Burlington said it was safe. She lives in Burlington."
    assert passages(text) == ["Burlington"]
    assert places(text)[0].start == text.rindex("Burlington")


@pytest.mark.parametrize(
    "text",
    [
        "The Dutch and the Kenyans met Swedish officers.",
        "She read it in the New York Times and the Washington Post.",
        "He went north, then West.",
    ],
)
def test_peoples_papers_and_directions_are_no_places(text: str) -> None:
    assert passages(text) == []


def test_streets_are_no_places_of_a_register() -> None:
    assert passages("The shop on Memphis Street in Graz was shut.") == ["Graz"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("They opened a station in the village of Xelmora.", "Xelmora", None),
        ("It stands in the coastal city of Gardens of the Zarn.", "Gardens of the Zarn", None),
        ("The shops are in Dublin, Velmora and Glasgow.", "Velmora", None),
        ("A fire broke out in Tarvelling, Ohio, on Friday.", "Tarvelling", "US"),
    ],
)
def test_a_place_that_no_gazetteer_knows_is_kept_by_its_name(
    text: str, name: str, country: str | None
) -> None:
    (found,) = [place for place in places(text) if text[place.start : place.end] == name]
    assert (found.name, found.country, found.latitude, found.geoname) == (name, country, None, None)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Two offices were found in Lisbonwhile another is in Madridand it closed.", ["Lisbon", "Madrid"]),
        ("Three stand in Perulocated near Limaaccording to police.", ["Peru", "Lima"]),
        ("One is in Buenos Airesbut none in Montevideothere.", ["Buenos Aires", "Montevideo"]),
        ("He left Montreallast week for Tokyoin Japan.", ["Montreal", "Tokyo", "Japan"]),
    ],
)
def test_a_word_glued_behind_a_name_is_no_part_of_it(text: str, named: list[str]) -> None:
    assert passages(text) == named


@pytest.mark.parametrize(
    "word", ["Israelis", "Dubliners", "Parisian", "Franklin", "Londonderry", "Yorkshire"]
)
def test_words_that_stand_by_themselves_are_not_cut(word: str) -> None:
    text = f"They wrote of {word} again."
    assert all(passage == word for passage in passages(text))


CITIES = sorted(
    {town.plain for town in gazetteer().towns[:400] if town.plain.isalpha() and len(town.plain) > 4}
)


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(CITIES), st.sampled_from(["while", "according", "there", "and", "where", "but"]))
def test_large_cities_are_read_with_a_word_glued_behind(city: str, word: str) -> None:
    text = f"A second office is in {city}{word} the first was shut."
    assert passages(text) == [city]


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=60))
def test_whatever_the_text_places_lie_in_it_in_order_and_apart(text: str) -> None:
    found = places(f"{text} In Paris {text}")
    edges = [edge for place in found for edge in (place.start, place.end)]
    assert edges == sorted(edges)
    assert all(place.start < place.end for place in found)


@pytest.mark.parametrize(
    "text",
    [
        "The post was filed in Hit and Run Accidents on Friday.",
        "A spokesman for the Maritime Service said that nobody was hurt.",
    ],
)
def test_a_word_is_no_town_called_like_it_but_for_accents(text: str) -> None:
    assert passages(text) == []


def test_a_town_whose_accents_are_left_out_is_read_where_its_name_is_no_word() -> None:
    assert passages("The boats left Malaga and Cordoba.") == ["Malaga", "Cordoba"]
