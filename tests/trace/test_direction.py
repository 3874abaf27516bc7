from dataclasses import replace
from datetime import date

from orrery import COPY, WIRE, document

from firsthand.trace.direction import find_direction
from firsthand.trace.wording.reuse import find_reuse


def directed(a, b, *, credits=frozenset()):
    (reuse,) = find_reuse([a, b])
    first, second = (a, b) if reuse.a == a.id else (b, a)
    found = find_direction(reuse, first, second, credits=credits)
    return {a.id: a.name, b.id: b.name}[found.parent], found.why


def test_who_credits_the_other_is_the_child():
    wire, copy = (
        document("wire", WIRE, published=date(2030, 5, 9)),
        document("copy", COPY, published=date(2030, 5, 8)),
    )
    assert directed(wire, copy, credits={(copy.id, wire.id)}) == ("wire", "credit")


def test_the_earlier_is_the_parent():
    wire, copy = (
        document("wire", WIRE, published=date(2030, 5, 9)),
        document("copy", COPY, published=date(2030, 5, 8)),
    )
    assert directed(wire, copy) == ("copy", "date")


def test_what_was_cut_down_lies_in_what_it_was_cut_from():
    assert directed(document("a-copy", COPY), document("wire", WIRE)) == ("wire", "containment")


def test_twins_without_dates_have_no_direction():
    wire = document("b", WIRE)
    assert directed(wire, replace(wire, id="other", name="a")) == ("a", "unknown")
