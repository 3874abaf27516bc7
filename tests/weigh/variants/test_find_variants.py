from datetime import date

from telling import Telling, claim

from firsthand.model import Edge, Lineage
from firsthand.weigh.variants import find_variants


def kinds(claims, telling, lineage=None):
    return {
        v.kind: v for v in find_variants(claims, telling.statements, telling.documents, lineage or Lineage())
    }


def test_a_dropped_hedge_is_told():
    telling = Telling(published={"a": date(2021, 5, 1), "b": date(2021, 5, 2)})
    early = telling.say("a", "Merrow reportedly hosted 11 harbour guard posts", hedges=("reportedly",))
    late = telling.say("b", "Merrow hosted 11 harbour guard posts")
    found = kinds([claim("c", early, late)], telling)
    assert found["modality"].statements == (early.id, late.id)
    assert "dropped “reportedly”" in found["modality"].explanation


def test_would_of_reported_speech_is_no_hedge():
    telling = Telling()
    early = telling.say("a", "Merrow would host 11 harbour guard posts", hedges=("would",))
    late = telling.say("b", "Merrow will host 11 harbour guard posts")
    assert "modality" not in kinds([claim("c", early, late)], telling)


def test_a_changed_number_is_told_with_both_figures():
    telling = Telling(published={"a": date(2021, 5, 2), "b": date(2021, 5, 1)})
    late = telling.say("a", "the guards seized 40 boats at night", counts=[("40", 40, 40, "boat")])
    early = telling.say("b", "the guards seized 14 boats at night", counts=[("14", 14, 14, "boat")])
    found = kinds([claim("c", early, late)], telling)["number"]
    assert found.statements == (early.id, late.id) and "14 became 40 (boat)" in found.explanation


def test_figures_that_can_both_hold_are_no_change():
    telling = Telling()
    one = telling.say("a", "the guards seized 40 boats at night", counts=[("40", 40, 40, "boat")])
    other = telling.say(
        "b", "the guards seized at least 30 boats at night", counts=[("30", 30, None, "boat")]
    )
    assert "number" not in kinds([claim("c", one, other)], telling)


def test_a_dropped_limit_and_another_actor_are_told():
    telling = Telling()
    one = telling.say("a", "guards expelled families of sailors in some cases from the port")
    other = telling.say("b", "guards expelled families of sailors from the port")
    assert "“in some cases”" in kinds([claim("c", one, other)], telling)["scope"].explanation
    telling = Telling()
    one = telling.say("a", "the Harbour Board closed the northern depot gate", main=("closed",))
    other = telling.say("b", "the Dockers Union closed the northern depot gate", main=("closed",))
    assert kinds([claim("c", one, other)], telling)["actor"].statements


def test_different_words_altogether_are_no_change():
    telling = Telling()
    one = telling.say("a", "Merrow reportedly hosted guard posts", hedges=("reportedly",))
    other = telling.say("b", "eleven stations of the harbour force stand in the town")
    assert kinds([claim("c", one, other)], telling) == {}


def test_the_parent_comes_first_whatever_the_dates():
    telling = Telling(published={"a": date(2021, 5, 1), "b": date(2021, 5, 2)})
    early = telling.say("a", "Merrow hosted 11 harbour guard posts")
    late = telling.say("b", "Merrow reportedly hosted 11 harbour guard posts", hedges=("reportedly",))
    ids = {d.name: d.id for d in telling.documents}
    lineage = Lineage(edges=(Edge(parent=ids["b"], child=ids["a"], kind="reuses", confidence=0.9),))
    assert kinds([claim("c", early, late)], telling, lineage)["modality"].statements == (late.id, early.id)


def test_the_order_of_the_input_changes_nothing():
    telling = Telling()
    one = telling.say("a", "Merrow reportedly hosted 11 harbour guard posts", hedges=("reportedly",))
    other = telling.say("b", "Merrow hosted 11 harbour guard posts")
    third = telling.say("c", "“We will never leave the northern valley”, she said", by="mayor")
    fourth = telling.say("d", "“We shall never leave the northern valley”, she said", by="mayor")
    claims = [claim("c", one, other), claim("d", third, fourth)]
    first = find_variants(claims, telling.statements, telling.documents)
    assert {v.kind for v in first} == {"modality", "quotation"}
    assert find_variants(claims[::-1], telling.statements[::-1], telling.documents[::-1]) == first
