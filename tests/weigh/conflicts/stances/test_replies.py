import pytest
from standing_against import found_in, held

DENIED = "Lawyers who had gone to Osk denied any bribing of the dock workers."


def test_what_one_gives_as_the_case_another_calls_an_excuse():
    found = found_in(
        "The harbour office said on Monday that it had run out of berths for the ferries from Merrow.",
        "Jo Ravn, a captain, said the office was using the lack of berths as a pretext to keep the ferries "
        "from Merrow away.",
    )
    finding = held(found, "run out of berths", "pretext")
    assert finding and finding.kind == "denial"


def test_who_tells_both_sides_has_answered_nothing():
    found = found_in(
        "The harbour office said it had run out of berths for the ferries from Merrow. The harbour office "
        "said the lack of berths was no pretext to keep the ferries from Merrow away.",
    )
    assert not held(found, "run out of berths", "pretext")


def test_the_thing_that_is_denied_finds_who_speaks_of_it():
    found = found_in("The mayor, Ada Holt, said lawyers bribed the dock workers of Osk in May.", DENIED)
    assert held(found, "bribed the dock workers", "denied any bribing")


def test_a_denied_thing_under_a_condition_is_no_accusation():
    found = found_in("The mayor, Ada Holt, said lawyers would be fined if they bribed dock workers.", DENIED)
    assert not held(found, "would be fined", "denied any bribing")


def test_who_is_blamed_turns_the_blame_away():
    found = found_in(
        "Ada Holt, a councillor, said Mayor Carl Brook's deal on the Osk dam was a blatant fraud.",
        "Carl Brook, the mayor, said there was no fraud in the deal on the Osk dam.",
    )
    assert held(found, "blatant fraud", "no fraud")


@pytest.mark.parametrize("same", [True, False])
def test_one_account_that_confirms_a_part_leaves_the_rest_open(same):
    told = (
        "The ministry confirmed that the letters of the queen had been stolen in Osk.",
        "It was unclear whether anybody had stolen the letters of the queen in Osk.",
    )
    found = found_in(" ".join(told)) if same else found_in(*told)
    assert bool(held(found, "had been stolen", "anybody")) is not same


def test_nothing_that_was_not_known_against_details_never_told():
    found = found_in(
        "The Lake Ledger reported that the diaries hold no new information about the mine at Brannick.",
        "The diaries hold previously undisclosed talks about the mine at Brannick, the Osk Post reported.",
    )
    assert held(found, "no new information", "previously undisclosed")


def test_words_turned_round_by_their_beginning():
    found = found_in(
        "The prosecutor said Carl Brook showed classified plans of the dam to a friend.",
        "Ada Holt, his lawyer, said the plans of the dam that Carl Brook showed a friend were unclassified.",
    )
    finding = held(found, "showed classified", "unclassified")
    assert finding and finding.kind == "status"


def test_a_lawful_thing_beside_an_unlawful_one_is_no_contradiction():
    found = found_in(
        "The prosecutor said Carl Brook had illegal cargo on the ferry to Merrow.",
        "The harbour office said Carl Brook had legal advisers on the ferry to Merrow.",
    )
    assert not held(found, "illegal cargo", "legal advisers")


@pytest.mark.parametrize(
    ("coming", "days", "against"),
    [
        ("Ships from Osk will pay the new harbour toll on timber.", (), True),
        ("Ships from Osk will pay the new harbour toll on timber.", ("2024-05-01", "2024-05-09"), False),
        ("The mayor said ships from Osk will pay the new harbour toll on timber.", (), False),
    ],
)
def test_to_come_in_one_account_and_begun_in_another(coming, days, against):
    found = found_in(coming, "The new harbour toll on timber is already paid by ships from Osk.", days=days)
    assert bool(held(found, "will pay", "already paid")) is against
