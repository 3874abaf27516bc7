"""Which wording tells a claim best."""

from dataclasses import replace

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
    resolved = replace(told.statements[0], reading="Brask Bridge  was closed")
    assert clearest([resolved]) == "Brask Bridge was closed"


def test_what_leans_on_other_words_is_less_clear() -> None:
    told = Telling()
    told.say("north", "to close Brask Bridge after two cables had snapped", main=["close"])
    told.say("east", "That they closed their bridge after two of its cables had snapped", main=["close"])
    told.say("west", "Brask Bridge was closed after two cables had snapped", main=["close"])
    assert clearest(told.statements) == "Brask Bridge was closed after two cables had snapped"


def test_a_conjunction_is_left_out_and_a_quotation_closed() -> None:
    told = Telling()
    told.say("north", "that the bridge was “closed for good", main=["close"])
    assert clearest(told.statements) == "the bridge was “closed for good”"
    told.say("east", 'the mayor called the bridge "closed for good', main=["call"])
    assert clearest(told.statements[1:]) == 'the mayor called the bridge "closed for good"'


def test_a_claim_that_is_only_denied_is_worded_as_its_denial() -> None:
    told = Telling()
    told.say("north", "cables of Brask Bridge snapped", main=["snap"], stance="denies")
    told.say("east", "two cables of Brask Bridge snapped at night", main=["snap"])
    denial = "Roads Office denies: cables of Brask Bridge snapped"
    assert clearest(told.statements[:1], denier="Roads Office") == denial
    assert clearest(told.statements, denier="Roads Office") == "two cables of Brask Bridge snapped at night"
