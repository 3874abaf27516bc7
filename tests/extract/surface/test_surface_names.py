"""Who is named, described and pointed at in German, French, Spanish and Italian."""

import pytest
from surface_reading import read

from firsthand.extract.surface import find_names
from firsthand.model import Name


def names(text: str, language: str) -> list[Name]:
    return list(find_names(read(text, language)))


def named(text: str, language: str, wanted: str) -> Name:
    found = names(text, language)
    return next(name for name in found if name.text == wanted)


PERSONS = [
    ("de", "Außenminister Karl Osk kam.", "Karl Osk", "Außenminister", "m"),
    (
        "de",
        "Petra Lindt, Sprecherin der Hafenbehörde, sagte nichts.",
        "Petra Lindt",
        "Sprecherin der Hafenbehörde",
        "f",
    ),
    ("de", "Der Sprecher der Polizei, Karl Osk, kam.", "Karl Osk", "Sprecher der Polizei", "m"),
    ("de", "Frau Lindt ging.", "Lindt", "Frau", "f"),
    ("de", "Gestern sprach Petra von der Osk.", "Petra von der Osk", None, "f"),
    (
        "fr",
        "La porte-parole du ministère, Jeanne Marest, est partie.",
        "Jeanne Marest",
        "porte-parole du ministère",
        "f",
    ),
    ("fr", "Le maire Luc Norda a parlé.", "Luc Norda", "maire", "m"),
    ("fr", "M. Roux est venu.", "Roux", "M.", "m"),
    ("es", "El ministro de Defensa, Luis Norda, salió.", "Luis Norda", "ministro de Defensa", "m"),
    ("es", "La presidenta Ana Lescar habló.", "Ana Lescar", "presidenta", "f"),
    ("es", "La Sra. Lescar habló.", "Lescar", "Sra.", "f"),
    ("it", "Il sindaco di Marola, Luigi Norda, è uscito.", "Luigi Norda", "sindaco di Marola", "m"),
    ("it", "La ministra Anna Morelli ha parlato.", "Anna Morelli", "ministra", "f"),
]


@pytest.mark.parametrize(("language", "text", "wanted", "role", "gender"), PERSONS)
def test_a_person_with_an_office(
    language: str, text: str, wanted: str, role: str | None, gender: str
) -> None:
    name = named(text, language, wanted)
    assert (name.kind, name.form, name.role, name.gender) == ("person", "name", role, gender)


@pytest.mark.parametrize(
    ("language", "text", "wanted", "kind"),
    [
        ("de", "Die Universität Altwerder schweigt.", "Universität Altwerder", "organisation"),
        ("de", "Die Nachrichtenagentur Norda meldet das.", "Norda", "outlet"),
        ("de", "Laut dpa sank das Schiff.", "dpa", "outlet"),
        ("de", "Er traf die Außenminister Frankreichs.", "Frankreichs", "government"),
        ("de", "Ein Sprecher der Roten Flotte schwieg.", "Roten Flotte", "organisation"),
        ("it", "Israele tace.", "Israele", "government"),
        ("de", "Er arbeitet bei der Xalmor AG in Altwerder.", "Xalmor AG", "organisation"),
        ("fr", "Selon l'AFP, le navire a coulé.", "AFP", "outlet"),
        ("fr", "Le Ministère de la Mer confirme.", "Ministère de la Mer", "government"),
        ("es", "El diario Faro Norda publica la carta.", "Faro Norda", "outlet"),
        ("es", "El Ministerio de Pesca calla.", "Ministerio de Pesca", "government"),
        ("it", "L'agenzia Norda riporta la notizia.", "Norda", "outlet"),
        ("it", "Il gruppo Xalmor tace.", "Xalmor", "organisation"),
    ],
)
def test_the_kind_of_a_body(language: str, text: str, wanted: str, kind: str) -> None:
    assert named(text, language, wanted).kind == kind


