"""Leaders told by their country, and bodies told by the words before their spokespeople."""

LED = (
    "Portuguese Prime Minister Ada Lorn met the Danish minister Ole Mund in Aarhus on Monday. "
    "Lorn said the bridge would be closed."
)
FOLLOWED = (
    "Prime Minister Ada Lorn spoke in Aarhus with Ole Mund on Tuesday.\n\n"
    "The {} leader said the harbour would stay open."
)


def test_the_leader_of_a_country_is_who_another_document_says_leads_it(tell):
    assert tell(LED, FOLLOWED.format("Portuguese")).by("harbour would stay open") == ["Ada Lorn"]
    assert tell(LED, FOLLOWED.format("Spanish")).by("harbour would stay open") != ["Ada Lorn"]
    assert tell(FOLLOWED.format("Portuguese")).by("harbour would stay open") != ["Ada Lorn"]


def test_a_spokeswoman_speaks_for_whom_the_words_before_her_name(tell):
    told = tell("A Portuguese government spokeswoman in Washington said the harbour would stay open.")
    assert told.by("harbour would stay open") == ["Portuguese government"]


def test_a_house_may_be_named_by_a_number(tell):
    told = tell("A Number 10 spokesperson said the harbour would stay open.")
    assert told.by("harbour would stay open") == ["10 Downing Street"]
    held = tell(
        "British Prime Minister Ada Lorn met Ole Mund.\n\n"
        "The prime minister's office said the harbour would stay open."
    )
    assert held.by("harbour would stay open") == ["10 Downing Street"]
