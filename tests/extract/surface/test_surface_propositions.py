"""What a German, French, Spanish or Italian text states."""

import pytest
from surface_reading import read

from firsthand.extract.surface import find_attributions, find_names, find_propositions


def stated(text: str, language: str, *, title: bool = False) -> list[str]:
    analysis = read(text, language, title=title)
    found = find_attributions(analysis, find_names(analysis))
    return [text[p.start : p.end] for p in find_propositions(analysis, found.attributions)]


def told(text: str, language: str) -> list[tuple[str, tuple[str, ...]]]:
    analysis = read(text, language)
    found = find_attributions(analysis, find_names(analysis))
    return [
        (
            text[p.start : p.end],
            ()
            if p.attribution is None
            else tuple(found.names[i].text for i in found.attributions[p.attribution].chain),
        )
        for p in find_propositions(analysis, found.attributions)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Die Fähre sank am Abend im Hafen, und die Feuerwehr rettete alle Passagiere.",
            ["Die Fähre sank am Abend im Hafen", "die Feuerwehr rettete alle Passagiere"],
        ),
        (
            "de",
            "Die Fähre sank, während der Kapitän noch im Hafen mit der Polizei sprach.",
            ["Die Fähre sank", "der Kapitän noch im Hafen mit der Polizei sprach"],
        ),
        (
            "de",
            "Die Fähre und das Boot sanken am Abend im Hafen.",
            ["Die Fähre und das Boot sanken am Abend im Hafen"],
        ),
        (
            "fr",
            "Le ferry a coulé hier soir ; les pompiers ont sauvé tous les passagers.",
            ["Le ferry a coulé hier soir", "les pompiers ont sauvé tous les passagers"],
        ),
        (
            "fr",
            "Le ferry a coulé hier soir, mais les pompiers ont sauvé les passagers.",
            ["Le ferry a coulé hier soir", "les pompiers ont sauvé les passagers"],
        ),
        (
            "es",
            "El barco se hundió anoche en el puerto y los bomberos rescataron a todos.",
            ["El barco se hundió anoche en el puerto", "los bomberos rescataron a todos"],
        ),
        (
            "es",
            "El barco se hundió anoche, mientras que el capitán seguía en el muelle.",
            ["El barco se hundió anoche", "el capitán seguía en el muelle"],
        ),
        (
            "it",
            "La nave è affondata ieri sera e i pompieri hanno salvato tutti i passeggeri.",
            ["La nave è affondata ieri sera", "i pompieri hanno salvato tutti i passeggeri"],
        ),
        (
            "it",
            "La nave è affondata perché il carico era troppo pesante.",
            ["La nave è affondata perché il carico era troppo pesante"],
        ),
    ],
)
def test_a_sentence_is_cut_where_it_says_another_thing(language: str, text: str, expected: list[str]) -> None:
    assert stated(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "added"),
    [
        (
            "fr",
            "Le ferry, qui a été construit il y a trois ans à Lescaut, a coulé.",
            "qui a été construit il y a trois ans à Lescaut",
        ),
        (
            "es",
            "El barco, que fue construido hace tres años en la Ribera, se hundió.",
            "que fue construido hace tres años en la Ribera",
        ),
        (
            "it",
            "La nave, che è stata costruita tre anni fa a Marola, è affondata.",
            "che è stata costruita tre anni fa a Marola",
        ),
    ],
)
def test_an_added_clause_is_told_too(language: str, text: str, added: str) -> None:
    assert stated(text, language) == [text.rstrip("."), added]


@pytest.mark.parametrize(
    ("language", "text", "content", "source"),
    [
        ("de", "Petra Lindt sagte, die Lage sei ernst.", "die Lage sei ernst", "Petra Lindt"),
        ("de", "„Die Lage ist sehr ernst“, sagte Petra Lindt.", "Die Lage ist sehr ernst", "Petra Lindt"),
        ("de", "Die Polizei teilte mit, dass zwei Menschen starben.", "zwei Menschen starben", "Die Polizei"),
        ("fr", "Jeanne Marest affirme que la digue est rompue.", "la digue est rompue", "Jeanne Marest"),
        ("fr", "« La digue est rompue », a dit Jeanne Marest.", "La digue est rompue", "Jeanne Marest"),
        ("es", "Ana Lescar dijo que el dique está roto.", "el dique está roto", "Ana Lescar"),
        ("it", "Anna Morelli ha detto che la diga è rotta.", "la diga è rotta", "Anna Morelli"),
    ],
)
def test_what_somebody_said_without_the_words_that_say_so(
    language: str, text: str, content: str, source: str
) -> None:
    assert (content, (source,)) in told(text, language)
    assert not any(source in statement for statement, _ in told(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Wie konnte das Schiff im Hafen sinken?"),
        ("fr", "Pourquoi le navire a-t-il coulé au port ?"),
        ("es", "¿Por qué se hundió el barco en el puerto?"),
        ("it", "Perché la nave è affondata nel porto?"),
        ("de", "Hafen von Altwerder"),
        ("fr", "Photo d'archives"),
    ],
)
def test_questions_and_labels_state_nothing(language: str, text: str) -> None:
    assert stated(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Sie fragte, ob die Fähre gesunken sei."),
        ("fr", "Elle a demandé si le ferry avait coulé."),
        ("es", "Ella preguntó si el barco se había hundido."),
        ("it", "Lei ha chiesto se la nave era affondata."),
    ],
)
def test_an_indirect_question_is_asked(language: str, text: str) -> None:
    analysis = read(text, language)
    found = find_attributions(analysis, find_names(analysis))
    asked = [p for p in find_propositions(analysis, found.attributions) if p.attribution is not None]
    assert all(p.asked for p in asked)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Fähre in Altwerder gesunken"),
        ("fr", "Naufrage d'un ferry à Lescaut"),
        ("es", "Naufragio de un barco en la Ribera"),
        ("it", "Affonda una nave nel porto"),
    ],
)
def test_a_headline_needs_no_verb(language: str, text: str) -> None:
    assert stated(text, language, title=True) == [text]


