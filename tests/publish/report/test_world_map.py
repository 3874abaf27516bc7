import itertools
from dataclasses import replace

import pytest
from drawn_paths import inside, rings
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Findings, Place
from firsthand.publish.report.world_map import project, world, world_map
from firsthand.publish.telling.index import index_of


def test_places_fall_into_the_outline_of_their_country() -> None:
    outline = {c["code"]: c["path"] for c in world()["countries"]}
    for code, longitude, latitude in (
        ("NO", 9.0, 61.0),
        ("BR", -52.0, -10.0),
        ("AU", 134.0, -25.0),
        ("FR", 2.5, 47.0),
    ):
        assert inside(project(longitude, latitude), outline[code]), code
        assert not inside(project(-150.0, 30.0), outline[code])


def test_no_outline_crosses_the_whole_map() -> None:
    """A country on both sides of 180° must not be drawn as a band around the world."""
    for country in world()["countries"]:
        for ring in rings(country["path"]):
            for (x, _), (next_x, _) in itertools.pairwise(ring):
                assert abs(next_x - x) < 3000, country["name"]


@given(st.floats(-180, 180), st.floats(-58, 84))
def test_every_place_is_on_the_map(longitude: float, latitude: float) -> None:
    x, y = project(longitude, latitude)
    assert -1 <= x <= world()["width"] + 1 and -1 <= y <= world()["height"] + 1


def test_a_town_is_a_dot_a_country_a_ring_and_the_contested_is_split(harbour: Findings) -> None:
    drawn = world_map(index_of(harbour))
    assert drawn is not None
    spots = {s.name: s for s in drawn.spots}
    assert not spots["Port Ansel"].ring and spots["Velmark"].ring
    assert spots["Velmark"].contested and not spots["Skarhaven"].contested
    assert "only the country is known" in spots["Velmark"].title
    x, y, width, height = drawn.box
    assert all(x <= s.x <= x + width and y <= s.y <= y + height for s in drawn.spots)


@pytest.mark.parametrize("width", [1040, 350])
def test_places_all_over_show_the_whole_world(harbour: Findings, width: int) -> None:
    far = tuple(
        Place(0, 1, f"P{i}", "XX", lat, lon, i) for i, (lat, lon) in enumerate([(60, -150), (-40, 170)])
    )
    spread = replace(
        harbour, statements=(replace(harbour.statements[0], places=far), *harbour.statements[1:])
    )
    drawn = world_map(index_of(spread), width=width)
    assert drawn is not None and drawn.box == drawn.world


def test_what_has_no_coordinates_is_listed(harbour: Findings) -> None:
    nowhere = replace(harbour.statements[0], places=(Place(0, 1, "Nowhere Sound"),))
    drawn = world_map(index_of(replace(harbour, statements=(nowhere,))))
    assert drawn is not None and drawn.unplaced == ("Nowhere Sound",) and drawn.spots == ()
    assert world_map(index_of(replace(harbour, statements=()))) is None
