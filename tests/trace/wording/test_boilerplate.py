from firsthand.model import Document
from firsthand.trace.wording.boilerplate import boilerplate
from firsthand.trace.wording.words import split_words

NOTE = "“Orrery Talk” airs weekdays at nine."
TEXT = f"Nine lenses are gone. {NOTE} Curators saw nothing.\nBo Ek is a reporter for the Vessen Post."


def test_sentences_that_outlets_always_print_are_found_whole() -> None:
    assert [TEXT[start:end].strip() for start, end in boilerplate(TEXT)] == [
        NOTE,
        "Bo Ek is a reporter for the Vessen Post.",
    ]


def test_they_are_no_words_of_the_account_and_places_hold() -> None:
    words = split_words(Document("d", "d", TEXT))
    assert words.forms == ("nine", "lenses", "are", "gone", "curators", "saw", "nothing")
    assert TEXT[words.starts[-1] : words.ends[-1]] == "nothing"


def test_a_text_without_full_stops_is_kept() -> None:
    endless = "lens " * 200 + "airs weekdays " + "lens " * 200
    assert boilerplate(endless) == []
