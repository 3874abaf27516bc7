import math

import pytest
from drawn_paths import inside, rings
from hypothesis import given
from hypothesis import strategies as st

from firsthand.publish.site.outlines import KM, UNIT, Ground, ground, land, outlines, project

PLACES = {
    "NO": (9.0, 61.0),
    "BR": (-52.0, -10.0),
    "AU": (134.0, -25.0),
    "FR": (2.5, 47.0),
    "JP": (138.5, 36.2),
}


@pytest.mark.parametrize("whole", [True, False])
def test_places_fall_into_the_outline_of_their_country(whole: bool) -> None:
    name = {c["code"]: c["name"] for c in outlines()["countries"]}
    drawn = ground(PLACES.values(), width=1040, most=640, whole=whole)
    countries = land([drawn], frozenset(PLACES), width=0 if whole else 1040)
    path = {n: p for n, p, _ in countries}
    for code, (longitude, latitude) in PLACES.items():
        assert inside(drawn.project(longitude, latitude), path[name[code]]), code
        assert not inside(drawn.project(-150.0, 30.0), path[name[code]])
    code_of = {c["name"]: c["code"] for c in outlines()["countries"]}
    assert {code_of[n] for n, _, has in countries if has} == set(PLACES)


def test_no_outline_runs_across_the_map_at_the_edge_of_the_world() -> None:
    drawn = _bare([(-170.0, 66.0), (175.0, 66.0)], 1040, 640)
    for name, path, _ in land([drawn], frozenset()):
        for ring in rings(path):
            for (x, _), (next_x, _) in zip(ring, ring[1:] + ring[:1], strict=True):
                assert abs(next_x - x) < drawn.whole[2] / 3, name


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-58, 84)), min_size=1, max_size=6))
def test_every_place_is_in_the_first_view(places: list[tuple[float, float]]) -> None:
    drawn = _bare(places, 1040, 640)
    x, y, width, height = drawn.box
    for longitude, latitude in places:
        a, b = drawn.project(longitude, latitude)
        assert x - 1 <= a <= x + width + 1 and y - 1 <= b <= y + height + 1
    assert 1 <= drawn.height <= 641


def test_a_town_alone_is_shown_with_its_surroundings() -> None:
    drawn = _bare([(14.6, 67.3)], 1040, 640)
    assert 3 * UNIT < drawn.box[3] < 8 * UNIT


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    for place in ((14.6, 67.3), (0.1, 0.1), (100.0, -40.0)):
        drawn = _bare([place], 1040, 640)
        km = float(drawn.bar[1].removesuffix(" km").replace(",", ""))
        assert math.isclose(drawn.bar[0] / UNIT * KM, km)
        assert 50 <= drawn.bar[0] / (drawn.box[2] / 1040) <= 151
        # east and west are as long as north and south where the records are
        here, east = (
            project(place[0], place[1], drawn.squeeze),
            project(place[0] + 1, place[1], drawn.squeeze),
        )
        wanted = math.cos(math.radians(min(60.0, abs(place[1]))))
        assert math.isclose((east[0] - here[0]) / UNIT, wanted, abs_tol=0.001)


def test_the_far_side_of_the_world_is_coarser_than_what_is_shown() -> None:
    near, far = ([_bare([place], 1040, 640)] for place in ((14.6, 67.3), (170.0, -40.0)))
    path = [{n: p for n, p, _ in land(side, frozenset())} for side in (near, far)]
    points = [sum(map(len, rings(side["Norway"]))) for side in path]
    assert points[0] > 1.3 * points[1]
    assert sum(map(len, path[0].values())) < 300_000


def _bare(places: list[tuple[float, float]], width: int, most: int) -> Ground:
    return ground(places, width=width, most=most, whole=False)
