from dataclasses import replace
from datetime import date

from orrery import COPY, WIRE, document

from firsthand.trace.direction import find_direction
from firsthand.trace.wording.reuse import reuse_of

OWN = (
    "Nobody in the valley had asked for the clock tower to be lit. The mayor's office wanted it. "
    "Shopkeepers grumbled about the bill for weeks. A petition went round the market and came back with more "
    "jokes than names. One baker baked a loaf in the shape of the tower and sold it with the roof missing. "
    "By Thursday even the sexton had an opinion. The council met behind shut doors and said nothing. "
    "So the lamps went up on a wet Friday night, and three of the four were dark again before breakfast. "
)


def found(a, b, *, credits=frozenset()):
    reuse = reuse_of(a, b)
    first, second = (a, b) if reuse.a == a.id else (b, a)
    return find_direction(reuse, first, second, credits=credits)


def directed(a, b, *, credits=frozenset()):
    direction = found(a, b, credits=credits)
    return {a.id: a.name, b.id: b.name}[direction.parent], direction.why


def test_who_credits_the_other_is_the_child():
    wire, copy = (
        document("wire", WIRE, published=date(2030, 5, 9)),
        document("copy", COPY, published=date(2030, 5, 8)),
    )
    assert directed(wire, copy, credits={(copy.id, wire.id)}) == ("wire", "credit")


def test_the_earlier_is_the_parent():
    wire, copy = (
        document("wire", WIRE, published=date(2030, 5, 9)),
        document("copy", COPY, published=date(2030, 5, 6)),
    )
    assert directed(wire, copy) == ("copy", "date")


def test_a_day_apart_says_less_than_a_week():
    wire = document("wire", WIRE, published=date(2030, 5, 1))
    next_day, next_week = (document("copy", COPY, published=date(2030, 5, day)) for day in (2, 8))
    assert found(wire, next_day).likely < found(wire, next_week).likely


def test_the_day_at_the_head_counts_where_none_was_read():
    early = document("b", f"Updated 6 May , 2030\n\n{WIRE}")
    late = document("a", f"OSKHAVEN , May 9 , 2030 -\n\n{WIRE}")
    assert directed(early, late) == ("b", "date")


def test_what_was_cut_down_lies_in_what_it_was_cut_from():
    assert directed(document("a-copy", COPY), document("wire", WIRE)) == ("wire", "containment")


def test_who_tells_of_a_later_day_was_later():
    told = "The council voted on Sunday to mend the old bridge over the Osk before the frost sets in."
    later = f"{told} Work began on Monday."
    direction = found(document("a", later), document("b", told))
    assert {clue.kind for clue in direction.clues} >= {"later"}
    assert next(clue for clue in direction.clues if clue.kind == "later").parent == document("b", told).id


def test_a_pasted_block_stands_behind_an_own_beginning():
    pasted = document("a", f"{OWN}{WIRE}")
    wire = document("b", f"{WIRE} {' '.join(OWN.split()[::-1])}")
    clue = next(clue for clue in found(pasted, wire).clues if clue.kind == "placement")
    assert clue.parent == wire.id


def test_clues_that_point_both_ways_make_the_direction_less_sure():
    wire = document("wire", WIRE, published=date(2030, 5, 9))
    copy = document("copy", COPY, published=date(2030, 5, 2))
    undated = found(replace(wire, published=None), replace(copy, published=None))
    assert undated.parent == wire.id
    both = found(wire, copy)
    assert both.parent == copy.id
    assert both.likely < 0.98


def test_twins_without_dates_have_no_direction():
    wire = document("b", WIRE)
    assert directed(wire, replace(wire, id="other", name="a")) == ("a", "unknown")
