"""German: who is found to have said what in short texts of many kinds, from wire report to court report."""

import pytest
from reported import Row, found_in, has

WIRE = """\
Bei einem Brand in einem Lagerhaus in Arvendorf sind nach Angaben der Feuerwehr zwei Menschen verletzt \
worden. Wie ein Sprecher am Mittwochmorgen mitteilte, brach das Feuer gegen 3.00 Uhr aus. Zuvor hatte \
das «Arvener Tagblatt» berichtet, in der Halle seien Lacke gelagert worden."""

LOCAL = """\
Die neue Umgehungsstraße in Tollberg wird frühestens 2031 fertig. Davon geht Bürgermeisterin Rita \
Solvang aus. «Wir haben den Grunderwerb unterschätzt», räumte sie im Gemeinderat ein. Gemeinderat Peer \
Amsel (Freie Liste) wollte wissen, ob das Land die Mehrkosten trage. Dazu gebe es noch keine Zusage, so \
Solvang. Bauamtsleiter Jörn Kettwig zufolge fehlen noch vier Gutachten. Anwohnerin Helga Brunk \
befürchtet, dass der Lärm zunimmt: «Dann können wir hier nicht mehr schlafen.»"""

REPORT = """\
In drei von fünf Flüssen des Landes Quorn überschreitet die Nitratbelastung den Grenzwert. Zu diesem \
Ergebnis kommt eine am Dienstag veröffentlichte Studie der Umweltorganisation Klarfluss. Der Studie \
zufolge stammen 70 Prozent der Einträge aus der Landwirtschaft. „Die Regierung schaut seit Jahren weg“, \
kritisiert Klarfluss-Geschäftsführerin Imke Dorn. Sie fordert, die Düngeregeln zu verschärfen. Die \
Messungen seien nicht repräsentativ, erklärte eine Sprecherin gegenüber der Zeitung „Quorner Bote“."""

POLICE = """\
Ein Radfahrer ist am Sonntagabend bei Nessau gestürzt. Nach ersten Erkenntnissen der Polizei war er mit \
überhöhter Geschwindigkeit unterwegs. Zeugen sagten aus, der Mann habe Schlangenlinien gefahren. \
Gegenüber den Beamten gab der Mann an, er sei einem Reh ausgewichen."""

PARLIAMENT = """\
Die Abgeordnete Tessa Braum (Linke Mitte) nannte den Entwurf „ein Feigenblatt“. Fraktionschef Olaf Wend \
hielt dagegen, das Gesetz sei das strengste in der Geschichte des Landes. Er verwies darauf, dass \
bereits 200 Millionen Kronen bereitstünden."""

OPINION = """\
Die Regierung behauptet, das Land habe kein Geld für neue Brücken. Das ist Unsinn. Der Rechnungshof hat \
längst vorgerechnet, dass jedes Jahr 90 Millionen Kronen verfallen."""

COURT = """\
Er habe die Frau nicht töten wollen, ließ der 51-Jährige über seinen Anwalt erklären. Die \
Staatsanwaltschaft wirft ihm vor, die Frau aus Habgier erschlagen zu haben. Er soll 12 000 Euro aus der \
Kasse genommen haben. Eine Gutachterin sagte vor dem Landgericht, der Mann sei voll schuldfähig."""

SWISS = """\
Grund sei ein Felssturz, teilten die Seebahnen mit. Gemäss Mediensprecher Reto Aebi handelt es sich um \
rund 40 Kubikmeter Gestein. Gemäss der Kantonspolizei wurde niemand verletzt. Wie der Kanton am Abend \
mitteilte, müsse der Hang gesichert werden."""

AUSTRIAN = """\
Der Hochwasserschutz an der Traisel verzögert sich. Das erklärte Landesrat Sepp Moosleitner gegenüber \
dem „Landboten“. Heuer werde nicht mehr gebaut, so Moosleitner weiter. »Wir warten seit neun Jahren«, \
sagte Vizebürgermeisterin Anna Trattnig der Nachrichtenagentur Nordpress. Wie Trattnig gegenüber der \
Agentur sagte, habe sie keinen Bescheid erhalten. Aus dem Büro des Landesrats verlautete, der Bescheid \
sei unterwegs."""

