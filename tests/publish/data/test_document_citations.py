import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pybtex.database import BibliographyData, parse_string

from firsthand.model import Document
from firsthand.publish.data.citations import address, bibtex, csl_json, keys
from firsthand.publish.publication import Files

# The parts of the CSL-JSON schema (github.com/citation-style-language/schema, csl-data.json) in use here.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": ["webpage", "document"]},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"literal": {"type": "string"}},
                    "additionalProperties": False,
                },
            },
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"type": "integer"},
                        },
                    }
                },
            },
            **{
                name: {"type": "string"}
                for name in ("title", "publisher", "container-title", "language", "URL", "note")
            },
        },
    },
}


def read_bibtex(data: bytes) -> BibliographyData:
    return parse_string(data.decode(), "bibtex")


def test_every_document_can_be_cited_in_both_forms_by_one_key(files: Files, publication: Any) -> None:
    entries = read_bibtex(files["data/citations.bib"]).entries
    items = json.loads(files["data/citations.json"])
    Draft202012Validator(SCHEMA).validate(items)
    assert list(entries) == [item["id"] for item in items]
    assert len(items) == len(publication.findings.documents)
    wire = entries["northernwire-2031-" + next(k for k in entries if k.startswith("northernwire"))[-8:]]
    assert wire.fields["title"] == "{Barrels under the quay of Port Ansel, group says}"
    assert (wire.fields["year"], wire.fields["month"]) == ("2031", "March")


@pytest.mark.filterwarnings("ignore::UserWarning")  # citeproc-py warns of fields it does not know
def test_a_style_renders_them(files: Files) -> None:
    items = json.loads(files["data/citations.json"])
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    rendered = [str(line) for line in bibliography.bibliography()]
    assert len(rendered) == len(items)
    assert any("Barrels under the quay of Port Ansel, group says" in line for line in rendered)


def test_nothing_in_a_title_runs_or_breaks_latex(hostile_files: Files) -> None:
    (entry,) = read_bibtex(hostile_files["data/citations.bib"]).entries.values()
    assert entry.fields["howpublished"] == (
        r'+Pa"per, \textbraceright{}\textbraceleft{} \& Sons \% '
        r"\textbackslash{} \$ \# \_ \textasciitilde{} \textasciicircum{} 港口"
    )
    assert not set(entry.fields["url"]) & set(' {}"\\<>')
    Draft202012Validator(SCHEMA).validate(json.loads(hostile_files["data/citations.json"]))


def test_an_author_is_named_as_printed_and_only_where_there_is_one() -> None:
    d = Document("ab" * 32, "a.txt", "", title="T", author="Ina Roe and Ben Tal")
    assert json.loads(csl_json([d]))[0]["author"] == [{"literal": "Ina Roe and Ben Tal"}]
    (entry,) = read_bibtex(bibtex([d])).entries.values()
    assert len(entry.persons["author"]) == 1  # braces keep it whole
    assert "author" not in json.loads(csl_json([replace(d, author=None)]))[0]


def test_keys_are_unique_and_do_not_move_when_documents_are_added() -> None:
    documents = [
        Document(f"{i:08x}" + "f" * 56, f"{i}.txt", "", publisher="The Åre Päper", published=date(2031, 1, 1))
        for i in range(30)
    ]
    alike = Document("00000001" + "0" * 56, "x", "", publisher="The Åre Päper", published=date(2031, 1, 1))
    few, many = keys(documents[:9]), keys(documents)
    assert all(many[i] == key for i, key in few.items())
    assert many[documents[1].id] == "thearepaper-2031-00000001"
    assert len(set(keys([*documents, alike]).values())) == 31
    assert keys(reversed(documents)) == many


@given(st.text(), st.text())
def test_any_title_gives_an_entry_that_is_read_back(title: str, publisher: str) -> None:
    from firsthand.publish.rows.characters import printable

    d = Document("ab" * 32, "a.txt", "", title=printable(title), publisher=printable(publisher))
    (entry,) = read_bibtex(bibtex([d])).entries.values()
    assert entry.fields["note"].startswith("SHA-256")


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_an_address_has_nothing_that_would_end_it(url: str) -> None:
    assert not set(address(url)) & set(' {}"\\<>\n')
    assert address(address(url)) == address(url)
