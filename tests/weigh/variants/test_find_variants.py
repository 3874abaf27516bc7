"""What retellings of one claim changed, and who changed it."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from telling import Telling, claim

from firsthand.model import Edge, Lineage, Update
from firsthand.weigh.variants import find_variants


def kinds(claims, telling, lineage=None, **more):
    found = find_variants(claims, telling.statements, telling.documents, lineage or Lineage(), **more)
    return {v.kind: v for v in found}


def drawn(telling, *pairs, evidence=()):
    """Return the lineage of documents by name: pairs of parent and child."""
    ids = {d.name: d.id for d in telling.documents}
    edges = tuple(
        Edge(ids.get(parent, parent), ids[child], "reuses", 0.9, tuple(evidence)) for parent, child in pairs
    )
    return Lineage(edges=edges)


def name_of(telling, document):
    return {d.id: d.name for d in telling.documents}.get(document, document)


def test_a_dropped_hedge_is_told():
    telling = Telling(published={"a": date(2021, 5, 1), "b": date(2021, 5, 2)})
    early = telling.say("a", "Merrow reportedly hosted 11 harbour guard posts", hedges=("reportedly",))
    late = telling.say("b", "Merrow hosted 11 harbour guard posts")
    found = kinds([claim("c", early, late)], telling, drawn(telling, ("a", "b")))["modality"]
    assert found.statements == (early.id, late.id)
    assert name_of(telling, found.changed_by) == "b"
    assert found.explanation == "b dropped “reportedly” and is more certain than the original."


def test_two_witnesses_of_their_own_changed_nothing():
    telling = Telling()
    early = telling.say("a", "Merrow reportedly hosted 11 harbour guard posts", hedges=("reportedly",))
    late = telling.say("b", "Merrow hosted 11 harbour guard posts")
    assert kinds([claim("c", early, late)], telling) == {}
    assert "modality" in kinds([claim("c", early, late)], telling, drawn(telling, ("x", "a"), ("x", "b")))


def test_who_says_whom_it_is_from_needs_no_reportedly():
    telling = Telling()
    early = telling.say("a", "Merrow reportedly hosted 11 harbour guard posts", hedges=("reportedly",))
    late = telling.say("b", "Merrow hosted 11 harbour guard posts", by="mayor")
    maybe = telling.say("d", "Merrow may host 11 harbour guard posts", hedges=("may",))
    assert "modality" not in kinds([claim("c", early, late)], telling, drawn(telling, ("a", "b")))
    assert "modality" in kinds([claim("c", maybe, late)], telling, drawn(telling, ("d", "b")))


def test_could_of_reported_speech_is_no_hedge():
    telling = Telling()
    early = telling.say("a", "Merrow could host 11 harbour guard posts", by="mayor", hedges=("could",))
    late = telling.say("b", "Merrow can host 11 harbour guard posts", by="mayor", modal="can")
    assert "modality" not in kinds([claim("c", early, late)], telling)
    sure = telling.say("c", "Merrow hosts 11 harbour guard posts", by="mayor")
    assert "modality" in kinds([claim("c", early, sure)], telling)


def test_a_plan_told_as_done_is_a_change():
    telling = Telling()
    early = telling.say(
        "a", "Merrow plans to close the northern depot", by="mayor", stance="plans", main=("plan", "close")
    )
    late = telling.say("b", "Merrow closes the northern depot", by="mayor", main=("close",))
    found = kinds([claim("c", early, late)], telling)["modality"]
    assert "something planned" in found.explanation and "something done" in found.explanation


def boats(telling, document, number, **more):
    text = f"the guards seized {number} boats at night"
    return telling.say(document, text, by="mayor", counts=[(str(number), number, number, "boat")], **more)


def test_a_changed_number_is_told_with_both_figures_and_how():
    telling = Telling(published={"a": date(2021, 5, 2), "b": date(2021, 5, 1)})
    late, early = boats(telling, "a", 41), boats(telling, "b", 14)
    found = kinds([claim("c", early, late)], telling)["number"]
    assert found.statements == (early.id, late.id)
    assert "14 (boat) in one, 41 (boat) in the other (the same digits in another order)" in found.explanation
    telling = Telling()
    pair = boats(telling, "a", 1_038), boats(telling, "b", 1_000)
    assert "(one is the other rounded)" in kinds([claim("c", *pair)], telling)["number"].explanation


def test_figures_that_can_both_hold_are_no_change():
    telling = Telling()
    one = boats(telling, "a", 40)
    other = telling.say(
        "b", "the guards seized at least 30 boats at night", by="mayor", counts=[("30", 30, None, "boat")]
    )
    assert "number" not in kinds([claim("c", one, other)], telling)


def test_a_figure_of_something_else_is_no_change():
    telling = Telling()
    one = telling.say(
        "a", "the guards seized 40 boats and arrested sailors", by="mayor", counts=[("40", 40, 40, "boat")]
    )
    other = telling.say(
        "b", "arrested sailors guards seized, owners of 12 boats", by="mayor", counts=[("12", 12, 12, "boat")]
    )
    assert "number" in kinds([claim("c", one, other)], telling)
    far = telling.say(
        "d",
        "guards seized and arrested sailors; owners lost 12 boats",
        by="x",
        counts=[("12", 12, 12, "boat")],
    )
    near = telling.say(
        "e", "guards seized and arrested sailors on 9 boats", by="x", counts=[("9", 9, 9, "boat")]
    )
    assert "number" not in kinds([claim("d", far, near)], telling)


def test_another_unit_for_the_same_number_is_a_change():
    telling = Telling()
    one = telling.say("a", "the oil drifted 40 km along the coast", by="mayor", counts=[("40", 40, 40, "km")])
    other = telling.say(
        "b", "the oil drifted 40 mile along the coast", by="mayor", counts=[("40", 40, 40, "mile")]
    )
    assert "40 km" in kinds([claim("c", one, other)], telling)["number"].explanation


def test_a_dropped_limit_is_told():
    telling = Telling()
    one = telling.say("a", "guards expelled families of sailors in some cases from the port", by="mayor")
    other = telling.say("b", "guards expelled families of sailors from the port", by="mayor")
    assert "“in some cases”" in kinds([claim("c", one, other)], telling)["scope"].explanation


def test_a_limit_made_into_all_is_told_with_both_words():
    telling = Telling()
    one = telling.say("a", "guards expelled some families of sailors from the port", by="mayor")
    other = telling.say("b", "guards expelled all families of sailors from the port", by="mayor")
    told = kinds([claim("c", one, other)], telling)["scope"].explanation
    assert "“some”" in told and "“all”" in told


def test_a_limit_outside_the_quoted_words_is_none_of_them():
    telling = Telling()
    one = telling.say("a", "only that “the families of sailors leave the port”", by="mayor")
    other = telling.say("b", "“the families of sailors leave the port”", by="mayor")
    assert "scope" not in kinds([claim("c", one, other)], telling)


def test_another_actor_and_a_turned_act_are_told():
    telling = Telling()
    one = telling.say("a", "the Harbour Board closed the northern depot gate", by="mayor", main=("closed",))
    other = telling.say("b", "the Dockers Union closed the northern depot gate", by="mayor", main=("closed",))
    told = kinds([claim("c", one, other)], telling)["actor"].explanation
    assert "Harbour Board" in told and "Dockers Union" in told
    telling = Telling()
    acts = {"by": "mayor", "main": ("sued",)}
    one = telling.say("a", "old Merrow sued old Tarn for oil", subject=("merrow",), object=("tarn",), **acts)
    other = telling.say(
        "b", "old Tarn sued old Merrow for oil", subject=("tarn",), object=("merrow",), **acts
    )
    assert "Merrow to Tarn" in kinds([claim("c", one, other)], telling)["actor"].explanation


def test_what_two_do_to_one_another_has_no_order():
    telling = Telling()
    acts = {"by": "mayor", "main": ("meet",)}
    one = telling.say("a", "old Merrow meet old Tarn for oil", subject=("merrow",), object=("tarn",), **acts)
    other = telling.say(
        "b", "old Tarn meet old Merrow for oil", subject=("tarn",), object=("merrow",), **acts
    )
    assert "actor" not in kinds([claim("c", one, other)], telling)


def test_a_longer_name_is_no_other_actor():
    telling = Telling()
    one = telling.say("a", "the Merrow Harbour Board closed the gate", by="mayor", main=("closed",))
    other = telling.say("b", "the Harbour Board closed the gate", by="mayor", main=("closed",))
    assert "actor" not in kinds([claim("c", one, other)], telling)


def test_different_words_altogether_are_no_change():
    telling = Telling()
    one = telling.say("a", "Merrow reportedly hosted guard posts", by="mayor", hedges=("reportedly",))
    other = telling.say("b", "eleven stations of the harbour force stand in the town", by="mayor")
    assert kinds([claim("c", one, other)], telling) == {}


def test_who_changed_it_is_who_draws_on_the_other_and_heirs_are_told():
    telling = Telling()
    true = boats(telling, "a", 14)
    first, heir = boats(telling, "b", 40), boats(telling, "c", 40)
    beside = boats(telling, "d", 14)
    lineage = drawn(telling, ("a", "b"), ("b", "c"), ("a", "d"))
    found = kinds([claim("c", true, first, heir, beside)], telling, lineage)["number"]
    assert found.statements[1] == first.id
    assert name_of(telling, found.changed_by) == "b"
    assert [name_of(telling, d) for d in found.inherited_by] == ["c"]
    assert found.explanation == "b changed the number from 14 (boat) to 40 (boat)."


def test_who_stands_alone_against_two_lines_changed_it():
    telling = Telling()
    told = [boats(telling, "a", 14), boats(telling, "b", 14), boats(telling, "c", 40)]
    lineage = drawn(telling, ("x", "a"), ("x", "b"), ("x", "c"))
    assert name_of(telling, kinds([claim("c", *told)], telling, lineage)["number"].changed_by) == "c"
    one_line = drawn(telling, ("x", "a"), ("a", "b"), ("x", "c"))
    found = kinds([claim("c", *told)], telling, one_line)["number"]
    assert not found.changed_by and "not known" in found.explanation


def test_two_who_leave_out_a_doubt_do_not_show_that_the_third_added_it():
    telling = Telling()
    for document in "ab":
        telling.say(document, "Merrow hosted 11 harbour guard posts", by="mayor")
    telling.say("c", "Merrow reportedly hosted 11 harbour guard posts", by="mayor", hedges=("reportedly",))
    found = kinds([claim("c", *telling.statements)], telling)["modality"]
    assert not found.changed_by and "not known" in found.explanation


def test_a_document_that_tells_it_both_ways_changed_nothing():
    telling = Telling()
    told = [boats(telling, "a", 14), boats(telling, "b", 40), boats(telling, "b", 14)]
    assert "number" not in kinds([claim("c", *told)], telling, drawn(telling, ("a", "b")))


def test_a_copied_passage_is_compared_whatever_the_claims():
    telling = Telling()
    true, changed = boats(telling, "a", 14), boats(telling, "b", 40)
    claims = [claim("c", true), claim("d", changed)]
    lineage = drawn(telling, ("a", "b"), evidence=(true.passage, changed.passage))
    found = kinds(claims, telling, lineage)["number"]
    assert found.claim == "c" and name_of(telling, found.changed_by) == "b"
    moved = [Update("u", ("c", "d"), "14, later 40")]
    assert kinds(claims, telling, lineage, updates=moved) == {}


def test_a_translation_is_compared_by_its_figures():
    telling = Telling()
    true, changed = (
        boats(telling, "a", 14),
        telling.say("b", "die Wache beschlagnahmte 40 Boote", by="mayor", counts=[("40", 40, 40, "Boot")]),
    )
    ids = {d.name: d.id for d in telling.documents}
    rendered = Edge(ids["a"], ids["b"], "translates", 0.9, (true.passage, changed.passage))
    languages = {"a": "en", "b": "de"}
    documents = [replace(d, language=languages[d.name]) for d in telling.documents]
    (found,) = find_variants([], telling.statements, documents, Lineage(edges=(rendered,)))
    assert found.kind == "number" and found.changed_by == ids["b"]


def test_the_order_of_the_input_changes_nothing():
    telling = Telling()
    one = telling.say("a", "Merrow reportedly hosted 11 harbour guard posts", by="m", hedges=("reportedly",))
    other = telling.say("b", "Merrow hosted 11 harbour guard posts", by="m")
    third = telling.say("c", "“We will never leave the northern valley”, she said", by="mayor")
    fourth = telling.say("d", "“We shall never leave the northern valley”, she said", by="mayor")
    claims = [claim("c", one, other), claim("d", third, fourth)]
    first = find_variants(claims, telling.statements, telling.documents)
    assert {v.kind for v in first} == {"modality", "quotation"}
    assert find_variants(claims[::-1], telling.statements[::-1], telling.documents[::-1]) == first


@given(st.lists(st.sampled_from([14, 40, 90]), min_size=2, max_size=6), st.randoms())
def test_any_order_of_any_figures_gives_the_same_variants(figures, shuffle):
    telling = Telling()
    told = [boats(telling, chr(97 + at), figure) for at, figure in enumerate(figures)]
    lineage = drawn(telling, *(("x", d.name) for d in telling.documents))
    first = find_variants([claim("c", *told)], told, telling.documents, lineage)
    assert len(first) == len({*figures}) * (len({*figures}) - 1) / 2
    turned, documents = list(told), list(telling.documents)
    shuffle.shuffle(turned)
    shuffle.shuffle(documents)
    again = find_variants([claim("c", *told)], turned, documents, Lineage(edges=lineage.edges[::-1]))
    assert again == first


def worded(
    telling, document, number, text="{} harbour guards were hurt when the northern depot burned on Pier Nine"
):
    said = text.format(number)
    return telling.say(document, said, counts=[(str(number), number, number, "guard")])


def test_the_same_words_with_another_figure_are_no_chance():
    telling = Telling(published={"a": date(2021, 5, 1), "b": date(2021, 5, 2)})
    worded(telling, "a", 14), worded(telling, "b", 41)
    found = kinds([], telling)["number"]
    assert "14 (guard) in one, 41 (guard) in the other" in found.explanation
    telling = Telling(published={"a": date(2021, 5, 1), "b": date(2021, 5, 9)})
    worded(telling, "a", 14), worded(telling, "b", 41)
    assert kinds([], telling) == {}  # a week later there may be more
    telling = Telling()
    for document, number in (("a", 14), ("b", 41)):
        worded(telling, document, number, text="{} guards were hurt")
    assert kinds([], telling) == {}  # so few words are many a sentence's


def test_what_an_outlet_says_of_itself_is_no_retelling():
    telling = Telling()
    one = boats(telling, "a", 14)
    other = telling.say(
        "b", "the Tarn Post seized 40 boats at night", by="mayor", counts=[("40", 40, 40, "boat")]
    )
    documents = [replace(d, publisher="Tarn Post" if d.name == "b" else None) for d in telling.documents]
    assert find_variants([claim("c", one, other)], telling.statements, documents) == ()
    assert find_variants([claim("c", one, other)], telling.statements, telling.documents)


def test_how_long_it_has_been_is_another_number_every_day():
    telling = Telling()
    one = telling.say(
        "a", "old sailors mourn 3 days after the harbour fire", by="m", counts=[("3", 3, 3, "day")]
    )
    other = telling.say(
        "b", "old sailors march 30 days after the harbour fire", by="m", counts=[("30", 30, 30, "day")]
    )
    assert "number" not in kinds([claim("c", one, other)], telling)
