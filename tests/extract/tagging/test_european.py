"""Words, lemmas, parts of speech and sentences of four languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from firsthand.extract.tagging.european import tag_european

LANGUAGES = ("de", "fr", "es", "it")


def tagged(text: str, language: str) -> Doc:
    return tag_european(text, starts={0}, language=language)


def pos_of(text: str, language: str) -> str:
    return " ".join(token.pos_ for token in tagged(text, language))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Die Lage sei ernst.", "DET NOUN AUX ADJ PUNCT"),
        ("de", "Er sagte, dass sie kommt.", "PRON VERB PUNCT SCONJ PRON VERB PUNCT"),
        ("de", "Zeugen hätten Rauch gesehen.", "NOUN AUX NOUN VERB PUNCT"),
        ("de", "in bestimmten Regionen", "ADP ADJ NOUN"),
        ("de", "der Fahrer, der verletzt wurde", "DET NOUN PUNCT PRON VERB AUX"),
        ("de", "Er habe nichts zu sagen.", "PRON AUX PRON PART VERB PUNCT"),
        ("fr", "Elle en a parlé.", "PRON PRON AUX VERB PUNCT"),
        ("fr", "la marche continue.", "DET NOUN VERB PUNCT"),
        ("fr", "Il l'a dit à la ministre", "PRON PRON AUX VERB ADP DET NOUN"),
        ("es", "La ministra denuncia que la visita fue cancelada", "DET NOUN VERB SCONJ DET NOUN AUX VERB"),
        ("es", "No lo dijo nadie", "ADV PRON VERB PRON"),
        ("es", "el primer ministro de Osk", "DET ADJ NOUN ADP PROPN"),
        ("it", "La porta del porto era aperta", "DET NOUN ADP NOUN AUX VERB"),
        ("it", "Non lo ha detto nessuno", "ADV PRON AUX VERB PRON"),
    ],
)
def test_parts_of_speech(language: str, text: str, expected: str) -> None:
    assert pos_of(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "word", "morph"),
    [
        ("de", "Er sagte, das Boot sei weg.", "sei", "Mood=Sub"),
        ("de", "Ich habe nichts gesehen.", "habe", "VerbForm=Fin"),
        ("de", "Die Behörde hat den Fall bestätigt.", "bestätigt", "VerbForm=Part"),
        ("de", "Die Behörde bestätigt den Fall.", "bestätigt", "VerbForm=Fin"),
        ("fr", "Le navire aurait coulé.", "aurait", "Mood=Cnd"),
        ("es", "El barco se habría hundido.", "habría", "Mood=Cnd"),
        ("it", "La nave sarebbe affondata.", "sarebbe", "Mood=Cnd"),
        ("fr", "le port que la police garde", "que", "PronType=Rel"),
        ("it", "Anna Roe, che dirige il porto", "che", "PronType=Rel"),
        ("es", "las ministras", "ministras", "Number=Plur"),
    ],
)
def test_features(language: str, text: str, word: str, morph: str) -> None:
    token = next(token for token in tagged(text, language) if token.text == word)
    assert morph in str(token.morph)


def test_ich_habe_is_no_reported_speech() -> None:
    token = next(token for token in tagged("Ich habe nichts gesehen.", "de") if token.text == "habe")
    assert token.morph.get("Mood") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Petra Lindt aus Altwerder traf Karl Osk."),
        ("fr", "Jeanne Marest de Lescaut a vu Luc Norda."),
        ("es", "Ana Norda de Lescar vio a Luis Osk."),
        ("it", "Anna Norda di Marola ha visto Luigi Osk."),
    ],
)
def test_names_are_proper_nouns(language: str, text: str) -> None:
    doc = tagged(text, language)
    assert all(token.pos_ == "PROPN" for token in doc if token.text[0].isupper())


@pytest.mark.parametrize("language", LANGUAGES)
def test_shouted_text_has_words_not_names(language: str) -> None:
    text = {
        "de": "DIE BEHÖRDE SAGTE GESTERN, DASS DIE LAGE ERNST SEI.",
        "fr": "LA POLICE AFFIRME QUE LA SITUATION RESTE GRAVE.",
        "es": "LA POLICÍA AFIRMA QUE LA SITUACIÓN SIGUE GRAVE.",
        "it": "LA POLIZIA AFFERMA CHE LA SITUAZIONE RESTA GRAVE.",
    }[language]
    doc = tagged(text, language)
    assert "VERB" in {token.pos_ for token in doc}
    assert "PROPN" not in {token.pos_ for token in doc}


ODD = st.text(
    alphabet=st.sampled_from(
        list("aäéñ.,;:!?'’\"„“«»()-—–¿¡ \n\t0123456789€%ABZß\u0301\u200d\u202b\u05d0ש👍🏽\ufeff")
    ),
    max_size=120,
)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(text=ODD)
def test_words_lie_where_the_text_has_them(language: str, text: str) -> None:
    doc = tagged(text, language)
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token.text)] == token.text
    assert not len(doc) or doc[0].is_sent_start


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_of_20000_words_is_read(language: str) -> None:
    text = "osk und la marola porta sagt que " * 3_000
    assert len(tagged(text, language)) > 20_000
