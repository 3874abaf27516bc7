from telling import Telling

from firsthand.weigh.conflicts.opposition import (
    already_so,
    find_opposites,
    find_steps,
    find_unique,
    leaves_out,
    turned_round,
    turns_away,
)
from firsthand.weigh.conflicts.profile import profiles_of


def profiles(*sentences):
    telling = Telling()
    for at, sentence in enumerate(sentences):
        text, more = sentence if isinstance(sentence, tuple) else (sentence, {})
        telling.say(f"doc{at}", text, **more)
    return profiles_of(telling.statements, {d.id: d.text for d in telling.documents})


def test_opposites_said_of_one_thing_weigh_most():
    left, right = profiles(
        "granted a permanent exemption to Tolvia", "granted a temporary exemption to Tolvia"
    )
    found = find_opposites(left, right)
    assert found and {found.left, found.right} == {"permanent", "temporary"} and found.weight == 1.0


def test_opposites_said_of_different_things_weigh_little():
    left, right = profiles("the harbour gate was open at noon", "a bakery nearby was closed all winter")
    found = find_opposites(left, right)
    assert found and found.weight < 0.5


def test_words_both_statements_have_are_not_opposed():
    left, right = profiles("open or closed the gate stays", "closed or open the gate stays")
    assert find_opposites(left, right) is None


def test_statuses_at_other_places_of_a_scale_are_found():
    left, right = profiles(
        ("Tolvia opened an investigation into the depots", {"main": ("open", "investigation")}),
        ("Tolvia ordered the closure of the depots", {"main": ("order", "closure")}),
    )
    assert find_steps(left, right)


def test_negation_turns_a_statement_round():
    left, right = profiles(
        ("Tolvia keeps to the treaty", {"main": ("keep",)}),
        ("Tolvia does not keep to the treaty", {"main": ("keep",), "negated": True}),
    )
    assert turned_round(left, right) == 1.0
    assert turned_round(left, left) == 0.0


def test_half_negators_turn_a_statement_halfway():
    left, right = profiles("the mayor will meet the envoy", "the mayor is unlikely to meet the envoy")
    assert 0 < turned_round(left, right) < 1


def test_only_one_thing_can_be_the_largest():
    left, right = profiles(
        "the largest importer of timber is Tolvia", "of timber buyers the largest by far is Merrow"
    )
    assert find_unique(left, right) == "largest"
    assert find_unique(left, left) is None


def test_what_is_left_out_here_is_part_there():
    left, right = profiles("four offices of the Harbour Board", "four offices other than the Harbour Board")
    assert leaves_out(left, right) and not leaves_out(left, left)


def test_what_will_be_stands_against_what_already_is():
    left, right = profiles(
        ("Merrow will face the levy", {"modal": "will"}), "the levy is already in effect for Merrow"
    )
    assert already_so(left, right) and already_so(right, left)
    assert not already_so(left, left)


def test_a_denial_answers_what_others_say_only():
    denial, claim, own = profiles(
        ("the ministry spied on the port", {"by": "ministry", "stance": "denies"}),
        ("the ministry spied on the port", {"by": "union"}),
        ("the ministry keeps order", {"by": "ministry"}),
    )
    assert turns_away(denial, claim)
    assert not turns_away(claim, denial)
    assert not turns_away(denial, own)