@pytest.mark.parametrize(
    ("language", "text", "wanted", "kind", "plural", "definite"),
    [
        ("de", "Ein Sprecher der Polizei sagte das.", "Ein Sprecher der Polizei", "unnamed", False, False),
        ("de", "Die Behörde schweigt.", "Die Behörde", "government", False, True),
        ("de", "Zeugen berichten.", "Zeugen", "unnamed", True, False),
        ("de", "Die Ministerin kam.", "Die Ministerin", "person", False, True),
        ("de", "Der Bericht liegt vor.", "Der Bericht", "document", False, True),
        ("fr", "Un témoin a vu cela.", "Un témoin", "unnamed", False, False),
        ("fr", "Deux proches du dossier parlent.", "Deux proches du dossier", "unnamed", True, False),
        ("fr", "La porte-parole se tait.", "La porte-parole", "person", False, True),
        (
            "es",
            "Dos personas cercanas al gobierno hablaron.",
            "Dos personas cercanas al gobierno",
            "unnamed",
            True,
            False,
        ),
        ("es", "El informe salió ayer.", "El informe", "document", False, True),
        ("it", "Fonti vicine al ministero parlano.", "Fonti vicine al ministero", "unnamed", True, False),
        ("it", "Il portavoce ha taciuto.", "Il portavoce", "person", False, True),
    ],
)
def test_a_description(
    language: str, text: str, wanted: str, kind: str, plural: bool, definite: bool
) -> None:
    name = named(text, language, wanted)
    assert (name.form, name.kind, name.plural, name.definite) == ("description", kind, plural, definite)


@pytest.mark.parametrize(
    ("language", "text", "name", "owner"),
    [
        ("de", "Ein Sprecher der Feuerwehr kam.", "Ein Sprecher der Feuerwehr", "der Feuerwehr"),
        ("de", "Petra Lindt, Sprecherin der Hafenbehörde, kam.", "Petra Lindt", "der Hafenbehörde"),
        ("de", "Er traf seinen Sprecher.", "seinen Sprecher", "seinen"),
        ("fr", "Un rapport de l'institut Norda est paru.", "Un rapport de l'institut Norda", "Norda"),
        (
            "es",
            "La portavoz del Ministerio de Pesca habló.",
            "La portavoz del Ministerio de Pesca",
            "Ministerio de Pesca",
        ),
        ("it", "Il direttore dell'ospedale è uscito.", "Il direttore dell'ospedale", "ospedale"),
    ],
)
def test_to_whom_a_name_belongs(language: str, text: str, name: str, owner: str) -> None:
    found = names(text, language)
    index = named(text, language, name).owner
    assert index is not None
    assert found[index].text == owner


@pytest.mark.parametrize(
    ("language", "text", "pronoun", "plural", "gender"),
    [
        ("de", "Sie sagte nichts.", "Sie", False, "f"),
        ("de", "Sie sagten nichts.", "Sie", True, None),
        ("de", "Er kam.", "Er", False, "m"),
        ("fr", "« Non », a-t-elle dit.", "elle", False, "f"),
        ("fr", "Ils ont parlé.", "Ils", True, "m"),
        ("es", "Ellas hablaron.", "Ellas", True, "f"),
        ("it", "Lui ha parlato.", "Lui", False, "m"),
    ],
)
def test_a_pronoun(language: str, text: str, pronoun: str, plural: bool, gender: str | None) -> None:
    name = named(text, language, pronoun)
    assert (name.form, name.plural, name.gender) == ("pronoun", plural, gender)


@pytest.mark.parametrize(
    ("language", "text", "pronoun", "antecedent"),
    [
        ("de", "Der Minister, der gestern kam, schwieg.", "der", "Der Minister"),
        ("fr", "Jeanne Marest, qui dirige le port, parle.", "qui", "Jeanne Marest"),
        ("es", "Ana Lescar, que dirige el puerto, habla.", "que", "Ana Lescar"),
        ("it", "Anna Morelli, che dirige il porto, parla.", "che", "Anna Morelli"),
    ],
)
def test_whom_a_relative_pronoun_means(language: str, text: str, pronoun: str, antecedent: str) -> None:
    found = names(text, language)
    relative = next(name for name in found if name.text == pronoun and name.form == "pronoun")
    assert relative.owner is not None
    assert found[relative.owner].text == antecedent


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Kuppelbau liegt am Nordostufer, die Wettervorhersage ist gut."),
        ("fr", "Le navire est parti hier avec du charbon."),
        ("es", "El barco salió ayer con carbón."),
        ("it", "La nave è partita ieri con carbone."),
    ],
)
def test_a_common_noun_is_no_name(language: str, text: str) -> None:
    assert [name.text for name in names(text, language) if name.form == "name"] == []