@pytest.mark.parametrize("language", ["de", "fr", "es", "it"])
def test_propositions_are_in_order_and_none_twice(language: str) -> None:
    text = {
        "de": "Die Fähre sank. Petra Lindt sagte, sie sei alt, und der Kapitän habe geschlafen.",
        "fr": "Le ferry a coulé. Jeanne Marest a dit qu'il était vieux et que le capitaine dormait.",
        "es": "El barco se hundió. Ana Lescar dijo que el barco era viejo y que el capitán dormía.",
        "it": "La nave è affondata. Anna Morelli ha detto che la nave era vecchia e che il capitano dormiva.",
    }[language]
    analysis = read(text, language)
    found = find_attributions(analysis, find_names(analysis))
    stretches = [(p.start, p.end) for p in find_propositions(analysis, found.attributions)]
    assert stretches == sorted(set(stretches))
    assert len(stretches) >= 3


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Es wurden zu den zwölf Rissen, die im Mai bekannt wurden, nun neun weitere gefunden.",
            ["Es wurden zu den zwölf Rissen, die im Mai bekannt wurden, nun neun weitere gefunden"],
        ),
        (
            "de",
            "Osk ist eine Reederei, die ihre eigenen Schiffe prüft, die Arbeit benotet und das Ergebnis "
            "für sich behält.",
            [
                "Osk ist eine Reederei, die ihre eigenen Schiffe prüft, die Arbeit benotet und das "
                "Ergebnis für sich behält"
            ],
        ),
        (
            "es",
            "Es una naviera que mide sus barcos, corrige su trabajo y se guarda el resultado.",
            ["Es una naviera que mide sus barcos, corrige su trabajo y se guarda el resultado"],
        ),
        (
            "fr",
            "C'est un armateur qui mesure ses bateaux, corrige son travail et se tait sur le résultat.",
            ["C'est un armateur qui mesure ses bateaux, corrige son travail et se tait sur le résultat"],
        ),
        (
            "it",
            "È una società che misura le sue navi, corregge il suo lavoro e si tiene il risultato.",
            ["È una società che misura le sue navi, corregge il suo lavoro e si tiene il risultato"],
        ),
    ],
)
def test_predicates_that_share_a_subject_stay_one_statement(
    language: str, text: str, expected: list[str]
) -> None:
    assert stated(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "es",
            "La alcaldesa ha pedido a los armadores que muestren sus contratos.",
            ["La alcaldesa ha pedido a los armadores que muestren sus contratos"],
        ),
        (
            "it",
            "La sindaca ha chiesto agli armatori di mostrare i loro contratti.",
            ["La sindaca ha chiesto agli armatori di mostrare i loro contratti"],
        ),
        (
            "fr",
            "L'armateur aurait signalé tous les incidents prévus par la loi, a assuré Jeanne Osk.",
            ["L'armateur aurait signalé tous les incidents prévus par la loi"],
        ),
        (
            "de",
            "Die Hafenaufsicht hat nach Angaben der Agentur Norda eine Untersuchung gegen die Reederei "
            "eingeleitet.",
            [
                "Die Hafenaufsicht hat nach Angaben der Agentur Norda eine Untersuchung gegen die Reederei "
                "eingeleitet"
            ],
        ),
        (
            "it",
            "L'organizzazione Vela Blu ha detto di aver trovato altre nove perdite, ha riferito Radio Osk.",
            ["aver trovato altre nove perdite"],
        ),
    ],
)
def test_nothing_is_stated_twice_and_no_act_alone(language: str, text: str, expected: list[str]) -> None:
    assert stated(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Die Fähre, die vor drei Jahren in Altwerder gebaut wurde, sank.",
            ["Die Fähre, die vor drei Jahren in Altwerder gebaut wurde, sank"],
        ),
        (
            "de",
            "Als die Polizei am Hafen eintraf, sank die Fähre bereits.",
            ["Als die Polizei am Hafen eintraf, sank die Fähre bereits"],
        ),
        (
            "es",
            "El barco costó mucho dinero, pero no llegó nunca al puerto de la Ribera.",
            ["El barco costó mucho dinero, pero no llegó nunca al puerto de la Ribera"],
        ),
        (
            "es",
            "El barco se conecta a una estación (Norda y Osk) mediante una antena y reproduce los mensajes.",
            ["El barco se conecta a una estación (Norda y Osk) mediante una antena y reproduce los mensajes"],
        ),
        (
            "es",
            "El puerto tendrá entre 1500 y 2000 barcos nuevos, y se abrirá en mayo.",
            ["El puerto tendrá entre 1500 y 2000 barcos nuevos, y se abrirá en mayo"],
        ),
    ],
)
def test_what_stays_one_statement(language: str, text: str, expected: list[str]) -> None:
    assert stated(text, language) == expected


def test_nothing_of_the_clause_that_says_who_spoke_is_stated() -> None:
    text = "Der Besitzer eines Hauses hatte vor längerer Zeit bemerkt, dass Mäuse sein Haus bevölkerten."
    assert all("längerer" not in statement for statement in stated(text, "de"))
