from orrery import WIRE, document

from firsthand.trace.parents import unnamed_parents
from firsthand.trace.wording.reuse import find_reuse


def test_three_with_one_text_and_no_order_have_an_unnamed_parent():
    told = [document(name, f"{name} {name}ish preface words. {WIRE}") for name in ("alder", "birch", "cedar")]
    (parent,) = unnamed_parents(find_reuse(told), {one.id: one for one in told})
    assert parent.children == {one.id for one in told}
    assert not parent.node.in_collection


def test_a_chain_is_no_family():
    first, second = WIRE.split("\n\n", 3)[1:3]
    told = [document("left", first), document("both", f"{first}\n\n{second}"), document("right", second)]
    assert unnamed_parents(find_reuse(told), {one.id: one for one in told}) == ()
