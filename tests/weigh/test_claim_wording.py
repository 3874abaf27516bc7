"""Which wording tells a claim best."""

from telling import Telling

from firsthand.weigh.wording import clearest


def test_a_full_sentence_is_clearer_than_a_headline_or_a_fragment() -> None:
    told = Telling()
    told.say("north", "Bridge Closed", title=True)
    told.say("east", "after two cables snapped")
    told.say("west", "Brask Bridge was closed after two of its cables snapped", main=["close"])
    assert clearest(told.statements) == "Brask Bridge was closed after two of its cables snapped"
    assert clearest(told.statements[::-1]) == clearest(told.statements)


def test_pronouns_are_resolved() -> None:
    told = Telling()
    told.say("north", "it was closed", main=["close"])
    from dataclasses import replace

    resolved = replace(told.statements[0], reading="Brask Bridge  was closed")
    assert clearest([resolved]) == "Brask Bridge was closed"
