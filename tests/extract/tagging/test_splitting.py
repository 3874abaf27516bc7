"""Texts cut into words: clitics, abbreviations, ordinals, addresses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract.tagging.european.splitting import split

LANGUAGES = ("de", "fr", "es", "it")


def put_together(words: list[str], spaces: list[bool]) -> str:
    return "".join(word + " " * space for word, space in zip(words, spaces, strict=True))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Sie sagte, z. B. am 2. November.",
            ["Sie", "sagte", ",", "z. B.", "am", "2.", "November", "."],
        ),
        ("de", "Das war 2003. Danach", ["Das", "war", "2003", ".", "Danach"]),
        ("de", "Dr. P. Lindt, 18-Jährige", ["Dr.", "P.", "Lindt", ",", "18-Jährige"]),
        ("de", "40.000 Euro bzw. 3,5 Mio. Euro", ["40.000", "Euro", "bzw.", "3,5", "Mio.", "Euro"]),
        ("de", "die Hafen-Zeitung, Bürger:innen", ["die", "Hafen-Zeitung", ",", "Bürger:innen"]),
        ("fr", "L’homme qu'il a vu", ["L’", "homme", "qu'", "il", "a", "vu"]),
        ("fr", "« Non », a-t-elle dit", ["«", "Non", "»", ",", "a", "-t-elle", "dit"]),
        ("fr", "dit-il aujourd'hui, porte-parole", ["dit", "-il", "aujourd'hui", ",", "porte-parole"]),
        ("fr", "M. Roux et Mme Petit", ["M.", "Roux", "et", "Mme", "Petit"]),
        ("es", "¿Qué pasó? ¡No!", ["¿", "Qué", "pasó", "?", "¡", "No", "!"]),
        ("es", "El Sr. Ramos de EE. UU.", ["El", "Sr.", "Ramos", "de", "EE. UU."]),
        ("it", "all'Ansa, un po' d’acqua", ["all'", "Ansa", ",", "un", "po'", "d’", "acqua"]),
        ("it", "c'è dell'altro", ["c'", "è", "dell'", "altro"]),
    ],
)
def test_words_of_a_text(language: str, text: str, expected: list[str]) -> None:
    words, _ = split(text, language)
    assert words == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "address", ["www.osk-hafen.example/a?b=1", "https://osk.example/x", "presse@osk.example"]
)
def test_an_address_is_one_word(language: str, address: str) -> None:
    words, _ = split(f"Osk ({address}).", language)
    assert address in words


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_put_together_words_are_the_text(language: str, text: str) -> None:
    words, spaces = split(text, language)
    assert put_together(words, spaces) == text
    assert all(words)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(
    text=st.lists(
        st.sampled_from([*"aE.',’-! \n\t„“«»¿12€é\u0301\u200d👍", "z. B.", "l'", "d’", "-t-il", "S.p.A."])
    )
)
def test_put_together_pieces_are_the_text(language: str, text: list[str]) -> None:
    words, spaces = split("".join(text), language)
    assert put_together(words, spaces) == "".join(text)
