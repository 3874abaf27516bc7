import json
from dataclasses import replace
from typing import get_args

import pytest
from harbour import harbour as build_harbour
from harbour import unsaid

from firsthand.model import Decision, Edge, Findings, Lineage, Passage
from firsthand.model.claim import ConflictKind, Standing, VariantKind
from firsthand.model.document import BlockKind
from firsthand.model.errors import ExportError
from firsthand.model.lineage import EdgeKind
from firsthand.model.mention import SourceKind
from firsthand.model.statement import Stance
from firsthand.publish.export import as_contract, check, export_json, schema


def test_the_contract_holds_and_says_what_it_is(harbour: Findings) -> None:
    case = json.loads(export_json(harbour))
    assert (case["format"], case["version"]) == ("firsthand.case", 1)
    assert case["records"] == case["decisions"] == []
    assert len(case["statements"]) == len(harbour.statements)
    texts = {d["id"]: d["text"] for d in case["documents"]}
    for s in case["statements"]:
        assert texts[s["document"]][s["start"] : s["end"]] == s["text"]
        assert s["claim"] in {c["id"] for c in case["claims"]}


def test_every_name_of_the_contract_is_required_by_the_schema() -> None:
    required = schema()["$defs"]
    statement = {"id", "document", "start", "end", "text", "quoted", "stance", "attribution", "claim"}
    assert statement | {"attribution_evidence", "quantities", "places", "dates"} <= set(
        required["statement"]["required"]
    )
    assert {"from", "to", "kind", "confidence", "evidence"} <= set(required["edge"]["required"])
    assert {
        "id",
        "name",
        "title",
        "publisher",
        "author",
        "published",
        "language",
        "url",
        "characters",
        "text",
    } <= set(required["document"]["required"])


@pytest.mark.parametrize(
    ("of", "field", "kinds"),
    [
        ("block", "kind", BlockKind),
        ("source", "kind", SourceKind),
        ("statement", "stance", Stance),
        ("claim", "standing", Standing),
        ("conflict", "kind", ConflictKind),
        ("variant", "kind", VariantKind),
        ("edge", "kind", EdgeKind),
    ],
)
def test_every_kind_of_the_model_fits_the_schema(of: str, field: str, kinds: object) -> None:
    assert set(schema()["$defs"][of]["properties"][field]["enum"]) == set(get_args(kinds))


def test_the_same_findings_give_the_same_bytes() -> None:
    assert export_json(build_harbour()) == export_json(build_harbour())


def test_an_empty_case_fits(harbour: Findings) -> None:
    assert json.loads(export_json(Findings()))["documents"] == []
    assert json.loads(export_json(unsaid()))["statements"] == []


def test_offsets_count_code_points_beyond_the_basic_plane(harbour: Findings) -> None:
    document = harbour.documents[0]
    shifted = replace(document, text="𝔸🜁 " + document.text)
    said = [s for s in harbour.statements if s.document == document.id]
    moved = tuple(replace(s, start=s.start + 3, end=s.end + 3, evidence=()) for s in said)
    sources = tuple(replace(s, document=None) for s in harbour.sources)
    export_json(Findings(documents=(shifted,), sources=sources, statements=moved))


def test_a_passage_that_is_not_in_the_text_is_refused(harbour: Findings) -> None:
    wrong = replace(harbour.statements[0], text="something nobody wrote")
    with pytest.raises(ExportError, match="is not what its document says"):
        export_json(replace(harbour, statements=(wrong, *harbour.statements[1:])))


def test_what_is_mentioned_must_exist(harbour: Findings) -> None:
    with pytest.raises(ExportError, match="not among the sources"):
        export_json(replace(harbour, sources=()))
    with pytest.raises(ExportError, match="no node"):
        export_json(replace(harbour, lineage=Lineage((), (Edge("a", "b", "cites", 1.0),))))


def test_an_id_used_twice_is_refused(harbour: Findings) -> None:
    with pytest.raises(ExportError, match="used twice"):
        export_json(replace(harbour, claims=(harbour.claims[0], *harbour.claims)))


def test_a_fault_names_the_place_and_what_to_do(harbour: Findings) -> None:
    case = as_contract(harbour)
    case["claims"][0]["standing"] = "true"
    with pytest.raises(ExportError, match=r"claims/0/standing.*please report"):
        check(case)


def test_unknown_is_null_and_never_invented(harbour: Findings) -> None:
    case = json.loads(export_json(harbour))
    translated = next(d for d in case["documents"] if d["name"] == "translated.txt")
    assert translated["publisher"] is None and translated["published"] is None
    assert all(c["credibility"] is None for c in case["claims"])


def test_records_lead_to_claims_and_statements(registered: Findings) -> None:
    case = json.loads(export_json(registered))
    dump = next(r for r in case["records"] if r["type"] == "dump")
    assert [v["value"] for v in dump["fields"]["number"]] == ["31", "at least 44"]
    claims = {c["id"] for c in case["claims"]}
    assert all(set(v["claims"]) <= claims for r in case["records"] for vs in r["fields"].values() for v in vs)
    assert next(r for r in case["records"] if r["type"] == "inquiry")["contested"] == ["status"]
    assert case["tallies"][0]["explanation"].startswith("Tidewatch counts 44")
    assert [(d["action"], d["value"]) for d in case["decisions"]] == [("judge-claim", "false")]


def test_decisions_are_exported_with_what_they_changed_and_whether_they_hold(registered: Findings) -> None:
    document, claim = registered.documents[0], registered.claims[0]
    at = "2031-03-09T10:00:00+00:00"
    bounds = Decision(
        "d-1", at, "R.", "set-bounds", claim.statements[0], "Only these words say it.", kind="statement",
        passage=Passage(document.id, 0, 5),
    )  # fmt: skip
    gone = replace(bounds, id="d-2", passage=Passage("gone", 0, 5))
    said = replace(bounds, id="d-3", action="set-attribution", passage=None, chain=("Tidewatch", "The Post"))
    merged = replace(bounds, id="d-4", action="merge-claims", target=claim.id, passage=None, others=("c-9",))
    back = Decision("d-5", at, "R.", "withdraw", "d-4", "They do not say the same.", kind="decision")
    case = json.loads(export_json(replace(registered, decisions=(bounds, gone, said, merged, back))))
    told = {d["id"]: d for d in case["decisions"]}
    assert told["d-1"]["passage"] == {"document": document.id, "start": 0, "end": 5}
    assert told["d-2"]["passage"] is None
    assert (told["d-3"]["chain"], told["d-4"]["others"]) == (["Tidewatch", "The Post"], ["c-9"])
    assert [d["holds"] for d in case["decisions"]] == [True, True, True, False, False]


def test_a_record_that_names_no_claim_of_the_case_does_not_leave(registered: Findings) -> None:
    record = replace(registered.records[0], claims=("c-none",))
    with pytest.raises(ExportError, match="c-none is not among the claims"):
        export_json(replace(registered, records=(record, *registered.records[1:])))
