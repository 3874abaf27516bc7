"""The case as FollowTheMoney entities, a JSON object a line, for Aleph, OpenAleph and yente.

Documents, organisations, public bodies, places and records (as events); between a record and a document
a link that holds the passages. Persons are left out altogether, public ones too: that model is made
to match people across data sets, which is what firsthand must not help with. Other names that documents
give an organisation are left out as well: many are descriptions ("the group") and would match anything.
Model: https://followthemoney.tech/explorer/
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from firsthand.model import DateRange, Document, Findings, Place, Record, Source, SourceKind, content_id
from firsthand.publish.publication import Publication
from firsthand.publish.rows.register import present, rule_of, step_label, type_titles

if TYPE_CHECKING:
    from followthemoney import EntityProxy

_SCHEMA: dict[SourceKind, str] = {
    "organisation": "Organization",
    "outlet": "Organization",
    "government": "PublicBody",
}


def follow_the_money(publication: Publication) -> bytes:
    """Return the entities, every one valid and every reference to one of them; sorted by schema and id."""
    found: dict[str, EntityProxy] = {}
    for entity in _entities(publication):
        if entity.id is not None:
            found.setdefault(entity.id, entity)
    lines = [
        json.dumps(_plain(entity.to_dict()), ensure_ascii=False, sort_keys=True)
        for entity in sorted(found.values(), key=lambda e: (e.schema.name, e.id or ""))
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _plain(entity: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entity as its three parts, the values of each property in order."""
    properties = {name: sorted(values) for name, values in entity["properties"].items()}
    return {"id": entity["id"], "schema": entity["schema"], "properties": properties}


def _entities(publication: Publication) -> Iterator["EntityProxy"]:
    findings = publication.findings
    for document in findings.documents:
        yield _document(document)
    for source in findings.sources:
        if source.kind in _SCHEMA:
            yield _entity(_SCHEMA[source.kind], source.id, name=[source.name.strip() or source.id])
    for record in findings.records:
        yield from _event(publication, record)
        yield from _documentation(findings, record)


def _entity(schema: str, identity: str, **properties: list[str | None]) -> "EntityProxy":
    """Return an entity with those values that its properties take; the library drops what is none."""
    from followthemoney import model  # imported here: loading the model takes a second

    entity = model.make_entity(schema)
    entity.id = _id(identity)
    for name, values in properties.items():
        room = entity.schema.properties[name].type.max_length
        entity.add(name, [_cut(value, room) for value in values if value], quiet=False)
    return entity


def _id(identity: str) -> str:
    """Return an id that the model takes: letters, digits, "-" and "."."""
    fit = re.fullmatch(r"[A-Za-z0-9.-]{1,150}", identity)
    return f"firsthand-{identity if fit else content_id('x', identity)}"


def _cut(text: str, room: int) -> str:
    """Return a text that fits its property: longer ones end in "…"."""
    return text if len(text) <= room else text[: room - 1] + "…"


def _document(d: Document) -> "EntityProxy":
    return _entity(
        "Article" if d.url else "Document",
        d.id,
        fileName=[d.name],
        title=[d.title or d.name],
        publisher=[d.publisher],
        publishedAt=[d.published.isoformat() if d.published else None],
        language=[d.language],
        sourceUrl=[d.url],
        notes=[f"SHA-256 of the original: {d.id}"],
    )


def _event(publication: Publication, record: Record) -> Iterator["EntityProxy"]:
    codebook, findings = publication.codebook, publication.findings
    sources = {s.id: s for s in findings.sources}
    titles = type_titles(findings, codebook)
    places: list[Place] = []
    involved: list[str | None] = []
    dates: list[str | None] = []
    summary: list[str] = []
    for field in record.fields:
        if not field.values:
            continue
        value = field.values[present(field, record.type, codebook)]
        rule = rule_of(codebook, record.type, field.name)
        summary.append(
            f"{rule.label if rule else field.name}: {step_label(codebook, record.type, field.name, value)}"
        )
        places += [value.place] if value.place else []
        involved += [_involved(sources.get(value.party))] if field.kind == "party" else []
        dates += [_day(value.dates)] if value.dates else []
    addresses = [_address(place) for place in places]
    yield from addresses
    documents = _documents_behind(findings, record)
    yield _entity(
        "Event",
        record.id,
        name=[record.title.strip() or record.id],
        keywords=[titles[record.type]],
        recordId=[record.id],
        summary=["\n".join(summary)],
        notes=[*record.notes, f"{record.standing}, independent origins: {record.independent_origins}"],
        country=[place.country for place in places],
        location=[place.name for place in places],
        addressEntity=[address.id for address in addresses],
        involved=involved,
        date=dates,
        proof=[_id(document) for document in documents],
    )


def _involved(source: Source | None) -> str | None:
    return _id(source.id) if source and source.kind in _SCHEMA else None


def _address(p: Place) -> "EntityProxy":
    at = [None if v is None else repr(round(v, 5)) for v in (p.latitude, p.longitude)]
    return _entity(
        "Address",
        content_id("place", p.name, p.country, p.geoname, p.precision, *at),
        full=[p.name],
        city=[p.name if p.precision == "city" else None],
        region=[p.name if p.precision == "region" else None],
        country=[p.country],
        latitude=[at[0]],
        longitude=[at[1]],
        remarks=[f"known to the {p.precision}" if p.precision else "not found on the map"],
    )


def _documentation(findings: Findings, record: Record) -> Iterator["EntityProxy"]:
    """Yield a link from a record to each document behind it, with the passages of that document."""
    for document, passages in _documents_behind(findings, record).items():
        yield _entity(
            "Documentation",
            content_id("link", record.id, document),
            document=[_id(document)],
            entity=[_id(record.id)],
            role=["says so"],
            summary=list(passages),
        )


def _documents_behind(findings: Findings, record: Record) -> dict[str, list[str]]:
    """Return the ids of the documents behind a record with the passages that fill its fields."""
    known = {d.id for d in findings.documents}
    said = {s.id: s for s in findings.statements}
    found: dict[str, list[str]] = {}
    for i in dict.fromkeys(i for f in record.fields for v in f.values for i in v.statements):
        if i in said and said[i].document in known:
            found.setdefault(said[i].document, []).append(said[i].text)
    return dict(sorted(found.items()))


def _day(dates: DateRange) -> str | None:
    """Return a range of days as the model writes what is only known so far: 2019, 2019-03, 2019-03-05."""
    first, last = dates.earliest, dates.latest
    if first is None or last is None or first.year != last.year:
        return None
    if first.month != last.month:
        return f"{first.year:04d}"
    return first.isoformat() if first == last else first.isoformat()[:7]
