"""German: who is found to have said what."""

import pytest
from reported import found_in, has

# Text; content, chain, stance.
CASES = [
    # Said before what was said.
    (
        "Die Bürgermeisterin sagte, dass die Brücke gesperrt bleibe.",
        "die Brücke gesperrt bleibe",
        ("Die Bürgermeisterin",),
        "asserts",
    ),
    (
        "Der Sprecher der Feuerwehr, Jan Torvik, sagte am Montag, dass zwei Menschen verletzt seien.",
        "zwei Menschen verletzt seien",
        ("Sprecher",),
        "asserts",
    ),
    ("Die Behörde teilte mit, die Lage sei ernst.", "die Lage sei ernst", ("Die Behörde",), "asserts"),
    (
        "Die Polizei, die den Fall untersucht, gab an, der Fahrer habe gebremst.",
        "der Fahrer habe gebremst",
        ("Die Polizei",),
        "asserts",
    ),
    (
        "Die Zeitung berichtete, 200 Mitarbeiter sollen entlassen werden.",
        "200 Mitarbeiter sollen entlassen werden",
        ("Die Zeitung",),
        "asserts",
    ),
    (
        "Ina Roevik hatte erklärt, die Arbeiter würden morgen bezahlt.",
        "die Arbeiter würden morgen bezahlt",
        ("Ina Roevik",),
        "asserts",
    ),
    (
        "Das Ministerium sagte, die Kassen seien leer und man müsse sparen.",
        "die Kassen seien leer und man müsse sparen",
        ("Das Ministerium",),
        "asserts",
    ),
    # Behind it and around it.
    (
        "Die Lage ist ernst, teilte das Ministerium mit.",
        "Die Lage ist ernst",
        ("das Ministerium",),
        "asserts",
    ),
    (
        "Die Straße sei gesperrt, sagte ein Polizeisprecher.",
        "Die Straße sei gesperrt",
        ("Polizeisprecher",),
        "asserts",
    ),
    ("„Wir bleiben hier“, sagte die Ministerin Ina Roevik.", "Wir bleiben hier", ("Ina Roevik",), "asserts"),
    ("»Wir bleiben hier«, sagte die Ministerin Ina Roevik.", "Wir bleiben hier", ("Ina Roevik",), "asserts"),
    ('"Wir bleiben hier", sagte die Ministerin Ina Roevik.', "Wir bleiben hier", ("Ina Roevik",), "asserts"),
    (
        "Der Umbau wird teurer, so der Vorsitzende Karl Lundmann.",
        "Der Umbau wird teurer",
        ("Karl Lundmann",),
        "asserts",
    ),
    (
        "„Wir bleiben“, sagte Ina Roevik. „Das muss man wissen.“",
        "Das muss man wissen",
        ("Ina Roevik",),
        "asserts",
    ),
    (
        "„Wir bleiben“, sagte Ina Roevik, „bis das Wasser sinkt.“",
        "bis das Wasser sinkt",
        ("Ina Roevik",),
        "asserts",
    ),
    (
        "Der Trainer sagte: „Wir haben verdient gewonnen. Das war schwer.“",
        "Wir haben verdient gewonnen. Das war schwer",
        ("Der Trainer",),
        "asserts",
    ),
    # Pointed at.
    (
        "Drei Häuser brannten ab. Das bestätigte die Feuerwehr.",
        "Drei Häuser brannten ab",
        ("die Feuerwehr",),
        "asserts",
    ),
    (
        "Wie die Behörde mitteilte, starben drei Menschen.",
        "starben drei Menschen",
        ("die Behörde",),
        "asserts",
    ),
    (
        "Drei Menschen starben, wie die Behörde mitteilte.",
        "Drei Menschen starben",
        ("die Behörde",),
        "asserts",
    ),
    # According to.
    (
        "Nach Angaben der Feuerwehr brannten drei Häuser.",
        "brannten drei Häuser",
        ("der Feuerwehr",),
        "asserts",
    ),
    ("Laut der Behörde ist das Feuer gelöscht.", "ist das Feuer gelöscht", ("der Behörde",), "asserts"),
    (
        "Augenzeugenberichten zufolge liefen Menschen ins Freie.",
        "liefen Menschen ins Freie",
        ("Augenzeugenberichten",),
        "asserts",
    ),
    ("Nach dem Brand in Arvendorf räumten Helfer auf.", None, (), "asserts"),
    ("Laut Plan beginnt der Bau im Mai.", None, (), "asserts"),
    # With an infinitive, a noun.
    ("Die Firma kündigte an, zwei Werke zu schließen.", "zwei Werke zu schließen", ("Die Firma",), "plans"),
    (
        "Die Behauptung der Firma, dass niemand verletzt wurde, ist falsch.",
        "niemand verletzt wurde",
        ("der Firma",),
        "asserts",
    ),
    (
        "Der Firma wird vorgeworfen, Abfälle verbrannt zu haben.",
        "Abfälle verbrannt zu haben",
        ("vorgeworfen",),
        "asserts",
    ),
    # Denied, doubted.
    ("Der Minister bestritt, dass Geld geflossen sei.", "Geld geflossen sei", ("Der Minister",), "denies"),
    ("Die Firma dementierte, dass Giftstoffe austraten.", "Giftstoffe austraten", ("Die Firma",), "denies"),
    (
        "Die Ärztin bezweifelte, dass der Mann gestürzt war.",
        "der Mann gestürzt war",
        ("Die Ärztin",),
        "doubts",
    ),
    # Through whom.
    (
        "Die Ministerin sagte der Zeitung „Arvenbote“, die Brücke sei sicher.",
        "die Brücke sei sicher",
        ("Die Ministerin", "Zeitung"),
        "asserts",
    ),
    (
        "Wie die Zeitung „Arvenbote“ berichtet, sagte die Ministerin, dass die Brücke sicher sei.",
        "die Brücke sicher sei",
        ("Ministerin", "Zeitung"),
        "asserts",
    ),
    # What goes on.
    (
        "Die Polizei sagte, der Fahrer sei geflohen. Er habe eine rote Jacke getragen.",
        "Er habe eine rote Jacke getragen",
        ("Die Polizei",),
        "asserts",
    ),
    (
        "Die Polizei sagte, der Fahrer sei geflohen. Er trug eine rote Jacke.",
        "der Fahrer sei geflohen",
        ("Die Polizei",),
        "asserts",
    ),
    # The act of speaking, and words quoted in it.
    (
        "Die Ministerin bezeichnete den Plan als „groben Unfug“.",
        "groben Unfug",
        ("Die Ministerin",),
        "asserts",
    ),
    ("Den Plan nannte er „völlig überzogen“.", "völlig überzogen", ("er",), "asserts"),
]


@pytest.mark.parametrize(("text", "content", "chain", "stance"), CASES)
def test_who_said_what(text: str, content: str | None, chain: tuple[str, ...], stance: str) -> None:
    found = found_in(text, "de")
    if content is None:
        assert found == []
    else:
        assert has(found, content, chain, stance), found


def test_what_is_told_in_the_authors_own_words_is_nobody_elses() -> None:
    found = found_in("Die Polizei sagte, der Fahrer sei geflohen. Er trug eine rote Jacke.", "de")
    assert not any("Jacke" in content for content, _, _ in found)


def test_told_words_end_where_the_speaker_does_something_else() -> None:
    found = found_in("Die Ministerin sagte, man müsse sparen und lobte die Helfer.", "de")
    assert has(found, "man müsse sparen", ("Die Ministerin",))
