import pytest
from standing_against import found_in, held

LAKE = "the Brannick mine dumped arsenic waste into the lower lake"


def test_yes_against_no_of_one_thing():
    found = found_in(
        "Marit Lund, the mayor of Osk, said on Monday that the city keeps to the water accord.",
        "Jo Ravn, who leads the fishers of Merrow, said on Tuesday that the city was not keeping to the "
        "water accord.",
    )
    finding = held(found, "keeps to the water", "not keeping")
    assert finding and finding.kind == "denial"
    assert finding.question == "Does the city keep to the water accord?"


@pytest.mark.parametrize(
    "other",
    [
        "The fishers said the city must not keep to the water accord.",
        "The fishers said the city would not keep to the water accord if the dam broke.",
        "The fishers said the school was not keeping to the timetable.",
    ],
)
def test_a_demand_a_condition_and_another_matter_are_no_contradiction(other):
    assert not held(found_in("The mayor said the city keeps to the water accord.", other), "keeps", "keep")


def test_opposite_verbs_of_one_object():
    found = found_in(
        "The union said the report strengthened the case for the dam.",
        "The ministry said the report undermined the case for the dam.",
    )
    finding = held(found, "strengthened", "undermined")
    assert finding and finding.question == "Did the report strengthen the case for the dam?"


def test_what_opens_and_closes_may_follow_each_other():
    found = found_in(
        "The union said the city closed the north bridge.",
        "The ministry said the city opened the north bridge.",
    )
    assert not held(found, "closed", "opened")


def test_a_denial_is_matched_with_what_it_repeats():
    found = found_in(
        f"The Lake Ledger reported that {LAKE}. It also reported that the mine had hired forty divers.",
        "The Brannick mine denied that it had dumped arsenic waste into the lower lake.",
    )
    finding = held(found, LAKE, "it had dumped arsenic")
    assert finding and finding.question == "Did the Brannick mine dump arsenic waste into the lower lake?"
    assert not held(found, "forty divers", "it had dumped arsenic")


@pytest.mark.parametrize(
    ("claimed", "denied"),
    [
        (
            "Der Verband erklärte, das Bergwerk Brannick habe giftigen Schlamm in den See geleitet.",
            "Das Bergwerk Brannick bestritt, giftigen Schlamm in den See geleitet zu haben.",
        ),
        (
            "Le syndicat a affirmé que la mine Brannick a déversé des boues toxiques dans le lac.",
            "La mine Brannick a nié avoir déversé des boues toxiques dans le lac.",
        ),
        (
            "El sindicato dijo que la mina Brannick vertió lodos tóxicos en el lago.",
            "La mina Brannick negó haber vertido lodos tóxicos en el lago.",
        ),
        (
            "Il sindacato ha detto che la miniera Brannick ha versato fanghi tossici nel lago.",
            "La miniera Brannick ha negato di aver versato fanghi tossici nel lago.",
        ),
        (
            "The union said the Brannick mine had dumped toxic sludge into the lake.",
            "La mina Brannick negó que la mina Brannick hubiera vertido lodos tóxicos en el lago.",
        ),
    ],
)
def test_a_denial_is_matched_in_other_languages(claimed, denied):
    found = found_in(claimed, denied)
    assert found and found[0].kind == "denial" and found[0].question.endswith("?")


def test_these_allegations_are_what_was_told_right_before():
    found = found_in(
        "The harbour union said the ministry had poisoned the lower lake. "
        "The ministry has rejected these allegations.",
        "Rain is expected in the valley.",
    )
    assert held(found, "poisoned the lower lake", "rejected these allegations")


def test_what_is_rejected_without_being_an_allegation_denies_nothing():
    found = found_in(
        "The union said the ferries were late again. The ministry rejected a new tax on ferries.",
        "Rain is expected in the valley.",
    )
    assert not found


