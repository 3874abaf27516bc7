import json
from dataclasses import replace
from datetime import date

from geojson_pydantic import FeatureCollection

from firsthand.model import Field, Findings, Place, Record, Value
from firsthand.publish.data.geojson import geojson
from firsthand.publish.publication import Files, Publication


def read(data: bytes) -> list[dict]:  # type: ignore[type-arg]
    text = data.decode()
    FeatureCollection.model_validate_json(text)
    return json.loads(text)["features"]  # type: ignore[no-any-return]


def test_a_point_a_record_with_longitude_first(files: Files) -> None:
    found = {f["properties"]["title"]: f for f in read(files["data/records.geojson"])}
    ansel = found["Port Ansel, Norway"]
    assert ansel["geometry"] == {"type": "Point", "coordinates": [14.6, 67.3]}
    assert ansel["properties"]["precision"] == "city" and not ansel["properties"]["uncertain"]
    assert ansel["properties"]["fields"]["number"] == "at least 44"
    assert ansel["properties"]["type_label"] == "Dumps"


def test_what_is_only_known_to_a_country_or_region_says_so(files: Files) -> None:
    for f in read(files["data/records.geojson"]):
        if f["properties"]["precision"] in ("country", "region"):
            assert f["properties"]["uncertain"]


def test_a_record_without_a_place_is_kept_without_a_point(files: Files) -> None:
    found = {f["properties"]["title"]: f for f in read(files["data/records.geojson"])}
    nowhere = found["nowhere named"]
    assert nowhere["geometry"] is None and nowhere["properties"]["uncertain"]
    assert nowhere["properties"]["place_field"] is None


def test_coordinates_that_are_none_on_earth_are_no_point(hostile_files: Files) -> None:
    assert [f["geometry"] for f in read(hostile_files["data/records.geojson"])] == [None, None]


def test_each_answer_to_where_has_its_point_when_they_differ() -> None:
    places = [Place(0, 1, f"Town {i}", "NO", 60.0 + i, 5.0, None, "city") for i in range(2)]
    field = Field("place", "place", tuple(Value(p.name, place=p) for p in places), contested=True)
    other = Field("seen_from", "place", (Value("Elsewhere", place=replace(places[0], latitude=1.0)),))
    record = Record("r", "sighting", "Somewhere", "", (field, other), ())
    made = read(geojson(Publication(Findings(records=(record,)), "t", date(2031, 1, 1))))
    assert [f["id"] for f in made] == ["r", "r/2"]
    assert [f["geometry"]["coordinates"] for f in made] == [[5.0, 60.0], [5.0, 61.0]]
    assert all(f["properties"]["place_contested"] and f["properties"]["uncertain"] for f in made)
    assert {f["properties"]["record"] for f in made} == {"r"}


def test_ids_of_features_are_used_once(files: Files) -> None:
    ids = [f["id"] for f in read(files["data/records.geojson"])]
    assert len(ids) == len(set(ids)) > 0