CASES = [
    (WIRE, "zwei Menschen verletzt worden", ("der Feuerwehr",)),
    (WIRE, "brach das Feuer gegen 3.00 Uhr aus", ("ein Sprecher",)),
    (WIRE, "in der Halle seien Lacke gelagert worden", ("Arvener Tagblatt",)),
    (LOCAL, "Die neue Umgehungsstraße in Tollberg wird frühestens 2031 fertig", ("Rita Solvang",)),
    (LOCAL, "Wir haben den Grunderwerb unterschätzt", ("sie",)),
    (LOCAL, "das Land die Mehrkosten trage", ("Peer Amsel",)),
    (LOCAL, "Dazu gebe es noch keine Zusage", ("Solvang",)),
    (LOCAL, "fehlen noch vier Gutachten", ("Jörn Kettwig",)),
    (LOCAL, "Dann können wir hier nicht mehr schlafen", ("Helga Brunk",)),
    (
        REPORT,
        "In drei von fünf Flüssen des Landes Quorn überschreitet die Nitratbelastung den Grenzwert",
        ("Studie",),
    ),
    (REPORT, "stammen 70 Prozent der Einträge aus der Landwirtschaft", ("Der Studie",)),
    (REPORT, "Die Regierung schaut seit Jahren weg", ("Imke Dorn",)),
    (REPORT, "die Düngeregeln zu verschärfen", ("Sie",)),
    (REPORT, "Die Messungen seien nicht repräsentativ", ("eine Sprecherin", "Quorner Bote")),
    (POLICE, "war er mit überhöhter Geschwindigkeit unterwegs", ("der Polizei",)),
    (POLICE, "der Mann habe Schlangenlinien gefahren", ("Zeugen",)),
    (POLICE, "er sei einem Reh ausgewichen", ("der Mann",)),
    (PARLIAMENT, "ein Feigenblatt", ("Tessa Braum",)),
    (PARLIAMENT, "das Gesetz sei das strengste in der Geschichte des Landes", ("Olaf Wend",)),
    (PARLIAMENT, "bereits 200 Millionen Kronen bereitstünden", ("Er",)),
    (OPINION, "das Land habe kein Geld für neue Brücken", ("Die Regierung",)),
    (OPINION, "jedes Jahr 90 Millionen Kronen verfallen", ("Rechnungshof",)),
    (COURT, "Er habe die Frau nicht töten wollen", ("51-Jährige",)),
    (COURT, "die Frau aus Habgier erschlagen zu haben", ("Staatsanwaltschaft",)),
    (COURT, "Er soll 12 000 Euro aus der Kasse genommen haben", ("Staatsanwaltschaft",)),
    (COURT, "der Mann sei voll schuldfähig", ("Gutachterin",)),
    (SWISS, "Grund sei ein Felssturz", ("die Seebahnen",)),
    (SWISS, "handelt es sich um rund 40 Kubikmeter Gestein", ("Reto Aebi",)),
    (SWISS, "wurde niemand verletzt", ("Kantonspolizei",)),
    (SWISS, "müsse der Hang gesichert werden", ("der Kanton",)),
    (AUSTRIAN, "Der Hochwasserschutz an der Traisel verzögert sich", ("Sepp Moosleitner", "Landboten")),
    (AUSTRIAN, "Heuer werde nicht mehr gebaut", ("Moosleitner",)),
    (AUSTRIAN, "Wir warten seit neun Jahren", ("Anna Trattnig", "Nordpress")),
    (AUSTRIAN, "habe sie keinen Bescheid erhalten", ("Trattnig", "der Agentur")),
    (AUSTRIAN, "der Bescheid sei unterwegs", ("Büro",)),
]


@pytest.fixture(scope="module")
def found() -> dict[str, list[Row]]:
    return {text: found_in(text, "de") for text, _, _ in CASES}


@pytest.mark.parametrize(("text", "content", "chain"), CASES)
def test_who_said_what_in_texts_of_many_kinds(
    found: dict[str, list[Row]], text: str, content: str, chain: tuple[str, ...]
) -> None:
    assert has(found[text], content, chain), found[text]


# Sentences that attribute nothing, though a verb of saying or a phrase of sources stands in them.
NOTHING = [
    "Der Sprecher konnte nicht bestätigen, dass die Brücke gesperrt ist.",
    "Der Verdacht bestätigte sich nicht.",
    "Die Ministerin kritisierte den Plan.",
    "Das Lokal hieß damals noch „Zur goldenen Gans“.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_tells_of_no_words_is_no_report(text: str) -> None:
    assert found_in(text, "de") == []


# Content, chain: one's own figures, a bulletin that shows something, passives, "es" that speaks.
PHRASES = [
    (
        "Der Konzern plant einen Umbau. Dies geht aus einer Mitteilung hervor.",
        "Der Konzern plant einen Umbau",
        ("einer Mitteilung",),
    ),
    ("Aus dem Bericht geht hervor, dass zwei Wagen fehlten.", "zwei Wagen fehlten", ("dem Bericht",)),
    (
        "Seit Juni ist die Kamera ausgefallen, das teilte das Institut mit.",
        "Seit Juni ist die Kamera ausgefallen",
        ("das Institut",),
    ),
    (
        "Der Plan wurde von Minister Lars Tolmen als unrealistisch bezeichnet.",
        "Der Plan wurde von Minister Lars Tolmen als unrealistisch bezeichnet",
        ("Lars Tolmen",),
    ),
    (
        "Das Amt schwieg. Die Sprünge seien gemessen worden, hatte es im April erklärt.",
        "Die Sprünge seien gemessen worden",
        ("es",),
    ),
]


@pytest.mark.parametrize(("text", "content", "chain"), PHRASES)
def test_who_stands_behind_a_phrase(text: str, content: str, chain: tuple[str, ...]) -> None:
    found = found_in(text, "de")
    assert has(found, content, chain), found
