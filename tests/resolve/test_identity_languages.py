"""One institution by its names in every language."""

import pytest

from firsthand.resolve.identity import country_in, find_identity


@pytest.mark.parametrize(
    ("known", "names"),
    [
        (
            "German government",
            {
                "en": "the German government", "de": "die Bundesregierung", "fr": "le gouvernement allemand",
                "es": "el Gobierno de Alemania", "it": "il governo tedesco", "zh": "德国政府",
            },
        ),
        (
            "Chinese foreign ministry",
            {
                "en": "China's Ministry of Foreign Affairs", "de": "das chinesische Außenministerium",
                "fr": "ministère chinois des Affaires étrangères", "es": "Ministerio de Exteriores chino",
                "it": "ministero degli Esteri cinese", "zh": "中国外交部",
            },
        ),
        (
            "United Nations",
            {
                "en": "the UN", "de": "UNO", "fr": "l'ONU", "es": "Naciones Unidas", "it": "Onu",
                "zh": "聯合國",
            },
        ),
        (
            "Reuters",
            {"en": "Reuters", "de": "Nachrichtenagentur Reuters", "fr": "Reuters", "zh": "路透社"},
        ),
        ("White House", {"de": "Weißes Haus", "fr": "la Maison-Blanche", "zh": "白宫"}),
        ("Spanish police", {"de": "spanische Polizei", "it": "polizia spagnola", "zh": "西班牙警方"}),
        ("Chinese embassy", {"es": "Embajada de China en España", "it": "ambasciata cinese a Roma"}),
        ("Chinese embassy", {"zh": "中国驻德国大使馆"}),
    ],
)  # fmt: skip
def test_an_institution_is_one_in_every_language(known, names):
    found = {language: find_identity(name, language=language) for language, name in names.items()}
    assert {language: one and one.name for language, one in found.items()} == dict.fromkeys(names, known)
    assert len({one.key for one in found.values() if one}) == 1


@pytest.mark.parametrize(
    ("language", "name"),
    [("de", "die Partei"), ("fr", "au"), ("es", "el grupo"), ("zh", "公司"), ("nl", "Chinese regering")],
)  # fmt: skip
def test_what_is_no_known_institution_is_none(language, name):
    assert find_identity(name, language=language) is None


def test_the_country_may_stand_anywhere_in_a_phrase():
    assert country_in("ministro italiano della Difesa", language="it")[0] == "IT"
    assert country_in("ministre de l'Intérieur du Chili", language="fr")[0] == "CL"
    assert country_in("法国总统", language="zh") == ("FR", "总统")
    assert country_in("der Minister", language="de")[0] is None