def test_a_text_sets_one_speaker_against_another():
    text = (
        "The ministry said the halls were staffed by volunteers. {}the union said the halls had hired guards."
    )
    finding = held(found_in(text.format("However, ")), "volunteers", "hired guards")
    assert finding and "“however”" in finding.because
    assert finding.question == "Were the halls staffed by volunteers?"
    assert not held(found_in(text.format("Later ")), "volunteers", "hired guards")


def test_two_reasons_for_one_act():
    found = found_in(
        "Critics said the mayor cancelled the spring regatta because of his fear of protests.",
        "Mayor Ravn said he cancelled the spring regatta because the boats were rotten.",
    )
    finding = held(found, "protests", "rotten")
    assert finding and finding.question.startswith("Why did the mayor cancel the spring regatta: “because")


def test_the_same_reason_in_other_words_is_none():
    found = found_in(
        "Critics said the mayor cancelled the spring regatta because of the rotten boats.",
        "Mayor Ravn said he cancelled the spring regatta because the boats were rotten.",
    )
    assert not held(found, "because of the rotten", "were rotten")


def test_one_speaker_retold_with_another_condition():
    found = found_in(
        "Trader Ole Brandt said he would leave the talks if the price was not cut.",
        "Ole Brandt told reporters that he would walk out of the talks unless the ferry resumed.",
    )
    finding = held(found, "price", "ferry")
    assert finding and finding.kind == "status"


def test_called_forged_and_called_authentic():
    found = found_in(
        "The museum's experts said the letters of the queen were authentic.",
        "The queen's family said the letters were forged.",
    )
    finding = held(found, "authentic", "forged")
    assert finding and finding.question == "Were the letters of the queen authentic?"


def test_nothing_new_and_new_light():
    found = found_in(
        "Minister Ada Holt said the report broke little new ground.",
        "Critic Ben Marsh said the report shed new light on the fire.",
    )
    finding = held(found, "little new ground", "new light")
    assert finding and finding.question.startswith("What is to be said of the report: “broke little new")


def test_one_act_called_by_opposite_words():
    interim = "The Harbour Board said it had reached an interim agreement on tolls with Tolvia."
    found = found_in(
        interim,
        "The Harbour Board said it had reached a permanent agreement on tolls with Tolvia.",
    )
    finding = held(found, "interim", "permanent")
    assert finding and finding.question.startswith("Is it “") and "“interim”" in finding.question
    found = found_in(
        interim, "The Harbour Board said it had reached a permanent agreement on tolls with Osk."
    )
    assert not held(found, "interim", "permanent")


def test_what_was_not_done_before_the_next_account_may_have_been_done_since():
    texts = ("The board has not closed the dam at Orlen.", "The board closed the dam at Orlen.")
    assert held(found_in(*texts), "not closed", "board closed")
    assert not held(found_in(*texts, days=("2031-06-01", "2031-06-14")), "not closed", "board closed")
    assert held(found_in(*texts, days=("2031-06-14", "2031-06-01")), "not closed", "board closed")


def test_words_taken_back():
    found = found_in(
        "The council said the dam holds forty tons of water. The council said later it had made a mistake "
        "and should have said the dam held forty tons of mud.",
        "Rain is expected in the valley.",
    )
    assert held(found, "tons of water", "should have said")


def test_investigated_here_closed_there():
    found = found_in(
        "Tolvia has opened an investigation into the harbour depots.",
        "Merrow ordered the closure of its harbour depot, as did Tolvia.",
    )
    finding = held(found, "opened an investigation", "as did Tolvia")
    assert finding and finding.kind == "status" and "(order closure)" in finding.question


def test_a_later_state_is_no_contradiction():
    found = found_in(
        "The court of Osk convicted the miller of theft.",
        "The court of Osk has since acquitted the miller of theft.",
    )
    assert not held(found, "convicted", "acquitted")
    found = found_in("The court convicted the miller of theft.", "The court acquitted the miller of theft.")
    assert held(found, "convicted", "acquitted")
