from dataclasses import replace

from harbour_register import CODEBOOK

from firsthand.model import Findings, Place
from firsthand.publish.site.record_map import RecordMap, record_map
from firsthand.publish.site.records import types_of
from firsthand.publish.telling.index import index_of


def drawn(findings: Findings) -> RecordMap:
    found = record_map(types_of(index_of(findings), CODEBOOK))
    assert found is not None
    return found


def test_a_mark_says_what_is_known_and_what_is_contested(registered: Findings) -> None:
    found = drawn(registered)
    for drawing in found.drawings:
        pins = {p.name: p for p in drawing.pins}
        assert not pins["Port Ansel"].ring and not pins["Port Ansel"].contested
        assert pins["Denmark"].ring and pins["Denmark"].contested
        assert "only the country is known" in pins["Denmark"].title
        assert pins["Skarhaven"].ring and "only the region" in pins["Skarhaven"].title
        assert len({(p.shape, p.colour) for p in drawing.pins}) == 3
    assert [r.title for r in found.unplaced] == ["nowhere named"]
    assert [row.known for row in found.rows] == ["only the country", "only the region", "town"]


def test_records_of_one_place_are_one_mark_with_their_number_and_types_stand_side_by_side(
    registered: Findings,
) -> None:
    dump = next(r for r in registered.records if r.type == "dump")
    inquiry = next(r for r in registered.records if r.type == "inquiry")
    there = dump.fields[0]
    more = tuple(replace(dump, id=f"r-{i}", title=f"Dump {i}") for i in range(4))
    moved = replace(inquiry, fields=(replace(there, name="state"), *inquiry.fields[1:]))
    found = drawn(replace(registered, records=(*more, moved)))
    one, other = sorted(found.drawings[0].pins, key=lambda p: p.aside)
    assert (len(one.records), len(other.records)) == (4, 1)
    assert (one.x, one.y) == (other.x, other.y) and other.aside - one.aside > 12
    assert one.address == other.address and sum(bool(row.address) for row in found.rows) == 1


def test_a_place_that_accounts_tell_differently_is_drawn_at_each(registered: Findings) -> None:
    dump = next(r for r in registered.records if r.type == "dump")
    place = dump.fields[0]
    elsewhere = replace(
        place.values[0], text="Oldmouth", place=Place(0, 0, "Oldmouth", "NO", 60.0, 6.0, 7, "city")
    )
    torn = replace(
        dump,
        standing="contested",
        fields=(replace(place, values=(place.values[0], elsewhere), contested=True),),
    )
    pins = drawn(replace(registered, records=(torn,))).drawings[0].pins
    assert {p.name for p in pins} == {"Port Ansel", "Oldmouth"} and all(p.contested for p in pins)
    told = replace(torn, fields=(replace(torn.fields[0], contested=False),))
    assert [p.name for p in drawn(replace(registered, records=(told,))).drawings[0].pins] == ["Port Ansel"]


def test_names_do_not_run_into_one_another(registered: Findings) -> None:
    dump = next(r for r in registered.records if r.type == "dump")

    def at(i: int) -> object:
        place = Place(0, 0, f"Town number {i}", "NO", 60 + i * 0.01, 10 + (i % 7) * 0.02, i, "city")
        value = replace(dump.fields[0].values[0], place=place, text=place.name)
        return replace(dump, id=f"r-{i}", fields=(replace(dump.fields[0], values=(value,)),))

    found = drawn(replace(registered, records=tuple(at(i) for i in range(60))))  # type: ignore[arg-type]
    for drawing in found.drawings:
        boxes = []
        for p in drawing.pins:
            if p.label:
                x = p.x / drawing.scale + (11 if p.label == "right" else -11 - 6.6 * len(p.name))
                boxes.append((x, p.y / drawing.scale - 8, x + 6.6 * len(p.name), p.y / drawing.scale + 8))
        assert 0 < len(boxes) < 60
        for i, a in enumerate(boxes):
            assert not any(
                a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1 for b in boxes[:i]
            )


def test_without_coordinates_there_is_no_map(registered: Findings) -> None:
    nowhere = tuple(r for r in registered.records if r.title == "nowhere named")
    assert record_map(types_of(index_of(replace(registered, records=nowhere)), CODEBOOK)) is None
