"""What names of places mean is worked out when it is asked for: the answer is always the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract.packs import words
from firsthand.extract.places.gazetteer import folded, gazetteer, lead_of
from firsthand.extract.places.spellings import spellings_of_town
from firsthand.extract.places.toponyms import Toponyms, toponyms

LANGUAGES = ("en", "de", "fr", "es", "it", "zh")
NAMES = ["Milan", "New York", "Paris", "Parisii", "São Paulo", "Oslo", "San José", "Berlins", "中国", "米兰"]


@settings(deadline=None, max_examples=12)
@given(st.permutations(NAMES), st.sampled_from(["de", "en", "zh"]))
def test_the_order_of_the_questions_changes_nothing(names: list[str], language: str) -> None:
    asked = Toponyms(language)
    for name in names:
        known = toponyms(language)
        assert asked.meanings(name) == known.meanings(name)
        assert asked.weak(name) == known.weak(name)
        assert asked.reach(lead_of(name)) == known.reach(lead_of(name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_town_is_found_by_every_spelling(language: str) -> None:
    known = toponyms(language)
    never = words("places", "words", "never", language=language)
    never_found = []
    for town in gazetteer().towns[::97]:
        for spelling in spellings_of_town(town, language):
            begins = spelling.name[0] if language == "zh" else lead_of(spelling.name)
            if not lead_of(spelling.name) or spelling.name in never:
                continue  # begins with a mark, or the pack says that it is no place
            meant = {toponym.geoname for toponym in known.meanings(spelling.name)}
            if town.geoname not in meant or known.reach(begins) < len(spelling.name):
                never_found.append(spelling.name)
    assert not never_found


def test_towns_of_one_name_come_by_their_size_behind_countries_and_regions() -> None:
    meant = toponyms("en").meanings("Georgia")
    assert [toponym.precision for toponym in meant[:2]] == ["country", "region"]
    sizes = [town.population for town in toponyms("en").meanings("Springfield")]
    assert len(sizes) > 2
    assert sizes == sorted(sizes, reverse=True)


def test_a_word_that_begins_no_name_means_nothing() -> None:
    known = toponyms("fr")
    assert known.meanings("Zqxvbn") == ()
    assert known.reach("Zqxvbn") == 0
    assert not known.weak("Zqxvbn")
    assert known.meanings("") == ()
    assert known.meanings("’") == ()


def test_another_language_s_name_is_weak() -> None:
    assert not toponyms("de").weak("Mailand")
    assert toponyms("de").weak("Basra")


def test_names_lose_their_accents() -> None:
    assert folded("São Tomé") == "Sao Tome"
    assert folded("Łódź") == "Lodz"
    assert folded("Oslo") == "Oslo"