@pytest.mark.parametrize(
    ("language", "text", "subject", "other"),
    [
        ("de", "Gestern traf die Ministerin den Sprecher.", "die Ministerin", "den Sprecher"),
        ("de", "In Altwerder sagte Petra Lindt nichts.", "Petra Lindt", "Altwerder"),
        ("fr", "La ministre a vu le rapport de la police.", "La ministre", "la police"),
        ("es", "La ministra habló con el alcalde.", "La ministra", "el alcalde"),
        ("it", "La ministra ha parlato con il sindaco.", "La ministra", "il sindaco"),
    ],
)
def test_who_is_the_subject(language: str, text: str, subject: str, other: str) -> None:
    assert named(text, language, subject).subject
    assert not named(text, language, other).subject


def test_names_are_in_the_order_of_the_text_and_say_what_it_says() -> None:
    text = "Petra Lindt, Sprecherin der Hafenbehörde, traf Karl Osk. Er schwieg."
    found = names(text, "de")
    assert [name.start for name in found] == sorted(name.start for name in found)
    assert all(text[name.start : name.end] == name.text for name in found)
    assert [name.sentence for name in found if name.text in ("Karl Osk", "Er")] == [0, 1]


@pytest.mark.parametrize(
    ("language", "text", "wanted", "role"),
    [
        (
            "de",
            "Er las einen Bericht der Osker Organisation Norda Velas.",
            "Norda Velas",
            "Osker Organisation",
        ),
        ("de", "Das Schifffahrtsunternehmen Osk Ferries schweigt.", "Osk Ferries", "Schifffahrtsunternehmen"),
        ("es", "La asociación marolense Ancla Azul calló.", "Ancla Azul", "asociación marolense"),
        ("es", "La agencia de noticias Norda calló.", "Norda", "agencia de noticias"),
        ("fr", "L'organisation Ancre Bleue se tait.", "Ancre Bleue", "organisation"),
        ("it", "L'organizzazione Vela Blu tace.", "Vela Blu", "organizzazione"),
    ],
)
def test_what_a_body_is_called_before_its_name(language: str, text: str, wanted: str, role: str) -> None:
    name = named(text, language, wanted)
    assert name.kind in ("organisation", "outlet")
    assert name.role == role


def test_a_report_belongs_to_the_body_named_behind_its_noun() -> None:
    for language, text in (
        ("de", "Er las einen neuen Bericht der Osker Organisation Norda Velas."),
        ("es", "Leyó un informe de la asociación marolense Norda Velas."),
    ):
        found = names(text, language)
        report = next(name for name in found if name.kind == "document")
        assert report.text.endswith("Norda Velas")
        assert report.owner is not None and found[report.owner].text == "Norda Velas"


@pytest.mark.parametrize(
    ("language", "text", "wanted", "kind"),
    [
        ("fr", "À Osk Ridge, on ne dit rien.", "Osk Ridge", "organisation"),
        ("fr", "Norda Mining dément tout.", "Norda Mining", "organisation"),
        ("it", "Traduzione, The Osk Courier", "The Osk Courier", "outlet"),
        ("es", "Nadie vio el informe de Norda Velas.", "Norda Velas", "organisation"),
        ("es", "Trelva Osk calló. Después, Osk se fue.", "Trelva Osk", "person"),
        ("fr", "Par Trelva Oskine", "Trelva Oskine", "person"),
        ("es", "La Inspección de Presas calló.", "Inspección de Presas", "government"),
    ],
)
def test_names_that_nothing_beside_them_explains(language: str, text: str, wanted: str, kind: str) -> None:
    assert named(text, language, wanted).kind == kind


@pytest.mark.parametrize(
    ("language", "text", "thing"),
    [
        ("de", "In drei der neun Brunnen fand man nichts. Die Brunnen sind tief.", "Brunnen"),
        ("de", "Das Quecksilber schadet. Quecksilber bleibt lange.", "Quecksilber"),
        ("it", "Il ministero dell'Acqua tace.", "Acqua"),
        ("it", "Accade in almeno tre Paesi.", "Paesi"),
        ("fr", "Le ministère oskien de l'Économie se tait.", "Économie"),
    ],
)
def test_a_thing_with_a_capital_is_no_name(language: str, text: str, thing: str) -> None:
    assert thing not in [name.text for name in names(text, language)]
