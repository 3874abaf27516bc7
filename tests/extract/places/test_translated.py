"""Names of places that were translated word by word are known again, and other names are left alone."""

import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.places import find_places
from firsthand.extract.places.elements import parts_of, split_up, translates
from firsthand.extract.places.gazetteer import gazetteer
from firsthand.extract.places.translated import _fits, _fitting
from firsthand.model import Document, Place


def read_as(text: str, language: str) -> list[tuple[str, Place]]:
    """Return the places that were taken by a translated name, with the words that stand for them."""
    (analysis,) = analyse([Document(id="d", name="d.txt", text=text, language=language)])
    return [(text[place.start : place.end], place) for place in find_places(analysis) if place.note]


READ = [
    (
        "en",
        "A strike closed the port of Good Airs on Monday. Argentina has not replied.",
        "Good Airs",
        3435910,
    ),
    ("en", "A strike closed shops in Good Airs, Argentina, on Monday.", "Good Airs", 3435910),
    ("en", "Brazilian officials met in the city of Beautiful Horizon.", "Beautiful Horizon", 3470127),
    ("en", "The Mexican city of Beautiful Villa was flooded.", "Beautiful Villa", 3514670),
    ("en", "The Chilean town of Point Sands was cut off.", "Point Sands", 3874787),
    ("en", "A crowd met in the coastal city of Vineyard of the Mar, Chile.", "Vineyard of the Mar", 3868121),
    (
        "en",
        "The Spanish town of Saint Sebastian of the Kings was quiet.",
        "Saint Sebastian of the Kings",
        3110040,
    ),
    ("en", "A fire broke out in the town of Big River in Argentina.", "Big River", None),
    ("fr", "La ville de Château Neuf sur Tyne, au Royaume-Uni, fête.", "Château Neuf sur Tyne", 2641673),
    ("fr", "Une grève dans la ville de Bons Airs, en Argentine.", "Bons Airs", 3435910),
    ("de", "In der Stadt Gute Lüfte in Argentinien wurde gestreikt.", "Gute Lüfte", 3435910),
    (
        "de",
        "Chilenische Fischer trafen sich in der Küstenstadt Weinberg am Meer.",
        "Weinberg am Meer",
        3868121,
    ),
    ("es", "Una huelga británica cerró la ciudad de Nuevo Castillo sobre Tyne.", None, 2641673),
    ("it", "Sciopero nella città di Roccia Piccola, negli Stati Uniti.", "Roccia Piccola", 4119403),
    ("it", "I pescatori cileni della città di Vigna del Mare scioperano.", "Vigna del Mare", 3868121),
    ("zh", "智利渔民在沿海城市葡萄园海的港口罢工。", "葡萄园海", 3868121),
    ("zh", "阿根廷城市好空气发生火灾。", "好空气", 3435910),
]


@pytest.mark.parametrize(("language", "text", "printed", "geoname"), READ)
def test_a_translated_name_is_read(
    language: str, text: str, printed: str | None, geoname: int | None
) -> None:
    ((words, place),) = read_as(text, language)
    assert words == (printed or words)
    assert place.geoname == (geoname or place.geoname)
    assert place.note.startswith(f"{words}: read as {place.name} (")
    assert place.precision == "city"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Chilean officials went to the White House on Monday."),
        ("en", "The Moroccan king arrived in White House on Monday."),
        ("en", "A Chilean crossed the Golden Gate on Monday."),
        ("en", "He sat in the House of Lords, said the Chilean minister."),
        ("en", "Paris, the City of Light, is in France."),
        ("en", "The city of Happy Port in Brazil: Porto Alegre or Porto Feliz?"),
        ("en", "Nobody says in which country the city of Good Airs lies."),
        ("en", "The town of Good Airs in Norway is invented."),
        ("en", "The Argentine band Good Airs played on Monday."),
        ("es", "El presidente de Chile visitó la Casa Blanca el lunes."),
        ("de", "Der chilenische Präsident war im Weißen Haus."),
        ("fr", "Le ministre chilien a parlé à la Maison Blanche."),
        ("it", "Il ministro cileno ha parlato alla Casa Bianca."),
        ("zh", "智利总统访问了白宫。"),
    ],
)
def test_other_names_are_left_alone(language: str, text: str) -> None:
    assert read_as(text, language) == []


def test_a_name_that_a_place_in_that_country_bears_is_not_read_as_another() -> None:
    assert read_as("The American city of Little Rock voted.", "en") == []


def test_words_mean_what_words_of_other_languages_mean() -> None:
    assert translates("vineyard", "vina", "en")
    assert translates("mar", "sea", "es")
    assert not translates("rock", "stone", "en")  # two words of one language
    assert not translates("vineyard", "mar", "en")


def test_a_joined_word_is_cut_where_both_parts_are_known() -> None:
    assert ("new", "castle", "tyne") in set(split_up(parts_of("Newcastle upon Tyne")))
    assert list(split_up(("tyne",))) == [("tyne",)]


def test_looking_towns_up_by_their_words_leaves_none_out():
    countries = ("AR", "CL", "MA", "IS")
    towns = [town for town in gazetteer().towns if town.country in countries]
    for parts in (("good", "airs"), ("white", "house"), ("smoke", "bay"), ("saint", "cross")):
        for outright in (True, False):
            found = _fitting(parts, frozenset(countries), "en", outright)
            one_by_one = {
                town.geoname
                for town in towns
                if (outright or town.population >= 100_000)
                and _fits(parts, parts_of(town.plain), "en", joined=outright)
            }
            assert {town.geoname for town in found} == one_by_one
    assert {town.name for town in _fitting(("good", "airs"), frozenset({"AR"}), "en", True)} == {
        "Buenos Aires"
    }
