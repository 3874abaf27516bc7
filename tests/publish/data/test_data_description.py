import csv
import io
import json
from datetime import date

from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from firsthand.publish.publication import Files

# From https://specs.frictionlessdata.io/ (data-package, tabular-data-resource, table-schema), version 1.
SCHEMA = {
    "type": "object",
    "required": ["resources", "name", "profile"],
    "properties": {
        "name": {"pattern": "^[a-z0-9._-]+$"},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "required": ["name", "path"],
                "properties": {
                    "name": {"pattern": "^[a-z0-9._-]+$"},
                    "path": {"pattern": "^[A-Za-z0-9._-]+$"},
                    "description": {"minLength": 1},
                    "schema": {
                        "required": ["fields"],
                        "properties": {
                            "fields": {
                                "items": {
                                    "required": ["name", "type", "description"],
                                    "properties": {
                                        "type": {"enum": ["string", "integer", "number", "boolean", "date"]},
                                        "description": {"minLength": 1},
                                    },
                                }
                            }
                        },
                    },
                },
            },
        },
    },
}


def rows_of(data: bytes) -> list[dict[str, str]]:
    csv.field_size_limit(10_000_000)  # a title made to harm is longer than the module's own limit
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_file_is_described_and_every_description_has_its_file(
    files: Files, hostile_files: Files
) -> None:
    for made in (files, hostile_files):
        package = json.loads(made["data/datapackage.json"])
        Draft202012Validator(SCHEMA).validate(package)
        described = [f"data/{r['path']}" for r in package["resources"]]
        assert set(described) == set(made) - {"data/README.md", "data/datapackage.json"}
        assert len({r["name"] for r in package["resources"]}) == len(described)


def test_every_cell_is_what_its_description_says(files: Files, hostile_files: Files) -> None:
    for made in (files, hostile_files):
        package = json.loads(made["data/datapackage.json"])
        tables = {r["name"]: r for r in package["resources"] if "schema" in r}
        assert tables
        for resource in tables.values():
            rows = rows_of(made[f"data/{resource['path']}"])
            header = made[f"data/{resource['path']}"].decode("utf-8-sig").split("\r\n")[0]
            for field in resource["schema"]["fields"]:
                assert field["name"].split('"')[0].lstrip("=") in header
                for row in rows:
                    cell = row.get(field["name"], "")
                    if cell == "":
                        continue
                    if field["type"] == "integer":
                        assert int(cell) is not None
                    elif field["type"] == "number":
                        assert abs(float(cell)) < float("inf")
                    elif field["type"] == "date":
                        assert date.fromisoformat(cell)
                    elif field["type"] == "boolean":
                        assert cell in ("yes", "no")


def test_keys_are_unique_and_lead_somewhere(files: Files) -> None:
    package = json.loads(files["data/datapackage.json"])
    rows = {r["name"]: rows_of(files[f"data/{r['path']}"]) for r in package["resources"] if "schema" in r}
    checked = 0
    for resource in package["resources"]:
        schema = resource.get("schema", {})
        if "primaryKey" in schema:
            ids = [row[schema["primaryKey"]] for row in rows[resource["name"]]]
            assert len(ids) == len(set(ids))
        for foreign in schema.get("foreignKeys", ()):
            there = {row[foreign["reference"]["fields"]] for row in rows[foreign["reference"]["resource"]]}
            for row in rows[resource["name"]]:
                assert row[foreign["fields"]] in there | {""}
                checked += 1
    assert checked


def test_the_page_lists_every_column_and_takes_no_markup_from_the_case(
    files: Files, hostile_files: Files
) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    for made in (files, hostile_files):
        text = made["data/README.md"].decode()
        html = parser.render(text)
        assert "<b>" not in html and "<script" not in html
        package = json.loads(made["data/datapackage.json"])
        for resource in package["resources"]:
            assert (resource.get("path") or "").rsplit(".", 1)[0] in text
        columns = sum(len(r["schema"]["fields"]) for r in package["resources"] if "schema" in r)
        tables = sum(1 for r in package["resources"] if "schema" in r)
        assert html.count("<tr>") == columns + tables
