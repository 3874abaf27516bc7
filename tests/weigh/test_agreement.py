"""What two statements agree in beside their wording."""

from dataclasses import replace

import numpy as np
from telling import Telling

from firsthand.model import Statement
from firsthand.weigh.agreement import agreement, stem


def signs(one: Statement, other: Statement) -> dict[str, float]:
    pairs = np.array([0]), np.array([1])
    return {name: float(values[0]) for name, values in agreement([one, other], *pairs).items()}


def pair() -> tuple[Statement, Statement]:
    told = Telling()
    one = told.say("north", "Brask Bridge was closed", by="Roads Office", main=["close"])
    other = told.say("east", "the Roads Office shut the bridge", main=["shut"])
    return one, other


def test_inflected_words_are_one() -> None:
    assert stem("Postponed") == stem("postponing")


def test_what_it_is_done_to_agrees_differs_or_is_unknown() -> None:
    one, other = pair()
    assert signs(one, other)["object"] == 0
    bridge = replace(one, object=("brask", "bridge"))
    assert signs(bridge, other)["object"] == 0
    assert signs(bridge, replace(other, object=("bridge",)))["object"] == 1
    assert signs(bridge, replace(other, object=("ferry",)))["object"] == -1
    assert signs(bridge, replace(other, object=("bridge", "toll")))["object"] == 0.5


def test_who_says_it_and_how() -> None:
    one, other = pair()
    assert (signs(one, other)["one_unattributed"], signs(one, other)["both_unattributed"]) == (1, 0)
    bare = replace(one, attribution=())
    assert (signs(bare, other)["one_unattributed"], signs(bare, other)["both_unattributed"]) == (0, 1)
    assert signs(one, replace(other, about=("Roads Office",)))["concerned"] == 1
    assert signs(one, replace(other, attribution=("Roads Office",)))["same_origin"] == 1
    assert signs(one, replace(other, stance="denies"))["polarity_differs"] == 1
    assert signs(one, replace(other, negated=True))["negation_differs"] == 1
    assert signs(one, replace(other, title=True))["one_title"] == 1


def test_how_far_on_in_their_accounts_is_compared_not_how_many_letters() -> None:
    told = Telling()
    told.say("north", "Brask Bridge was closed")
    late = told.say("north", "Ferries will run until spring, says the harbour")
    told.say("east", "The bridge over the Brask was shut")
    also_late = told.say("east", "Until spring there will be ferries")
    i, j = np.array([0, 1]), np.array([3, 3])
    far, near = agreement(told.statements, i, j)["far_apart"]
    assert told.statements[1] == late and told.statements[3] == also_late
    assert far > 0.3 > near
