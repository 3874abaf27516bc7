"""What a German, French, Spanish or Italian statement chiefly says."""

import pytest
from surface_reading import read

from firsthand.extract.grammar import Predicate
from firsthand.extract.surface import find_predicate


def predicate(text: str, language: str) -> Predicate:
    return find_predicate(read(text, language), 0, len(text))


@pytest.mark.parametrize(
    ("language", "text", "main"),
    [
        ("de", "Die Polizei nahm den Fahrer am Abend fest.", ("festnehmen",)),
        ("de", "Zwei Menschen sind im Hafen verletzt worden.", ("verletzen",)),
        ("de", "Die Behörde will den Damm erneuern.", ("erneuern",)),
        ("de", "dass die Fähre am Abend gesunken ist", ("sinken",)),
        ("de", "Als die Fähre sank, schlief der Kapitän.", ("schlafen",)),
        ("de", "Der Damm ist brüchig.", ("sein", "brüchig")),
        ("fr", "Deux personnes ont été blessées au port.", ("blesser",)),
        ("fr", "La digue est fragile.", ("être", "fragile")),
        ("fr", "Le ministre veut réparer la digue.", ("réparer",)),
        ("es", "Dos personas fueron rescatadas en el puerto.", ("rescatar",)),
        ("es", "El barco se hundió anoche.", ("hundir",)),
        ("es", "La alcaldesa prometió reparar el dique.", ("reparar",)),
        ("it", "Due persone sono state salvate nel porto.", ("salvare",)),
        ("it", "La diga, che è vecchia, ha ceduto.", ("cedere",)),
    ],
)
def test_the_main_verb(language: str, text: str, main: tuple[str, ...]) -> None:
    assert predicate(text, language).main == main


@pytest.mark.parametrize(
    ("language", "text", "negated"),
    [
        ("de", "Die Fähre ist nicht gesunken.", True),
        ("de", "Niemand wurde verletzt.", True),
        ("de", "Es gab keine Verletzten.", True),
        ("de", "Die Fähre ist gesunken.", False),
        ("fr", "Le ferry n'a pas coulé.", True),
        ("fr", "Le ferry ne navigue plus.", True),
        ("fr", "Le ferry a plus de passagers.", False),
        ("fr", "Personne n'a été blessé.", False),
        ("es", "Nadie resultó herido.", True),
        ("es", "El barco no se hundió.", True),
        ("es", "El barco se hundió.", False),
        ("it", "La nave non è affondata.", True),
        ("it", "Nessuno è rimasto ferito.", True),
        ("it", "La nave è affondata.", False),
    ],
)
def test_negation(language: str, text: str, negated: bool) -> None:
    assert predicate(text, language).negated is negated


@pytest.mark.parametrize(
    ("language", "text", "modal", "hedges"),
    [
        ("de", "Der Damm könnte brechen.", "could", ("könnte",)),
        ("de", "Der Damm muss erneuert werden.", "must", ()),
        ("de", "Der Damm ist vermutlich gebrochen.", None, ("vermutlich",)),
        ("de", "Der Damm soll gebrochen sein.", "shall", ("soll",)),
        ("fr", "La digue pourrait céder.", "could", ("pourrait",)),
        ("fr", "La digue aurait cédé.", None, ("aurait",)),
        ("fr", "La digue doit être réparée.", "must", ()),
        ("es", "El dique podría ceder.", "could", ("podría",)),
        ("es", "El dique cedió presuntamente.", None, ("presuntamente",)),
        ("it", "La diga potrebbe cedere.", "could", ("potrebbe",)),
        ("it", "La diga avrebbe ceduto.", None, ("avrebbe",)),
    ],
)
def test_modals_and_hedges(language: str, text: str, modal: str | None, hedges: tuple[str, ...]) -> None:
    found = predicate(text, language)
    assert (found.modal, found.hedges) == (modal, hedges)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Behörde plant, den Damm zu erneuern."),
        ("fr", "La mairie envisage de réparer la digue."),
        ("es", "El ayuntamiento planea reparar el dique."),
        ("it", "Il comune intende riparare la diga."),
    ],
)
def test_a_plan(language: str, text: str) -> None:
    assert predicate(text, language).planned


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Behörde hat die Vorwürfe zurückgewiesen."),
        ("fr", "La mairie a rejeté les accusations."),
        ("es", "El alcalde rechazó las acusaciones."),
        ("it", "Il sindaco ha respinto le accuse."),
    ],
)
def test_an_act_of_speaking(language: str, text: str) -> None:
    assert predicate(text, language).speech


def test_content_words_leave_out_what_every_sentence_has() -> None:
    text = "Die Fähre ist am Abend im Hafen gesunken."
    found = predicate(text, "de").words
    assert [word.lemma for word in found] == ["fähre", "abend", "hafen", "sinken"]
    assert all(text[word.start : word.end] == word.text for word in found)


@pytest.mark.parametrize("language", ["de", "fr", "es", "it"])
def test_nothing_says_nothing(language: str) -> None:
    assert find_predicate(read("Osk", language), 3, 3) == Predicate()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "tous les incidents prévus par la loi"),
        ("es", "los incidentes previstos por la ley"),
        ("it", "gli incidenti previsti dalla legge"),
    ],
)
def test_what_a_law_foresees_is_no_plan(language: str, text: str) -> None:
    assert not predicate(text, language).planned
