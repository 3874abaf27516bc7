"""One story in six languages comes to the same places and the same states."""

import pytest
from stations import BOOK, TEXTS, told

from firsthand.register import derive_register

PLACES = {"Kraków, Poland", "Gdańsk, Poland", "Gothenburg, Sweden", "Lyon, France", "Marseille, France"}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_language_says_where_things_lie(language: str) -> None:
    found = {r.title for r in derive_register(told(TEXTS[language]), BOOK).records if r.type == "station"}
    assert found >= PLACES
    assert not any("Brazil" in title or "Austria" in title for title in found)


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_language_says_which_state_did_what(language: str) -> None:
    found = {}
    for record in derive_register(told(TEXTS[language]), BOOK).records:
        field = record.field("status")
        if record.type == "response" and field:
            found[record.title] = [(value.step, value.stance) for value in field.values]
    assert found["Norway"] == found["Denmark"] == [("investigated", "asserts")]
    assert found["Sweden"] == [("closed", "asserts")]
    assert found["Finland"] == [("investigated", "denies")]


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_language_counts(language: str) -> None:
    tallies = derive_register(told(TEXTS[language]), BOOK).tallies
    counted = {
        tally.place.country: [value.text for value in tally.counted]
        for tally in tallies
        if tally.place is not None
    }
    assert counted["PT"] == ["5"]
