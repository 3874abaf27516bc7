"""The case as linked data: JSON-LD with PROV-O for who said what and what it was derived from.

A record was derived from claims, a claim from statements; a statement was quoted from a passage and is
attributed to the one who said it first; a passage is a Web Annotation selection of a document. The
context stands in the file, so that nothing is fetched to read it.
Sources: https://www.w3.org/TR/prov-o/, https://www.w3.org/TR/annotation-model/#selectors
"""

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from firsthand.model import Document, Findings, Place, Source, Statement, Value, content_id
from firsthand.publish.publication import Publication
from firsthand.publish.rows.register import value_id, values_of

Node = dict[str, Any]

_REFERENCES = (
    "prov:wasDerivedFrom", "prov:wasQuotedFrom", "prov:wasAttributedTo", "prov:wasGeneratedBy",
    "prov:hadMember", "prov:entity", "prov:used", "prov:wasAssociatedWith", "prov:qualifiedDerivation",
    "oa:hasSource", "oa:hasSelector",
    "fh:passage", "fh:document", "fh:claim", "fh:statement", "fh:earlier", "fh:changed", "fh:drawsOn",
    "fh:party", "fh:place", "fh:value", "fh:conflict", "fh:record",
)  # fmt: skip
_COUNTS = ("oa:start", "oa:end", "fh:independentOrigins", "fh:documents", "fh:characters")
_FIGURES = ("fh:confidence", "fh:credibility", "fh:low", "fh:high", "schema:latitude", "schema:longitude")
_DAYS = ("dcterms:issued", "fh:earliest", "fh:latest", "fh:said")
CONTEXT: Node = {
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "schema": "https://schema.org/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "fh": "urn:firsthand:term:",
    **{name: {"@type": "@id"} for name in _REFERENCES},
    **{name: {"@type": "xsd:integer"} for name in _COUNTS},
    **{name: {"@type": "xsd:double"} for name in _FIGURES},
    **{name: {"@type": "xsd:date"} for name in _DAYS},
    "schema:url": {"@type": "xsd:anyURI"},
    "fh:attribution": {"@type": "@id", "@container": "@list"},
    "fh:inOrder": {"@type": "@id", "@container": "@list"},
}


