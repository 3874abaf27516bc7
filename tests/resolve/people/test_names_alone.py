"""A family name alone is a person's: behind "Mr" also a common word, and beside a verb of speech."""

import pytest
from test_people_named import found_in

TITLED = {
    "en": (
        "Mr Stone said the gate was shut. Ms. Cook told police of it, and Mrs Winter ran.",
        "Stone Cook Winter",
    ),
    "de": ("Frau Sommer sagte, das Tor sei zu. Herr Koch lief weg.", "Sommer Koch"),
    "fr": ("M. Boulanger a dit que la porte était fermée. Mme Fontaine a couru.", "Boulanger Fontaine"),
    "es": ("El señor Herrero dijo que la puerta estaba cerrada. La señorita Rey lloraba.", "Herrero Rey"),
    "it": ("Il signor Russo disse che il cancello era chiuso. La signora Fontana corse.", "Russo Fontana"),
}
ALONE = {
    "en": (
        "The gate was shut. McGarrity said so, and “we ran,” said Winterbotham.",
        "McGarrity Winterbotham",
    ),
    "de": ("Das Tor war zu. Schnittgerling sagte, er sei gerannt.", "Schnittgerling"),
    "fr": ("La porte était fermée. Quenardel a déclaré avoir couru.", "Quenardel"),
    "es": ("La puerta estaba cerrada. Zarraquemil dijo que corrió.", "Zarraquemil"),
    "it": ("Il cancello era chiuso. Spadalunghi ha detto di essere scappata.", "Spadalunghi"),
    "zh": ("McGarrity说，大门已经关闭。目击者卞云杉（43岁）说他跑了。", "卞云杉"),
}
COMMON = {
    "en": (
        "The shop was shut. Ada Baker, 43, a dock worker, ran.\n\nBaker said the gate was locked.",
        "Baker",
    ),
    "de": ("Anna Bäcker, 43, Hafenarbeiterin, lief weg.\n\nBäcker sagte, das Tor sei zu.", "Bäcker"),
    "fr": ("Ada Boulanger, 43 ans, a couru.\n\nBoulanger a dit que la porte était fermée.", "Boulanger"),
    "es": ("Ada Herrero, de 43 años, corrió.\n\nHerrero dijo que la puerta estaba cerrada.", "Herrero"),
    "it": ("Ada Fornaio, 43 anni, corse.\n\nFornaio ha detto che il cancello era chiuso.", "Fornaio"),
}
NOBODY = {
    "en": "Google said it would help. Firefighters said no. Spokane said no. "
    "Tidewatch, a rights group, said no. "
    "Mr President said no. Parliament said so. The Zentrix said so. Moscow told London.",
    "de": "Polizei sagte nichts. Augenzeuge sagte, es brenne. Frau Ministerin sagte nein. "
    "Das Tor sagte nichts.",
    "fr": "M. le maire a dit non. Paris a dit non. Monsieur le Président a dit oui.",
    "es": "Moscú dijo que sí. El señor Presidente dijo que no. Gobierno dijo que no.",
    "it": "Roma ha detto no. Il signor Presidente ha detto no. La donna ha detto no.",
}


def mentioned(language: str, text: str) -> list[str]:
    people = found_in((language, text))
    assert not any(person.public for person in people)
    return [text[m.start : m.end] for person in people for m in person.mentions]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [(language, *told) for table in (TITLED, ALONE, COMMON) for language, told in table.items()],
)
def test_a_family_name_alone_is_a_private_person(language, text, names):
    found = mentioned(language, text)
    assert [name for name in names.split() if not any(f.endswith(name) for f in found)] == []


@pytest.mark.parametrize("language", TITLED)
def test_title_and_common_word_are_hidden_where_they_stand(language):
    text, names = TITLED[language]
    assert len(mentioned(language, text)) == len(names.split())


@pytest.mark.parametrize("language", NOBODY)
def test_bodies_places_and_offices_that_speak_are_nobody(language):
    assert mentioned(language, NOBODY[language]) == []
