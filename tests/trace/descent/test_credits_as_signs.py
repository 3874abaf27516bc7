from datetime import date

import pytest
from orrery import INDEPENDENT, REWRITE, WIRE, document, mention, outlet

from firsthand.trace.descent.signs import find_signs, first_hand, own_credits
from firsthand.trace.descent.ties import ties_of
from firsthand.trace.wording.reuse import find_reuse

CREDIT = "This page follows what Quill Wire wrote."


def signs(told, inside=(), outside=()):
    wire = outlet()
    documents = {one.id: one for one in told}
    return find_signs(dict(inside), dict(outside), documents, {wire.id: wire}, find_reuse(told), ())


def pair(*told):
    return tuple(sorted(one.id for one in told))


def test_who_names_another_twice_and_tells_the_same_has_it_from_there():
    wire, rewrite, own = (document(f"{at}", text) for at, text in enumerate((WIRE, REWRITE, INDEPENDENT)))
    place = mention(rewrite, "Quill Wire")
    twice = (place, mention(rewrite, "Orla Benn"))
    found = signs([wire, rewrite], {rewrite.id: {wire.id: twice}})[pair(wire, rewrite)]
    assert [sign.kind for sign in found] == ["credit", "retold"]
    assert [
        sign.kind for sign in signs([wire, rewrite], {rewrite.id: {wire.id: (place,)}})[pair(wire, rewrite)]
    ] == ["credit"]
    named = (mention(own, "the trustees"), mention(own, "two carpenters"))
    assert [sign.kind for sign in signs([wire, own], {own.id: {wire.id: named}})[pair(wire, own)]] == [
        "credit"
    ]


def test_two_that_name_one_agency_have_a_weak_sign():
    a, b = (document(name, f"{INDEPENDENT}\n{name}\n\n{CREDIT}") for name in ("alder", "birch"))
    source = outlet()
    outside = {one.id: {source.id: (mention(one, "Quill Wire"),)} for one in (a, b)}
    (sign,) = signs([a, b], outside=outside)[pair(a, b)]
    assert (sign.kind, sign.told) == ("common credit", "both name Quill Wire")
    assert 0 < sign.log_odds < 2


def test_two_that_heard_one_outlet_and_share_no_wording_have_no_sign():
    a, b = document("own", f"{INDEPENDENT}\n\n{CREDIT}"), document("rewrite", REWRITE)
    source = outlet()
    outside = {one.id: {source.id: (mention(one, "Quill Wire"),)} for one in (a, b)}
    assert signs([a, b], outside=outside).get(pair(a, b), []) == []


def credited(days):
    """Three accounts with one credit, the second copied with the credit from the first, the third apart."""
    lines = WIRE.split("\n\n")
    first = "\n\n".join([*lines[:2], f"{CREDIT} {lines[2]}", *lines[3:]])
    own = f"{INDEPENDENT}\n\nQuill Wire had the lenses first, and this column thanks for it."
    texts = (first, f"Lenses again\n\n{first}", own)
    told = [
        document(f"{at}", text, published=date(2030, 1, day))
        for at, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    source = outlet()
    outside = {
        one.id: {source.id: (mention(one, CREDIT if CREDIT in one.text else "Quill Wire"),)} for one in told
    }
    documents = {one.id: one for one in told}
    ties = ties_of(find_reuse(told), {}, {})
    return told, source, outside, ties, documents


def test_a_credit_copied_with_the_text_is_not_the_copys_own():
    told, source, outside, ties, documents = credited((1, 2, 2))
    own = own_credits(outside, ties, documents)
    assert own == {(told[0].id, source.id), (told[2].id, source.id)}
    named = first_hand(outside, ties, documents, {source.id: source})
    assert named == {told[0].id: {source.id}, told[1].id: frozenset(), told[2].id: {source.id}}


@pytest.mark.parametrize("kept", [2, 3])
def test_where_nobody_names_an_outlet_first_hand_each_does(kept):
    told, source, outside, ties, documents = credited((1, 1, 1))
    outside = {one.id: outside[one.id] for one in told[:kept]}
    named = first_hand(outside, ties, documents, {source.id: source})
    assert [bool(named[one.id]) for one in told[:kept]] == (
        [True, True] if kept == 2 else [False, False, True]
    )


def test_a_person_is_no_outlet():
    _, source, outside, ties, documents = credited((1, 2, 2))
    benn = type(source)(source.id, "Orla Benn", "person")
    assert not any(first_hand(outside, ties, documents, {source.id: benn}).values())
