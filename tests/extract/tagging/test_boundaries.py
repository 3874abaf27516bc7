"""Where sentences begin."""

import pytest

from firsthand.extract.tagging.european.boundaries import sentence_starts
from firsthand.extract.tagging.european.closed import closed_of
from firsthand.extract.tagging.european.splitting import split


def sentences(text: str, language: str, starts: tuple[int, ...] = (0,)) -> list[str]:
    words, spaces = split(text, language)
    begins = sentence_starts(words, spaces, starts=starts, closed=closed_of(language))
    found: list[str] = []
    for word, space, begin in zip(words, spaces, begins, strict=True):
        if begin:
            found.append("")
        found[-1] += word + " " * space
    return [sentence.strip() for sentence in found]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["Am 2. November kam Dr. Lindt.", "Sie ging."]),
        ("de", ["„Wann geht es los?“, fragte sie.", "Er schwieg."]),
        ("de", ["„Wir gehen.“", "Sie kamen usw.", "Die Lage blieb ernst."]),
        ("de", ["„Kommt er?“ fragte sie.", "Nein!"]),
        ("de", ["Das kostet ca. 3 Mio. Euro.", "Im Jahr 2003.", "Danach nicht."]),
        ("fr", ["« Je pars. »", "Il est parti.", "M. Roux reste."]),
        ("fr", ["« Pourquoi ? » a-t-il demandé.", "Rien."]),
        ("es", ["¿Qué pasó?", "¡Nada!, dijo el Sr. Ramos.", "Salió."]),
        ("es", ["—No —dijo Ana—.", "Luego se fue."]),
        ("it", ["«È vero», ha detto il dott. Rossi.", "Poi è uscito."]),
        ("it", ["La S.p.A. Norda tace.", "Perché?"]),
    ],
)
def test_a_text_is_cut_into_sentences(language: str, expected: list[str]) -> None:
    assert sentences(" ".join(expected), language) == expected


@pytest.mark.parametrize("language", ["de", "fr", "es", "it"])
def test_a_block_begins_a_sentence_whatever_stands_before(language: str) -> None:
    text = "Osk hafen\nnorda liegt dort"
    assert sentences(text, language, (0, 10)) == ["Osk hafen", "norda liegt dort"]


@pytest.mark.parametrize("language", ["de", "fr", "es", "it"])
def test_a_blank_line_ends_a_sentence(language: str) -> None:
    assert sentences("Osk Norda\n\nLindt Marest", language) == ["Osk Norda", "Lindt Marest"]
