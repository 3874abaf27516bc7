"""Who is no source: places and things written large, and words of hearsay that hide somebody."""

import pytest

from firsthand.extract import extract_documents
from firsthand.model import Document
from firsthand.resolve import resolve


def told(*texts):
    documents = [
        Document(id=f"d{i}", name=f"d{i}", text=text, language=language)
        for i, (language, text) in enumerate(texts)
    ]
    return resolve(documents, list(extract_documents(documents)))


def test_a_place_nobody_knows_is_no_source():
    resolution = told(
        ("en", "Ola Brekke said on Monday that the trout in Ervik were healthy and Northfall Power was not.")
    )
    names = {source.name for source in resolution.sources}
    assert "Ervik" not in names
    assert {"Ola Brekke", "Northfall Power"} <= names
    known = {source.id for source in resolution.sources}
    assert all(set(statement.about) <= known for statement in resolution.statements)


def test_a_bare_name_that_speaks_is_a_source():
    resolution = told(("en", "Ervik said on Monday that it would shut the mill."))
    assert [source.name for source in resolution.sources] == ["Ervik"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mayor reportedly left the town of Ervik on Monday."),
        ("fr", "Le maire aurait quitté la ville d'Ervik lundi."),
        ("fr", "Apparemment, le moulin est fermé depuis lundi."),
        ("es", "El alcalde habría dejado la ciudad el lunes."),
        ("es", "Supuestamente el alcalde vendió tres molinos."),
        ("it", "Il sindaco avrebbe lasciato la città lunedì."),
        ("zh", "据称，市长星期一离开了该市。"),
    ],
)
def test_hearsay_has_an_unnamed_source_in_every_language(language, text):
    resolution = told((language, text))
    spoken = {source for statement in resolution.statements for source in statement.attribution}
    assert spoken
    for source in resolution.sources:
        if source.id in spoken:
            assert source.kind == "unnamed"
            assert source.name.startswith("unnamed source (")
            assert "unnamed" in source.aliases


def test_somebody_unnamed_who_is_told_of_is_called_so():
    resolution = told(("en", "Residents said on Monday that the water was grey."))
    assert [source.name for source in resolution.sources] == ["Residents"]


def test_accounts_in_other_languages_cite_whom_they_name():
    resolution = told(("es", "El puente está cerrado, informó Harbour Courier el lunes."))
    ((document, source, passage),) = resolution.citations
    assert document == "d0"
    assert source in {one.id for one in resolution.sources}
    assert passage.end > passage.start
