from orrery import COPY, REORDERED, REWRITE, WIRE, cites, document, outlet, statement

from firsthand.trace.parents import credited_parents, unnamed_parents
from firsthand.trace.wording.reuse import find_reuse


def credited(told, source, *, statements=()):
    credits = {one.id: {source.id: (cites(one, source, "Quill Wire")[2],)} for one in told}
    by_id = {one.id: one for one in told}
    return credited_parents(credits, {source.id: source}, by_id, find_reuse(told), statements)


def test_an_outlet_that_several_credit_is_the_parent_of_what_they_share():
    copy, moved = document("copy", f"{WIRE} Weather: rain."), document("moved", REORDERED)
    rewrite = document("rewrite", REWRITE)
    (parent,) = credited([copy, moved, rewrite], outlet())
    assert not parent.node.in_collection
    assert parent.children == {copy.id, moved.id, rewrite.id}
    for edge in parent.edges:
        assert edge.kind == "reuses"
        assert edge.evidence
        assert {passage.document for passage in edge.evidence} == {edge.child}


def test_credit_without_shared_wording_makes_no_parent():
    copy = document("copy", COPY)
    apart = document(
        "apart", "Quill Wire spoke to the mayor, who would rather talk about her bees and their honey."
    )
    assert credited([copy, apart], outlet()) == ()


def test_a_quotation_given_to_the_outlet_comes_from_it():
    words = "We counted the crates at midnight and again at dawn, and both times three were short"
    one = document("one", f'Storks nest early. "{words}," the porter told Quill Wire.')
    two = document("two", f'The fair is off, as Quill Wire learned from a porter: "{words}." Rain is due.')
    assert credited([one, two], outlet()) == ()
    porter = outlet("the porter")
    through = [statement(one, words, porter, outlet()), statement(two, words, porter)]
    (parent,) = credited([one, two], outlet(), statements=through)
    assert parent.children == {one.id, two.id}


def test_three_with_one_text_and_no_order_have_an_unnamed_parent():
    told = [document(name, f"{name} {name}ish preface words. {WIRE}") for name in ("alder", "birch", "cedar")]
    (parent,) = unnamed_parents(find_reuse(told), {one.id: one for one in told})
    assert parent.children == {one.id for one in told}
    assert not parent.node.in_collection


def test_a_chain_is_no_family():
    first, second = WIRE.split("\n\n", 3)[1:3]
    told = [document("left", first), document("both", f"{first}\n\n{second}"), document("right", second)]
    assert unnamed_parents(find_reuse(told), {one.id: one for one in told}) == ()
