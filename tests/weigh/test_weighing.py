"""All that one story comes to."""

from dataclasses import replace

from telling import Telling

from firsthand.model import Lineage
from firsthand.weigh import Weighing, weigh


def story() -> Telling:
    told = Telling()
    told.say("north", "Brask Bridge was closed after two cables snapped", main=["close"], by="Roads Office")
    told.say(
        "east", "Brask Bridge was closed after two of its cables snapped", main=["close"], by="Roads Office"
    )
    told.say("east", "Ferries will run every twenty minutes until spring", main=["run"])
    return told


def test_weighing_is_sorted_and_the_same_in_any_order() -> None:
    told = story()
    found = weigh(told.documents, told.statements, (), Lineage())
    assert found == weigh(told.documents[::-1], told.statements[::-1], (), Lineage())
    assert [claim.id for claim in found.claims] == sorted(claim.id for claim in found.claims)
    assert {claim.standing for claim in found.claims} == {"single-origin"}


def test_two_independent_speakers_corroborate() -> None:
    told = story()
    first, second, *rest = told.statements
    found = weigh(told.documents, [first, replace(second, attribution=("Mayor",)), *rest], (), Lineage())
    assert sorted(claim.standing for claim in found.claims) == ["corroborated", "single-origin"]


def test_nothing_comes_to_nothing() -> None:
    assert weigh((), (), (), Lineage()) == Weighing()
