import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.places import find_places
from firsthand.model import Document, Place


def places(text: str, language: str) -> list[tuple[str, Place]]:
    (analysis,) = analyse([Document(id="d", name="d.txt", text=text, language=language)])
    return [(text[found.start : found.end], found) for found in find_places(analysis)]


SENTENCES = {
    "en": "The boats came from {}.",
    "de": "Die Boote kamen aus {}.",
    "fr": "Les bateaux sont partis vers {}.",
    "es": "Los barcos llegaron desde {}.",
    "it": "Le barche sono partite verso {}.",
    "zh": "船只来自{}。",
}
# GeoNames id, then what each language calls the place.
SAME = [
    (3173435, {"en": "Milan", "de": "Mailand", "fr": "Milan", "es": "Milán", "it": "Milano", "zh": "米兰"}),
    (
        2747373,
        {"en": "The Hague", "de": "Den Haag", "fr": "La Haye", "es": "La Haya", "it": "L'Aia", "zh": "海牙"},
    ),
    (554234, {"en": "Kaliningrad", "de": "Königsberg", "es": "Kaliningrado", "zh": "加里寧格勒"}),
    (2643743, {"en": "London", "fr": "Londres", "es": "Londres", "it": "Londra", "zh": "倫敦"}),
    (
        1816670,
        {"en": "Beijing", "de": "Peking", "fr": "Pékin", "es": "Pekín", "it": "Pechino", "zh": "北京市"},
    ),
    (1808761, {"en": "Qingtian", "de": "Qingtian", "fr": "Qingtian", "zh": "青田县"}),
    (
        6252001,
        {
            "en": "United States",
            "de": "USA",
            "fr": "États-Unis",
            "es": "EE.UU.",
            "it": "Stati Uniti",
            "zh": "美國",
        },
    ),
    (
        2750405,
        {
            "en": "Netherlands",
            "de": "Niederlande",
            "fr": "Pays-Bas",
            "es": "Países Bajos",
            "it": "Paesi Bassi",
            "zh": "荷兰",
        },
    ),
]


@pytest.mark.parametrize("place, names", SAME, ids=lambda value: str(value)[:8])
def test_a_place_is_the_same_whatever_the_language(place: int, names: dict[str, str]) -> None:
    for language, name in names.items():
        ((passage, found),) = places(SENTENCES[language].format(name), language)
        assert (passage, found.geoname) == (name, place)


def test_a_region_has_one_name_and_country() -> None:
    found = [
        places(SENTENCES[language].format(name), language)[0][1]
        for language, name in (
            ("de", "Bayern"),
            ("fr", "Bavière"),
            ("es", "Baviera"),
            ("it", "Baviera"),
            ("zh", "巴伐利亚"),
        )
    ]
    assert {(place.name, place.country, place.precision) for place in found} == {("Bavaria", "DE", "region")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das Essen in der Halle war gut, sagte Milan Roe."),
        ("de", "Die Anreicherung von Uran geht weiter."),
        ("fr", "Paris Vint a vu le train à l’heure."),
        ("es", "Victoria Flores y Santiago Roe se fueron."),
        ("it", "Milano Vint e Vittoria Roe sono partite."),
        ("zh", "李广州和王和平离开。"),
        ("zh", "和平谈判在中心举行。"),
    ],
)
def test_persons_and_words_are_no_places_in_other_languages(language: str, text: str) -> None:
    assert places(text, language) == []


def test_a_german_genitive_still_names_the_country() -> None:
    assert [place.country for _, place in places("Die Häfen Pakistans und Norwegens sind zu.", "de")] == [
        "PK",
        "NO",
    ]


def test_a_chinese_name_takes_the_kind_of_place_with_it() -> None:
    found = places("四川省汶川县和昭通市有震感。", "zh")
    assert [(passage, place.name) for passage, place in found] == [
        ("四川省", "Sichuan"),
        ("汶川县", "Wenchuan"),
        ("昭通市", "Zhaotong"),
    ]


def test_a_list_of_towns_in_spanish() -> None:
    found = places("Patrullaban en ciudades como Roma, Milán y Prato.", "es")
    assert [place.name for _, place in found] == ["Rome", "Milan", "Prato"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Auf der Landstraße in Kaiserslautern brannte ein Lastwagen.", [("Kaiserslautern", "city")]),
        (
            "Im Nordirak und in Südfrankreich brannte es.",
            [("Nordirak", "country"), ("Südfrankreich", "country")],
        ),
        ("In Waren des Händlers fand man nichts.", []),
        ("Der Nordwind und der Südhang waren schuld.", []),
    ],
)
def test_german_towns_like_words_and_parts_of_countries(text: str, named: list[tuple[str, str]]) -> None:
    assert [(name, place.precision) for name, place in places(text, "de")] == named
