import json

import pytest

pytest.importorskip("followthemoney", reason="the extra firsthand[entities] is not installed")

from followthemoney import EntityProxy, model
from followthemoney.types import registry

from firsthand.publish.data import entities
from firsthand.publish.publication import Files, Publication


def read(data: bytes) -> dict[str, EntityProxy]:
    found = {}
    for line in data.decode().splitlines():
        raw = json.loads(line)
        entity = model.get_proxy(raw)
        entity.schema.validate(raw)
        # What the library would clean away or refuse was not right in the first place.
        for prop, value in entity.itervalues():
            assert prop.type.validate(value), (prop.qname, value)
        assert entity.id and entity.id not in found
        found[entity.id] = entity
    return found


def test_every_entity_is_valid_and_every_reference_is_to_one_of_fitting_kind(
    files: Files, hostile_files: Files
) -> None:
    for made in (files, hostile_files):
        found = read(made["data/followthemoney.jsonl"])
        assert found
        for entity in found.values():
            for prop, value in entity.itervalues():
                if prop.type == registry.entity:
                    assert prop.range and found[value].schema.is_a(prop.range), (prop.qname, value)


def test_every_country_and_language_in_use_is_one_that_the_model_knows() -> None:
    assert [code for code in entities._countries() if not registry.country.validate(code.lower())] == []
    assert [code for code in entities._LANGUAGES.values() if not registry.language.validate(code)] == []


def test_values_fit_the_model_as_long_as_they_are() -> None:
    for schema in ("Article", "Event", "Address", "Organization", "Documentation"):
        for name, prop in model.schemata[schema].properties.items():
            if name in entities._ROOM or prop.type == registry.string:
                assert entities._ROOM.get(name, entities._STRING) <= prop.type.max_length


def test_required_properties_are_filled(files: Files, hostile_files: Files) -> None:
    for made in (files, hostile_files):
        for entity in read(made["data/followthemoney.jsonl"]).values():
            assert all(entity.has(name) for name in entity.schema.required), entity.to_dict()


def test_there_is_no_person_and_no_name_of_one_among_the_entities(
    files: Files, publication: Publication
) -> None:
    found = read(files["data/followthemoney.jsonl"])
    assert not [e for e in found.values() if e.schema.is_a("Person")]
    named = {name for e in found.values() if not e.schema.is_a("Documentation") for name in e.names}
    assert not named & {s.name for s in publication.findings.sources if s.kind == "person"}
    assert not [e for e in found.values() if e.has("peopleMentioned", quiet=True)]


def test_a_record_is_an_event_with_its_place_and_a_link_to_each_document(files: Files) -> None:
    found = read(files["data/followthemoney.jsonl"])
    event = next(e for e in found.values() if e.schema.is_a("Event") and e.caption == "Port Ansel, Norway")
    assert event.get("date") == ["2019"] and event.get("country") == ["no"]
    address = found[event.get("addressEntity")[0]]
    assert address.get("latitude") == ["67.3"] and address.get("city") == ["Port Ansel"]
    links = [e for e in found.values() if e.schema.is_a("Documentation") and e.get("entity") == [event.id]]
    assert {link.get("document")[0] for link in links} == set(event.get("proof"))
    assert any("At least 44 barrels" in text for link in links for text in link.get("summary"))


def test_bodies_of_states_are_public_bodies(files: Files) -> None:
    found = {e.caption: e.schema.name for e in read(files["data/followthemoney.jsonl"]).values()}
    assert found["Velmark"] == "PublicBody" and found["Tidewatch"] == "Organization"
