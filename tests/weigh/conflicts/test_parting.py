from telling import Telling

from firsthand.weigh.conflicts.parting import set_apart


def test_a_statement_and_its_opposite_are_set_apart():
    telling = Telling()
    plain = telling.say("a", "the mayor will meet the envoy of Merrow")
    other = telling.say("b", "the envoy of Merrow will meet the mayor")
    unlikely = telling.say("b", "the mayor is unlikely to meet the envoy of Merrow")
    assert not set_apart(plain, other)
    assert set_apart(plain, unlikely) and set_apart(unlikely, plain)


def test_another_set_is_set_apart():
    telling = Telling()
    inside = telling.say("a", "four offices of the Harbour Board work in nine towns")
    outside = telling.say("b", "four offices other than the Harbour Board work in nine towns")
    assert set_apart(inside, outside)