def json_ld(publication: Publication) -> bytes:
    """Return the case as one JSON-LD document; the same publication gives the same bytes."""
    case: Node = {"@context": CONTEXT, "@graph": [_without_gaps(node) for node in _graph(publication)]}
    return (json.dumps(case, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def iri(kind: str, identity: str) -> str:
    """Return the name of a thing in the file: "urn:firsthand:claim:c-3f0c9a1b2d4e"."""
    return f"urn:firsthand:{kind}:{quote(identity, safe='')}"


def _graph(publication: Publication) -> Iterator[Node]:
    findings = publication.findings
    derivation = iri("derivation", content_id("case", *(d.id for d in findings.documents)))
    yield {
        "@id": iri("publication", content_id("publication", publication.title, publication.day)),
        "@type": ["prov:Entity", "prov:Collection", "schema:Dataset"],
        "dcterms:title": publication.title,
        "dcterms:issued": publication.day.isoformat(),
        "prov:hadMember": [iri("record", r.id) for r in findings.records]
        or [iri("claim", c.id) for c in findings.claims],
        "prov:wasGeneratedBy": derivation,
    }
    yield {
        "@id": derivation,
        "@type": "prov:Activity",
        "prov:used": [iri("document", d.id) for d in findings.documents],
        "prov:wasAssociatedWith": "urn:firsthand:software",
    }
    yield {
        "@id": "urn:firsthand:software",
        "@type": ["prov:Agent", "prov:SoftwareAgent"],
        "rdfs:label": "firsthand",
    }
    yield from _agents(findings)
    yield from _documents(findings)
    yield from _statements(findings)
    yield from _claims(findings, derivation)
    yield from _differences(findings)
    yield from _records(findings, derivation)


def _agents(findings: Findings) -> Iterator[Node]:
    for source in findings.sources:
        yield {
            "@id": iri("source", source.id),
            "@type": ["prov:Agent", *_agent_type(source)],
            "rdfs:label": source.name,
            "fh:document": iri("document", source.document) if source.document else None,
        }
    voices = {s.document for s in findings.sources if s.document}
    for d in findings.documents:
        if d.id not in voices:
            yield {
                "@id": iri("voice", d.id),
                "@type": "prov:Agent",
                "rdfs:label": d.publisher or d.title or d.name,
                "fh:document": iri("document", d.id),
            }


def _agent_type(source: Source) -> list[str]:
    if source.kind == "person":
        return ["prov:Person"]
    return ["prov:Organization"] if source.kind in ("organisation", "government", "outlet") else []


def _documents(findings: Findings) -> Iterator[Node]:
    documents = {d.id for d in findings.documents}
    sources = {s.id for s in findings.sources}
    for d in findings.documents:
        yield {**_document(d), **_descent(findings, d.id, documents | _latent(findings), sources)}
    for node in findings.lineage.nodes:
        if node.id not in documents | sources:
            yield {
                "@id": iri("document", node.id),
                "@type": ["prov:Entity", "schema:CreativeWork"],
                "dcterms:title": node.name,
                "fh:inCollection": False,
                **_descent(findings, node.id, documents | _latent(findings), sources),
            }


def _latent(findings: Findings) -> set[str]:
    return {n.id for n in findings.lineage.nodes if n.kind == "document"}


def _document(d: Document) -> Node:
    return {
        "@id": iri("document", d.id),
        "@type": ["prov:Entity", "schema:CreativeWork"],
        "dcterms:title": d.title or d.name,
        "dc:publisher": d.publisher,
        "dc:creator": d.author,
        "dcterms:issued": d.published.isoformat() if d.published else None,
        "dcterms:language": d.language,
        "schema:url": d.url,
        "schema:sha256": d.id,
        "fh:characters": len(d.text),
        "fh:inCollection": True,
    }


def _descent(findings: Findings, child: str, documents: set[str], sources: set[str]) -> Node:
    """Return what a document derives from: its parents, and each derivation with what speaks for it."""
    edges = [e for e in findings.lineage.edges if e.child == child and e.directed]
    parents = [e for e in edges if e.parent in documents]
    return {
        "prov:wasDerivedFrom": [iri("document", p) for p in dict.fromkeys(e.parent for e in parents)],
        "prov:qualifiedDerivation": [
            {
                "@id": iri("derivation", content_id("edge", e.parent, e.child, e.kind)),
                "@type": "prov:Derivation",
                "prov:entity": iri("document", e.parent),
                "fh:kind": e.kind,
                "fh:confidence": round(e.confidence, 4),
                "rdfs:comment": e.because or None,
            }
            for e in parents
        ],
        "fh:drawsOn": [iri("source", e.parent) for e in edges if e.parent in sources],
    }


def _statements(findings: Findings) -> Iterator[Node]:
    voices = {s.document: iri("source", s.id) for s in findings.sources if s.document}
    for s in findings.statements:
        voice = voices.get(s.document, iri("voice", s.document))
        chain = [iri("source", i) for i in s.attribution] or [voice]
        yield _passage(s)
        yield {
            "@id": iri("statement", s.id),
            "@type": ["prov:Entity", "fh:Statement"],
            "prov:value": s.text,
            "prov:wasQuotedFrom": [iri("passage", s.id), iri("document", s.document)],
            "prov:wasAttributedTo": chain[0],
            "fh:attribution": chain,
            "fh:stance": s.stance,
            "fh:quoted": s.quoted,
            "fh:hedge": list(s.hedges),
        }


def _passage(s: Statement) -> Node:
    return {
        "@id": iri("passage", s.id),
        "@type": ["prov:Entity", "oa:SpecificResource"],
        "oa:hasSource": iri("document", s.document),
        "oa:hasSelector": [
            {"@type": "oa:TextPositionSelector", "oa:start": s.start, "oa:end": s.end},
            {"@type": "oa:TextQuoteSelector", "oa:exact": s.text},
        ],
    }


def _claims(findings: Findings, derivation: str) -> Iterator[Node]:
    for c in findings.claims:
        yield {
            "@id": iri("claim", c.id),
            "@type": ["prov:Entity", "fh:Claim"],
            "prov:value": c.text,
            "prov:wasDerivedFrom": [iri("statement", i) for i in c.statements],
            "prov:wasAttributedTo": [iri("source", i) for i in c.origins],
            "prov:wasGeneratedBy": derivation,
            "fh:standing": c.standing,
            "fh:independentOrigins": c.independent_origins,
            "fh:documents": c.documents,
            "fh:credibility": c.credibility,
            "rdfs:comment": c.credibility_because or None,
        }


def _differences(findings: Findings) -> Iterator[Node]:
    for k in findings.conflicts:
        yield {
            "@id": iri("conflict", k.id), "@type": "fh:Conflict", "fh:kind": k.kind,
            "rdfs:label": k.question, "rdfs:comment": k.explanation, "fh:confidence": k.confidence,
            "fh:claim": _iris("claim", k.claims), "fh:statement": _iris("statement", k.statements),
        }  # fmt: skip
    for v in findings.variants:
        yield {
            "@id": iri("variant", v.id), "@type": "fh:Variant", "fh:kind": v.kind,
            "rdfs:comment": v.explanation, "fh:claim": _iris("claim", [v.claim] if v.claim else []),
            "fh:earlier": iri("statement", v.statements[0]), "fh:changed": iri("statement", v.statements[1]),
        }  # fmt: skip
    for u in findings.updates:
        yield {
            "@id": iri("update", u.id), "@type": "fh:Update", "rdfs:comment": u.explanation,
            "fh:inOrder": _iris("claim", u.claims),
        }  # fmt: skip


def _records(findings: Findings, derivation: str) -> Iterator[Node]:
    sources = {s.id for s in findings.sources}
    for r in findings.records:
        yield {
            "@id": iri("record", r.id),
            "@type": ["prov:Entity", "fh:Record"],
            "rdfs:label": r.title,
            "fh:recordType": r.type,
            "fh:standing": r.standing,
            "fh:independentOrigins": r.independent_origins,
            "fh:documents": r.documents,
            "prov:wasDerivedFrom": _iris("claim", r.claims),
            "prov:wasGeneratedBy": derivation,
            "fh:value": [iri("value", value_id(r, f, i + 1)) for f in r.fields for i in range(len(f.values))],
            "rdfs:comment": list(r.notes),
        }
    for record, field, number, value in values_of(findings):
        yield {
            "@id": iri("value", value_id(record, field, number)),
            "@type": ["prov:Entity", "fh:Value"],
            "fh:record": iri("record", record.id),
            "fh:field": field.name,
            "fh:kind": field.kind,
            "fh:contested": field.contested,
            **_value(value, sources),
        }


def _value(v: Value, sources: set[str]) -> Node:
    q, d = v.quantity, v.dates
    return {
        "prov:value": v.text,
        "prov:wasDerivedFrom": [*_iris("claim", v.claims), *_iris("statement", v.statements)],
        "fh:stance": v.stance,
        "fh:doubted": v.doubted,
        "fh:standing": v.standing,
        "fh:independentOrigins": v.independent_origins,
        "fh:conflict": _iris("conflict", v.conflicts),
        "fh:said": v.said.isoformat() if v.said else None,
        "fh:place": _place(v.place) if v.place else None,
        "fh:low": q.low if q else None,
        "fh:high": q.high if q else None,
        "fh:unit": q.unit if q else None,
        "fh:earliest": d.earliest.isoformat() if d and d.earliest else None,
        "fh:latest": d.latest.isoformat() if d and d.latest else None,
        "fh:party": iri("source", v.party) if v.party in sources else None,
        "fh:step": v.step or None,
    }


def _place(p: Place) -> Node:
    return {
        "@type": "schema:Place",
        "schema:name": p.name,
        "schema:addressCountry": p.country,
        "schema:latitude": p.latitude,
        "schema:longitude": p.longitude,
        "fh:precision": p.precision,
    }


def _iris(kind: str, ids: Iterable[str]) -> list[str]:
    return [iri(kind, i) for i in ids]


def _without_gaps(thing: Any) -> Any:
    """Return a node without what is unknown or empty, and without figures that have no end."""
    if isinstance(thing, dict):
        kept = {key: _without_gaps(value) for key, value in thing.items()}
        return {k: v for k, v in kept.items() if v is not None and v != []}
    if isinstance(thing, list):
        return [_without_gaps(item) for item in thing]
    return None if isinstance(thing, float) and not math.isfinite(thing) else thing
