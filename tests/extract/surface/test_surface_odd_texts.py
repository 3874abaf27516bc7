"""Texts no grammar expects: nothing fails, and offsets hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from surface_reading import read

from firsthand.extract.statements import extract

LANGUAGES = ("de", "fr", "es", "it")

ODD = {
    "two languages": "Die Fähre sank. Le ferry a coulé. The ferry sank, said Luc Norda. El barco se hundió.",
    "right to left": "המעבורת טבעה בנמל, אמרה הדוברת. Petra Lindt sagte: \u202bשלום\u202c.",
    "no marks": "petra lindt sagte die fähre ist gesunken und niemand wurde verletzt le ferry a coulé",
    "capitals": "DIE FÄHRE SANK. PETRA LINDT SAGTE: „NIEMAND WURDE VERLETZT“. EL BARCO SE HUNDIÓ.",
    "open quotation": "„Die Fähre sank, sagte Petra Lindt. « Rien, a dit Luc Norda. “Nada dijo Ana Lescar.",
    "emoji": "„Die Fähre 🚢 sank 👩🏽‍✈️“, sagte Petra Lindt. « Rien 🙈 », a dit Luc Norda.",
    "combining": "„Die Fa\u0308hre sank“, sagte Petra Lindt. Le ne\u0301gociateur a de\u0301menti.",
    "scanned": "D1e Fä- hre s ank im Ha fen ,sagte P etra L1ndt .l e ferrv a cou1é||| ~~ ^ °",
    "only marks": "„“«»—–…!?¿¡()[]'’'’'",
    "empty": " ",
    "zero width": "Die\u200b Fähre\u00ad sank\ufeff, sagte\u2060 Petra Lindt.",
}


def holds(text: str, language: str) -> None:
    found = extract(read(text, language))
    for name in found.names:
        assert text[name.start : name.end] == name.text
        assert name.owner is None or 0 <= name.owner < len(found.names)
    for statement in found.statements:
        assert text[statement.start : statement.end] == statement.text
        assert all(0 <= index < len(found.names) for index in statement.speakers)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("odd", ODD)
def test_odd_texts_are_read(odd: str, language: str) -> None:
    holds(ODD[odd], language)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(
    parts=st.lists(
        st.sampled_from(
            [
                *" \n.,;:!?„“«»—'’()",
                "Petra Lindt",
                " sagte",
                " a dit",
                " dijo",
                " ha detto",
                " que ",
                " dass ",
                " die ",
                "Luc",
                " der Polizei",
                " le ministre",
                " y ",
                " che ",
                " und ",
                " 12",
                " n'",
                "-t-il",
                " está",
                " è",
                " ist",
            ]
        ),
        max_size=40,
    )
)
def test_any_words_are_read(language: str, parts: list[str]) -> None:
    holds("".join(parts), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_sentence_is_read(language: str) -> None:
    text = "die Fähre sank und le ferry coule, que el barco se hundió, che la nave " * 1_500
    assert len(text.split()) > 20_000
    holds(text.strip(), language)
