"""Bodies that languages call differently: joined where kind, topic and company agree, else never."""

import pytest

from firsthand.extract import extract_documents
from firsthand.model import Document
from firsthand.resolve import resolve
from firsthand.resolve.across.counterparts import kind_and_topic
from firsthand.trace.sense import encode

# Two people and a company by name: the matter that the accounts share.
ENGLISH = (
    "Marit Solheim, who runs Northfall Power, and Ola Brekke met on Monday. "
    "The Ministry of Fisheries said on Monday that the trout were healthy."
)
SPANISH = (
    "Marit Solheim, directora de Northfall Power, y Ola Brekke se reunieron el lunes. "
    "El Ministerio de Pesca de Norlandia dijo que las truchas estaban sanas."
)


def told(*texts, encoder=encode):
    documents = [
        Document(id=f"d{i}", name=f"d{i}", text=text, language=language)
        for i, (language, text) in enumerate(texts)
    ]
    return resolve(documents, list(extract_documents(documents)), encoder=encoder)


def ministries(resolution):
    return [source for source in resolution.sources if "inist" in source.name]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Das norländische Wasserministerium", "de", ("ministry", "wasser")),
        ("Il ministero dell'Acqua", "it", ("ministry", "acqua")),
        ("el Ministerio del Agua de Norlandia", "es", ("ministry", "agua norlandia")),
        ("水务部", "zh", ("ministry", "水务")),
        ("the Inspectorate of Dams", "en", ("inspectorate", "dams")),
        ("l'inspection des barrages", "fr", ("inspectorate", "barrages")),
        ("the ministry", "en", None),
        ("Northfall Power", "en", None),
    ],
)
def test_the_kind_of_a_body_and_what_it_is_for(text, language, found):
    assert kind_and_topic(text, language) == found


def test_a_ministry_of_a_country_nobody_knows_is_one_source_in_two_languages():
    resolution = told(("en", ENGLISH), ("es", SPANISH))
    (ministry,) = ministries(resolution)
    assert "Ministerio de Pesca de Norlandia" in (ministry.name, *ministry.aliases)


def test_another_topic_is_another_body():
    other = SPANISH.replace("Pesca", "Educación")
    assert len(ministries(told(("en", ENGLISH), ("es", other)))) == 2


def test_without_company_like_names_are_two():
    other = SPANISH.replace("Marit Solheim", "Juana Roca").replace("Northfall Power", "Aguas Altas")
    other = other.replace("Ola Brekke", "Pedro Lima")
    assert len(ministries(told(("en", ENGLISH), ("es", other)))) == 2


def test_two_that_fit_alike_are_joined_with_none():
    other = SPANISH + " El Ministerio de la Pesquería dijo que no sabía nada."
    assert len(ministries(told(("en", ENGLISH), ("es", other)))) >= 2


def test_one_language_is_never_asked_for_its_sense():
    def no_encoder(texts):
        raise AssertionError("encoded")

    assert told(("en", ENGLISH), ("en", ENGLISH), encoder=no_encoder).sources


def test_the_very_same_name_is_one_source_whatever_it_was_taken_for():
    resolution = told(
        ("en", "Harbour Courier reported on Monday that the pier was shut. Ola Brekke said it was open."),
        ("it", "Ola Brekke ha detto che il molo è aperto, ha riferito Harbour Courier."),
        ("es", "Ola Brekke dijo que el muelle está abierto, informó Harbour Courier."),
    )
    assert len([source for source in resolution.sources if "Courier" in source.name]) == 1
