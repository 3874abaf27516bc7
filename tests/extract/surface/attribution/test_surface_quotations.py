"""Quotation marks of four traditions, nested, mixed and forgotten."""

import pytest

from firsthand.extract.surface.attribution.marks import find_quotations
from firsthand.model import Document


def quoted(text: str, language: str) -> list[str]:
    document = Document(id="0" * 64, name="a.txt", text=text, language=language)
    return [text[quote.start : quote.end] for quote in find_quotations(document, language)]


@pytest.mark.parametrize(
    ("text", "language", "inside"),
    [
        ("Sie sagte: „Wir gehen.“ Dann ging sie.", "de", ["Wir gehen."]),
        ("Sie sagte: »Wir gehen.« Dann ging sie.", "de", ["Wir gehen."]),
        ('Sie sagte: „Wir gehen." Dann ging sie.', "de", ["Wir gehen."]),
        ('Sie sagte: "Wir gehen." Dann sagte er: "Gut."', "de", ["Wir gehen.", "Gut."]),
        ("„Er rief ‚Halt!‘ und lief“, sagte sie.", "de", ["Er rief ‚Halt!‘ und lief", "Halt!"]),
        ("Elle dit : « Nous partons. »", "fr", [" Nous partons. "]),
        ("Dijo: «Nos vamos». Y añadió: “Mañana”.", "es", ["Nos vamos", "Mañana"]),
        ("Ha detto: “Partiamo”. Poi: «Domani».", "it", ["Partiamo", "Domani"]),
        ("L'homme d'Arvend n'a rien dit.", "fr", []),
        ("Un' altra volta l'uomo dell'isola.", "it", []),
    ],
)
def test_what_stands_between_the_marks(text: str, language: str, inside: list[str]) -> None:
    assert quoted(text, language) == inside


def test_a_mark_that_is_never_closed_opens_nothing_in_the_middle_of_a_sentence() -> None:
    assert quoted("Der Dampfer „Nordstern lag im Hafen.\n\nAm Abend fuhr er aus.", "de") == []


def test_a_mark_that_is_never_closed_behind_a_colon_runs_to_the_end_of_its_paragraph() -> None:
    assert quoted("Sie sagte: „Wir gehen.\n\nAm Abend ging sie.", "de") == ["Wir gehen."]


def test_a_closing_mark_alone_is_passed_over() -> None:
    assert quoted("Wir gehen“, sagte sie.", "de") == []


def test_no_quotation_is_longer_than_a_quotation_can_be() -> None:
    text = "„Wir gehen. " + "Das Wasser steigt. " * 200 + "“"
    assert quoted(text, "de") == []
