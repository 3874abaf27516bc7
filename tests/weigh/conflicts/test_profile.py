from telling import Telling

from firsthand.weigh.conflicts.profile import lead_in, profiles_of, weights_of_words


def profiles(telling):
    return profiles_of(telling.statements, {d.id: d.text for d in telling.documents})


def test_an_elliptic_statement_takes_the_predicate_before_it():
    telling = Telling()
    telling.say("a", "Tolvia ordered the closure of the depot", main=("order", "closure"), after=", ")
    telling.say("a", "as did Merrow", main=("do",))
    first, second = profiles(telling)
    assert second.core == first.core and second.elliptic and not first.elliptic
    assert "closure" in second.lemmas and "merrow" in second.names


def test_lead_in_stops_at_the_sentence():
    text = "It rained. However, the union said the halls closed."
    assert lead_in(text, text.index("the halls")) == "however, the union said "


def test_rare_words_weigh_most():
    telling = Telling()
    for each in ("lantern stood", "gate stood", "gate fell", "gate rusted", "gate opened", "gate sank"):
        telling.say("a", f"the harbour {each}")
    weights = weights_of_words(profiles(telling))
    assert weights["lantern"] > weights["gate"] > weights["harbour"]


def test_a_sentence_said_again_makes_its_words_no_commoner():
    once, again = Telling(), Telling()
    for telling, copies in ((once, 1), (again, 5)):
        for each in ["the harbour lantern stood"] * copies + ["the harbour gate fell", "the old quay sank"]:
            telling.say("a", each)
    assert weights_of_words(profiles(once)) == weights_of_words(profiles(again))
