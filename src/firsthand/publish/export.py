"""The whole case as one JSON object that other programs can read and check.

The contract is `firsthand.case`, version 1: `schema/firsthand.case.v1.schema.json` ships with the
package, and nothing leaves that does not fit it. Beyond the schema, every id that is mentioned must
exist and every statement must be, letter for letter, what its document says at that place.
Units: offsets are Unicode code points into `documents[].text`, half open. Raises `ExportError`.
"""

import functools
import json
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, Any

from firsthand.model import (
    DateRange,
    Document,
    Findings,
    Lineage,
    Passage,
    Place,
    Quantity,
    Record,
    Statement,
    Value,
)
from firsthand.model.errors import ExportError
from firsthand.review import in_force
from firsthand.review.decided import decisions_on_claims

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

FORMAT = "firsthand.case"
VERSION = 1


def export_json(findings: Findings, *, protected: bool = False) -> str:
    """Return the case as JSON text, checked against the contract; the same findings give the same text."""
    case = as_contract(findings)
    if protected:
        case["pseudonymous"] = True
    check(case)
    return json.dumps(case, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def as_contract(findings: Findings) -> dict[str, Any]:
    """Return the findings as the plain dictionaries and lists of the contract, unchecked."""
    there = {document.id for document in findings.documents}
    holding = {decision.id for decision in in_force(findings.decisions)}
    decided = decisions_on_claims(findings)
    claim_of = {statement: claim.id for claim in findings.claims for statement in claim.statements}
    return {
        "format": FORMAT,
        "version": VERSION,
        "documents": [_document(document) for document in findings.documents],
        "sources": [
            {"id": s.id, "name": s.name, "kind": s.kind, "aliases": list(s.aliases), "document": s.document}
            for s in findings.sources
        ],
        "statements": [_statement(s, claim_of.get(s.id)) for s in findings.statements],
        "claims": [
            {
                "id": c.id,
                "text": c.text,
                "statements": list(c.statements),
                "origins": list(c.origins),
                "independent_origins": c.independent_origins,
                "documents": c.documents,
                "standing": c.standing,
                "credibility": c.credibility,
                "credibility_because": c.credibility_because,
                **({"decisions": [d.id for d in decided[c.id]]} if c.id in decided else {}),
            }
            for c in findings.claims
        ],
        "conflicts": [
            {
                "id": c.id,
                "kind": c.kind,
                "question": c.question,
                "claims": list(c.claims),
                "statements": list(c.statements),
                "explanation": c.explanation,
                "confidence": c.confidence,
            }
            for c in findings.conflicts
        ],
        "variants": [
            {
                "id": v.id,
                "kind": v.kind,
                "claim": v.claim or None,
                "statements": list(v.statements),
                "explanation": v.explanation,
                "changed_by": v.changed_by or None,
                "inherited_by": list(v.inherited_by),
            }
            for v in findings.variants
        ],
        "updates": [
            {"id": u.id, "claims": list(u.claims), "explanation": u.explanation} for u in findings.updates
        ],
        "lineage": _lineage(findings.lineage),
        "stories": [{"id": s.id, "title": s.title, "documents": list(s.documents)} for s in findings.stories],
        "records": [_record(record) for record in findings.records],
        "tallies": [
            {
                "type": t.type,
                "place": None if t.place is None else _place(t.place),
                "counted": [_value(value) for value in t.counted],
                "listed": list(t.listed),
                "explanation": t.explanation,
            }
            for t in findings.tallies
        ],
        "decisions": [
            {
                "id": d.id,
                "at": d.at,
                "reviewer": d.reviewer,
                "action": d.action,
                "target": d.target,
                "reason": d.reason,
                "value": d.value or None,
                "kind": d.kind or None,
                "others": list(d.others),
                "passage": _passage(d.passage) if d.passage and d.passage.document in there else None,
                "chain": list(d.chain),
                "holds": d.id in holding,
            }
            for d in findings.decisions
        ],
        "failures": [
            {"document": f.document, "step": f.step, "message": f.message} for f in findings.failures
        ],
    }


def check(case: dict[str, Any]) -> None:
    """Raise ExportError, naming the first few faults, unless the case fits the contract."""
    faults = [
        f"{'/'.join(str(step) for step in error.absolute_path) or 'the case'}: {error.message[:200]}"
        for error in _validator().iter_errors(case)
    ]
    faults = faults or list(_broken_references(case))
    if faults:
        shown = "; ".join(faults[:3])
        more = f" (and {len(faults) - 3} more)" if len(faults) > 3 else ""
        raise ExportError(
            f"The case does not fit {FORMAT} version {VERSION}: {shown}{more}. "
            "This is a defect of firsthand, not of your documents: please report it with this message."
        )


@functools.cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that ships with firsthand."""
    text = (
        resources.files("firsthand.publish")
        .joinpath("schema/firsthand.case.v1.schema.json")
        .read_text("utf-8")
    )
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@functools.cache
def _validator() -> "Validator":
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema())


def _broken_references(case: dict[str, Any]) -> Iterator[str]:
    """Yield what the schema cannot see: unknown or repeated ids, and passages that are not in the text."""
    texts = {d["id"]: d["text"] for d in case["documents"]}
    known: dict[str, set[str]] = {}
    for kind in (
        "documents",
        "sources",
        "statements",
        "claims",
        "conflicts",
        "variants",
        "stories",
        "records",
    ):
        ids = [item["id"] for item in case[kind]]
        known[kind] = set(ids)
        if len(ids) != len(known[kind]):
            yield f"{kind}: an id is used twice"

    def unknown(where: str, kind: str, ids: Iterable[str | None]) -> Iterator[str]:
        for missing in sorted({i for i in ids if i is not None} - known[kind]):
            yield f"{where}: {missing} is not among the {kind}"

    for s in case["statements"]:
        text = texts.get(s["document"])
        if text is None or text[s["start"] : s["end"]] != s["text"]:
            yield f"{s['id']}: its text is not what its document says at {s['start']}-{s['end']}"
        yield from unknown(s["id"], "sources", s["attribution"])
        yield from unknown(s["id"], "claims", [s["claim"]])
        yield from _outside(s["id"], s["attribution_evidence"], texts)
    for c in case["claims"]:
        yield from unknown(c["id"], "statements", c["statements"])
        yield from unknown(c["id"], "sources", c["origins"])
    for c in case["conflicts"]:
        yield from unknown(c["id"], "claims", c["claims"])
        yield from unknown(c["id"], "statements", c["statements"])
    for v in case["variants"]:
        yield from unknown(v["id"], "claims", [v["claim"]])
        yield from unknown(v["id"], "statements", v["statements"])
    for r in case["records"]:
        yield from unknown(r["id"], "claims", r["claims"])
        yield from unknown(r["id"], "stories", [r["story"]])
        for values in r["fields"].values():
            for value in values:
                yield from unknown(r["id"], "claims", value["claims"])
                yield from unknown(r["id"], "statements", value["statements"])
    for u in case["updates"]:
        yield from unknown(u["id"], "claims", u["claims"])
    for s in case["sources"]:
        yield from unknown(s["id"], "documents", [s["document"]])
    for s in case["stories"]:
        yield from unknown(s["id"], "documents", s["documents"])
    nodes = {node["id"] for node in case["lineage"]["nodes"]}
    for edge in case["lineage"]["edges"]:
        if not {edge["from"], edge["to"]} <= nodes:
            yield f"lineage: the edge {edge['from']} > {edge['to']} joins something that is no node"
        yield from _outside("lineage", edge["evidence"], texts)


def _outside(where: str, passages: Iterable[dict[str, Any]], texts: dict[str, str]) -> Iterator[str]:
    for p in passages:
        text = texts.get(p["document"])
        if text is None or not 0 <= p["start"] <= p["end"] <= len(text):
            yield f"{where}: the passage {p['start']}-{p['end']} is outside its document"


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": _day(document.published),
        "language": document.language,
        "url": document.url,
        "characters": len(document.text),
        "text": document.text,
        "blocks": [{"start": b.start, "end": b.end, "kind": b.kind} for b in document.blocks],
        "notes": list(document.notes),
        "format": document.format,
        "pages": [
            {
                "number": sheet.number,
                "label": sheet.label,
                "start": sheet.start,
                "end": sheet.end,
                "width": sheet.width,
                "height": sheet.height,
                "confidence": sheet.confidence,
            }
            for sheet in document.sheets
        ],
        "within": document.within,
        "collected": document.taken.isoformat() if document.taken else None,
    }


def _statement(statement: Statement, claim: str | None) -> dict[str, Any]:
    return {
        "id": statement.id,
        "document": statement.document,
        "start": statement.start,
        "end": statement.end,
        "text": statement.text,
        "quoted": statement.quoted,
        "stance": statement.stance,
        "attribution": list(statement.attribution),
        "attribution_evidence": [_passage(p) for p in statement.evidence],
        "claim": claim,
        "quantities": [{"start": q.start, "end": q.end, **_quantity(q)} for q in statement.quantities],
        "places": [{"start": p.start, "end": p.end, **_place(p)} for p in statement.places],
        "dates": [{"start": d.start, "end": d.end, **_days(d)} for d in statement.dates],
        "reading": statement.reading,
        "hedges": list(statement.hedges),
        "negated": statement.negated,
        "modal": statement.modal,
        "about": list(statement.about),
        "title": statement.title,
        "reports_speech": statement.reports_speech,
    }


def _record(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "type": record.type,
        "title": record.title,
        "story": record.story or None,
        "fields": {field.name: [_value(value) for value in field.values] for field in record.fields},
        "contested": [field.name for field in record.fields if field.contested],
        "claims": list(record.claims),
        "origins": list(record.origins),
        "independent_origins": record.independent_origins,
        "documents": record.documents,
        "standing": record.standing,
        "notes": list(record.notes),
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "value": value.text,
        "claims": list(value.claims),
        "statements": list(value.statements),
        "origins": list(value.origins),
        "independent_origins": value.independent_origins,
        "documents": value.documents,
        "standing": value.standing,
        "conflicts": list(value.conflicts),
        "stance": value.stance,
        "doubted": value.doubted,
        "place": None if value.place is None else _place(value.place),
        "quantity": None if value.quantity is None else _quantity(value.quantity),
        "dates": None if value.dates is None else _days(value.dates),
        "party": value.party or None,
        "step": value.step or None,
        "said": _day(value.said),
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geoname": place.geoname,
        "precision": place.precision,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "open_low": quantity.open_low,
        "open_high": quantity.open_high,
        "approximate": quantity.approximate,
    }


def _days(dates: DateRange) -> dict[str, Any]:
    return {"earliest": _day(dates.earliest), "latest": _day(dates.latest)}


def _lineage(lineage: Lineage) -> dict[str, Any]:
    return {
        "nodes": [
            {"id": n.id, "kind": n.kind, "name": n.name, "in_collection": n.in_collection}
            for n in lineage.nodes
        ],
        "edges": [
            {
                "from": e.parent,
                "to": e.child,
                "kind": e.kind,
                "confidence": round(e.confidence, 4),
                "evidence": [_passage(p) for p in e.evidence],
                "directed": e.directed,
                "because": e.because,
            }
            for e in lineage.edges
        ],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"document": passage.document, "start": passage.start, "end": passage.end}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
