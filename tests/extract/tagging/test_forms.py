"""What a written form can be."""

import pytest

from firsthand.extract.tagging.european.forms import form_of, is_common_noun, is_verb


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [
        ("de", "sagte", "sagen"),
        ("de", "gab", "geben"),
        ("de", "sprach", "sprechen"),
        ("de", "hieß", "heißen"),
        ("de", "stand", "stehen"),
        ("de", "festgenommen", "festnehmen"),
        ("de", "mitzuteilen", "mitteilen"),
        ("de", "könnten", "können"),
        ("fr", "affirme", "affirmer"),
        ("fr", "dément", "démentir"),
        ("fr", "prendraient", "prendre"),
        ("es", "señaló", "señalar"),
        ("es", "dijo", "decir"),
        ("es", "visto", "ver"),
        ("it", "detto", "dire"),
        ("it", "aggiunto", "aggiungere"),
        ("it", "smentisce", "smentire"),
    ],
)
def test_the_dictionary_form_of_a_verb(language: str, form: str, lemma: str) -> None:
    assert form_of(form, language).verb == lemma


@pytest.mark.parametrize(
    ("language", "form"),
    [
        ("de", "offen"),
        ("de", "gestern"),
        ("fr", "dernier"),
        ("fr", "livres"),
        ("es", "lugar"),
        ("it", "genere"),
    ],
)
def test_what_only_looks_like_a_verb_is_none(language: str, form: str) -> None:
    assert not form_of(form, language).surely_verb
    assert not is_verb(form, language)


@pytest.mark.parametrize(
    ("language", "form", "mood"),
    [
        ("de", "sei", "Sub"),
        ("de", "habe", "Sub"),
        ("de", "komme", "Sub"),
        ("de", "gäbe", "Sub"),
        ("de", "kommt", None),
        ("de", "bedeutet", None),
        ("fr", "pourrait", "Cnd"),
        ("fr", "examinerait", "Cnd"),
        ("fr", "déclarait", None),
        ("es", "podría", "Cnd"),
        ("es", "examinaría", "Cnd"),
        ("es", "quería", None),
        ("it", "avrebbe", "Cnd"),
        ("it", "esaminerebbe", "Cnd"),
        ("it", "esaminava", None),
    ],
)
def test_the_mood_of_a_form(language: str, form: str, mood: str | None) -> None:
    assert form_of(form, language).mood == mood


@pytest.mark.parametrize("noun", ["Bericht", "Hafenbehörde", "Urwaldatmosphäre", "Zeugen", "Autos", "Firma"])
def test_a_german_noun_is_no_name(noun: str) -> None:
    assert is_common_noun(noun, "de")


@pytest.mark.parametrize("name", ["Altwerder", "Petersen", "Steinberg", "Norda", "Lindt", "Xalmor"])
def test_a_name_is_no_german_noun(name: str) -> None:
    assert not is_common_noun(name, "de")
